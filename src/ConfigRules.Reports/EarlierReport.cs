using System.Collections.Frozen;
using System.Text.Json;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>What a report in JSON said then: its score, and which findings it had.</summary>
public sealed record EarlierReport(DateTimeOffset At, Score Total, FrozenSet<FindingKey> Findings)
{
    /// <param name="json">What <see cref="JsonReport"/> wrote.</param>
    /// <param name="name">What the person calls it, for the message of a failure.</param>
    /// <exception cref="ReportException">It is no such report.</exception>
    public static EarlierReport Read(Stream json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var total = root.GetProperty("summary").GetProperty("total");
            return new(
                root.GetProperty("at").GetDateTimeOffset().ToUniversalTime(),
                new(
                    total.GetProperty("resources").GetInt32(), total.GetProperty("private").GetInt32(), total.GetProperty("undetermined").GetInt32(),
                    total.GetProperty("critical").GetInt32(), total.GetProperty("high").GetInt32(), total.GetProperty("medium").GetInt32(), total.GetProperty("low").GetInt32()),
                root.GetProperty("evaluations").EnumerateArray().Where(IsFinding).Select(KeyOf).ToFrozenSet());
        }
        catch (JsonException wrong)
        {
            throw new ReportException($"{name} is not JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1} cannot be read.");
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ReportException($"{name} is no report that `configrules report --format json` wrote.");
        }
    }

    private static bool IsFinding(JsonElement evaluation) =>
        evaluation.GetProperty("compliance").ValueEquals(ComplianceWords.Of(Compliance.NonCompliant));

    private static FindingKey KeyOf(JsonElement evaluation) => new(
        Text(evaluation, "rule"), Text(evaluation, "accountId"), Text(evaluation, "region"), Text(evaluation, "resourceType"), Text(evaluation, "resourceId"));

    private static string Text(JsonElement evaluation, string name) => evaluation.GetProperty(name).GetString() ?? "";
}
