namespace Amazon.ElasticLoadBalancingV2.Model;

public class TargetDescription
{
    public string Id { get; set; }

    public int? Port { get; set; }

    public string AvailabilityZone { get; set; }
}
