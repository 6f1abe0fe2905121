namespace ConfigRules.Policies;

/// <summary>
/// A pattern in which * stands for any text and ? for any character. Matching takes time proportional to the product of both
/// lengths at worst, whatever the pattern.
/// </summary>
internal static class Pattern
{
    /// <summary>Marks a * or ? that a policy wrote as a variable (${*}) and so means literally.</summary>
    private const char LiteralStar = '\uE000';
    private const char LiteralQuestion = '\uE001';

    public static string Escape(string text) => text.Replace('*', LiteralStar).Replace('?', LiteralQuestion);

    public static string Unescape(string text) => text.Replace(LiteralStar, '*').Replace(LiteralQuestion, '?');

    public static bool Matches(string pattern, string text, bool ignoreCase)
    {
        var (at, inText) = (0, 0);
        var (star, retry) = (-1, 0);
        while (inText < text.Length)
        {
            if (at < pattern.Length && pattern[at] is '*')
            {
                (star, retry) = (at++, inText);
            }
            else if (at < pattern.Length && (pattern[at] is '?' || Same(pattern[at], text[inText], ignoreCase)))
            {
                at++;
                inText++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                inText = ++retry;
            }
            else
            {
                return false;
            }
        }
        while (at < pattern.Length && pattern[at] is '*')
            at++;
        return at == pattern.Length;
    }

    private static bool Same(char pattern, char text, bool ignoreCase)
    {
        var meant = pattern switch { LiteralStar => '*', LiteralQuestion => '?', _ => pattern };
        return meant == text || (ignoreCase && char.ToUpperInvariant(meant) == char.ToUpperInvariant(text));
    }
}
