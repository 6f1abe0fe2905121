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

    /// <summary>
    /// A text that both patterns stand for, as short as can be; null if there is none. It takes time and room proportional to
    /// the product of both lengths.
    /// </summary>
    public static string? Common(string one, string other)
    {
        // Breadth first over the places that are reached in both, each with the place before it and the character between.
        var width = other.Length + 1;
        var before = new int[(one.Length + 1) * width];
        var between = new char[before.Length];
        var next = new Queue<int>([0]);
        Array.Fill(before, -1);
        before[0] = 0;
        while (next.TryDequeue(out var place))
        {
            var (at, inOther) = Math.DivRem(place, width);
            if (at == one.Length && inOther == other.Length)
                return TextUpTo(place);
            char? a = at < one.Length ? one[at] : null, b = inOther < other.Length ? other[inOther] : null;
            if (a is '*')
                Reach(at + 1, inOther, '\0');
            if (b is '*')
                Reach(at, inOther + 1, '\0');
            if (a is not null && b is not null && (a == b || a is '*' or '?' || b is '*' or '?'))
                Reach(a is '*' ? at : at + 1, b is '*' ? inOther : inOther + 1, a is not ('*' or '?') ? a.Value : b is not ('*' or '?') ? b.Value : '0');

            void Reach(int at, int inOther, char character)
            {
                var reached = (at * width) + inOther;
                if (before[reached] >= 0)
                    return;
                (before[reached], between[reached]) = (place, character);
                next.Enqueue(reached);
            }
        }
        return null;

        string TextUpTo(int place)
        {
            var text = new Stack<char>();
            for (; place > 0; place = before[place])
            {
                if (between[place] is not '\0' and var character)
                    text.Push(character);
            }
            return string.Concat(text);
        }
    }

    private static bool Same(char pattern, char text, bool ignoreCase)
    {
        var meant = pattern switch { LiteralStar => '*', LiteralQuestion => '?', _ => pattern };
        return meant == text || (ignoreCase && char.ToUpperInvariant(meant) == char.ToUpperInvariant(text));
    }
}
