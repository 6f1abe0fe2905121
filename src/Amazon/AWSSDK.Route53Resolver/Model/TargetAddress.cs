namespace Amazon.Route53Resolver.Model;

public class TargetAddress
{
    public string Ip { get; set; }

    public string Ipv6 { get; set; }

    public int? Port { get; set; }
}
