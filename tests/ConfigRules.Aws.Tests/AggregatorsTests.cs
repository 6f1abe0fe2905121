using System.Text.Json.Nodes;
using Amazon.Runtime;
using ConfigRules.Engine;
using ConfigRules.Reports;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What an organization's aggregator answers, over its protocol.</summary>
public sealed class AggregatorsTests : IDisposable
{
    private const string Name = "organization";
    private const string Rule = "vpc-dns-supports-private-endpoints";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly ConfigDouble _config = new();

    public void Dispose() => _config.Dispose();

    [Fact]
    public async Task Rules_are_known_in_every_member_and_others_left_out()
    {
        _config.Aggregators[Name] =
        [
            Row("000011112222", "vpc-1", (Rule, "COMPLIANT"), ("vpc-flow-logs-enabled", "NON_COMPLIANT")),
            Row("333344445555", "vpc-2", ($"OrgConfigRule-{Rule}-dbgzf8ba", "NON_COMPLIANT")),
            Row("666677778888", "vpc-3", ($"{Rule}-conformance-pack-ab1cd2ef3", "INSUFFICIENT_DATA"), ("vpc-endpoint-bundles-complete", "NOT_APPLICABLE")),
            Row("666677778888", "vpc-4", ($"my-{Rule}", "NON_COMPLIANT"), ($"{Rule}-too", "NON_COMPLIANT")),
            """{"accountId":"666677778888","awsRegion":"eu-west-1","configuration":{"targetResourceId":"vpc-5","targetResourceType":"AWS::EC2::VPC"}}""",
        ];

        var rows = await ReadAsync();

        Assert.Equal(
            [
                ("000011112222", "eu-west-1", "AWS::EC2::VPC", "vpc-1", Rule, Compliance.Compliant),
                ("333344445555", "eu-west-1", "AWS::EC2::VPC", "vpc-2", Rule, Compliance.NonCompliant),
                ("666677778888", "eu-west-1", "AWS::EC2::VPC", "vpc-3", Rule, Compliance.Undetermined),
                ("666677778888", "eu-west-1", "AWS::EC2::VPC", "vpc-3", "vpc-endpoint-bundles-complete", Compliance.NotApplicable),
            ],
            rows.Select(row => (row.AccountId, row.Region, row.ResourceType, row.ResourceId, row.Rule.Info.Id, row.Compliance)));
    }

    [Fact]
    public async Task A_prefix_tells_one_stack_from_another()
    {
        _config.Aggregators[Name] = [Row("111122223333", "vpc-1", (Rule, "COMPLIANT"), ($"team-{Rule}", "NON_COMPLIANT"), ($"OrgConfigRule-team-{Rule}-dbgzf8ba", "NON_COMPLIANT"))];
        Assert.All(await ReadAsync("team-"), row => Assert.Equal(Compliance.NonCompliant, row.Compliance));
        Assert.Equal(Compliance.Compliant, Assert.Single(await ReadAsync()).Compliance);
    }

    [Theory]
    [InlineData(0, false, 1)]
    [InlineData(0, true, 2)]
    [InlineData(100, false, 1)]
    [InlineData(101, false, 2)]
    [InlineData(250, true, 6)]
    public async Task Every_page_is_read_empty_ones_too(int count, bool hasEmptyPages, int calls)
    {
        _config.HasEmptyPages = hasEmptyPages;
        _config.Aggregators[Name] = [.. Enumerable.Range(0, count).Select(index => Row("111122223333", $"vpc-{index}", (Rule, "COMPLIANT")))];

        Assert.Equal(count, (await ReadAsync()).Count);
        Assert.Equal(calls, _config.Queries.Count);
        Assert.All(_config.Queries, query =>
        {
            Assert.Equal(100, (int)query["Limit"]!);
            Assert.True(((string)query["Expression"]!).Length <= 4096);
        });
    }

    [Fact]
    public async Task The_query_asks_for_the_reported_types_alone()
    {
        _config.Aggregators[Name] = [];
        await ReadAsync();
        Assert.Equal(
            "SELECT accountId, awsRegion, configuration.targetResourceType, configuration.targetResourceId, configuration.configRuleList "
            + "WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.targetResourceType IN "
            + $"({string.Join(", ", RuleCatalog.All.SelectMany(rule => rule.Reports).Select(type => $"'{type}'").Distinct().Order(StringComparer.Ordinal))})",
            (string)Assert.Single(_config.Queries)["Expression"]!);
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        _config.Aggregators[Name] = [Row("111122223333", "vpc-1", (Rule, "COMPLIANT"))];
        _config.Throttle(2);
        Assert.Single(await ReadAsync());
    }

    [Fact]
    public async Task An_aggregator_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<NoSuchAggregatorException>(() => ReadAsync());
        Assert.Equal(
            "There is no aggregator 'organization' in eu-west-1; `aws configservice describe-configuration-aggregators --region eu-west-1` lists those there are.",
            failure.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not JSON")]
    [InlineData("""{"accountId":"111122223333","awsRegion":"eu-west-1","configuration":{"targetResourceId":"vpc-5","targetResourceType":"AWS::EC2::VPC","configRuleList":["x"]}}""")]
    public async Task A_row_that_says_something_else_fails_rather_than_be_left_out(string row)
    {
        _config.Aggregators[Name] = [row];
        await Assert.ThrowsAsync<AwsCallException>(() => ReadAsync());
    }

    [Fact]
    public async Task Patience_ends_with_what_AWS_said()
    {
        _config.Aggregators[Name] = [];
        _config.Throttle(int.MaxValue);
        var failure = await Assert.ThrowsAsync<AwsCallException>(() => Impatient().ReadAsync(Name, new(), cancellationToken: Cancellation));
        Assert.Equal((AwsFault.Throttled, "ThrottlingException"), (failure.Fault, failure.Code));
    }

    [Fact]
    public async Task Findings_are_given_the_reason_that_their_account_reported()
    {
        var organizations = $"OrgConfigRule-{Rule}-dbgzf8ba";
        _config.PageSize = 2;
        _config.Aggregators[Name] =
        [
            Row("000011112222", "vpc-1", (Rule, "NON_COMPLIANT")), Row("000011112222", "vpc-2", (Rule, "NON_COMPLIANT")),
            Row("000011112222", "vpc-3", (Rule, "NON_COMPLIANT")), Row("000011112222", "vpc-4", (Rule, "COMPLIANT")),
            Row("333344445555", "vpc-1", (organizations, "NON_COMPLIANT")), Row("666677778888", "vpc-1", (Rule, "COMPLIANT")),
        ];
        _config.Reasons[(Rule, "000011112222", "eu-west-1")] = [("AWS::EC2::VPC", "vpc-1", "One."), ("AWS::EC2::VPC", "vpc-2", null), ("AWS::EC2::VPC", "vpc-3", "Three.")];
        _config.Reasons[(organizations, "333344445555", "eu-west-1")] = [("AWS::EC2::VPC", "vpc-1", "Another.")];

        var (rows, note) = await ReadReasonsAsync();

        Assert.Equal(
            [("vpc-1", "One."), ("vpc-2", ""), ("vpc-3", "Three."), ("vpc-4", ""), ("vpc-1", "Another."), ("vpc-1", "")],
            rows.Select(row => (row.ResourceId, row.Reason)));
        Assert.Null(note);
        // Two pages, one page, and nothing of the account without a finding.
        Assert.Equal(3, ReasonCalls);
    }

    [Fact]
    public async Task Of_more_findings_than_calls_the_gravest_get_theirs_and_the_others_say_where_to_look()
    {
        const string Lesser = "vpc-endpoint-policy-not-open";
        _config.PageSize = 2;
        _config.Aggregators[Name] =
        [
            Row("000011112222", "vpc-9", (Lesser, "NON_COMPLIANT")),
            Row("333344445555", "vpc-1", (Rule, "NON_COMPLIANT")), Row("333344445555", "vpc-2", (Rule, "NON_COMPLIANT")), Row("333344445555", "vpc-3", (Rule, "NON_COMPLIANT")),
        ];
        _config.Reasons[(Rule, "333344445555", "eu-west-1")] = [("AWS::EC2::VPC", "vpc-1", "One."), ("AWS::EC2::VPC", "vpc-2", "Two."), ("AWS::EC2::VPC", "vpc-3", "Three.")];
        _config.Reasons[(Lesser, "000011112222", "eu-west-1")] = [("AWS::EC2::VPC", "vpc-9", "Open.")];
        const string Elsewhere = $"AWS Config keeps the reason in account 000011112222, eu-west-1, at the rule {Lesser}.";
        const string There = $"AWS Config keeps the reason in account 333344445555, eu-west-1, at the rule {Rule}.";

        Assert.Equal([There, There, There, Elsewhere], await Reasons(0, "4 findings have no reason here; each says where AWS Config keeps it."));
        Assert.Equal(["One.", "Two.", There, Elsewhere], await Reasons(1, "2 findings have no reason here; each says where AWS Config keeps it."));
        Assert.Equal(["One.", "Two.", "Three.", Elsewhere], await Reasons(2, "1 finding has no reason here; each says where AWS Config keeps it."));
        Assert.Equal(["One.", "Two.", "Three.", "Open."], await Reasons(3, null));

        async Task<string[]> Reasons(int most, string? expected)
        {
            _config.Calls.Clear();
            var (rows, note) = await ReadReasonsAsync(most);
            Assert.Equal(expected, note);
            Assert.Equal(most, ReasonCalls);
            return [.. rows.OrderBy(row => row.ResourceId, StringComparer.Ordinal).Select(row => row.Reason)];
        }
    }

    [Fact]
    public async Task Reasons_that_AWS_Config_is_too_busy_for_do_not_cost_the_report()
    {
        _config.Aggregators[Name] = [Row("000011112222", "vpc-1", (Rule, "NON_COMPLIANT")), Row("333344445555", "vpc-1", (Rule, "NON_COMPLIANT"))];
        _config.Reasons[(Rule, "000011112222", "eu-west-1")] = [("AWS::EC2::VPC", "vpc-1", "One.")];
        _config.Throttled = ("GetAggregateComplianceDetailsByConfigRule", After: 1);
        var aggregators = Impatient();

        var (rows, note) = await aggregators.ReadReasonsAsync(Name, await aggregators.ReadAsync(Name, new(), cancellationToken: Cancellation), cancellationToken: Cancellation);

        Assert.Equal(["One.", $"AWS Config keeps the reason in account 333344445555, eu-west-1, at the rule {Rule}."], rows.Select(row => row.Reason));
        Assert.Equal("1 finding has no reason here (ThrottlingException); each says where AWS Config keeps it.", note);
        // The first, and the second with its one retry; nobody asks on.
        Assert.Equal(3, ReasonCalls);
    }

    [Fact]
    public async Task A_rule_that_AWS_Config_does_not_take_keeps_no_other_from_its_reason()
    {
        var odd = $"OrgConfigRule-{Rule}-dbgzf8ba";
        _config.InvalidNames.Add(odd);
        _config.Aggregators[Name] = [Row("000011112222", "vpc-1", (odd, "NON_COMPLIANT")), Row("333344445555", "vpc-1", (Rule, "NON_COMPLIANT"))];
        _config.Reasons[(Rule, "333344445555", "eu-west-1")] = [("AWS::EC2::VPC", "vpc-1", "One.")];
        var (rows, note) = await ReadReasonsAsync();
        Assert.Equal([$"AWS Config keeps the reason in account 000011112222, eu-west-1, at the rule {odd}.", "One."], rows.Select(row => row.Reason));
        Assert.Equal("1 finding has no reason here; each says where AWS Config keeps it.", note);
    }

    private int ReasonCalls => _config.Calls.Count(call => call is "GetAggregateComplianceDetailsByConfigRule");

    private async Task<(IReadOnlyList<ReportRow> Rows, string? Note)> ReadReasonsAsync(int most = Aggregators.UsualReasonCalls) =>
        await Doubles.Accounts(Doubles.Nowhere, _config.Url).FindAggregators(Doubles.Region).ReadReasonsAsync(Name, await ReadAsync(), most, Cancellation);

    /// <summary>They try once more and no further.</summary>
    private Aggregators Impatient() => new Accounts(
        () => new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"),
        client => (client.ServiceURL, client.AuthenticationRegion, client.MaxErrorRetry) = (_config.Url, Doubles.Region, 1),
        TimeProvider.System).FindAggregators(Doubles.Region);

    private Task<IReadOnlyList<ReportRow>> ReadAsync(string prefix = "") =>
        Doubles.Accounts("http://127.0.0.1:1", _config.Url).FindAggregators(Doubles.Region).ReadAsync(Name, new(prefix), cancellationToken: Cancellation);

    private static string Row(string account, string vpc, params (string Rule, string Compliance)[] rules) => new JsonObject
    {
        ["accountId"] = account,
        ["awsRegion"] = "eu-west-1",
        ["configuration"] = new JsonObject
        {
            ["targetResourceType"] = "AWS::EC2::VPC",
            ["targetResourceId"] = vpc,
            ["configRuleList"] = new JsonArray([.. rules.Select(rule => new JsonObject
            {
                ["configRuleName"] = rule.Rule,
                ["configRuleArn"] = "arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123",
                ["configRuleId"] = "config-rule-abc123",
                ["complianceType"] = rule.Compliance,
            })]),
        },
    }.ToJsonString();
}
