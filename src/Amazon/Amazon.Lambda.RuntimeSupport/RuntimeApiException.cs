namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API did not keep to its protocol, or said that the function must end.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);
