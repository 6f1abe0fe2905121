using System.Text.Json;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>
/// What the page's script reads: a column for each property, whose texts are numbers of a list of the texts that occur. Verdicts are
/// in the order of their resources, so that most numbers are small.
/// </summary>
internal sealed class PageData
{
    private readonly ComplianceReport _report;
    private readonly int[] _starts;
    private readonly List<ReportRow> _resources = [];
    private readonly Numbering _accounts = new();
    private readonly Numbering _units = new();
    private readonly Numbering _regions = new();
    private readonly Numbering _types = new();
    private readonly Numbering _vpcs = new();
    private readonly Numbering _reasons = new();

    public PageData(ComplianceReport report)
    {
        _report = report;
        _starts = new int[report.Rows.Length];
        for (var i = 0; i < _starts.Length; i++)
        {
            if (i > 0 && report.Rows[i].Key with { Rule = "" } == report.Rows[i - 1].Key with { Rule = "" })
                continue;
            _starts[i] = 1;
            _resources.Add(report.Rows[i]);
        }
    }

    public void Write(Stream output)
    {
        // The default encoder leaves no character that HTML knows, so that no text can end the element.
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("at", Times.Text(_report.At));
        WriteRules(json);
        WriteAccounts(json);
        WriteResources(json);
        WriteRows(json);
        Write(json, "units", _units.Texts, text => text);
        Write(json, "regions", _regions.Texts, text => text);
        Write(json, "types", _types.Texts, text => text);
        Write(json, "vpcs", _vpcs.Texts, text => text);
        Write(json, "reasons", _reasons.Texts, text => text);
        WriteTrend(json);
        if (_report.Ways.Vpcs is not [])
            new PageWays(_report.Ways).Write(json);
        json.WriteEndObject();
    }

    private void WriteRules(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (var rule in _report.Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Info.Id);
            json.WriteString("title", rule.Info.Title);
            json.WriteNumber("severity", (int)rule.Info.Severity);
            json.WriteString("why", Prose.Line(rule.Info.Why));
            json.WriteString("fix", Prose.Line(rule.Info.Fix));
            json.WriteString("proof", rule.Info.Proof.ReplaceLineEndings("\n").TrimEnd());
            Write(json, "links", rule.Info.Links, link => link);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteAccounts(Utf8JsonWriter json)
    {
        foreach (var account in _report.Accounts)
            _accounts.Of(account.Id);
        json.WriteStartObject("accounts");
        Write(json, "id", _report.Accounts, account => account.Id);
        Write(json, "name", _report.Accounts, account => account.Name);
        Write(json, "unit", _report.Accounts, account => account.Unit is "" ? -1 : _units.Of(account.Unit));
        Write(json, "suspended", _report.Accounts, account => account.IsSuspended ? 1 : 0);
        json.WriteEndObject();
    }

    private void WriteResources(Utf8JsonWriter json)
    {
        json.WriteStartObject("resources");
        Write(json, "id", _resources, row => row.ResourceId);
        Write(json, "account", Steps(_resources.Select(row => _accounts.Of(row.AccountId))), step => step);
        Write(json, "region", _resources, row => _regions.Of(row.Region));
        Write(json, "type", _resources, row => _types.Of(row.ResourceType));
        // An aggregator knows neither.
        Write(json, "name", _resources.Any(row => row.Name is not null) ? _resources : [], row => row.Name ?? "");
        Write(json, "vpc", _resources.Any(row => row.VpcId is not null) ? _resources : [], row => row.VpcId is null ? -1 : _vpcs.Of(row.VpcId));
        json.WriteEndObject();
    }

    private void WriteRows(Utf8JsonWriter json)
    {
        var rules = _report.Rules.Select((rule, index) => (rule, index)).ToDictionary(pair => pair.rule, pair => pair.index);
        DateTimeOffset[] times = [.. _report.Rows.Select(row => row.Since).OfType<DateTimeOffset>().Distinct().Order()];
        Write(json, "times", times, Times.Text);
        var numbers = times.Select((at, index) => (at, index)).ToDictionary(pair => pair.at, pair => pair.index);
        json.WriteStartObject("rows");
        Write(json, "start", _starts, start => start);
        Write(json, "rule", _report.Rows, row => rules[row.Rule]);
        Write(json, "compliance", _report.Rows, row => (int)row.Compliance);
        (int Place, ReportRow Row)[] graded = [.. _report.Rows.Index().Where(pair => pair.Item.Severity != pair.Item.Rule.Info.Severity)];
        Write(json, "graded", graded, pair => pair.Place);
        Write(json, "grade", graded, pair => (int)pair.Row.Severity);
        Write(json, "reason", _report.Rows, row => _reasons.Of(row.Reason));
        Write(json, "since", _report.Earlier is [] ? [] : _report.Rows, row => row.Since is { } since ? numbers[since] : -1);
        json.WriteEndObject();
    }

    /// <summary>The earlier reports and this one, the oldest first.</summary>
    private void WriteTrend(Utf8JsonWriter json)
    {
        json.WriteStartArray("trend");
        foreach (var (at, total) in _report.Trend.Append(new(_report.At, _report.Total)))
        {
            json.WriteStartObject();
            json.WriteString("at", Times.Text(at));
            json.WriteNumber("resources", total.Resources);
            json.WriteNumber("private", total.Private);
            Write(json, "findings", Enum.GetValues<Severity>(), total.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (_report.SinceLast is { } change)
        {
            json.WriteNumber("new", change.New);
            json.WriteNumber("repaired", change.Repaired);
        }
    }

    /// <summary>Each less the one before: small numbers, and many zeros, where the order is the same.</summary>
    private static IEnumerable<int> Steps(IEnumerable<int> numbers)
    {
        var last = 0;
        foreach (var number in numbers)
        {
            yield return number - last;
            last = number;
        }
    }

    private static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Func<T, int> number) =>
        Write(json, name, items, item => json.WriteNumberValue(number(item)));

    private static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Func<T, string> text) =>
        Write(json, name, items, item => json.WriteStringValue(text(item)));

    private static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }
        json.WriteEndArray();
    }
}
