using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2;

public class LoadBalancerStateEnum(string value) : ConstantClass(value)
{
    public static readonly LoadBalancerStateEnum Active = new("active");
    public static readonly LoadBalancerStateEnum Active_impaired = new("active_impaired");
    public static readonly LoadBalancerStateEnum Failed = new("failed");
    public static readonly LoadBalancerStateEnum Provisioning = new("provisioning");

    public static LoadBalancerStateEnum FindValue(string value) => FindValue<LoadBalancerStateEnum>(value);

    public static implicit operator LoadBalancerStateEnum(string value) => FindValue(value);
}
