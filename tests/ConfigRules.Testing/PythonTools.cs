using System.Diagnostics;
using Xunit;

namespace ConfigRules.Testing;

/// <summary>
/// Tools that exist in Python only (cfn-lint, the SAM transform, moto): those of the machine, else of a virtual environment that
/// is made once. Where neither can be had the tests are skipped, but not in a pipeline.
/// </summary>
public sealed class PythonTools
{
    private const string Check = "import cfnlint, samtranslator, moto.server";
    private static readonly string Environment = Path.Combine(GoldenFile.Root, "artifacts", "python");
    private static readonly Lazy<(string? Path, string Reason)> Found = new(Find);

    /// <summary>The interpreter that has them; the test ends here where there is none.</summary>
    public static string Python
    {
        get
        {
            var (path, reason) = Found.Value;
            if (path is not null)
                return path;
            var message = $"Python with cfn-lint, aws-sam-translator and moto cannot be had: {reason}";
            if (System.Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail(message);
            Assert.Skip(message);
            return "";
        }
    }

    /// <summary>What the script printed, and whether it ended well.</summary>
    public static (bool Succeeded, string Output) Run(string script, params string[] arguments)
    {
        var succeeded = TryRun(Python, ["-c", script, .. arguments], out var output);
        return (succeeded, output);
    }

    private static (string? Path, string Reason) Find()
    {
        var own = Path.Combine(Environment, "bin", "python");
        foreach (var python in new[] { "python3", own })
        {
            if (TryRun(python, ["-c", Check], out _))
                return (python, "");
        }
        return TryRun("python3", ["-m", "venv", Environment], out var reason)
            && TryRun(own, ["-m", "pip", "install", "--quiet", "cfn-lint", "aws-sam-translator", "moto[server]"], out reason)
                ? (own, "")
                : (null, reason);
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
