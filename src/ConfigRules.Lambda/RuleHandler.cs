using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Lambda;

/// <summary>
/// Answers an event: what happened, what that can have touched, the facts there, the rule's verdicts, the report. The same
/// event twice, or late, gives the same report again.
/// </summary>
public sealed class RuleHandler(Func<AccountKey, IAccount> accounts, Settings settings, TimeProvider time, TextWriter log)
{
    /// <summary>The name of the parameter that names the rule; the rules themselves do not know it.</summary>
    public const string RuleParameter = "rule";

    /// <summary>What the host leaves unused, so that a run that is out of time can still say so.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <exception cref="InvalidEventException">The bytes are no event of AWS Config.</exception>
    /// <exception cref="InvalidParameterException">The rule was deployed with a parameter or value that it does not take.</exception>
    /// <exception cref="AccountRefusedException">The account is none that the function serves.</exception>
    /// <exception cref="UnreadException">AWS refused to tell of some resources; the verdicts on all others are reported.</exception>
    /// <exception cref="OutOfTimeException">The host would have ended the call.</exception>
    public async Task<RunSummary> HandleAsync(
        ReadOnlyMemory<byte> json, Invocation invocation, CancellationToken cancellationToken = default)
    {
        var run = new RunLog(log, time, invocation.RequestId, settings.Subject);
        using var limit = invocation.Remaining is { } remaining
            ? new CancellationTokenSource(remaining > Farewell ? remaining - Farewell : TimeSpan.Zero, time)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var configEvent = ConfigEvent.Parse(json.Span);
            run.Keep(configEvent.ResultToken);
            // Not all that is waited for can be cancelled: credentials that STS is slow to give, for one.
            var summary = await RunAsync(configEvent, invocation, run, either.Token).WaitAsync(either.Token);
            run.Reported(summary);
            if (summary.Unread is not null)
                throw summary.Unread;
            run.Succeeded();
            return summary;
        }
        catch (Exception failure) when (limit.IsCancellationRequested && failure is OperationCanceledException or AwsCallException { Fault: AwsFault.Unreachable })
        {
            var late = new OutOfTimeException("The run did not end within the time that the function has; nothing more was reported.");
            run.Failed(late);
            throw late;
        }
        catch (Exception failure) when (run.Quotes(failure))
        {
            // AWS repeats what it refuses, and the host logs whatever is thrown.
            run.Failed(failure);
            throw new RefusedByAwsException(run.Redact(failure.Message));
        }
        catch (Exception failure)
        {
            run.Failed(failure);
            throw;
        }
    }

    private Task<RunSummary> RunAsync(
        ConfigEvent configEvent, Invocation invocation, RunLog run, CancellationToken cancellationToken)
    {
        run.Event(configEvent);
        var owner = RuleOwner.Find(configEvent, invocation, settings);
        run.Owner(owner);
        var rule = FindRule(configEvent);
        run.Rule(rule);
        var parameters = Parameters.For(rule, configEvent.RuleParameters.Where(parameter => parameter.Key is not RuleParameter));
        var account = accounts(owner);
        run.Account(account);
        return new RuleRun(configEvent, rule, parameters, owner, account, time).RunAsync(cancellationToken);
    }

    private Rule FindRule(ConfigEvent configEvent)
    {
        string? id = null;
        foreach (var (name, value) in configEvent.RuleParameters)
        {
            if (name is RuleParameter)
                id = value.Trim();
        }
        return settings.Rules.FirstOrDefault(rule => rule.Info.Id == id) ?? throw new InvalidParameterException(Refusal(id));
    }

    private string Refusal(string? id)
    {
        var takes = string.Join(", ", settings.Rules.Select(rule => rule.Info.Id));
        return id switch
        {
            null => $"{RuleParameter} is not set; it takes one of {takes}.",
            _ when RuleCatalog.Find(id) is { } other =>
                $"{RuleParameter} is '{id}', which the function of the subject {RuleCatalog.SubjectOf(other)} serves; "
                + $"that of {settings.Subject} takes one of {takes}.",
            _ => $"{RuleParameter} is '{id}'; it takes one of {takes}.",
        };
    }
}

/// <summary>The run would have been cut off; AWS Config has what was reported until then. The message is one sentence.</summary>
public sealed class OutOfTimeException(string message) : Exception(message);

/// <summary>An answer of AWS without the secret that it quoted.</summary>
public sealed class RefusedByAwsException(string message) : Exception(message);
