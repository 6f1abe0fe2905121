using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>A network, and what the person calls it: the file or folder that it was read from.</summary>
internal sealed record NetworkSource(string Name, Network Network);
