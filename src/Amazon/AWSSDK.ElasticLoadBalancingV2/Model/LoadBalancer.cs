namespace Amazon.ElasticLoadBalancingV2.Model;

public class LoadBalancer
{
    public string LoadBalancerArn { get; set; }

    public string LoadBalancerName { get; set; }

    public string DNSName { get; set; }

    public LoadBalancerTypeEnum Type { get; set; }

    public LoadBalancerState State { get; set; }

    public string VpcId { get; set; }

    public IpAddressType IpAddressType { get; set; }

    public List<AvailabilityZone> AvailabilityZones { get; set; }

    public List<string> SecurityGroups { get; set; }

    public string EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic { get; set; }
}
