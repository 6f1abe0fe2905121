namespace Amazon.ElasticLoadBalancingV2.Model;

public class Listener
{
    public string ListenerArn { get; set; }

    public string LoadBalancerArn { get; set; }

    public int? Port { get; set; }

    public ProtocolEnum Protocol { get; set; }

    public List<Action> DefaultActions { get; set; }
}
