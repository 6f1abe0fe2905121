using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Engine;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>EC2 answers, but with what a rule cannot judge by, or no longer judges.</summary>
public sealed class BadFactsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string, string?, string> Policies => new()
    {
        { "not JSON", "allow everything", "Undetermined: The policy is not valid JSON at line 1, byte 1." },
        { "null", "null", "Undetermined: The policy is not a JSON object." },
        { "a list", "[]", "Undetermined: The policy is not a JSON object." },
        { "cut off", """{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*""", "Undetermined: The policy is not valid JSON at line 1, byte 75." },
        { "as long as policies get", Open(20_480), "NonCompliant" },
        { "longer than policies get", Open(20_481), "Undetermined: The policy has 20481 characters; an endpoint's policy has at most 20480." },
        {
            "nested a thousand deep", $$"""{"Statement":{{new string('[', 1000)}}{{new string(']', 1000)}}}""",
            "Undetermined: The policy is not valid JSON at line 1, byte 45."
        },
        { "none", null, "NonCompliant: It has no policy of its own, which means full access." },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task A_policy_that_cannot_be_read_leaves_the_endpoint_undetermined_and_the_log_says_why(string name, string? policy, string outcome)
    {
        using var ec2 = new Ec2Double();
        ec2.On("DescribeVpcEndpoints", $"""
            <vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcId>vpc-1</vpcId><ownerId>111122223333</ownerId>
            <vpcEndpointType>Gateway</vpcEndpointType><serviceName>com.amazonaws.eu-west-1.s3</serviceName><state>available</state>
            {(policy is null ? "" : $"<policyDocument>{WebUtility.HtmlEncode(policy)}</policyDocument>")}</item></vpcEndpointSet>
            """).On("DescribeVpcEndpointServices", "<serviceDetailSet/>");
        using var config = new ConfigDouble();
        using var organization = new OrganizationDouble();
        var log = new StringWriter();

        var summary = await new RuleHandler(Doubles.Accounts(ec2.Url, config.Url, organizations: organization.Url).Find, new(), TimeProvider.System, log)
            .HandleAsync(Schedule("vpc-endpoint-policy-not-open"), new("r"), Cancellation);

        var verdict = Assert.Single(summary.Evaluations).Verdict;
        Assert.True($"{verdict.Compliance}: {verdict.Reason}".StartsWith(outcome, StringComparison.Ordinal), $"{name}: {verdict.Compliance}: {verdict.Reason}");
        var isKnown = verdict.Compliance is not Compliance.Undetermined;
        Assert.Equal(isKnown, config.Puts.Count is 1);
        Assert.Equal(!isKnown, log.ToString().Contains("\"event\":\"undetermined\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_resource_that_is_nowhere_is_reported_as_gone()
    {
        using var ec2 = new Ec2Double();
        ec2.On("DescribeVpcs", "<vpcSet/>").On("DescribeVpcEndpoints", "<vpcEndpointSet/>")
            .On("DescribeVpcAttribute", _ => throw new RefusedException("InvalidVpcID.NotFound"));
        using var config = new ConfigDouble();

        await new RuleHandler(Doubles.Accounts(ec2.Url, config.Url).Find, new(), TimeProvider.System, TextWriter.Null)
            .HandleAsync(Repository.Event("change-vpc"), new("r"), Cancellation);

        var put = Assert.Single(config.Puts);
        Assert.Equal(("vpc-0a1b2c3d4e5f60001", "NOT_APPLICABLE", "The resource no longer exists."), (put.ResourceId, put.Compliance, put.Annotation));
    }

    [Fact]
    public async Task An_endpoint_that_is_being_deleted_is_not_judged_though_its_item_is_in_order()
    {
        using var ec2 = new Ec2Double();
        ec2.On("DescribeVpcEndpoints", """
            <vpcEndpointSet><item><vpcEndpointId>vpce-0a1b2c3d4e5f6000e</vpcEndpointId><vpcId>vpc-0a1b2c3d4e5f60001</vpcId>
            <vpcEndpointType>Interface</vpcEndpointType><serviceName>com.amazonaws.eu-west-1.sts</serviceName><state>deleting</state></item></vpcEndpointSet>
            """).On("DescribeVpcEndpointServices", "<serviceDetailSet/>");
        using var config = new ConfigDouble();

        await new RuleHandler(Doubles.Accounts(ec2.Url, config.Url).Find, new(), TimeProvider.System, TextWriter.Null)
            .HandleAsync(Repository.Event("resource-deleting-with-status-ok"), new("r"), Cancellation);

        var put = Assert.Single(config.Puts);
        Assert.Equal(
            ("vpce-0a1b2c3d4e5f6000e", "NOT_APPLICABLE", "The endpoint is deleting and carries no traffic."),
            (put.ResourceId, put.Compliance, put.Annotation));
    }

    private static string Open(int length)
    {
        const string Before = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Sid\":\"";
        const string After = "\"}]}";
        return $"{Before}{new string('x', length - Before.Length - After.Length)}{After}";
    }

    private static byte[] Schedule(string rule)
    {
        var json = JsonNode.Parse(Repository.Event("scheduled"))!;
        json["ruleParameters"] = string.Create(CultureInfo.InvariantCulture, $$"""{"rule":"{{rule}}"}""");
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }
}
