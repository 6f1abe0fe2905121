using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>What a report in JSON said then: its score, its findings, each with the time since which it is known, and the scores before it.</summary>
public sealed record EarlierReport(
    DateTimeOffset At, Score Total, FrozenDictionary<FindingKey, DateTimeOffset> Findings, ImmutableArray<TrendPoint> Trend)
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
            var at = TimeOf(root, "at");
            var findings = new Dictionary<FindingKey, DateTimeOffset>();
            foreach (var evaluation in root.GetProperty("evaluations").EnumerateArray().Where(IsFinding))
                findings[KeyOf(evaluation)] = evaluation.TryGetProperty("since", out _) ? TimeOf(evaluation, "since") : at;
            return new(
                at,
                ScoreOf(root.GetProperty("summary").GetProperty("total")),
                findings.ToFrozenDictionary(),
                root.TryGetProperty("trend", out var trend) ? [.. trend.EnumerateArray().Select(point => new TrendPoint(TimeOf(point, "at"), ScoreOf(point)))] : []);
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

    private static DateTimeOffset TimeOf(JsonElement element, string name) => element.GetProperty(name).GetDateTimeOffset().ToUniversalTime();

    private static Score ScoreOf(JsonElement score) => new(
        Number(score, "resources"), Number(score, "private"), Number(score, "undetermined"),
        Number(score, "critical"), Number(score, "high"), Number(score, "medium"), Number(score, "low"));

    private static bool IsFinding(JsonElement evaluation) =>
        evaluation.GetProperty("compliance").ValueEquals(ComplianceWords.Of(Compliance.NonCompliant));

    private static FindingKey KeyOf(JsonElement evaluation) => new(
        Text(evaluation, "rule"), Text(evaluation, "accountId"), Text(evaluation, "region"), Text(evaluation, "resourceType"), Text(evaluation, "resourceId"));

    private static int Number(JsonElement score, string name) => score.GetProperty(name).GetInt32();

    private static string Text(JsonElement evaluation, string name) => evaluation.GetProperty(name).GetString() ?? "";
}
