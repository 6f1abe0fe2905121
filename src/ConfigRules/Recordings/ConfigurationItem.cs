using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>A resource as AWS Config recorded it; without one if it was deleted, or if AWS Config does not say how it is.</summary>
internal sealed record ConfigurationItem(
    string ResourceType,
    string ResourceId,
    string? AccountId,
    string? Region,
    DateTimeOffset CapturedAt,
    FactKind Kind,
    Resource? Resource,
    bool IsGone);
