using System.Globalization;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>
/// How many resources, of those that a rule judged, are private: found compliant by every rule that judged them. Undetermined are those
/// without a finding of which a rule could not tell; what no rule applies to is not counted. The rest are findings by severity.
/// </summary>
public sealed record Score(int Resources, int Private, int Undetermined, int Critical, int High, int Medium, int Low)
{
    public static Score None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public int Findings => Critical + High + Medium + Low;

    /// <summary>In percent with one digit, never rounded up: 100 means all; null where there are none.</summary>
    public double? Share => Resources is 0 ? null : Math.Floor(Private * 1000.0 / Resources) / 10;

    public string ShareText => Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share:0.#}%") : "–";

    public int Count(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.High => High,
        Severity.Medium => Medium,
        _ => Low,
    };

    /// <summary>
    /// The score of each group of rows, in which those of a resource are side by side; it counts once in each group that has one.
    /// </summary>
    public static SortedDictionary<string, Score> By(IEnumerable<ReportRow> rows, Func<ReportRow, string> group)
    {
        var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var key = group(row);
            if (!tallies.TryGetValue(key, out var tally))
                tallies[key] = tally = new();
            tally.Add(row);
        }
        return new(tallies.ToDictionary(pair => pair.Key, pair => pair.Value.Total()), StringComparer.Ordinal);
    }

    /// <param name="rows">Those of a resource side by side.</param>
    public static Score Of(IEnumerable<ReportRow> rows)
    {
        var tally = new Tally();
        foreach (var row in rows)
            tally.Add(row);
        return tally.Total();
    }

    private sealed class Tally
    {
        private readonly int[] _findings = new int[4];
        private int _resources;
        private int _private;
        private int _undetermined;
        private ReportRow? _last;
        private bool _isCompliant;
        private bool _isOpen;
        private bool _isUndetermined;

        public void Add(ReportRow row)
        {
            if (_last is null || !IsSameResource(_last, row))
                Close();
            _last = row;
            switch (row.Compliance)
            {
                case Compliance.Compliant:
                    _isCompliant = true;
                    break;
                case Compliance.NonCompliant:
                    _isOpen = true;
                    _findings[(int)row.Severity]++;
                    break;
                case Compliance.Undetermined:
                    _isUndetermined = true;
                    break;
            }
        }

        public Score Total()
        {
            Close();
            return new(_resources, _private, _undetermined,
                _findings[(int)Severity.Critical], _findings[(int)Severity.High], _findings[(int)Severity.Medium], _findings[(int)Severity.Low]);
        }

        private void Close()
        {
            if (_isCompliant || _isOpen || _isUndetermined)
                _resources++;
            if (_isUndetermined && !_isOpen)
                _undetermined++;
            if (_isCompliant && !_isOpen && !_isUndetermined)
                _private++;
            (_isCompliant, _isOpen, _isUndetermined) = (false, false, false);
        }

        private static bool IsSameResource(ReportRow one, ReportRow other) =>
            one.ResourceId == other.ResourceId && one.AccountId == other.AccountId && one.Region == other.Region && one.ResourceType == other.ResourceType;
    }
}
