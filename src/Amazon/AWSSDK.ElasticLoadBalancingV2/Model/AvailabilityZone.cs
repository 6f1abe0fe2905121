namespace Amazon.ElasticLoadBalancingV2.Model;

public class AvailabilityZone
{
    public string ZoneName { get; set; }

    public string SubnetId { get; set; }
}
