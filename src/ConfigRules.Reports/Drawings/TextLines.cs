namespace ConfigRules.Reports.Drawings;

/// <summary>Text in boxes, which have a width and a height.</summary>
internal static class TextLines
{
    /// <summary>Lines of at most the width; words that are longer are cut into pieces, and what is too much ends in dots.</summary>
    public static IReadOnlyList<string> Of(string text, int width, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, width)))
        {
            if (line is not "" && line.Length + 1 + piece.Length > width)
            {
                lines.Add(line);
                line = "";
            }
            line = line is "" ? piece : $"{line} {piece}";
        }
        if (line is not "")
            lines.Add(line);
        if (lines.Count <= most)
            return lines;
        var last = lines[most - 1];
        return [.. lines.Take(most - 1), $"{(last.Length < width ? last : last[..(width - 1)])}…"];
    }

    /// <summary>Names break behind a dot, a hyphen or a slash if there is one in reach.</summary>
    private static IEnumerable<string> Pieces(string word, int width)
    {
        while (word.Length > width)
        {
            var at = word.AsSpan(0, width).LastIndexOfAny('.', '-', '/') + 1;
            if (at < width / 2)
                at = width;
            yield return word[..at];
            word = word[at..];
        }
        yield return word;
    }
}
