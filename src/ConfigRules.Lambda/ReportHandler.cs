using System.Globalization;
using ConfigRules.Aws;
using ConfigRules.Reports;
using ConfigRules.Rules;

namespace ConfigRules.Lambda;

/// <summary>
/// Makes the report on an organization: reads its aggregator to the end, compares with the report before, writes the page and its JSON
/// into a bucket, tells how it stands in metrics. Whatever fails fails the call, and the latest page then is the one before.
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
            var reader = accounts.FindOrganizationReader(settings.Region);
            run.Counts(reader);
            // First, since a bucket that refuses makes the rest worth nothing.
            var bucket = accounts.FindBucket(settings.Bucket, settings.Region, Arn.Find(invocation.FunctionArn)?.AccountId);
            var latest = await bucket.FindAsync(LatestJson, either.Token);
            var (earlier, unreadable) = Read(latest);
            var reading = await reader.ReadAsync(
                settings.Aggregator, new(settings.RulePrefix), settings.AsksOrganization ? null : [], settings.ReasonCalls, cancellationToken: either.Token);
            var report = new ComplianceReport(
                time.GetUtcNow(), [$"aggregator {settings.Aggregator} in {settings.Region}"], RuleCatalog.All,
                reading.Rows, reading.Accounts, earlier, [.. reading.Notes, .. unreadable]);
            await WriteAsync(bucket, report, latest, either.Token);
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

    /// <summary>The report before this one, which knows those before it. What somebody else put there is told, and then replaced.</summary>
    private static (EarlierReport[] Earlier, string[] Notes) Read(byte[]? latest)
    {
        if (latest is null)
            return ([], []);
        try
        {
            return ([EarlierReport.Read(new MemoryStream(latest), LatestJson)], []);
        }
        catch (ReportException wrong)
        {
            return ([], [$"There is nothing to compare with: {wrong.Message}"]);
        }
    }

    /// <summary>
    /// First under names of their own, so that a refusal leaves the latest ones as they were; each object is whole or not there. Of the
    /// latest two the first is put back where the second is refused, so that they stay a pair.
    /// </summary>
    private static async Task WriteAsync(Bucket bucket, ComplianceReport report, byte[]? latest, CancellationToken cancellationToken)
    {
        const string Json = "application/json";
        const string Html = "text/html; charset=utf-8";
        var (page, json) = (Bytes(HtmlReport.Write, report), Bytes(JsonReport.Write, report));
        var name = report.At.UtcDateTime.ToString("yyyy/MM/dd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        await bucket.PutAsync($"{name}.json", Json, json, cancellationToken);
        await bucket.PutAsync($"{name}.html", Html, page, cancellationToken);
        await bucket.PutAsync(LatestJson, Json, json, cancellationToken);
        try
        {
            await bucket.PutAsync(LatestPage, Html, page, cancellationToken);
        }
        catch (Exception refusal) when (latest is not null && refusal is BucketRefusedException or OperationCanceledException)
        {
            await PutBackAsync(refusal);
            throw;
        }

        async Task PutBackAsync(Exception refusal)
        {
            try
            {
                // Even where the time is up: the host leaves a moment.
                await bucket.PutAsync(LatestJson, Json, latest, CancellationToken.None);
            }
            catch (BucketRefusedException again)
            {
                throw new BucketRefusedException(
                    $"{again.Message.TrimEnd('.')}, which was to be put back since {LatestPage} was not taken either ({refusal.GetType().Name}); it is newer than the page.",
                    again.IsTransient);
            }
        }
    }

    private static byte[] Bytes(Action<Stream, ComplianceReport> write, ComplianceReport report)
    {
        using var output = new MemoryStream();
        write(output, report);
        return output.ToArray();
    }
}
