namespace ConfigRules.Lambda;

/// <summary>What the host says of this call.</summary>
/// <param name="RequestId">Appears in every log line.</param>
/// <param name="FunctionArn">Names the function's own account; null outside Lambda.</param>
/// <param name="Remaining">The time until the host ends the call; null where there is no end.</param>
public sealed record Invocation(string RequestId, string? FunctionArn = null, TimeSpan? Remaining = null);
