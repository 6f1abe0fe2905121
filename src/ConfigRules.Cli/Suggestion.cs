namespace ConfigRules.Cli;

/// <summary>What somebody who mistyped a name probably meant.</summary>
internal static class Suggestion
{
    /// <summary>" (did you mean ...?)" or nothing.</summary>
    public static string For(string typed, IEnumerable<string> known)
    {
        var best = known.Select(name => (Name: name, Distance: typed.Length > 3 && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(typed, name)))
            .OrderBy(candidate => candidate.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, best.Name.Length / 3) ? $" (did you mean {best.Name}?)" : "";
    }

    /// <summary>Edits from one to the other (Levenshtein), whatever the case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < other.Length; j++)
            {
                var above = row[j + 1];
                var same = char.ToLowerInvariant(one[i]) == char.ToLowerInvariant(other[j]);
                row[j + 1] = Math.Min(Math.Min(above, row[j]) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
