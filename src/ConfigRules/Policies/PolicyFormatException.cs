namespace ConfigRules.Policies;

/// <summary>A text is no policy document; the message is one sentence that says where and why.</summary>
public sealed class PolicyFormatException(string message) : Exception(message);
