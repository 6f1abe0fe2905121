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
    private const char None = '\0';

    /// <summary>What is longer names nobody and nothing in AWS.</summary>
    private const int MostPlaces = 1_000_000;

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
    /// A pattern for texts that both patterns stand for, with as little as can be in place of their wildcards; null if there is
    /// no such text, or none is found. It takes time and room proportional to the product of both lengths.
    /// </summary>
    public static string? Common(string one, string other)
    {
        // Breadth first over the places that are reached in both, each with the place before it and the character between.
        var width = other.Length + 1;
        if ((one.Length + 1L) * width > MostPlaces)
            return null;
        var before = new int[(one.Length + 1) * width];
        var between = new char[before.Length];
        var next = new Queue<int>([0]);
        Array.Fill(before, -1);
        before[0] = 0;
        while (next.TryDequeue(out var place))
        {
            var (at, inOther) = Math.DivRem(place, width);
            if (at == one.Length && inOther == other.Length)
                return UpTo(place);
            char? a = at < one.Length ? one[at] : null, b = inOther < other.Length ? other[inOther] : null;
            if (a is '*')
                Reach(at + 1, inOther, None);
            if (b is '*')
                Reach(at, inOther + 1, None);
            if (a is { } here && b is { } there && (a, b) is not ('*', '*') && (here == there || IsWildcard(here) || IsWildcard(there)))
                Reach(here is '*' ? at : at + 1, there is '*' ? inOther : inOther + 1, !IsWildcard(here) ? here : !IsWildcard(there) ? there : '?');

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

        string UpTo(int place)
        {
            var text = new Stack<char>();
            for (; ; place = before[place])
            {
                var (at, inOther) = Math.DivRem(place, width);
                if (at < one.Length && inOther < other.Length && (one[at], other[inOther]) is ('*', '*'))
                    text.Push('*');
                if (place is 0)
                    return string.Concat(text);
                if (between[place] is not None)
                    text.Push(between[place]);
            }
        }
    }

    private static bool IsWildcard(char character) => character is '*' or '?';

    private static bool Same(char pattern, char text, bool ignoreCase)
    {
        var meant = pattern switch { LiteralStar => '*', LiteralQuestion => '?', _ => pattern };
        return meant == text || (ignoreCase && char.ToUpperInvariant(meant) == char.ToUpperInvariant(text));
    }
}
