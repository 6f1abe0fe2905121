namespace Amazon.ElasticLoadBalancingV2.Model;

public class TargetGroupTuple
{
    public string TargetGroupArn { get; set; }

    public int? Weight { get; set; }
}
