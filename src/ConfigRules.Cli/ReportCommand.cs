using System.CommandLine;
using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Reports;

namespace ConfigRules.Cli;

/// <summary>`report`: a page for people, or a file for other programs, on recorded networks or a live account.</summary>
internal sealed class ReportCommand(Terminal terminal)
{
    private readonly NetworkOptions _networks = new();
    private readonly Option<string[]> _rules = CommonOptions.Rules();
    private readonly Option<string[]> _parameters = CommonOptions.Parameters();
    private readonly Option<string> _format = new("--format")
    {
        Description = $"{Wording.List(ReportFormat.Names, most: 10)}.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => ReportFormat.Html,
    };

    private readonly Option<string> _out = new("--out") { Description = "Where to; without it everything but html goes to standard output.", HelpName = "FILE" };
    private readonly Option<string> _accounts = new("--accounts")
    {
        Description = "Names and organizational units of accounts: what `aws organizations list-accounts` prints, or CSV headed account,name,ou.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _previous = new("--previous")
    {
        Description = "An earlier report in json to compare with. May be repeated.",
        HelpName = "FILE",
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
            _networks.Paths, _out, _format, _accounts, _previous, _rules, _parameters, _at, _networks.Live, _networks.Profile, _networks.Regions,
        };
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
        var accounts = arguments.GetValue(_accounts) is { } list ? AccountList.Read(ReadFile(list), list) : [];
        var earlier = (arguments.GetValue(_previous) ?? []).Select(path => EarlierReport.Read(new MemoryStream(ReadFile(path)), path)).ToArray();
        var chosen = RuleChoice.Choose(arguments.GetValue(_rules) ?? [], arguments.GetValue(_parameters) ?? []);

        var sources = await _networks.ReadAsync(arguments, chosen, terminal, cancellationToken);
        var broken = false;
        CheckedNetwork[] results = [.. sources.Select(source => CheckedNetwork.Check(source, chosen, Broke))];
        var report = new ComplianceReport(
            at, sources.Select(source => source.Name).Distinct(), chosen.Select(rule => rule.Rule), results.SelectMany(ReportedNetworks.Rows), accounts, earlier);
        Write(report, format, target);
        return broken ? ExitCode.CouldNotTell : ExitCode.Ran;

        void Broke(Rule rule, Exception exception)
        {
            lock (terminal)
            {
                broken = true;
                terminal.Error.WriteLine($"{rule.Info.Id} failed and says nothing ({exception.GetType().Name}: {exception.Message}); please report it.");
            }
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
