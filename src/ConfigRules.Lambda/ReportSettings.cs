namespace ConfigRules.Lambda;

/// <summary>How a function that makes reports was deployed.</summary>
public sealed record ReportSettings
{
    /// <summary>The value of RULES_SUBJECT for a function that makes reports instead of serving rules.</summary>
    public const string Subject = "Report";

    public const string AggregatorVariable = "REPORT_AGGREGATOR";
    public const string BucketVariable = "REPORT_BUCKET";
    public const string RulePrefixVariable = "REPORT_RULE_PREFIX";

    /// <summary>The aggregator that it reads; of the function's own account and region.</summary>
    public required string Aggregator { get; init; }

    public required string Bucket { get; init; }

    /// <summary>What stands before the names of the rules.</summary>
    public string RulePrefix { get; init; } = "";

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
