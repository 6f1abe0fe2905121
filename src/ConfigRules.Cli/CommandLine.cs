using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ConfigRules.Cli;

/// <summary>The command `configrules`: its commands, and how it says what went wrong.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        try
        {
            var parsed = Build(terminal).Parse(arguments);
            if (parsed.Action is ParseErrorAction && parsed.Errors is not [])
                throw new CommandFailedException(Complaint.Of(parsed));
            var code = await parsed.InvokeAsync(
                new()
                {
                    Output = terminal.Out,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(1),
                },
                cancellationToken);
            // Only now it shows whether there was room for all of the output.
            await terminal.Out.FlushAsync(cancellationToken);
            return code;
        }
#pragma warning disable CA1031 // The top of the program: whatever went wrong is told in one sentence.
        catch (Exception exception)
        {
            Tell(terminal, Failure.Sentence(exception));
            return Failure.IsStop(exception) ? ExitCode.Stopped : ExitCode.CouldNotTell;
        }
#pragma warning restore CA1031
    }

    private static void Tell(Terminal terminal, string sentence)
    {
        try
        {
            terminal.Error.WriteLine(Printable.Of(sentence));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody listens; the exit code says it all the same.
        }
    }

    private static RootCommand Build(Terminal terminal)
    {
        var completion = new CompletionCommand(terminal);
        var root = new RootCommand("""
            Where does the packet really go? Judges the private connectivity of VPCs (PrivateLink, VPC endpoints, endpoint
            services): the rules that AWS Config runs continuously, on a recorded network or a live account.

            Exit code 0: it ran; 1: --fail-on was met, or a trace is public or blocked; 2: it could not tell.
            """)
        {
            new CheckCommand(terminal).Build(),
            new TraceCommand(terminal).Build(),
            new PolicyCommand(terminal).Build(),
            new ReportCommand(terminal).Build(),
            new InvokeCommand(terminal).Build(),
            new RecordCommand(terminal).Build(),
            new RulesCommand(terminal).Build(),
            new ExplainCommand(terminal).Build(),
            new TemplateCommand(terminal).Build(),
            completion.Build(),
        };
        root.HelpName = "configrules";
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new ExampleHelp((HelpAction)help.Action!, terminal);
        root.Add(completion.BuildComplete(root));
        return root;
    }
}
