using System.Globalization;
using System.Text;

namespace ConfigRules.Reports.Drawings;

/// <summary>Text of strangers (names in policies) in files that people open and terminals print.</summary>
internal static class Drawable
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with what the format means by a character written its way, and nothing that moves a cursor or turns the direction of reading.</summary>
    /// <param name="text">As it was recorded.</param>
    /// <param name="escape">What stands for a character, or null where it may stand for itself.</param>
    public static string Of(string text, Func<Rune, string?> escape)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (escape(rune) is { } escaped)
                safe.Append(escaped);
            else
                safe.Append(IsUnsafe(rune) ? Replacement.ToString() : rune.ToString());
        }
        return safe.ToString();
    }

    private static bool IsUnsafe(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
