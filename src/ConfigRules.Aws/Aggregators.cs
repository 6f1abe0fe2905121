using System.Text.Json;
using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using ConfigRules.Reports;
using ConfigRules.Rules;
using Compliance = ConfigRules.Engine.Compliance;

namespace ConfigRules.Aws;

/// <summary>What AWS Config keeps of all the accounts and regions of an aggregator. Its query tells no reasons.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
/// https://github.com/awslabs/aws-config-resource-schema, AWS::Config::ResourceCompliance
/// </remarks>
public sealed class Aggregators : ICallCounter
{
    private const int LargestPage = 100;

    private static readonly string Query = $"""
        SELECT accountId, awsRegion, configuration.targetResourceType, configuration.targetResourceId, configuration.configRuleList
        WHERE resourceType = 'AWS::Config::ResourceCompliance'
        AND configuration.targetResourceType IN ({string.Join(", ", RuleCatalog.All.Select(rule => $"'{rule.Reports}'").Distinct().Order(StringComparer.Ordinal))})
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
                if (names.Find(Text(entry, "configRuleName")) is { } rule)
                    rows.Add(new(rule, account, region, type, id, ComplianceOf(Text(entry, "complianceType")), ""));
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
}

/// <summary>There is no aggregator of the name; the message is one sentence with the cure.</summary>
public sealed class NoSuchAggregatorException(string message) : Exception(message);
