using ConfigRules.Aws;
using ConfigRules.Engine;

namespace ConfigRules.Lambda;

/// <summary>A failure as logs and metrics tell it. The codes are stable: alarms and queries may rely on them.</summary>
/// <param name="Code">One word.</param>
/// <param name="IsTransient">Whether Lambda's next attempt can end otherwise with nothing changed.</param>
internal readonly record struct Failure(string Code, bool IsTransient)
{
    public static Failure Of(Exception exception) => exception switch
    {
        InvalidEventException => new("InvalidEvent", false),
        InvalidParameterException => new("InvalidParameter", false),
        InvalidSettingsException => new("InvalidSettings", false),
        AccountRefusedException => new("AccountRefused", false),
        NoCredentialsException => new("NoCredentials", false),
        OutOfTimeException => new("OutOfTime", true),
        NoSuchAggregatorException => new("AggregatorMissing", false),
        BucketRefusedException refused => new("BucketRefused", refused.IsTransient),
        ReportingFailedException => new("ReportRefused", true),
        UnreadException unread => Of(unread.Refusal),
        AwsCallException { Code: "InvalidResultTokenException" or "NoSuchConfigRuleException" } => new("RuleGone", false),
        AwsCallException call => new($"Aws{call.Fault}", call.IsTransient),
        _ => new("Unexpected", false),
    };
}
