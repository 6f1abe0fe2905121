namespace Amazon.ElasticLoadBalancingV2.Model;

public class LoadBalancerState
{
    public LoadBalancerStateEnum Code { get; set; }

    public string Reason { get; set; }
}
