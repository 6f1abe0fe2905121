using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class FirewallDomainRedirectionAction(string value) : ConstantClass(value)
{
    public static readonly FirewallDomainRedirectionAction INSPECT_REDIRECTION_DOMAIN = new("INSPECT_REDIRECTION_DOMAIN");
    public static readonly FirewallDomainRedirectionAction TRUST_REDIRECTION_DOMAIN = new("TRUST_REDIRECTION_DOMAIN");

    public static FirewallDomainRedirectionAction FindValue(string value) => FindValue<FirewallDomainRedirectionAction>(value);

    public static implicit operator FirewallDomainRedirectionAction(string value) => FindValue(value);
}
