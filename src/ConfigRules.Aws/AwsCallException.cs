namespace ConfigRules.Aws;

/// <summary>
/// A call of AWS came to nothing, after the SDK's own retries. The message is one sentence that names the service, the operation
/// and AWS's reason; nothing in it is secret.
/// </summary>
public sealed class AwsCallException(AwsFault fault, string message) : Exception(message)
{
    public AwsFault Fault { get; } = fault;

    /// <summary>The service's word for it ("UnauthorizedOperation"); null where it said none, or did not answer.</summary>
    public string? Code { get; init; }

    /// <summary>By which AWS's support finds the call; null where there was no answer.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether a later attempt can end otherwise with nothing changed.</summary>
    public bool IsTransient => Fault is not (AwsFault.Refused or AwsFault.Denied);
}

public enum AwsFault
{
    /// <summary>The service finds something wrong with the request.</summary>
    Refused,

    /// <summary>The credentials do not allow it, or are none.</summary>
    Denied,

    /// <summary>The service asks for patience.</summary>
    Throttled,

    /// <summary>The service has a fault of its own.</summary>
    Failed,

    /// <summary>No answer came, or not all of one.</summary>
    Unreachable,

    /// <summary>What came is none of the service's answers.</summary>
    Unreadable,
}
