using System.Collections.Concurrent;

namespace ConfigRules.Reports;

/// <summary>Texts of rules, which are written in lines of source, as one line.</summary>
internal static class Prose
{
    // There are few rules, and many verdicts.
    private static readonly ConcurrentDictionary<string, string> Lines = new();

    public static string Line(string text) =>
        Lines.GetOrAdd(text, static text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
