using System.Diagnostics;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// cfn-lint and the SAM transform, which exist in Python only: those of the machine, else of a virtual environment that is made
/// once. Where neither can be had the tests are skipped, but not in a pipeline.
/// </summary>
public sealed class PythonTools
{
    private const string Check = "import cfnlint, samtranslator";
    private static readonly string Environment = Repository.PathOf("artifacts", "python");

    private readonly string? _python;
    private readonly string _reason = "";

    public PythonTools()
    {
        foreach (var python in new[] { "python3", Path.Combine(Environment, "bin", "python") })
        {
            if (TryRun(python, ["-c", Check], out _))
            {
                _python = python;
                return;
            }
        }
        if (TryRun("python3", ["-m", "venv", Environment], out _reason)
            && TryRun(Path.Combine(Environment, "bin", "pip"), ["install", "--quiet", "cfn-lint", "aws-sam-translator"], out _reason))
        {
            _python = Path.Combine(Environment, "bin", "python");
        }
    }

    /// <summary>What the script printed, and whether it ended well.</summary>
    public (bool Succeeded, string Output) Run(string script, params string[] arguments)
    {
        if (_python is null)
        {
            var message = $"Python with cfn-lint and aws-sam-translator cannot be had: {_reason}";
            if (System.Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail(message);
            Assert.Skip(message);
        }
        var succeeded = TryRun(_python, ["-c", script, .. arguments], out var output);
        return (succeeded, output);
    }

    private static bool TryRun(string program, string[] arguments, out string output)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // Both tools ask for a region, and neither uses it.
                Environment = { ["AWS_DEFAULT_REGION"] = "eu-west-1" },
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            output = process.StandardOutput.ReadToEnd();
            output += errors.GetAwaiter().GetResult();
            process.WaitForExit();
            return process.ExitCode is 0;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            output = missing.Message;
            return false;
        }
    }
}
