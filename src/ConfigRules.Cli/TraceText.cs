using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Reports.Drawings;
using Spectre.Console;

namespace ConfigRules.Cli;

/// <summary>Ways for people: a ladder of hops, what each service needs besides, the verdict, and what no trace can see.</summary>
internal sealed class TraceText(IAnsiConsole console, IReadOnlyCollection<FactKind> assumed)
{
    private const int Indent = 2;
    private const int StageWidth = 9;
    private const int MarkWidth = 7;
    private const int Beside = Indent + StageWidth + 2 + MarkWidth + 2;

    /// <summary>Columns that a hop needs to be read with ease.</summary>
    private const int Room = 28;

    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Public = new(Color.Yellow, decoration: Decoration.Bold);
    private static readonly Style Dim = new(Color.Grey);

    private readonly Page _page = new(console);

    public void Write(IReadOnlyList<TracedWay> ways)
    {
        foreach (var way in ways)
            Write(way, "", []);
        WriteEnd(ways);
    }

    /// <summary>Both ways, hops that differ marked with - and +, and what the change comes to.</summary>
    public void WriteChange(IReadOnlyList<TracedWay> before, IReadOnlyList<TracedWay> after)
    {
        for (var i = 0; i < before.Count; i++)
        {
            var now = after.FirstOrDefault(way => way.Trace.From.Subnet.Id == before[i].Trace.From.Subnet.Id);
            Write(before[i], "Before: ", Removed(before[i], now));
            if (now is null)
                continue;
            Write(now, "After: ", Added(before[i], now));
            _page.Heading(now.Trace.Verdict == before[i].Trace.Verdict
                ? $"The change leaves it {now.Trace.Verdict.Word()}."
                : $"The change makes {now.Trace.Verdict.Word()} of {before[i].Trace.Verdict.Word()}.");
            _page.Line();
        }
        foreach (var added in after.Where(way => before.All(was => was.Trace.From.Subnet.Id != way.Trace.From.Subnet.Id)))
            Write(added, "After: ", []);
        WriteEnd([.. before, .. after]);
    }

    private static Dictionary<Row, char> Removed(TracedWay before, TracedWay? after) =>
        after is null ? [] : RowsOf(before).Except(RowsOf(after)).ToDictionary(row => row, _ => '-');

    private static Dictionary<Row, char> Added(TracedWay before, TracedWay after) =>
        RowsOf(after).Except(RowsOf(before)).ToDictionary(row => row, _ => '+');

    private static IEnumerable<Row> RowsOf(TracedWay way) => way.Trace.Shared.Concat(way.Trace.Legs.SelectMany(leg => leg.Hops))
        .Concat(way.Trace.Dependencies.Select(dependency => dependency.Hop)).Select(Row.Of).Distinct();

    private void Write(TracedWay way, string prefix, Dictionary<Row, char> marks)
    {
        var trace = way.Trace;
        _page.Heading(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{prefix}{way.From} to {way.To}{(trace.To.Name is { } name && name != way.To ? $" ({name})" : "")} on TCP {trace.To.Port}"));
        _page.Line();
        foreach (var hop in trace.Shared)
            Write(hop, marks);
        foreach (var legs in LegGroup.Of(trace.Legs))
        {
            _page.Line();
            Write(legs.Verdict, $"to {legs.To}");
            foreach (var hop in legs.Hops)
                Write(hop, marks);
        }
        if (trace.Dependencies is not [])
        {
            _page.Line();
            _page.Paragraph($"What clients of {way.To} need besides:", Indent);
            foreach (var dependency in trace.Dependencies)
                Write(dependency.Hop, marks);
        }
        _page.Line();
        WriteVerdict(way);
    }

    private void Write(PathVerdict verdict, string text)
    {
        _page.Write(new string(' ', Indent));
        _page.Write(verdict.Word(), StyleOf(verdict));
        var isFirst = true;
        foreach (var line in Page.Lines(text, _page.Width - Indent - verdict.Word().Length - 1))
        {
            _page.Line(isFirst ? $" {line}" : new string(' ', Indent + verdict.Word().Length + 1) + line);
            isFirst = false;
        }
    }

    /// <summary>Stage, mark, what is so, and the code, in columns of their own, or, on a screen too narrow for that, below.</summary>
    private void Write(Hop hop, Dictionary<Row, char> marks)
    {
        var (word, style) = Mark(hop);
        var isNarrow = _page.Width < Beside + Room;
        var indent = isNarrow ? 4 : Beside;
        _page.Write($"{marks.GetValueOrDefault(Row.Of(hop), ' ')} {TraceWords.For(hop.Stage).PadRight(StageWidth)}  ");
        _page.Write(isNarrow ? word : word.PadRight(MarkWidth), style);
        var isFirst = !isNarrow;
        if (isNarrow)
            _page.Line();
        foreach (var line in Page.Lines(hop.Code is { } code ? $"{hop.Text} [{code}]" : hop.Text, _page.Width - indent))
        {
            _page.Line((isFirst ? "  " : new string(' ', indent)) + line);
            isFirst = false;
        }
    }

    private void WriteVerdict(TracedWay way)
    {
        var trace = way.Trace;
        _page.Write(trace.Verdict.Word(), StyleOf(trace.Verdict));
        _page.Line();
        var sentence = TraceWords.Sentence(way);
        _page.Paragraph(sentence, Indent);
        var blockers = trace.Blockers.Select(hop => (Of: "", hop.Text))
            .Concat(trace.Dependencies.Where(dependency => !dependency.IsOptional)
                .SelectMany(dependency => dependency.Trace.Blockers.Select(hop => (Of: $"{dependency.Trace.To.Service}: ", hop.Text))))
            .Distinct().ToArray();
        // The sentence has told the only one.
        if (blockers is [_, _, ..] || (blockers is [var only] && !sentence.Contains(only.Text, StringComparison.Ordinal)))
        {
            _page.Paragraph("What keeps packets from arriving, all of it:", Indent);
            foreach (var blocker in blockers)
                Item(blocker.Of + blocker.Text);
        }
        foreach (var live in way.Live?.Sentences ?? [])
            _page.Paragraph(live, Indent);
        _page.Line();
    }

    private void WriteEnd(IReadOnlyList<TracedWay> ways)
    {
        FactKind[] missing = [.. ways.SelectMany(way => way.Trace.Missing).Distinct().Order()];
        if (missing is not [])
        {
            _page.Paragraph("Not recorded, and needed. `configrules record` records all of it; with the AWS CLI:");
            foreach (var kind in missing)
                Item($"{kind}: {RecordingCommands.For(kind)}");
            FactKind[] assumable = [.. missing.Where(AssumedKinds.Takes)];
            if (assumable is not [])
                _page.Paragraph($"If there are none, say so: --assume-none {(assumable is [_, _, _, ..] ? "all" : string.Join(',', assumable))}");
        }
        if (assumed.Count > 0)
            _page.Paragraph(AssumedKinds.Sentence(assumed));
        _page.Paragraph($"Not seen by any trace: {string.Join("; ", Trace.NotSeen)}.");
    }

    private void Item(string text)
    {
        var isFirst = true;
        foreach (var line in Page.Lines(text, _page.Width - Indent - 2))
        {
            _page.Line($"{new string(' ', Indent)}{(isFirst ? "- " : "  ")}{line}");
            isFirst = false;
        }
    }

    internal static Style StyleOf(PathVerdict verdict) => verdict switch
    {
        PathVerdict.Private => Good,
        PathVerdict.Unknown => Dim,
        PathVerdict.Blocked => Bad,
        _ => Public,
    };

    /// <summary>Packets go on from a hop with a code too; it tells why they go where they had better not.</summary>
    private static (string Word, Style Style) Mark(Hop hop) => hop switch
    {
        { Effect: HopEffect.Blocks } => ("BLOCKS", Bad),
        { Effect: HopEffect.LeavesByNat or HopEffect.LeavesByInternetGateway } => ("LEAVES", Public),
        { Effect: HopEffect.Unknown } => ("UNKNOWN", Dim),
        { Effect: HopEffect.Note } => ("note", Dim),
        { Code: not null } => ("note", Public),
        _ => ("ok", Good),
    };

    /// <summary>What makes two hops the same to a reader.</summary>
    private readonly record struct Row(Stage Stage, HopEffect Effect, string Text)
    {
        public static Row Of(Hop hop) => new(hop.Stage, hop.Effect, hop.Text);
    }
}
