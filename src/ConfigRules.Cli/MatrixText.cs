using System.Collections.Immutable;
using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using Spectre.Console;

namespace ConfigRules.Cli;

/// <summary>The matrix for people: a table for each VPC, subnets by services, and below it why what is not private is not.</summary>
internal sealed class MatrixText(IAnsiConsole console, IReadOnlyCollection<FactKind> assumed)
{
    private const string Gap = "  ";

    private readonly Page _page = new(console);

    public void Write(IReadOnlyList<(Network Network, ImmutableArray<PathCell> Cells)> networks)
    {
        var cells = networks.SelectMany(network => network.Cells).ToArray();
        if (cells is [])
            _page.Paragraph("No workload's subnet lies in a VPC in which a bundle is used; name services with --services, or bundles with --param bundles=ID.");
        foreach (var (network, own) in networks)
        {
            foreach (var vpc in own.GroupBy(cell => cell.Subnet.VpcId))
                Write(Title(vpc.Key, network), [.. vpc]);
        }
        if (cells is not [])
            WriteLegend(cells);
        WriteEnd();
    }

    public void WriteChanges(IReadOnlyList<PathChange> changes, string before, string after)
    {
        _page.Heading(changes is [] ? $"Every way of {after} is what it was in {before}."
            : string.Create(CultureInfo.InvariantCulture, $"{changes.Count} {(changes.Count is 1 ? "way" : "ways")} of {after} {(changes.Count is 1 ? "is" : "are")} not what {(changes.Count is 1 ? "it was" : "they were")} in {before}:"));
        foreach (var change in changes)
        {
            _page.Line();
            _page.Heading($"{change.Cell.Subnet.Id} to {change.Cell.Service}");
            WriteSide("before", change.Before);
            WriteSide("after", change.After);
        }
        _page.Line();
        WriteEnd();
    }

    private void WriteSide(string side, PathCell? cell)
    {
        var (word, style) = cell is null ? ("-", new Style(Color.Grey)) : (cell.Verdict.Word(), TraceText.StyleOf(cell.Verdict));
        _page.Write($"{Gap}{side,-6}{Gap}");
        _page.Write(word, style);
        const int Longest = 14;
        const int Beside = 2 + 6 + 2 + Longest + 2;
        var reason = cell?.Reason ?? "it is not there";
        if (reason is "")
        {
            _page.Line();
            return;
        }
        var isFirst = true;
        foreach (var line in Page.Lines(reason, _page.Width - Beside))
        {
            _page.Line((isFirst ? new string(' ', Longest + Gap.Length - word.Length) : new string(' ', Beside)) + line);
            isFirst = false;
        }
    }

    private void Write(string title, PathCell[] cells)
    {
        _page.Heading(title);
        var subnets = cells.Select(cell => cell.Subnet.Id).Distinct().ToArray();
        var services = cells.Select(cell => cell.Service).Distinct().ToArray();
        var byPlace = cells.ToDictionary(cell => (cell.Subnet.Id, cell.Service));
        var first = subnets.Max(subnet => subnet.Length);
        foreach (var columns in Fitting(services, _page.Width - Gap.Length - first))
        {
            _page.Line($"{Gap}{new string(' ', first)}{string.Concat(columns.Select(service => Gap + service.PadRight(Width(service))))}".TrimEnd());
            foreach (var subnet in subnets)
            {
                _page.Write($"{Gap}{subnet.PadRight(first)}");
                foreach (var service in columns)
                {
                    _page.Write(Gap);
                    if (byPlace.TryGetValue((subnet, service), out var cell))
                    {
                        _page.Write(Mark(cell.Verdict), TraceText.StyleOf(cell.Verdict));
                        _page.Write(service == columns[^1] ? "" : new string(' ', Width(service) - Mark(cell.Verdict).Length));
                    }
                    else
                    {
                        _page.Write(new string(' ', Width(service)));
                    }
                }
                _page.Line();
            }
            _page.Line();
        }
        // A reason that subnets share is told once.
        foreach (var same in cells.Where(cell => cell.Verdict is not PathVerdict.Private).GroupBy(cell => (cell.Service, cell.Verdict, cell.Reason)))
        {
            _page.Write($"{Gap}{same.Key.Verdict.Word()}", TraceText.StyleOf(same.Key.Verdict));
            _page.Line($" {same.Key.Service}");
            _page.Paragraph($"{Wording.List(same.Select(cell => cell.Subnet.Id))}: {same.Key.Reason}.", indent: 4);
        }
        _page.Line();
    }

    private void WriteLegend(PathCell[] cells)
    {
        foreach (var verdict in cells.Select(cell => cell.Verdict).Distinct().Order())
        {
            _page.Write(Mark(verdict).PadRight(4), TraceText.StyleOf(verdict));
            _page.Line($"{cells.Count(cell => cell.Verdict == verdict).ToString(CultureInfo.InvariantCulture),4} {verdict.Word()}");
        }
        _page.Line();
    }

    private void WriteEnd()
    {
        if (assumed.Count > 0)
            _page.Paragraph(AssumedKinds.Sentence(assumed));
        _page.Paragraph($"Not seen by any trace: {string.Join("; ", Trace.NotSeen)}.");
    }

    /// <summary>As many services beside each other as the screen has room for, and at least one.</summary>
    private static IEnumerable<string[]> Fitting(string[] services, int room)
    {
        var columns = new List<string>();
        var used = 0;
        foreach (var service in services)
        {
            var width = Gap.Length + Width(service);
            if (columns is not [] && used + width > room)
            {
                yield return [.. columns];
                columns.Clear();
                used = 0;
            }
            columns.Add(service);
            used += width;
        }
        yield return [.. columns];
    }

    private static int Width(string service) => Math.Max(service.Length, 3);

    private static string Mark(PathVerdict verdict) => verdict switch
    {
        PathVerdict.Private => "ok",
        PathVerdict.Unknown => "?",
        PathVerdict.Blocked => "X",
        PathVerdict.PublicViaIgw => "IGW",
        _ => "NAT",
    };

    private static string Title(string vpcId, Network network) =>
        network.Find<Vpc>(vpcId)?.Tags.GetValueOrDefault("Name") is { Length: > 0 } name ? $"{vpcId} ({name})" : vpcId;
}
