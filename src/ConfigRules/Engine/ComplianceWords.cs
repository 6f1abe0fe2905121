namespace ConfigRules.Engine;

/// <summary>The words of AWS Config for verdicts, and one of our own.</summary>
public static class ComplianceWords
{
    public static string Of(Compliance compliance) => compliance switch
    {
        Compliance.Compliant => "COMPLIANT",
        Compliance.NonCompliant => "NON_COMPLIANT",
        Compliance.NotApplicable => "NOT_APPLICABLE",
        _ => "UNDETERMINED",
    };
}
