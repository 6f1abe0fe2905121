using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2;

public class LoadBalancerTypeEnum(string value) : ConstantClass(value)
{
    public static readonly LoadBalancerTypeEnum Application = new("application");
    public static readonly LoadBalancerTypeEnum Gateway = new("gateway");
    public static readonly LoadBalancerTypeEnum Network = new("network");

    public static LoadBalancerTypeEnum FindValue(string value) => FindValue<LoadBalancerTypeEnum>(value);

    public static implicit operator LoadBalancerTypeEnum(string value) => FindValue(value);
}
