using System.Collections.Immutable;
using System.Diagnostics;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Lambda;

/// <summary>One rule, asked once: what is to be judged, its verdicts, the report.</summary>
internal sealed class RuleRun(
    ConfigEvent configEvent, Rule rule, Parameters parameters, AccountKey owner, IAccount account, TimeProvider time)
{
    private RunSummary Start => new()
    {
        Rule = rule.Info.Id,
        ConfigRuleName = configEvent.ConfigRuleName,
        AccountId = owner.AccountId,
        Region = owner.Region,
        Trigger = configEvent.Trigger,
    };

    public async Task<RunSummary> RunAsync(CancellationToken cancellationToken)
    {
        switch (configEvent.Trigger)
        {
            case Trigger.Empty:
                return Start with { Skipped = "The notification names no resource." };

            case Trigger.Proposed { Item: var item }:
                return await ReportAsync(
                    Start with { Evaluations = [NotApplicable(item, "The resource is only planned, and the rule judges what exists.")] },
                    cancellationToken);

            case Trigger.Schedule:
                return await ReportAsync(await JudgeAsync(Scope.Region, cancellationToken), cancellationToken);

            case { About: { } item } when !rule.Info.Triggers.Contains(item.Type):
                return Start with { Skipped = $"The rule does not concern {item.Type}." };

            case { About: { } item }:
                var scope = rule.Around(await Scopes.OfAsync(item, account, cancellationToken), parameters);
                var judged = await JudgeAsync(scope, cancellationToken);
                return await ReportAsync(judged with { Evaluations = WithItem(judged.Evaluations, item) }, cancellationToken);

            default:
                throw new UnreachableException($"{configEvent.Trigger} is about nothing.");
        }
    }

    /// <summary>
    /// The changed resource itself gets an answer even where the network no longer holds it: nothing else would take its
    /// earlier result away before the next schedule.
    /// </summary>
    private IReadOnlyList<Evaluation> WithItem(IReadOnlyList<Evaluation> evaluations, ConfigItem item) =>
        (configEvent.Trigger, rule.Reports.Contains(item.Type)) switch
        {
            (_, false) => evaluations,
            (Trigger.Gone { Reason: var reason }, _) =>
                [.. evaluations.Where(evaluation => evaluation.ResourceId != item.Id), NotApplicable(item, reason)],
            _ when evaluations.Any(evaluation => evaluation.ResourceId == item.Id) => evaluations,
            _ => [.. evaluations, NotApplicable(item, "The resource no longer exists.")],
        };

    private async Task<RunSummary> JudgeAsync(Scope scope, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        FactKind[] needed = [.. rule.Needs(parameters)];
        var (network, unread) = await account.ReadNetworkAsync(
            [.. needed.Union(rule.Welcomes(parameters))], scope, cancellationToken);
        var read = time.GetTimestamp();
        ImmutableArray<Evaluation> evaluations = [.. rule.Evaluate(network, parameters)];
        return Start with
        {
            Scope = scope,
            Evaluations = evaluations,
            Unread = unread,
            IsComplete = configEvent.Trigger is Trigger.Schedule && needed.All(network.Has),
            ReadTime = time.GetElapsedTime(start, read),
            JudgeTime = time.GetElapsedTime(read),
        };
    }

    private async Task<RunSummary> ReportAsync(RunSummary judged, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var sent = await new Reporter(account, time).ReportAsync(
            configEvent.ConfigRuleName,
            judged.Evaluations,
            Stamp,
            configEvent.ResultToken,
            judged.IsComplete,
            cancellationToken);
        return judged with
        {
            Reported = sent.Sent,
            Withdrawn = sent.Withdrawn,
            NotWithdrawn = sent.NotWithdrawn,
            ReportTime = time.GetElapsedTime(start),
        };
    }

    /// <summary>
    /// AWS Config orders results by it: for a change, when the item was recorded; for a schedule, when it was notified. Where
    /// an event lacks the one, the other is nearest, and in want of both the present.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/config/latest/APIReference/API_Evaluation.html</remarks>
    private DateTimeOffset Stamp =>
        configEvent.Trigger.About?.CapturedAt ?? configEvent.NotifiedAt ?? time.GetUtcNow();

    private static Evaluation NotApplicable(ConfigItem item, string reason) =>
        new(item.Type, item.Id, Verdict.NotApplicable(reason));
}
