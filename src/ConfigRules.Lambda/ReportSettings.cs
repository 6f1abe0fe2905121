using System.Globalization;
using ConfigRules.Aws;

namespace ConfigRules.Lambda;

/// <summary>How a function that makes reports was deployed.</summary>
public sealed record ReportSettings
{
    /// <summary>The value of RULES_SUBJECT for a function that makes reports instead of serving rules.</summary>
    public const string Subject = "Report";

    public const string AggregatorVariable = "REPORT_AGGREGATOR";
    public const string BucketVariable = "REPORT_BUCKET";
    public const string RulePrefixVariable = "REPORT_RULE_PREFIX";

    public const string OrganizationVariable = "REPORT_ORGANIZATION";
    public const string ReasonCallsVariable = "REPORT_REASON_CALLS";

    /// <summary>The aggregator that it reads; of the function's own account and region.</summary>
    public required string Aggregator { get; init; }

    public required string Bucket { get; init; }

    /// <summary>What stands before the names of the rules.</summary>
    public string RulePrefix { get; init; } = "";

    /// <summary>Whether AWS Organizations is asked for names, units and suspended accounts.</summary>
    public bool AsksOrganization { get; init; } = true;

    /// <summary>The most calls that reasons are asked for with.</summary>
    public int ReasonCalls { get; init; } = Aggregators.UsualReasonCalls;

    /// <summary>Where it runs.</summary>
    public required string Region { get; init; }

    /// <summary>Null where the function is another.</summary>
    /// <exception cref="InvalidSettingsException">A variable has no value, or one that it does not take.</exception>
    public static ReportSettings? From(Func<string, string?> variable)
    {
        if (Of(Settings.SubjectVariable) is not Subject)
            return null;
        var bucket = Required(BucketVariable);
        return new()
        {
            Aggregator = Required(AggregatorVariable),
            Bucket = IsBucketName(bucket) ? bucket : throw new InvalidSettingsException($"{BucketVariable} is '{bucket}'; it takes the name of a bucket."),
            RulePrefix = Of(RulePrefixVariable) ?? "",
            AsksOrganization = Of(OrganizationVariable) switch
            {
                null or "true" => true,
                "false" => false,
                var other => throw new InvalidSettingsException($"{OrganizationVariable} is '{other}'; it takes true or false."),
            },
            ReasonCalls = Of(ReasonCallsVariable) switch
            {
                null => Aggregators.UsualReasonCalls,
                var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) => calls,
                var other => throw new InvalidSettingsException($"{ReasonCallsVariable} is '{other}'; it takes a whole number from 0."),
            },
            Region = Required("AWS_REGION"),
        };

        string? Of(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

        string Required(string name) => Of(name)
            ?? throw new InvalidSettingsException($"{name} has no value, which {Settings.SubjectVariable}={Subject} needs.");
    }

    /// <summary>It becomes part of a host's name.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html</remarks>
    private static bool IsBucketName(string text) => text.Length is >= 3 and <= 63
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-')
        && text[0] is not '-' && text[^1] is not '-';
}
