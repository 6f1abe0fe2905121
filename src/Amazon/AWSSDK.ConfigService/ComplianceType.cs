using Amazon.Runtime;

namespace Amazon.ConfigService;

public class ComplianceType(string value) : ConstantClass(value)
{
    public static readonly ComplianceType COMPLIANT = new("COMPLIANT");
    public static readonly ComplianceType NON_COMPLIANT = new("NON_COMPLIANT");
    public static readonly ComplianceType NOT_APPLICABLE = new("NOT_APPLICABLE");
    public static readonly ComplianceType INSUFFICIENT_DATA = new("INSUFFICIENT_DATA");

    public static ComplianceType FindValue(string value) => FindValue<ComplianceType>(value);

    public static implicit operator ComplianceType(string value) => FindValue(value);
}
