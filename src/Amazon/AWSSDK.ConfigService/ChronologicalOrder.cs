using Amazon.Runtime;

namespace Amazon.ConfigService;

public class ChronologicalOrder(string value) : ConstantClass(value)
{
    public static readonly ChronologicalOrder Reverse = new("Reverse");
    public static readonly ChronologicalOrder Forward = new("Forward");

    public static ChronologicalOrder FindValue(string value) => FindValue<ChronologicalOrder>(value);

    public static implicit operator ChronologicalOrder(string value) => FindValue(value);
}
