namespace ConfigRules.Testing;

/// <summary>Tools that exist in Python only: cfn-lint, the SAM transform, moto.</summary>
public static class PythonTools
{
    private const string Check = "import cfnlint, samtranslator, moto.server";

    private static readonly PythonEnvironment Environment = new(
        "python", "Python with cfn-lint, aws-sam-translator and moto", ["cfn-lint", "aws-sam-translator", "moto[server]"],
        folder => PythonEnvironment.TryRun(In(folder), ["-c", Check], out _));

    /// <summary>The interpreter that has them; the test ends here where there is none.</summary>
    public static string Python => In(Environment.Folder);

    /// <summary>What the script printed, and whether it ended well.</summary>
    public static (bool Succeeded, string Output) Run(string script, params string[] arguments)
    {
        var succeeded = PythonEnvironment.TryRun(Python, ["-c", script, .. arguments], out var output);
        return (succeeded, output);
    }

    private static string In(string folder) => folder is "" ? "python3" : Path.Combine(folder, "python");
}
