using System.CommandLine;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Lambda;

namespace ConfigRules.Cli;

/// <summary>`invoke`: the function itself on a recorded network. It prints what it would put, and puts nothing.</summary>
internal sealed class InvokeCommand(Terminal terminal)
{
    /// <summary>Lambda itself takes no longer ones: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    private const int LongestEvent = 6 << 20;

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
        // Off the thread that waits for Ctrl-C.
        await Task.Yield();
        var path = arguments.GetValue(_event)!;
        var json = ReadEvent(path);
        var sources = NetworkFiles.Read(arguments.GetValue(_networks)!, terminal, cancellationToken);
        RecordedAccount? account = null;
        var log = arguments.GetValue(_log) ? terminal.Error : TextWriter.Null;
        var handler = new RuleHandler(Find, new Settings(), TimeProvider.System, log);
        var summary = await HandleAsync();
        Write(summary, account?.Reports ?? [], arguments.GetValue(_format)!);
        return ExitCode.Ran;

        async Task<RunSummary> HandleAsync()
        {
            try
            {
                return await handler.HandleAsync(json, new("invoke"), cancellationToken);
            }
            catch (InvalidEventException exception)
            {
                throw new CommandFailedException($"{NameOf(path)}: {char.ToLowerInvariant(exception.Message[0])}{exception.Message[1..]}");
            }
        }

        RecordedAccount Find(AccountKey key) => account = new(Choose(sources, key).Network);
    }

    private static string NameOf(string path) => path is "-" ? "standard input" : path;

    private byte[] ReadEvent(string path)
    {
        using var bytes = new MemoryStream();
        NetworkFiles.Try(NameOf(path), () =>
        {
            using var file = path is "-" ? terminal.In : File.OpenRead(path);
            using var json = NetworkFiles.Decode(file);
            var buffer = new byte[1 << 16];
            while (json.Read(buffer) is > 0 and var read)
            {
                bytes.Write(buffer.AsSpan(0, read));
                if (bytes.Length > LongestEvent)
                    throw new CommandFailedException($"{NameOf(path)}: this is longer than any event; name the JSON of one event of AWS Config.");
            }
        });
        // A mark at the front says that it is UTF-8; who reads JSON knows.
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length) is [0xEF, 0xBB, 0xBF, .. var rest] ? rest.ToArray() : bytes.ToArray();
    }

    /// <summary>The network of the event's account and region; where a recording does not say whose it is, that one.</summary>
    private static NetworkSource Choose(IReadOnlyList<NetworkSource> sources, AccountKey key) =>
        sources.FirstOrDefault(source => (source.Network.AccountId ?? key.AccountId, source.Network.Region ?? key.Region) == (key.AccountId, key.Region))
        ?? throw new CommandFailedException(
            $"The event is of account {key.AccountId} in {key.Region}, but {Wording.List(sources.Select(Place))} was recorded; take an event of that account, or record the other.");

    private static string Place(NetworkSource source) => $"{source.Network.AccountId ?? "an account"} in {source.Network.Region ?? "a region"}";

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
            terminal.Out.WriteLine(Printable.Of($"{ComplianceWords.Of(report.Compliance),-14}  {report.Resource.Type}  {report.Resource.Id}  {report.Annotation}".TrimEnd()));
        if (summary.Skipped is not null)
            return;
        // The function keeps silent of these, so that the earlier result stays.
        var doubtful = summary.Evaluations.Where(evaluation => evaluation.Verdict.Compliance is Compliance.Undetermined).ToArray();
        foreach (var (type, id, verdict) in doubtful)
            terminal.Out.WriteLine(Printable.Of($"{ComplianceWords.Of(Compliance.Undetermined),-14}  {type}  {id}  {verdict.Reason}"));
        var kept = doubtful is [] ? "" : $", {doubtful.Length} not";
        terminal.Out.WriteLine($"{reports.Count} {(reports.Count is 1 ? "evaluation" : "evaluations")} would be put for {summary.Rule}{kept}.");
    }
}
