using System.Collections.Immutable;

namespace ConfigRules.Lambda;

/// <summary>
/// What AWS Config says of the resource that an event is about: which one, and where it lies. What is true of it is read
/// from EC2 when the rule judges.
/// </summary>
public sealed record ConfigItem(string Type, string Id)
{
    public ItemStatus Status { get; init; }

    /// <summary>Null where the event does not say; milliseconds are kept.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    public string? AccountId { get; init; }

    /// <summary>"global" for resources outside any region.</summary>
    public string? Region { get; init; }

    /// <summary>The VPCs that the item's configuration and relationships name; empty where it has neither.</summary>
    public ImmutableArray<string> VpcIds { get; init; } = [];
}

/// <summary>All statuses that AWS Config has; Unknown is one from a later day, or none at all.</summary>
/// <remarks>https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html</remarks>
public enum ItemStatus { Unknown, Ok, Discovered, NotRecorded, Deleted, DeletedNotRecorded }
