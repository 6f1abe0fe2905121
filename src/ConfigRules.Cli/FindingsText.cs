using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using Spectre.Console;

namespace ConfigRules.Cli;

/// <summary>Verdicts for people: a table for each VPC, what is worst first, every reason in full.</summary>
internal sealed class FindingsText(IAnsiConsole console, bool isScreen, bool all)
{
    public void Write(IReadOnlyList<CheckedNetwork> networks)
    {
        foreach (var network in networks)
            Write(network);
        WriteSummary([.. networks.SelectMany(network => network.Findings)]);
    }

    private void Write(CheckedNetwork network)
    {
        console.Write(new Text(Title(network), new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        var groups = network.Findings
            .Where(finding => all || finding.Compliance is Compliance.NonCompliant or Compliance.Undetermined)
            .GroupBy(finding => Place(finding.Evaluation, network.Network))
            .OrderBy(group => group.Key.Id, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            console.WriteLine();
            console.Write(new Text(group.Key.Title, new Style(decoration: Decoration.Underline)));
            console.WriteLine();
            var findings = group.OrderBy(finding => finding.Compliance switch
            {
                Compliance.NonCompliant => 0,
                Compliance.Undetermined => 1,
                Compliance.Compliant => 2,
                _ => 3,
            }).ThenByDescending(finding => finding.Severity).ToArray();
            if (isScreen)
                console.Write(Table(findings));
            else
                WriteLines(findings);
        }
        console.WriteLine();
    }

    private static Grid Table(IEnumerable<Finding> findings)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new(2, 0, 2, 0) });
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new(0, 0, 0, 0) });
        foreach (var finding in findings)
        {
            var (word, style) = Word(finding);
            var text = new Paragraph(finding.Rule.Info.Id, new Style(decoration: Decoration.Bold));
            if (finding.Evaluation.Verdict.Reason is { Length: > 0 } reason)
                text.Append("\n" + reason);
            grid.AddRow(new Text(word, style), new Text(finding.Evaluation.ResourceId), text);
        }
        return grid;
    }

    /// <summary>One line a verdict, for whoever searches or cuts them.</summary>
    private void WriteLines(Finding[] findings)
    {
        var width = findings.Max(finding => finding.Evaluation.ResourceId.Length);
        foreach (var finding in findings)
        {
            var reason = finding.Evaluation.Verdict.Reason is { Length: > 0 } text ? $": {text}" : "";
            console.Profile.Out.Writer.WriteLine(
                $"  {Word(finding).Word,-8}  {finding.Evaluation.ResourceId.PadRight(width)}  {finding.Rule.Info.Id}{reason}");
        }
    }

    private void WriteSummary(IReadOnlyCollection<Finding> findings)
    {
        int Count(Compliance compliance) => findings.Count(finding => finding.Compliance == compliance);
        var severities = findings.Where(finding => finding.Compliance is Compliance.NonCompliant)
            .GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Lower(group.Key)}")).ToArray();
        var detail = severities is [] ? "" : $" ({string.Join(", ", severities)})";
        console.Write(new Text(
            string.Create(CultureInfo.InvariantCulture, $"{Count(Compliance.NonCompliant)} non-compliant{detail}, {Count(Compliance.Undetermined)} undetermined, {Count(Compliance.Compliant)} compliant, {Count(Compliance.NotApplicable)} not applicable."),
            new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        if (severities is not [])
            console.WriteLine("`configrules explain RULE` tells what happens, how to repair it, and how to see it by hand.");
    }

    private static string Title(CheckedNetwork network)
    {
        var whole = network.Network;
        var place = (whole.AccountId, whole.Region) switch
        {
            ({ } account, { } region) => $"Account {account} in {region}",
            ({ } account, null) => $"Account {account}",
            (null, { } region) => region,
            _ => "An account unknown",
        };
        return $"{network.Source.Name}: {place}, {Number(whole.All<Vpc>().Length, "VPC")}, {Number(whole.All<VpcEndpoint>().Length, "endpoint")}, {Number(whole.All<EndpointService>().Length, "endpoint service")}";
    }

    private static string Number(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count is 1 ? "" : "s")}");

    /// <summary>The VPC that a resource lies in, by id and name; resources that lie in none come last.</summary>
    private static (string Id, string Title) Place(Evaluation evaluation, Network network)
    {
        if (VpcOf(evaluation, network) is not { } vpcId)
            return ("~", "Endpoint services");
        return (vpcId, network.Find<Vpc>(vpcId)?.Tags.GetValueOrDefault("Name") is { Length: > 0 } name ? $"{vpcId} ({name})" : vpcId);
    }

    public static string? VpcOf(Evaluation evaluation, Network network) => evaluation.ResourceType switch
    {
        ResourceType.Vpc => evaluation.ResourceId,
        ResourceType.Subnet => network.Find<Subnet>(evaluation.ResourceId)?.VpcId,
        ResourceType.RouteTable => network.Find<RouteTable>(evaluation.ResourceId)?.VpcId,
        ResourceType.VpcEndpoint => network.Find<VpcEndpoint>(evaluation.ResourceId)?.VpcId,
        ResourceType.SecurityGroup => network.Find<SecurityGroup>(evaluation.ResourceId)?.VpcId,
        _ => null,
    };

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
