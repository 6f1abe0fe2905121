using System.Diagnostics;
using Xunit;

namespace ConfigRules.Testing;

/// <summary>
/// The AWS CLI: the machine's, else one of a virtual environment that is made once. Where neither can be had the tests are skipped,
/// but not in a pipeline.
/// </summary>
public static class AwsCli
{
    private static readonly string Environment = Path.Combine(GoldenFile.Root, "artifacts", "awscli");
    private static readonly Lazy<(string? Folder, string Reason)> Found = new(Find);

    /// <summary>The folder to put before others on the PATH; empty where the PATH has it. The test ends here where there is none.</summary>
    public static string Folder
    {
        get
        {
            var (folder, reason) = Found.Value;
            if (folder is not null)
                return folder;
            var message = $"The AWS CLI cannot be had: {reason}";
            if (System.Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail(message);
            Assert.Skip(message);
            return "";
        }
    }

    private static (string? Folder, string Reason) Find()
    {
        var own = Path.Combine(Environment, "bin");
        foreach (var folder in new[] { "", own })
        {
            if (TryRun(Path.Combine(folder, "aws"), ["--version"], out _))
                return (folder, "");
        }
        return TryRun("python3", ["-m", "venv", Environment], out var reason)
            && TryRun(Path.Combine(own, "python"), ["-m", "pip", "install", "--quiet", "awscli"], out reason)
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
