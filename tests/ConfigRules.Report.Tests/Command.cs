using ConfigRules.Cli;
using ConfigRules.Testing;

namespace ConfigRules.Report.Tests;

/// <summary>`configrules report` as a person runs it: what it prints, and its exit code.</summary>
internal sealed record Command(int ExitCode, string Out, string Error)
{
    public const string At = "2026-11-24T06:00:00Z";

    public static string Acme { get; } = Path.Combine(GoldenFile.Root, "events", "networks", "acme");

    public static async Task<Command> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal { In = Stream.Null, Out = output, Error = error };
        var code = await CommandLine.RunAsync(["report", .. arguments], terminal, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
