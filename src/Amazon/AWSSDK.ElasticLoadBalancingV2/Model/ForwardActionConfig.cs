namespace Amazon.ElasticLoadBalancingV2.Model;

public class ForwardActionConfig
{
    public List<TargetGroupTuple> TargetGroups { get; set; }
}
