using System.Collections.Immutable;

namespace ConfigRules.Lambda;

/// <summary>
/// What AWS Config hands a custom rule's function. A class and not a record: printing one must not print the token.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html</remarks>
public sealed class ConfigEvent
{
    public required Trigger Trigger { get; init; }

    /// <summary>What PutEvaluations takes for proof; a secret.</summary>
    public required string ResultToken { get; init; }

    /// <summary>When AWS Config made the notification; null where it does not say, as in AWS's own examples of changes.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Null where the event does not say; prefixed and suffixed in organizations and conformance packs.</summary>
    public string? ConfigRuleName { get; init; }

    /// <summary>The only place that names the rule's partition and region.</summary>
    public string? ConfigRuleArn { get; init; }

    /// <summary>The account that owns the rule; null where the event does not say.</summary>
    public string? AccountId { get; init; }

    /// <summary>What the rule was deployed with, every value as text.</summary>
    public ImmutableArray<KeyValuePair<string, string>> RuleParameters { get; init; } = [];

    /// <exception cref="InvalidEventException">The bytes are no event of AWS Config.</exception>
    /// <exception cref="Engine.InvalidParameterException">The rule was deployed with something that is no parameter.</exception>
    public static ConfigEvent Parse(ReadOnlySpan<byte> json) => ConfigEventReader.Read(json);
}

/// <summary>What called the function is not, or not in a known form, AWS Config; the message is one sentence.</summary>
public sealed class InvalidEventException(string message) : Exception(message);
