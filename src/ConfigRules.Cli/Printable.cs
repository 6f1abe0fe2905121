using System.Globalization;
using System.Text;

namespace ConfigRules.Cli;

/// <summary>Text of strangers (names in tags and policies) on one's own terminal.</summary>
internal static class Printable
{
    /// <summary>Without characters that move the cursor, colour the screen, or turn the direction of reading.</summary>
    public static string Of(string text)
    {
        // Most texts are plain ASCII, which is told at once.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') || !text.Any(IsUnsafe))
            return text;
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
            safe.Append(IsUnsafe(character) ? '\uFFFD' : character);
        return safe.ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029'
        || (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format && character is not ('\u200C' or '\u200D' or '\u00AD'));
}
