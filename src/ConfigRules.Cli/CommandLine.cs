using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Lambda;
using ConfigRules.Recordings;
using ConfigRules.Reports;

namespace ConfigRules.Cli;

/// <summary>The command `configrules`: its commands, and how it says what went wrong.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        try
        {
            var parsed = Build(terminal).Parse(arguments);
            if (parsed.Action is ParseErrorAction && parsed.Errors is [var error, ..])
                throw new CommandFailedException(Complaint(parsed, error.Message));
            return await parsed.InvokeAsync(
                new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
#pragma warning disable CA1031 // The top of the program: whatever went wrong is told in one sentence.
        catch (Exception exception)
        {
            terminal.Error.WriteLine(exception is CommandFailedException or RecordingException or InvalidParameterException
                or ReportException or NoSuchAggregatorException or InvalidEventException or AccountRefusedException or IOException or UnauthorizedAccessException
                ? exception.Message
                : exception is OperationCanceledException
                    ? "Stopped before the end; nothing was changed."
                    : $"{exception.GetType().Name}: {exception.Message}");
            return ExitCode.CouldNotTell;
        }
#pragma warning restore CA1031
        finally
        {
            await terminal.Out.FlushAsync(CancellationToken.None);
        }
    }

    private static RootCommand Build(Terminal terminal)
    {
        var completion = new CompletionCommand(terminal);
        var root = new RootCommand("""
            Where does the packet really go? Judges the private connectivity of VPCs (PrivateLink, VPC endpoints, endpoint
            services): the rules that AWS Config runs continuously, on a recorded network or a live account.

            Exit code 0: it ran; 1: --fail-on was met; 2: it could not tell.
            """)
        {
            new CheckCommand(terminal).Build(),
            new ReportCommand(terminal).Build(),
            new InvokeCommand(terminal).Build(),
            new RecordCommand(terminal).Build(),
            new RulesCommand(terminal).Build(),
            new ExplainCommand(terminal).Build(),
            completion.Build(),
        };
        root.HelpName = "configrules";
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new ExampleHelp((HelpAction)help.Action!, terminal);
        root.Add(completion.BuildComplete(root));
        return root;
    }

    private static string Complaint(ParseResult parsed, string message)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "configrules" : $"configrules {command.Name}";
        var known = command.Options.Select(option => option.Name).Concat(command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name));
        var sentence = parsed.UnmatchedTokens is [var token, ..]
            ? $"{name} does not know '{token}'{Suggestion.For(token, known)}."
            : $"{string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')}.";
        return $"{sentence} Try: {name} --help";
    }
}
