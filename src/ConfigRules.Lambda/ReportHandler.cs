using System.Globalization;
using ConfigRules.Aws;
using ConfigRules.Reports;
using ConfigRules.Rules;

namespace ConfigRules.Lambda;

/// <summary>
/// Makes the report on an organization: reads its aggregator to the end, writes the page and its JSON into a bucket, tells how it stands
/// in metrics. Whatever fails fails the call, and the latest page then is the one before.
/// </summary>
public sealed class ReportHandler(Accounts accounts, ReportSettings settings, TimeProvider time, TextWriter log)
{
    public const string LatestPage = "latest.html";
    public const string LatestJson = "latest.json";

    /// <summary>What the host leaves unused, so that a run that is out of time can still say so.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <exception cref="NoSuchAggregatorException">There is no such aggregator here.</exception>
    /// <exception cref="BucketRefusedException">The bucket did not take all of it.</exception>
    /// <exception cref="OutOfTimeException">The host would have ended the call.</exception>
    public async Task<ComplianceReport> HandleAsync(Invocation invocation, CancellationToken cancellationToken = default)
    {
        var run = new ReportLog(log, time, invocation.RequestId);
        using var limit = invocation.Remaining is { } remaining
            ? new CancellationTokenSource(remaining > Farewell ? remaining - Farewell : TimeSpan.Zero, time)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var aggregators = accounts.FindAggregators(settings.Region);
            run.Counts(aggregators);
            var rows = await aggregators.ReadAsync(settings.Aggregator, new(settings.RulePrefix), cancellationToken: either.Token);
            var report = new ComplianceReport(time.GetUtcNow(), [$"aggregator {settings.Aggregator} in {settings.Region}"], RuleCatalog.All, rows);
            await WriteAsync(accounts.FindBucket(settings.Bucket, settings.Region, Arn.Find(invocation.FunctionArn)?.AccountId), report, either.Token);
            run.Succeeded(report);
            return report;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            var late = new OutOfTimeException("The report was not made within the time that the function has; the latest one is that before.");
            run.Failed(late);
            throw late;
        }
        catch (Exception failure)
        {
            run.Failed(failure);
            throw;
        }
    }

    /// <summary>
    /// First under names of their own, so that a refusal leaves the latest ones as they were; each object is whole or not there.
    /// </summary>
    private static async Task WriteAsync(Bucket bucket, ComplianceReport report, CancellationToken cancellationToken)
    {
        var (page, json) = (Bytes(ReportFormat.Html, report), Bytes(ReportFormat.Json, report));
        var name = report.At.UtcDateTime.ToString("yyyy/MM/dd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var (jsonKey, pageKey) in ((string, string)[])[($"{name}.json", $"{name}.html"), (LatestJson, LatestPage)])
        {
            await bucket.PutAsync(jsonKey, "application/json", json, cancellationToken);
            await bucket.PutAsync(pageKey, "text/html; charset=utf-8", page, cancellationToken);
        }
    }

    private static byte[] Bytes(string format, ComplianceReport report)
    {
        using var output = new MemoryStream();
        ReportFormat.Write(format, output, report);
        return output.ToArray();
    }
}
