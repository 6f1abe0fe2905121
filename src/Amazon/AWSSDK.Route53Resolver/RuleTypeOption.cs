using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class RuleTypeOption(string value) : ConstantClass(value)
{
    public static readonly RuleTypeOption DELEGATE = new("DELEGATE");
    public static readonly RuleTypeOption FORWARD = new("FORWARD");
    public static readonly RuleTypeOption RECURSIVE = new("RECURSIVE");
    public static readonly RuleTypeOption SYSTEM = new("SYSTEM");

    public static RuleTypeOption FindValue(string value) => FindValue<RuleTypeOption>(value);

    public static implicit operator RuleTypeOption(string value) => FindValue(value);
}
