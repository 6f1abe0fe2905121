namespace Amazon.ElasticLoadBalancingV2.Model;

public class Action
{
    public ActionTypeEnum Type { get; set; }

    public string TargetGroupArn { get; set; }

    public ForwardActionConfig ForwardConfig { get; set; }
}
