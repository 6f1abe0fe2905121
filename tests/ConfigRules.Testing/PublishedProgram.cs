using System.Diagnostics;
using Xunit;

namespace ConfigRules.Testing;

/// <summary>Programs of the solution, compiled ahead of time as they are deployed.</summary>
public static class PublishedProgram
{
    private static readonly Lock Publishing = new();
    private static readonly Dictionary<string, (bool Succeeded, string Output)> Published = [];

    /// <summary>
    /// The path of a project's program for this machine, published once. Where the machine has no native toolchain the test ends
    /// here: skipped, but in a pipeline failed.
    /// </summary>
    public static string PathOf(string project, string program)
    {
        var folder = Path.Combine(GoldenFile.Root, "artifacts", "published", Path.GetFileName(project));
        lock (Publishing)
        {
            if (!Published.TryGetValue(project, out var result))
                Published[project] = result = Publish(project, folder);
            if (!result.Succeeded)
            {
                var message = $"{project} cannot be published for this machine: {result.Output}";
                if (Environment.GetEnvironmentVariable("CI") is "true" || !result.Output.Contains("native", StringComparison.OrdinalIgnoreCase))
                    Assert.Fail(message);
                Assert.Skip(message);
            }
        }
        return Path.Combine(folder, program);
    }

    private static (bool Succeeded, string Output) Publish(string project, string folder)
    {
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "--use-current-runtime", "--nologo", "-v", "quiet", "-o", folder])
        {
            UseShellExecute = false,
            WorkingDirectory = GoldenFile.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Servers of the build that outlive it would keep the test's output open.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var errors = publish.StandardError.ReadToEndAsync();
        var output = publish.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        publish.WaitForExit();
        return (publish.ExitCode is 0, output);
    }
}
