using System.Diagnostics;

namespace ConfigRules.Lambda.Tests;

/// <summary>A command of this machine: what it printed, what it complained of, its exit code.</summary>
internal sealed record Shell(int ExitCode, string Out, string Error)
{
    /// <summary>The test ends here, skipped, where the machine lacks the command.</summary>
    public static void Needs(string command) =>
        Assert.SkipUnless(Run("", [], "bash", "-c", $"command -v {command}").ExitCode is 0, $"{command} is missing.");

    /// <param name="input">What it reads.</param>
    /// <param name="environment">What it finds in the environment besides.</param>
    /// <param name="command">The program and its arguments.</param>
    public static Shell Run(string input, IEnumerable<KeyValuePair<string, string>> environment, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.PathOf(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
