using System.Globalization;
using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>The forms that values of parameters have.</summary>
public static class Forms
{
    public static bool IsVpcId(string text) =>
        text.StartsWith("vpc-", StringComparison.Ordinal) && text.Length > 4 && text.All(IsIdCharacter);

    public static bool IsAccountId(string text) => text.Length is 12 && text.All(char.IsAsciiDigit);

    /// <summary>o- and 10 to 32 lower-case letters or digits.</summary>
    /// <remarks>https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html</remarks>
    public static bool IsOrganizationId(string text) =>
        text.StartsWith("o-", StringComparison.Ordinal) && text.Length is >= 12 and <= 34
        && text[2..].All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character));

    public static bool IsRegion(string text) => ServiceName.IsRegion(text);

    public static bool IsTagKey(string text) => text.Length is > 0 and <= 128;

    /// <summary>key, or key=value.</summary>
    public static bool IsTag(string text) => IsTagKey(text.Split('=', 2)[0]);

    public static bool IsPortRange(string text) => PortRange(text) is not null;

    /// <summary>The first and the last port of "1024-65535"; null for what is no such range.</summary>
    public static (int From, int To)? PortRange(string text) =>
        text.Split('-') is [var first, var last]
        && ushort.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && ushort.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= to
            ? (from, to)
            : null;

    private static bool IsIdCharacter(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-';
}
