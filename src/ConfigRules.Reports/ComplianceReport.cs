using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Reports;

/// <summary>
/// Verdicts of any number of accounts at one time, ready to be written in any form: each pair of a resource and a rule once, in one
/// order, whatever order they came in.
/// </summary>
public sealed class ComplianceReport
{
    /// <summary>More than a year of daily reports.</summary>
    private const int LongestTrend = 400;

    private readonly Dictionary<string, ReportAccount> _accounts;

    /// <param name="at">The time that it speaks of.</param>
    /// <param name="sources">What was judged, as a person calls it: files, an aggregator.</param>
    /// <param name="rules">Those that judged; null for those that the rows name.</param>
    /// <param name="rows">In any order; of several on the same rule and resource the gravest stays.</param>
    /// <param name="accounts">What is known of accounts, those without rows among them; the verdicts of suspended ones are left out.</param>
    /// <param name="earlier">Earlier reports, in any order; those not older than this one are left out.</param>
    /// <param name="notes">What a reader must know of how it was made, a sentence each.</param>
    /// <param name="ways">The ways of workloads; an aggregator has no network, and so none.</param>
    public ComplianceReport(
        DateTimeOffset at,
        IEnumerable<string> sources,
        IEnumerable<Rule>? rules,
        IEnumerable<ReportRow> rows,
        IEnumerable<ReportAccount>? accounts = null,
        IEnumerable<EarlierReport>? earlier = null,
        IEnumerable<string>? notes = null,
        ReportWays? ways = null)
    {
        At = at.ToUniversalTime();
        Sources = [.. sources];
        Notes = [.. notes ?? []];
        _accounts = (accounts ?? []).GroupBy(account => account.Id).ToDictionary(same => same.Key, same => same.First());
        Earlier = [.. (earlier ?? []).Where(report => report.At < At).DistinctBy(report => report.At).OrderBy(report => report.At)];
        Trend = [.. Earlier.SelectMany(report => report.Trend.Append(new(report.At, report.Total)))
            .Where(point => point.At < At).OrderBy(point => point.At).DistinctBy(point => point.At).TakeLast(LongestTrend)];

        var order = RuleCatalog.All.Select((rule, index) => (rule, index)).ToDictionary(pair => pair.rule, pair => pair.index);
        ReportRow[] sorted = [.. rows.Where(row => !AccountOf(row).IsSuspended)];
        Array.Sort(sorted, (one, other) => Compare(one, other, order));
        var kept = ImmutableArray.CreateBuilder<ReportRow>(sorted.Length);
        foreach (var row in sorted)
        {
            if (kept.Count is 0 || kept[^1].Key != row.Key)
                kept.Add(row.Compliance is Compliance.NonCompliant && Earlier is not [] ? row with { Since = SinceOf(row.Key) } : row);
        }
        Rows = kept.DrainToImmutable();
        Rules = [.. (rules ?? Rows.Select(row => row.Rule)).Distinct().OrderBy(rule => order.GetValueOrDefault(rule, int.MaxValue))];
        Accounts = [.. Rows.Select(row => row.AccountId).Distinct().Select(id => _accounts.GetValueOrDefault(id, new(id)))
            .Concat(_accounts.Values).DistinctBy(account => account.Id).OrderBy(account => account.Id, StringComparer.Ordinal)];
        Total = Score.Of(Rows);
        Ways = (ways ?? ReportWays.None).Without(id => _accounts.TryGetValue(id, out var account) && account.IsSuspended);
    }

    public DateTimeOffset At { get; }

    public ImmutableArray<string> Sources { get; }

    public ImmutableArray<string> Notes { get; }

    /// <summary>In the order of the catalogue.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>By account, region, type and id of the resource, then in the order of the catalogue.</summary>
    public ImmutableArray<ReportRow> Rows { get; }

    /// <summary>All that have rows or were named, in the order of ids.</summary>
    public ImmutableArray<ReportAccount> Accounts { get; }

    /// <summary>The oldest first.</summary>
    public ImmutableArray<EarlierReport> Earlier { get; }

    /// <summary>The scores of earlier reports, and of those that they were compared with, the oldest first.</summary>
    public ImmutableArray<TrendPoint> Trend { get; }

    public Score Total { get; }

    public ReportWays Ways { get; }

    /// <summary>The non-compliant, what is worst first.</summary>
    public IEnumerable<ReportRow> Findings =>
        Rows.Where(row => row.Compliance is Compliance.NonCompliant).OrderByDescending(row => row.Severity);

    public ReportAccount AccountOf(ReportRow row) => _accounts.TryGetValue(row.AccountId, out var account) ? account : new(row.AccountId);

    /// <summary>How many findings the latest earlier report did not have, and how many of its findings are repaired; null where there is none.</summary>
    public (int New, int Repaired)? SinceLast
    {
        get
        {
            if (Earlier is [])
                return null;
            var now = Rows.Where(row => row.Compliance is Compliance.NonCompliant).Select(row => row.Key).ToHashSet();
            return (now.Count(key => !Earlier[^1].Findings.ContainsKey(key)), Earlier[^1].Findings.Keys.Count(key => !now.Contains(key)));
        }
    }

    private DateTimeOffset SinceOf(FindingKey key)
    {
        var since = At;
        for (var i = Earlier.Length - 1; i >= 0 && Earlier[i].Findings.TryGetValue(key, out var known); i--)
            since = known;
        return since;
    }

    private static int Compare(ReportRow one, ReportRow other, Dictionary<Rule, int> order)
    {
        var result = string.CompareOrdinal(one.AccountId, other.AccountId);
        if (result is 0)
            result = string.CompareOrdinal(one.Region, other.Region);
        if (result is 0)
            result = string.CompareOrdinal(one.ResourceType, other.ResourceType);
        if (result is 0)
            result = string.CompareOrdinal(one.ResourceId, other.ResourceId);
        if (result is 0)
            result = order.GetValueOrDefault(one.Rule, int.MaxValue).CompareTo(order.GetValueOrDefault(other.Rule, int.MaxValue));
        if (result is 0)
            result = Gravity(other.Compliance).CompareTo(Gravity(one.Compliance));
        return result is 0 ? string.CompareOrdinal(one.Reason, other.Reason) : result;
    }

    private static int Gravity(Compliance compliance) => compliance switch
    {
        Compliance.NonCompliant => 3,
        Compliance.Undetermined => 2,
        Compliance.Compliant => 1,
        _ => 0,
    };
}
