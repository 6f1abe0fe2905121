using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using ConfigRules.Model;
using Compliance = ConfigRules.Engine.Compliance;
using Evaluation = Amazon.ConfigService.Model.Evaluation;
using Scope = ConfigRules.Engine.Scope;

namespace ConfigRules.Aws;

/// <summary>A region of an account, as AWS has it.</summary>
internal sealed class AwsAccount(
    AccountKey key, Amazon.EC2.IAmazonEC2 ec2, IAmazonConfigService config, ServiceCatalogue catalogue, CallCounter.Counts counts) : IAccount, ICallCounter
{
    /// <summary>https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html</summary>
    private const int LongestRuleName = 64;

    public int Calls => counts.Calls;

    public int Throttles => counts.Throttles;

    public Task<Network> ReadNetworkAsync(IReadOnlyCollection<FactKind> kinds, Scope scope, CancellationToken cancellationToken) =>
        new NetworkReader(ec2, key, catalogue, kinds, scope, cancellationToken).ReadAsync();

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
        // Times are kept in milliseconds, and the last item may be of the very one asked for.
        if (notAfter is { } time)
            request.LaterTime = time.AddMilliseconds(1).UtcDateTime;
        try
        {
            do
            {
                var answer = await config.GetResourceConfigHistoryAsync(request, cancellationToken);
                // An item of a deletion has no configuration, and a page may be empty though another follows.
                if (answer.ConfigurationItems.OrEmpty().FirstOrDefault(item => item.Configuration is { Length: > 0 }) is { } recorded)
                    return recorded.Configuration;
                request.NextToken = answer.NextToken;
            }
            while (request.NextToken is { Length: > 0 });
            return null;
        }
        catch (ResourceNotDiscoveredException)
        {
            return null;
        }
        catch (NoAvailableConfigurationRecorderException)
        {
            return null;
        }
    }

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
        return failed.Count is 0 ? [] : [.. batch.Where(report => failed.Contains(report.Resource))];
    }

    public async Task<IReadOnlyList<ResourceKey>> FindReportedAsync(string configRuleName, CancellationToken cancellationToken)
    {
        var request = new GetComplianceDetailsByConfigRuleRequest
        {
            ConfigRuleName = configRuleName,
            ComplianceTypes = [ComplianceType.COMPLIANT.Value, ComplianceType.NON_COMPLIANT.Value],
            Limit = 100,
        };
        // Rules may have longer names than this call takes (128); what is gone then stays until the rule is deleted.
        if (configRuleName.Length > LongestRuleName)
            return [];
        var reported = new List<ResourceKey>();
        try
        {
            do
            {
                var answer = await config.GetComplianceDetailsByConfigRuleAsync(request, cancellationToken);
                reported.AddRange(answer.EvaluationResults.OrEmpty()
                    .Select(result => result.EvaluationResultIdentifier?.EvaluationResultQualifier)
                    // What was judged before it was made has no resource that could be gone.
                    .Where(qualifier => qualifier is { ResourceType: not null, ResourceId: not null } && qualifier.EvaluationMode?.Value is not "PROACTIVE")
                    .Select(qualifier => new ResourceKey(qualifier!.ResourceType, qualifier.ResourceId)));
                request.NextToken = answer.NextToken;
            }
            while (request.NextToken is { Length: > 0 });
            return reported;
        }
        catch (NoSuchConfigRuleException)
        {
            // Deleted since it called; there is nothing left to withdraw.
            return [];
        }
    }

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
