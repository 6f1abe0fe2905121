using System.Text;

namespace ConfigRules.Cli.Tests;

/// <summary>The command as a person runs it in the folder of the solution: what it prints, and its exit code.</summary>
internal sealed record Run(int ExitCode, string Out, string Error)
{
    public static Run Of(params string[] arguments) => Of("", null, arguments);

    public static Run Of(string input, int? width, params string[] arguments) =>
        Of(new MemoryStream(Encoding.UTF8.GetBytes(input)), width, arguments);

    public static Run Of(Stream input, int? width, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal { In = input, Out = output, Error = error, Width = width };
        var code = CommandLine.RunAsync(arguments, terminal, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return new(code, output.ToString(), error.ToString());
    }
}
