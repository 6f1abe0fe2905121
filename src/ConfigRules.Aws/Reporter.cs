using ConfigRules.Engine;

namespace ConfigRules.Aws;

/// <summary>Tells AWS Config what a rule found: in batches, those it did not take again, what is gone withdrawn.</summary>
public sealed class Reporter(IAccount account, TimeProvider time)
{
    private const int LargestBatch = 100;
    private const int Attempts = 4;

    /// <summary>The token with which RDK's tests call; nothing is then recorded.</summary>
    private const string TestToken = "TESTMODE";

    /// <summary>
    /// Undetermined is never sent: the earlier result stays. Where every resource was judged (isComplete), earlier results on
    /// others are withdrawn, if AWS Config tells which there are; if not, the summary says so.
    /// </summary>
    /// <exception cref="ReportingFailedException">AWS Config did not take some, however often they were sent.</exception>
    public async Task<ReportSummary> ReportAsync(
        string? configRuleName,
        IReadOnlyList<Evaluation> evaluations,
        DateTimeOffset orderingTimestamp,
        string resultToken,
        bool isComplete,
        CancellationToken cancellationToken)
    {
        var judged = evaluations.Select(evaluation => new ResourceKey(evaluation.ResourceType, evaluation.ResourceId)).ToHashSet();
        var earlier = (isComplete, configRuleName) switch
        {
            (false, _) => new([]),
            (_, null) => new([], "The event does not name the rule."),
            _ => await account.FindReportedAsync(configRuleName, cancellationToken),
        };
        ResourceKey[] gone = [.. earlier.Resources.Where(key => !judged.Contains(key))];
        Report[] reports =
        [
            .. gone.Select(key => new Report(key, Compliance.NotApplicable, "The resource no longer exists.", orderingTimestamp)),
            .. evaluations
                .Where(evaluation => evaluation.Verdict.Compliance is not Compliance.Undetermined)
                .Select(evaluation => new Report(
                    new(evaluation.ResourceType, evaluation.ResourceId),
                    evaluation.Verdict.Compliance,
                    Cut(evaluation.Verdict.Reason),
                    orderingTimestamp)),
        ];

        var failed = 0;
        foreach (var batch in reports.Chunk(LargestBatch))
            failed += await PutAsync(batch, resultToken, cancellationToken);
        return failed is 0
            ? new(reports.Length, gone.Length, earlier.NotTold)
            : throw new ReportingFailedException($"AWS Config did not take {failed} of {reports.Length} evaluations.");
    }

    private async Task<int> PutAsync(Report[] batch, string resultToken, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            batch = [.. await account.PutAsync(batch, resultToken, resultToken is TestToken, cancellationToken)];
            if (batch is [] || attempt is Attempts)
                return batch.Length;
            await Task.Delay(Wait(attempt), time, cancellationToken);
        }
    }

    /// <summary>Twice as long each time, and of that a part by chance: functions that failed together do not come back together.</summary>
    private static TimeSpan Wait(int attempt) => TimeSpan.FromMilliseconds((100 << attempt) * (0.5 + (Random.Shared.NextDouble() / 2)));

    /// <summary>An annotation has 1 to 256 UTF-16 units; half a surrogate pair would arrive as a question mark.</summary>
    private static string? Cut(string reason) => reason switch
    {
        "" => null,
        { Length: <= Wording.LongestReason } => reason,
        _ => reason[..(Wording.LongestReason - (char.IsHighSurrogate(reason[Wording.LongestReason - 2]) ? 2 : 1))] + "…",
    };
}

/// <param name="Sent">How many evaluations AWS Config took.</param>
/// <param name="Withdrawn">How many of them withdrew results on resources that are gone.</param>
/// <param name="NotWithdrawn">Why such results were left standing, one sentence; null where none had to be.</param>
public sealed record ReportSummary(int Sent, int Withdrawn, string? NotWithdrawn = null);

/// <summary>AWS Config answered, but did not take everything; the message is one sentence.</summary>
public sealed class ReportingFailedException(string message) : Exception(message);
