namespace ConfigRules.Testing;

/// <summary>The AWS CLI.</summary>
public static class AwsCli
{
    private static readonly PythonEnvironment Environment = new("awscli", "The AWS CLI", ["awscli"],
        folder => PythonEnvironment.TryRun(Path.Combine(folder, "aws"), ["--version"], out _));

    /// <summary>The folder to put before others on the PATH; empty where the PATH has it. The test ends here where there is none.</summary>
    public static string Folder => Environment.Folder;
}
