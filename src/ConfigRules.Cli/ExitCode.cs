namespace ConfigRules.Cli;

/// <summary>What pipelines go by.</summary>
internal static class ExitCode
{
    public const int Ran = 0;

    /// <summary>Something of the severity of --fail-on, or above, is non-compliant.</summary>
    public const int Found = 1;

    public const int CouldNotTell = 2;

    /// <summary>Somebody pressed Ctrl-C: what shells say of a program that this ended.</summary>
    public const int Stopped = 130;
}
