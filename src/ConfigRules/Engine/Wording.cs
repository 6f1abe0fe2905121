using System.Globalization;

namespace ConfigRules.Engine;

/// <summary>How reasons are put, so that they read alike and fit the 256 characters that AWS Config keeps.</summary>
public static class Wording
{
    public const int LongestReason = 256;

    /// <summary>"a", "a and b", "a, b and c", or with more than the most: "a, b and 7 more".</summary>
    public static string List(IEnumerable<string> items, int most = 3)
    {
        string[] all = [.. items];
        return all switch
        {
            [] => "",
            [var only] => only,
            _ when all.Length <= most => $"{string.Join(", ", all[..^1])} and {all[^1]}",
            _ => $"{string.Join(", ", all[..(most - 1)])} and {all.Length - most + 1} more",
        };
    }

    /// <summary>The sentence with the longest lists that a reason has room for; it is told the most items of a list.</summary>
    public static string Fitting(Func<int, string> sentence) =>
        sentence(3) is { Length: <= LongestReason } whole ? whole : sentence(2);

    /// <summary>"20,480".</summary>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    /// <summary>As many findings as fit into a reason, separated by semicolons, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> findings)
    {
        const int Room = LongestReason - 12;
        var shown = 1;
        while (shown < findings.Count && findings.Take(shown + 1).Sum(finding => finding.Length + 2) <= Room)
            shown++;
        var text = string.Join("; ", findings.Take(shown));
        return shown == findings.Count ? text : $"{text}; {findings.Count - shown} more";
    }

    /// <summary>Several findings as one sentence: "It has no route to s3; no endpoint for dynamodb is in vpc-1."</summary>
    public static string Sentence(IEnumerable<string> findings)
    {
        return $"{Capital(string.Join("; ", findings))}.";
    }
}
