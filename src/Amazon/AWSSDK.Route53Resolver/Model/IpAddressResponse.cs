namespace Amazon.Route53Resolver.Model;

public class IpAddressResponse
{
    public string IpId { get; set; }

    public string SubnetId { get; set; }

    public string Ip { get; set; }

    public string Ipv6 { get; set; }
}
