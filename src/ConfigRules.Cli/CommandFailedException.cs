namespace ConfigRules.Cli;

/// <summary>The command cannot do what it was asked; the message is one sentence with the cure.</summary>
public sealed class CommandFailedException(string message) : Exception(message);
