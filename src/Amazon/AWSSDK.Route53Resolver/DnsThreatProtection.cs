using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class DnsThreatProtection(string value) : ConstantClass(value)
{
    public static readonly DnsThreatProtection DGA = new("DGA");
    public static readonly DnsThreatProtection DNS_TUNNELING = new("DNS_TUNNELING");

    public static DnsThreatProtection FindValue(string value) => FindValue<DnsThreatProtection>(value);

    public static implicit operator DnsThreatProtection(string value) => FindValue(value);
}
