using System.Reflection;

namespace ConfigRules.Reports;

/// <summary>Which version of the rules wrote a report.</summary>
internal static class ReportVersion
{
    public static string Text { get; } = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);
}
