using System.Globalization;
using System.Text.Json;
using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using ConfigRules.Reports;
using ConfigRules.Rules;
using Compliance = ConfigRules.Engine.Compliance;

namespace ConfigRules.Aws;

/// <summary>What AWS Config keeps of all the accounts and regions of an aggregator. Its query tells no reasons, which another call does.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateComplianceDetailsByConfigRule.html
/// https://github.com/awslabs/aws-config-resource-schema, AWS::Config::ResourceCompliance
/// </remarks>
public sealed class Aggregators : ICallCounter
{
    /// <summary>The most calls that reasons are asked for with, where nobody says otherwise: ten minutes at the slowest pace.</summary>
    public const int UsualReasonCalls = 300;

    private const int LargestPage = 100;

    private static readonly string Query = $"""
        SELECT accountId, awsRegion, configuration.targetResourceType, configuration.targetResourceId, configuration.configRuleList
        WHERE resourceType = 'AWS::Config::ResourceCompliance'
        AND configuration.targetResourceType IN ({string.Join(", ", RuleCatalog.All.SelectMany(rule => rule.Reports).Select(type => $"'{type}'").Distinct().Order(StringComparer.Ordinal))})
        """.ReplaceLineEndings(" ");

    private readonly string _region;
    private readonly IAmazonConfigService _config;
    private readonly CallCounter.Counts _counts;

    internal Aggregators(string region, IAmazonConfigService config, CallCounter.Counts counts)
    {
        _region = region;
        _config = config;
        _counts = counts;
    }

    public int Calls => _counts.Calls;

    public int Throttles => _counts.Throttles;

    /// <summary>The verdicts of the catalogue's rules, whatever their names became on the way; those of others are left out.</summary>
    /// <param name="aggregator">Its name.</param>
    /// <param name="names">By which rules are known.</param>
    /// <param name="read">Told the number of resources so far, after each.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="NoSuchAggregatorException">There is none of the name.</exception>
    /// <exception cref="AwsCallException">A row is not as the query asks for it.</exception>
    public async Task<IReadOnlyList<ReportRow>> ReadAsync(
        string aggregator, ConfigRuleNames names, Action<int>? read = null, CancellationToken cancellationToken = default)
    {
        var request = new SelectAggregateResourceConfigRequest
        {
            ConfigurationAggregatorName = aggregator,
            Expression = Query,
            Limit = LargestPage,
        };
        var rows = new List<ReportRow>();
        var resources = 0;
        try
        {
            do
            {
                // A page may be empty though another follows.
                var page = await _config.SelectAggregateResourceConfigAsync(request, cancellationToken);
                foreach (var result in page.Results.OrEmpty())
                {
                    AddRows(rows, result, names);
                    read?.Invoke(++resources);
                }
                request.NextToken = page.NextToken;
            }
            while (request.NextToken is { Length: > 0 });
        }
        catch (AwsCallException refusal) when (refusal.Code is "NoSuchConfigurationAggregatorException")
        {
            throw new NoSuchAggregatorException($"There is no aggregator '{aggregator}' in {_region}; `aws configservice describe-configuration-aggregators --region {_region}` lists those there are.");
        }
        return rows;
    }

    /// <summary>
    /// The same rows, in the same order, the findings with their reasons. They are asked for by rule, account and region, the gravest first;
    /// a finding for which no call is left, or whose call AWS Config refuses, says where its reason is to be read.
    /// </summary>
    /// <param name="aggregator">Its name.</param>
    /// <param name="rows">As <see cref="ReadAsync"/> read them, or some of them.</param>
    /// <param name="most">The most calls, retries not counted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>And a sentence about those left without, null where there are none.</returns>
    public async Task<(IReadOnlyList<ReportRow> Rows, string? Note)> ReadReasonsAsync(
        string aggregator, IReadOnlyList<ReportRow> rows, int most = UsualReasonCalls, CancellationToken cancellationToken = default)
    {
        var reasons = new Dictionary<(Asked Asked, string Type, string Id), string>();
        var answered = new HashSet<Asked>();
        var asked = rows.Where(row => row is { Compliance: Compliance.NonCompliant, ConfigRuleName: not null })
            .Select(row => (Asked: Asked.Of(row), row.Severity)).Distinct()
            .OrderByDescending(pair => pair.Severity)
            .ThenBy(pair => pair.Asked.AccountId, StringComparer.Ordinal).ThenBy(pair => pair.Asked.Region, StringComparer.Ordinal)
            .ThenBy(pair => pair.Asked.Name, StringComparer.Ordinal);
        var left = most;
        string? refusal = null;
        foreach (var (question, _) in asked)
        {
            if (left <= 0)
                break;
            try
            {
                left = await AskAsync(aggregator, question, left, reasons, cancellationToken);
                if (left >= 0)
                    answered.Add(question);
            }
            catch (AwsCallException none) when (none.Code is "ValidationException")
            {
                // The rule is gone from the account since, or its name is too long for this call; others have reasons all the same.
                left--;
            }
            catch (AwsCallException unwilling)
            {
                // A report without some reasons is better than none, and asking on would make nobody more willing.
                refusal = unwilling.Code ?? unwilling.Fault.ToString();
                break;
            }
        }
        var without = 0;
        ReportRow[] told = [.. rows.Select(Tell)];
        return (told, without is 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{without:N0} {(without is 1 ? "finding has" : "findings have")} no reason here{(refusal is null ? "" : $" ({refusal})")}; each says where AWS Config keeps it."));

        ReportRow Tell(ReportRow row)
        {
            if (row is not { Compliance: Compliance.NonCompliant, ConfigRuleName: not null })
                return row;
            var question = Asked.Of(row);
            if (reasons.TryGetValue((question, row.ResourceType, row.ResourceId), out var reason))
                return row with { Reason = reason };
            if (answered.Contains(question))
                return row;
            without++;
            return row with { Reason = $"AWS Config keeps the reason in account {row.AccountId}, {row.Region}, at the rule {row.ConfigRuleName}." };
        }
    }

    /// <returns>How many calls are left; below zero where more pages would follow.</returns>
    private async Task<int> AskAsync(
        string aggregator, Asked question, int left, Dictionary<(Asked, string, string), string> reasons, CancellationToken cancellationToken)
    {
        var request = new GetAggregateComplianceDetailsByConfigRuleRequest
        {
            ConfigurationAggregatorName = aggregator,
            ConfigRuleName = question.Name,
            AccountId = question.AccountId,
            AwsRegion = question.Region,
            ComplianceType = ComplianceType.NON_COMPLIANT,
            Limit = LargestPage,
        };
        do
        {
            if (left-- <= 0)
                return left;
            // A page may be empty though another follows.
            var page = await _config.GetAggregateComplianceDetailsByConfigRuleAsync(request, cancellationToken);
            foreach (var result in page.AggregateEvaluationResults.OrEmpty())
            {
                if (result.EvaluationResultIdentifier?.EvaluationResultQualifier is { ResourceType: { } type, ResourceId: { } id })
                    reasons[(question, type, id)] = result.Annotation ?? "";
            }
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is { Length: > 0 });
        return left;
    }

    private static void AddRows(List<ReportRow> rows, string result, ConfigRuleNames names)
    {
        try
        {
            using var document = JsonDocument.Parse(result);
            var root = document.RootElement;
            var configuration = root.GetProperty("configuration");
            var (account, region) = (Text(root, "accountId"), Text(root, "awsRegion"));
            var (type, id) = (Text(configuration, "targetResourceType"), Text(configuration, "targetResourceId"));
            // What no rule judges any more may have no list left.
            if (!configuration.TryGetProperty("configRuleList", out var list) || list.ValueKind is not JsonValueKind.Array)
                return;
            foreach (var entry in list.EnumerateArray())
            {
                var name = Text(entry, "configRuleName");
                if (names.Find(name) is { } rule)
                    rows.Add(new(rule, account, region, type, id, ComplianceOf(Text(entry, "complianceType")), "") { ConfigRuleName = name });
            }
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AwsCallException(AwsFault.Unreadable, "AWS Config answered a query of an aggregator with a row that does not tell account, region, resource and rules.");
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static Compliance ComplianceOf(string word) => word switch
    {
        "COMPLIANT" => Compliance.Compliant,
        "NON_COMPLIANT" => Compliance.NonCompliant,
        "NOT_APPLICABLE" => Compliance.NotApplicable,
        _ => Compliance.Undetermined,
    };

    /// <summary>What one question is about.</summary>
    private readonly record struct Asked(string AccountId, string Region, string Name)
    {
        public static Asked Of(ReportRow row) => new(row.AccountId, row.Region, row.ConfigRuleName!);
    }
}

/// <summary>There is no aggregator of the name; the message is one sentence with the cure.</summary>
public sealed class NoSuchAggregatorException(string message) : Exception(message);
