using Amazon.Runtime;

namespace Amazon.ConfigService;

public class EvaluationMode(string value) : ConstantClass(value)
{
    public static readonly EvaluationMode DETECTIVE = new("DETECTIVE");
    public static readonly EvaluationMode PROACTIVE = new("PROACTIVE");

    public static EvaluationMode FindValue(string value) => FindValue<EvaluationMode>(value);

    public static implicit operator EvaluationMode(string value) => FindValue(value);
}
