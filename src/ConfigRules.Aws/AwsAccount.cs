using System.Globalization;
using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using ConfigRules.Model;
using Compliance = ConfigRules.Engine.Compliance;
using Evaluation = Amazon.ConfigService.Model.Evaluation;
using Scope = ConfigRules.Engine.Scope;

namespace ConfigRules.Aws;

/// <summary>A region of an account, as AWS has it.</summary>
internal sealed class AwsAccount(
    AccountKey key, Amazon.EC2.IAmazonEC2 ec2, FactClients clients, IAmazonConfigService config, ServiceCatalogue catalogue, TimeProvider time,
    CallCounter.Counts counts) : IAccount, ICallCounter
{
    /// <summary>https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html</summary>
    private const int LongestRuleName = 64;

    public int Calls => counts.Calls;

    public int Throttles => counts.Throttles;

    public Task<NetworkReading> ReadNetworkAsync(IReadOnlyCollection<FactKind> kinds, Scope scope, CancellationToken cancellationToken) =>
        new NetworkReader(ec2, clients, key, catalogue, kinds, scope, time, cancellationToken).ReadAsync();

    public async Task<string?> FindConfigurationAsync(
        string resourceType, string resourceId, DateTimeOffset? notAfter, CancellationToken cancellationToken)
    {
        var request = new GetResourceConfigHistoryRequest
        {
            ResourceType = resourceType,
            ResourceId = resourceId,
            ChronologicalOrder = ChronologicalOrder.Reverse,
            Limit = 10,
        };
        // Whether the service compares milliseconds nobody says: a second more is asked for, and what is too late left out below.
        if (notAfter is { } time)
            request.LaterTime = time.AddSeconds(1).UtcDateTime;
        try
        {
            do
            {
                var answer = await config.GetResourceConfigHistoryAsync(request, cancellationToken);
                // An item of a deletion has no configuration, and a page may be empty though another follows.
                if (answer.ConfigurationItems.OrEmpty().FirstOrDefault(item =>
                        item.Configuration is { Length: > 0 } && IsWithin(item.ConfigurationItemCaptureTime, notAfter)) is { } recorded)
                {
                    return recorded.Configuration;
                }
                request.NextToken = answer.NextToken;
            }
            while (request.NextToken is { Length: > 0 });
            return null;
        }
        catch (AwsCallException refusal) when (refusal.Code is "ResourceNotDiscoveredException" or "NoAvailableConfigurationRecorderException")
        {
            return null;
        }
    }

    /// <summary>
    /// Where AWS Config names something as failed that was not sent, nobody can tell what it took: then all counts as failed, as
    /// sending an evaluation twice does no harm.
    /// </summary>
    public async Task<IReadOnlyList<Report>> PutAsync(
        IReadOnlyList<Report> batch, string resultToken, bool testMode, CancellationToken cancellationToken)
    {
        var answer = await config.PutEvaluationsAsync(
            new()
            {
                Evaluations = [.. batch.Select(ToEvaluation)],
                ResultToken = resultToken,
                TestMode = testMode ? true : null,
            },
            cancellationToken);
        var failed = answer.FailedEvaluations.OrEmpty()
            .Select(evaluation => new ResourceKey(evaluation.ComplianceResourceType, evaluation.ComplianceResourceId)).ToHashSet();
        if (failed.Count is 0)
            return [];
        Report[] again = [.. batch.Where(report => failed.Contains(report.Resource))];
        return again.Length == failed.Count ? again : batch;
    }

    public async Task<EarlierResults> FindReportedAsync(string configRuleName, CancellationToken cancellationToken)
    {
        // Rules may have longer names than this call takes (128).
        if (configRuleName.Length > LongestRuleName)
        {
            return new([], string.Create(CultureInfo.InvariantCulture,
                $"The rule's name has {configRuleName.Length} characters, and AWS Config tells results only of rules with at most {LongestRuleName}."));
        }
        var request = new GetComplianceDetailsByConfigRuleRequest
        {
            ConfigRuleName = configRuleName,
            ComplianceTypes = [ComplianceType.COMPLIANT.Value, ComplianceType.NON_COMPLIANT.Value],
            Limit = 100,
        };
        // A result may move from one page to the next while they are read.
        var reported = new HashSet<ResourceKey>();
        try
        {
            do
            {
                var answer = await config.GetComplianceDetailsByConfigRuleAsync(request, cancellationToken);
                reported.UnionWith(answer.EvaluationResults.OrEmpty()
                    .Select(result => result.EvaluationResultIdentifier?.EvaluationResultQualifier)
                    // What was judged before it was made has no resource that could be gone.
                    .Where(qualifier => qualifier is { ResourceType: not null, ResourceId: not null } && qualifier.EvaluationMode?.Value is not "PROACTIVE")
                    .Select(qualifier => new ResourceKey(qualifier!.ResourceType, qualifier.ResourceId)));
                request.NextToken = answer.NextToken;
            }
            while (request.NextToken is { Length: > 0 });
            return new([.. reported.OrderBy(key => key.Type, StringComparer.Ordinal).ThenBy(key => key.Id, StringComparer.Ordinal)]);
        }
        catch (AwsCallException refusal) when (refusal.Code is "NoSuchConfigRuleException")
        {
            // Deleted since it called; there is nothing left to withdraw.
            return new([]);
        }
        catch (AwsCallException refusal) when (refusal.Code is "ValidationException")
        {
            return new([], refusal.Message);
        }
    }

    private static bool IsWithin(DateTime? capturedAt, DateTimeOffset? notAfter) =>
        capturedAt is null || notAfter is null || capturedAt.Value.ToUniversalTime() < notAfter.Value.AddMilliseconds(1).UtcDateTime;

    private static Evaluation ToEvaluation(Report report) => new()
    {
        ComplianceResourceType = report.Resource.Type,
        ComplianceResourceId = report.Resource.Id,
        ComplianceType = report.Compliance switch
        {
            Compliance.Compliant => ComplianceType.COMPLIANT,
            Compliance.NonCompliant => ComplianceType.NON_COMPLIANT,
            _ => ComplianceType.NOT_APPLICABLE,
        },
        Annotation = report.Annotation,
        OrderingTimestamp = report.OrderingTimestamp.UtcDateTime,
    };
}
