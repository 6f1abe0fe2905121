using System.Globalization;

namespace ConfigRules.Reports;

/// <summary>Times as reports write them.</summary>
internal static class Times
{
    /// <summary>ISO 8601 in UTC, to the second.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"24 November 2026"</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
