namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An event and what the Runtime API says about it; the texts are null where it says nothing.</summary>
internal sealed record Invocation(string RequestId, MemoryStream Event)
{
    public string? FunctionArn { get; init; }

    public string? TraceId { get; init; }

    public string? TenantId { get; init; }

    /// <summary>JSON.</summary>
    public string? ClientContext { get; init; }

    /// <summary>JSON.</summary>
    public string? Identity { get; init; }

    /// <summary>When Lambda ends the invocation; null where it does not say.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
