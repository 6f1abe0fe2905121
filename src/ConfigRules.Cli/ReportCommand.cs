using System.CommandLine;
using System.Globalization;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Reports;

namespace ConfigRules.Cli;

/// <summary>`report`: a page for people, or a file for other programs, on recorded networks, a live account or an organization.</summary>
internal sealed class ReportCommand(Terminal terminal)
{
    private readonly NetworkOptions _networks = new();
    private readonly RuleOptions _rules = new();
    private readonly Option<string> _format = new("--format")
    {
        Description = $"{Wording.List(ReportFormat.Names, most: 10)}.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => ReportFormat.Html,
    };

    private readonly Option<string> _out = new("--out") { Description = "Where to; without it everything but html goes to standard output.", HelpName = "FILE" };
    private readonly Option<string> _accounts = new("--accounts")
    {
        Description = "Names and organizational units of accounts: what `aws organizations list-accounts` prints, or CSV headed account,name,ou; without it --aggregator asks AWS Organizations.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _previous = new("--previous")
    {
        Description = "An earlier report in json to compare with. May be repeated.",
        HelpName = "FILE",
    };

    private readonly Option<string> _aggregator = new("--aggregator")
    {
        Description = "Instead of judging networks, what AWS Config keeps of all accounts of this aggregator.",
        HelpName = "NAME",
    };

    private readonly Option<string> _prefix = new("--rule-prefix")
    {
        Description = "What stands before the names of the rules there (RulePrefix of the stack).",
        HelpName = "PREFIX",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<int?> _reasonCalls = new("--reason-calls")
    {
        Description = $"The most calls that reasons are asked for with there, the gravest findings first; by default {Aggregators.UsualReasonCalls.ToString(CultureInfo.InvariantCulture)}.",
        HelpName = "NUMBER",
    };

    private readonly Option<string> _at = new("--at")
    {
        Description = "The time that the report speaks of, such as 2026-11-24T06:00:00Z; by default now.",
        HelpName = "TIME",
    };

    public Command Build()
    {
        var command = new Command("report", "Make a page, or a file for other programs, of what the rules say of networks.")
        {
            _networks.Paths, _out, _format, _accounts, _previous, _at,
            _networks.Live, _aggregator, _prefix, _reasonCalls, _networks.Profile, _networks.Regions,
        };
        _rules.AddTo(command);
        _format.AcceptOnlyFromAmong([.. ReportFormat.Names]);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (format, target) = (arguments.GetValue(_format)!, arguments.GetValue(_out));
        if (target is null && format is ReportFormat.Html)
            throw new CommandFailedException("A page needs a file; name it with --out FILE.html, or choose another --format.");
        var at = TimeOf(arguments.GetValue(_at));
        IReadOnlyList<ReportAccount>? accounts = arguments.GetValue(_accounts) is { } list ? AccountList.Read(ReadFile(list), list) : null;
        var earlier = (arguments.GetValue(_previous) ?? []).Select(path => EarlierReport.Read(new MemoryStream(ReadFile(path)), path)).ToArray();
        var chosen = _rules.Choose(arguments);

        var rules = chosen.Select(rule => rule.Rule).ToHashSet();
        if (arguments.GetValue(_aggregator) is { } aggregator)
        {
            var (source, reading) = await AggregateAsync(arguments, aggregator, accounts, cancellationToken);
            foreach (var note in reading.Notes)
                terminal.Error.WriteLine(note);
            Write(new(at, [source], rules, reading.Rows.Where(row => rules.Contains(row.Rule)), reading.Accounts, earlier, reading.Notes), format, target);
            return ExitCode.Ran;
        }
        var (rows, ways, sources, isWhole) = await JudgeAsync(arguments, chosen, cancellationToken);
        Write(new(at, sources, rules, rows, accounts, earlier, ways: ways), format, target);
        return isWhole ? ExitCode.Ran : ExitCode.CouldNotTell;
    }

    private async Task<(IEnumerable<ReportRow> Rows, ReportWays Ways, IEnumerable<string> Sources, bool IsWhole)> JudgeAsync(
        ParseResult arguments, IReadOnlyList<(Rule Rule, Parameters Parameters)> chosen, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_prefix) is not "")
            throw new CommandFailedException("--rule-prefix belongs to --aggregator, which is missing.");
        if (arguments.GetValue(_reasonCalls) is not null)
            throw new CommandFailedException("--reason-calls belongs to --aggregator, which is missing.");
        var sources = await _networks.ReadAsync(arguments, chosen, terminal, cancellationToken);
        var broken = new BrokenRules(terminal);
        CheckedNetwork[] results = [.. sources.Select(source => CheckedNetwork.Check(source, chosen, broken.Tell, cancellationToken))];
        var ways = ReportedNetworks.Ways(results, chosen, broken.Tell);
        return (results.SelectMany(ReportedNetworks.Rows), ways, sources.Select(source => source.Name).Distinct(), !broken.Any);
    }

    private async Task<(string Source, OrganizationReading Reading)> AggregateAsync(
        ParseResult arguments, string aggregator, IReadOnlyList<ReportAccount>? accounts, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_networks.Paths) is { Length: > 0 } || arguments.GetValue(_networks.Live))
            throw new CommandFailedException("Name recorded networks, --live or --aggregator, not two of them.");
        if (_rules.SetParameters(arguments))
            throw new CommandFailedException("--param is for judging; what an aggregator keeps was judged with the parameters of each account.");
        var profile = arguments.GetValue(_networks.Profile);
        var region = (arguments.GetValue(_networks.Regions) ?? []) switch
        {
            [] => Accounts.DefaultRegion(profile) ?? throw new CommandFailedException("No region is named; give --region, or set AWS_REGION."),
            [var only] => only,
            _ => throw new CommandFailedException("An aggregator is in one region, and covers others itself; give one --region."),
        };
        LiveNetworks.RequireRegion(region);
        var most = arguments.GetValue(_reasonCalls) ?? Aggregators.UsualReasonCalls;
        if (most < 0)
            throw new CommandFailedException($"--reason-calls is '{most.ToString(CultureInfo.InvariantCulture)}'; it takes a whole number from 0.");
        var reading = await new Accounts(profile).FindOrganizationReader(region)
            .ReadAsync(aggregator, new(arguments.GetValue(_prefix)!), accounts, most, Told, cancellationToken);
        return ($"aggregator {aggregator} in {region}", reading);

        void Told(int resources)
        {
            if (terminal.IsWatched && resources % 10_000 is 0)
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{resources:N0} resources read ..."));
        }
    }

    private void Write(ComplianceReport report, string format, string? target)
    {
        if (target is null)
        {
            using var output = new TextWriterStream(terminal.Out);
            ReportFormat.Write(format, output, report);
            return;
        }
        if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder))
            throw new CommandFailedException($"{target}: there is no such folder.");
        // Under another name until it is whole: half a page would look like good news.
        var partial = target + ".partial";
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            ReportFormat.Write(format, file, report);
        File.Move(partial, target, overwrite: true);
        terminal.Error.WriteLine($"{target}: {report.Total.ShareText} private, {report.Total.Findings.ToString(CultureInfo.InvariantCulture)} findings in {report.Total.Resources.ToString(CultureInfo.InvariantCulture)} resources.");
    }

    private static DateTimeOffset TimeOf(string? text) => text is null
        ? TimeProvider.System.GetUtcNow()
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new CommandFailedException($"--at is '{text}'; it takes a time such as 2026-11-24T06:00:00Z.");

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{path}: there is no such file.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: it is no file that you may read.");
        }
    }
}
