using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class ResolverEndpointDirection(string value) : ConstantClass(value)
{
    public static readonly ResolverEndpointDirection INBOUND = new("INBOUND");
    public static readonly ResolverEndpointDirection INBOUND_DELEGATION = new("INBOUND_DELEGATION");
    public static readonly ResolverEndpointDirection OUTBOUND = new("OUTBOUND");

    public static ResolverEndpointDirection FindValue(string value) => FindValue<ResolverEndpointDirection>(value);

    public static implicit operator ResolverEndpointDirection(string value) => FindValue(value);
}
