using System.Diagnostics;
using Xunit;

namespace ConfigRules.Testing;

/// <summary>
/// Programs that Python brings: those of the machine, else of a virtual environment that is made once. Where neither can be had the
/// tests are skipped, but not in a pipeline.
/// </summary>
/// <param name="name">The environment's folder under artifacts.</param>
/// <param name="what">What the reason says that cannot be had.</param>
/// <param name="packages">What is installed into the environment.</param>
/// <param name="isIn">Whether the programs of a folder are there and work; the empty folder is the PATH.</param>
internal sealed class PythonEnvironment(string name, string what, string[] packages, Func<string, bool> isIn)
{
    private readonly Lock _lock = new();
    private (string? Folder, string Reason)? _found;

    /// <summary>The folder that has the programs, empty where the PATH has them. The test ends here where none has.</summary>
    public string Folder
    {
        get
        {
            string? folder;
            string reason;
            lock (_lock)
                (folder, reason) = _found ??= Find();
            if (folder is not null)
                return folder;
            var message = $"{what} cannot be had: {reason}";
            if (Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail(message);
            Assert.Skip(message);
            return "";
        }
    }

    /// <summary>Whether the program ended well, and all that it printed.</summary>
    public static bool TryRun(string program, string[] arguments, out string output)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // The tools ask for a region, and none uses it.
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

    private (string? Folder, string Reason) Find()
    {
        var root = Path.Combine(GoldenFile.Root, "artifacts", name);
        var own = Path.Combine(root, "bin");
        if (Array.Find(["", own], folder => isIn(folder)) is { } found)
            return (found, "");
        return TryRun("python3", ["-m", "venv", root], out var reason)
            && TryRun(Path.Combine(own, "python"), ["-m", "pip", "install", "--quiet", .. packages], out reason)
                ? (own, "")
                : (null, reason);
    }
}
