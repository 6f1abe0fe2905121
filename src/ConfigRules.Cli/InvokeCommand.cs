using System.CommandLine;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Lambda;

namespace ConfigRules.Cli;

/// <summary>`invoke`: the function itself on a recorded network. It prints what it would put, and puts nothing.</summary>
internal sealed class InvokeCommand(Terminal terminal)
{
    private readonly Argument<string> _event = new("EVENT") { Description = "The event as AWS Config sends it, JSON; - for standard input." };
    private readonly Option<string[]> _networks = new("--network")
    {
        Description = "The recorded network to judge: a file or a folder. May be repeated.",
        HelpName = "NETWORK",
        Required = true,
    };

    private readonly Option<string> _format = CommonOptions.Format("json");
    private readonly Option<bool> _log = new("--log") { Description = "Show what the function logs, on the error stream." };

    public Command Build()
    {
        var command = new Command("invoke", "Run the Lambda function itself on an event and a recorded network; nothing is sent anywhere.")
        {
            _event, _networks, _format, _log,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var json = await ReadEventAsync(arguments.GetValue(_event)!, cancellationToken);
        var sources = NetworkFiles.Read(arguments.GetValue(_networks)!, terminal);
        RecordedAccount? account = null;
        var log = arguments.GetValue(_log) ? terminal.Error : TextWriter.Null;
        var handler = new RuleHandler(Find, new Settings(), TimeProvider.System, log);
        var summary = await handler.HandleAsync(json, new("invoke"), cancellationToken);
        Write(summary, account?.Reports ?? [], arguments.GetValue(_format)!);
        return ExitCode.Ran;

        RecordedAccount Find(AccountKey key) => account = new(Choose(sources, key).Network);
    }

    private async Task<byte[]> ReadEventAsync(string path, CancellationToken cancellationToken)
    {
        if (path is not "-")
        {
            return File.Exists(path)
                ? await File.ReadAllBytesAsync(path, cancellationToken)
                : throw new CommandFailedException($"{path}: there is no such file.");
        }
        using var bytes = new MemoryStream();
        await terminal.In.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>The network of the event's account and region; if only one was recorded, that one.</summary>
    private NetworkSource Choose(IReadOnlyList<NetworkSource> sources, AccountKey key)
    {
        if (sources.FirstOrDefault(source => (source.Network.AccountId, source.Network.Region) == (key.AccountId, key.Region)) is { } exact)
            return exact;
        if (sources is not [var only])
            throw new CommandFailedException($"The event is of account {key.AccountId} in {key.Region}, of which nothing was recorded.");
        if ((only.Network.AccountId ?? key.AccountId) != key.AccountId || (only.Network.Region ?? key.Region) != key.Region)
            terminal.Error.WriteLine($"Note: the event is of account {key.AccountId} in {key.Region}, the network of {only.Network.AccountId} in {only.Network.Region}.");
        return only;
    }

    private void Write(RunSummary summary, IReadOnlyList<Report> reports, string format)
    {
        if (format is "json")
        {
            FindingsJson.Write(terminal.Out, writer =>
            {
                foreach (var report in reports)
                    FindingsJson.Write(writer, summary.Rule, report.Resource.Type, report.Resource.Id, report.Compliance, report.Annotation ?? "");
            });
            return;
        }
        if (summary.Skipped is { } why)
            terminal.Out.WriteLine(why);
        foreach (var report in reports)
            terminal.Out.WriteLine($"{ComplianceWords.Of(report.Compliance),-14}  {report.Resource.Type}  {report.Resource.Id}  {report.Annotation}".TrimEnd());
        if (summary.Skipped is null)
            terminal.Out.WriteLine($"{reports.Count} {(reports.Count is 1 ? "evaluation" : "evaluations")} would be put for {summary.Rule}.");
    }
}
