using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using Spectre.Console;

namespace ConfigRules.Cli;

/// <summary>Verdicts for people: a table for each VPC, what is worst first, every reason in full.</summary>
internal sealed class FindingsText(IAnsiConsole console, bool isScreen, bool all)
{
    /// <summary>Columns that a reason needs to be read with ease.</summary>
    private const int Room = 36;

    /// <summary>Resources that lie in no VPC come last.</summary>
    private const string InNone = "~";

    private readonly Page _page = new(console);

    public void Write(IReadOnlyList<CheckedNetwork> networks)
    {
        foreach (var network in networks)
            Write(network);
        WriteSummary(networks.SelectMany(network => network.Findings).CountBy(finding => (finding.Compliance, finding.Severity)).ToDictionary());
    }

    private void Write(CheckedNetwork network)
    {
        _page.Heading(Title(network));
        var groups = network.Findings
            .Where(finding => all || finding.Compliance is Compliance.NonCompliant or Compliance.Undetermined)
            .GroupBy(finding => JudgedResource.VpcOf(finding.Evaluation, network.Network) ?? InNone)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            _page.Line();
            _page.Heading(Place(group.Key, network.Network), Decoration.Underline);
            var findings = group.OrderBy(finding => finding.Compliance switch
            {
                Compliance.NonCompliant => 0,
                Compliance.Undetermined => 1,
                Compliance.Compliant => 2,
                _ => 3,
            }).ThenByDescending(finding => finding.Severity).ToArray();
            if (isScreen)
                WriteTable(findings);
            else
                WriteLines(findings);
        }
        _page.Line();
    }

    /// <summary>Reasons stand in a column of their own, or, on a screen too narrow for that, below.</summary>
    private void WriteTable(Finding[] findings)
    {
        var (words, ids) = (findings.Max(finding => Word(finding).Word.Length), WidestId(findings));
        var beside = 2 + words + 2 + ids + 2;
        var isNarrow = _page.Width < beside + Math.Max(Room, findings.Max(finding => finding.Rule.Info.Id.Length));
        var indent = isNarrow ? 4 : beside;
        foreach (var finding in findings)
        {
            var (word, style) = Word(finding);
            _page.Write("  ");
            _page.Write(word.PadRight(words), style);
            _page.Write($"  {(isNarrow ? finding.Evaluation.ResourceId : finding.Evaluation.ResourceId.PadRight(ids))}");
            if (isNarrow)
                _page.Line();
            _page.Write(isNarrow ? "    " : "  ");
            _page.Write(finding.Rule.Info.Id, new Style(decoration: Decoration.Bold));
            _page.Line();
            if (finding.Evaluation.Verdict.Reason is { Length: > 0 } reason)
                _page.Paragraph(reason, indent);
        }
    }

    /// <summary>One line a verdict, for whoever searches or cuts them.</summary>
    private void WriteLines(Finding[] findings)
    {
        var width = WidestId(findings);
        foreach (var finding in findings)
        {
            var reason = finding.Evaluation.Verdict.Reason is { Length: > 0 } text ? $": {text}" : "";
            _page.Line($"  {Word(finding).Word,-8}  {finding.Evaluation.ResourceId.PadRight(width)}  {finding.Rule.Info.Id}{reason}");
        }
    }

    private static int WidestId(Finding[] findings) => findings.Max(finding => finding.Evaluation.ResourceId.Length);

    private void WriteSummary(Dictionary<(Compliance Compliance, Severity Severity), int> counts)
    {
        int Count(Compliance compliance) => counts.Sum(count => count.Key.Compliance == compliance ? count.Value : 0);
        var severities = counts.Where(count => count.Key.Compliance is Compliance.NonCompliant).OrderByDescending(count => count.Key.Severity)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {Lower(count.Key.Severity)}")).ToArray();
        var detail = severities is [] ? "" : $" ({string.Join(", ", severities)})";
        _page.Heading(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(Compliance.NonCompliant)} non-compliant{detail}, {Count(Compliance.Undetermined)} undetermined, {Count(Compliance.Compliant)} compliant, {Count(Compliance.NotApplicable)} not applicable."));
        if (severities is not [])
            _page.Paragraph("`configrules explain RULE` tells what happens, how to repair it, and how to see it by hand.");
    }

    private static string Title(CheckedNetwork network)
    {
        var whole = network.Network;
        var place = (whole.AccountId, whole.Region) switch
        {
            ({ } account, { } region) => $"Account {account} in {region}",
            ({ } account, null) => $"Account {account}",
            (null, { } region) => $"An unknown account in {region}",
            _ => "An unknown account",
        };
        return $"{network.Source.Name}: {place}, {Number(whole.All<Vpc>().Length, "VPC")}, {Number(whole.All<VpcEndpoint>().Length, "endpoint")}, {Number(whole.All<EndpointService>().Length, "endpoint service")}";
    }

    private static string Number(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count is 1 ? "" : "s")}");

    /// <summary>The VPC by id and name.</summary>
    private static string Place(string vpcId, Network network) =>
        vpcId is InNone ? "Endpoint services"
        : network.Find<Vpc>(vpcId)?.Tags.GetValueOrDefault("Name") is { Length: > 0 } name ? $"{vpcId} ({name})"
        : vpcId;

    private static (string Word, Style Style) Word(Finding finding) => (finding.Compliance, finding.Severity) switch
    {
        (Compliance.NonCompliant, Severity.Critical) => ("CRITICAL", new Style(Color.Red, decoration: Decoration.Bold)),
        (Compliance.NonCompliant, Severity.High) => ("HIGH", new Style(Color.Red)),
        (Compliance.NonCompliant, Severity.Medium) => ("MEDIUM", new Style(Color.Yellow)),
        (Compliance.NonCompliant, _) => ("LOW", new Style(Color.Blue)),
        (Compliance.Undetermined, _) => ("UNKNOWN", new Style(Color.Grey)),
        (Compliance.Compliant, _) => ("OK", new Style(Color.Green)),
        _ => ("-", new Style(Color.Grey)),
    };

    private static string Lower(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };
}
