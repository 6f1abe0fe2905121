using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class Action(string value) : ConstantClass(value)
{
    public static readonly Action ALERT = new("ALERT");
    public static readonly Action ALLOW = new("ALLOW");
    public static readonly Action BLOCK = new("BLOCK");

    public static Action FindValue(string value) => FindValue<Action>(value);

    public static implicit operator Action(string value) => FindValue(value);
}
