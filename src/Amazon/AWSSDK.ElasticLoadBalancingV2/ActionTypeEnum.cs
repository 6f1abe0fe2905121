using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2;

public class ActionTypeEnum(string value) : ConstantClass(value)
{
    public static readonly ActionTypeEnum Forward = new("forward");
    public static readonly ActionTypeEnum FixedResponse = new("fixed-response");
    public static readonly ActionTypeEnum Redirect = new("redirect");

    public static ActionTypeEnum FindValue(string value) => FindValue<ActionTypeEnum>(value);

    public static implicit operator ActionTypeEnum(string value) => FindValue(value);
}
