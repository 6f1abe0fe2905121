namespace Amazon.Route53Resolver.Model;

public class ResolverEndpoint
{
    public string Id { get; set; }

    public string Arn { get; set; }

    public string Name { get; set; }

    public ResolverEndpointDirection Direction { get; set; }

    public string HostVPCId { get; set; }

    public int? IpAddressCount { get; set; }
}
