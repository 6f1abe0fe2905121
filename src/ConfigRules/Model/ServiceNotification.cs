using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>What tells a topic of the events of an endpoint service of this account (vpce-nfn-...).</summary>
public sealed record ServiceNotification(string Id) : Resource(Id)
{
    /// <summary>Null for one of an endpoint, which tells its own account and not the provider's.</summary>
    public string? ServiceId { get; init; }

    public string? TopicArn { get; init; }

    /// <summary>Accept, Connect, Delete, Reject.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    public NotificationState State { get; init; } = NotificationState.Enabled;
}

public enum NotificationState { Unknown, Enabled, Disabled }
