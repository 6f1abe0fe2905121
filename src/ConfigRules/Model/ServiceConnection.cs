namespace ConfigRules.Model;

/// <summary>An endpoint, most often of another account, that is connected to a service of this account or asks to be.</summary>
public sealed record ServiceConnection(string ServiceId, string EndpointId) : Resource($"{ServiceId}/{EndpointId}")
{
    /// <summary>The account of the endpoint; null where the record does not say.</summary>
    public string? ConsumerId { get; init; }

    public EndpointState State { get; init; } = EndpointState.Available;

    public DateTimeOffset? CreatedAt { get; init; }
}
