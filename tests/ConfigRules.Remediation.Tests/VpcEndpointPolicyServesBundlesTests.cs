using System.Text.Json.Nodes;
using ConfigRules.Bundles;
using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcEndpointPolicyServesBundlesTests(Cloud cloud) : RemediationTests(cloud)
{
    private const string OwnOrg =
        """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}}}""";

    protected override string Rule => "vpc-endpoint-policy-serves-bundles";

    protected override string ResourceParameter => "EndpointId";

    protected override string Gone => "vpce-0123456789abcdef0";

    protected override string[] Changes => ["ec2:ModifyVpcEndpoint"];

    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpoints", 3);

    /// <summary>The policy that asks for the organization's principals, in a VPC whose endpoints show that images are pulled.</summary>
    protected override Task<Subject> BuildAsync() => BuildAsync("ecr.api", OwnOrg);

    [Fact]
    public async Task Adds_a_statement_and_keeps_every_other()
    {
        var subject = await BuildAsync();
        var before = await PolicyAsync(subject);

        var run = Run(subject);

        Assert.Equal(before.ToJsonString(), JsonNode.Parse(run.Outputs["Look.Policy"])!.ToJsonString());
        var statements = (await PolicyAsync(subject))["Statement"]!.AsArray();
        Assert.Equal(2, statements.Count);
        Assert.Equal(JsonNode.Parse(OwnOrg)!.ToJsonString(), statements[0]!.ToJsonString());
        Assert.Equal(
            """{"Sid":"ConfigRulesEcrPull","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":["arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"]}""",
            statements[1]!.ToJsonString());
    }

    [Fact]
    public async Task Takes_a_policy_whose_statement_stands_alone_and_a_Sid_that_is_taken()
    {
        var vpc = await VpcAsync();
        await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), "ecr.api");
        var endpoint = await GatewayEndpointAsync(
            vpc, "s3", """{"Statement":{"Sid":"ConfigRulesEcrPull","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::own/*"}}""");

        Assert.Equal("Success", Run(new(vpc, endpoint)).Status);

        var policy = await PolicyAsync(new(vpc, endpoint));
        Assert.Equal(["ConfigRulesEcrPull", "ConfigRulesEcrPull2"], policy["Statement"]!.AsArray().Select(statement => statement!["Sid"]!.GetValue<string>()));
        Assert.Null(policy["Version"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, endpoint)));
    }

    [Theory]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}}}""")]
    [InlineData("""{"Effect":"Deny","Principal":"*","NotAction":"s3:PutObject","Resource":"arn:aws:s3:::prod-*"}""")]
    public async Task Refuses_where_a_Deny_stands_over_the_request(string deny)
    {
        var subject = await BuildAsync("ecr.api", OwnOrg, deny);

        var run = Run(subject);

        Assert.Equal(
            ["Decide: ecr-pull: a Deny of the policy stands over s3:GetObject on arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*; rewrite it by hand."],
            run.Failures);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Is_not_kept_by_a_Deny_of_something_else()
    {
        var subject = await BuildAsync("ecr.api", OwnOrg, """{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"*"}""");

        Assert.Equal("Success", Run(subject).Status);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Refuses_to_make_a_policy_longer_than_EC2_takes()
    {
        var buckets = string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"arn:aws:s3:::one-of-many-buckets-{number:0000}/*\""));
        var subject = await BuildAsync("ecr.api", $$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":[{{buckets}}]}""");

        var run = Run(subject);

        Assert.Matches(@"^Decide: The policy would have 2[0-9]{4} characters, and 20480 are the most\.$", Assert.Single(run.Failures));
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_policies_of_other_services_to_a_person()
    {
        var vpc = await VpcAsync();

        var run = Run(new(vpc, await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), "ecr.api")));

        Assert.Equal("Only policies of endpoints to S3 can be repaired without a person.", run.Outputs["Look.Reason"]);
    }

    /// <summary>The document's own list of bundles says the same as the catalogue, and every policy it makes passes the rule.</summary>
    [Theory]
    [MemberData(nameof(Bundles))]
    public async Task Knows_the_buckets_of_every_bundle(string id)
    {
        var bundle = ServiceBundles.Find(id)!;
        var vpc = await VpcAsync();
        await Ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new("privatelink:bundles", id)] }, Cancellation);
        var subject = new Subject(vpc, await GatewayEndpointAsync(vpc, "s3", Document("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::own/*"}""")));
        var expected = bundle.Needs.Any(need => need.Service is "s3") ? Compliance.NonCompliant : Compliance.NotApplicable;
        Assert.Equal(expected, await JudgeAsync(subject));
        if (expected is Compliance.NotApplicable)
            Aws.Compliance.Clear();

        var run = Run(subject);

        Assert.Equal(expected is Compliance.NonCompliant ? "Repair" : "Nothing", run.Outputs["Decide.Outcome"]);
        Assert.Equal(expected is Compliance.NonCompliant ? Compliance.Compliant : expected, await JudgeAsync(subject));
        var added = (await PolicyAsync(subject))["Statement"]!.AsArray().Skip(1)
            .SelectMany(statement => statement!["Resource"]!.AsArray().Select(resource => resource!.GetValue<string>()));
        Assert.Equal(
            bundle.Needs.Where(need => need.Service is "s3")
                .Select(need => need.Resource.Replace("{partition}", "aws", StringComparison.Ordinal).Replace("{region}", "eu-west-1", StringComparison.Ordinal)
                    .Replace("{compactRegion}", "euwest1", StringComparison.Ordinal)).Select(resource => $"{resource[..resource.LastIndexOf('/')]}/*"),
            added);
    }

    [Theory]
    [MemberData(nameof(Detections))]
    public async Task Sees_by_endpoints_which_bundles_are_used(string service)
    {
        var subject = await BuildAsync(service, """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::own/*"}""");
        var expected = await JudgeAsync(subject);
        if (expected is not Compliance.NonCompliant)
            Aws.Compliance.Clear();

        Assert.Equal(expected is Compliance.NonCompliant ? "Repair" : "Nothing", Run(subject).Outputs["Decide.Outcome"]);
    }

    public static IEnumerable<TheoryDataRow<string>> Bundles => ServiceBundles.All.Select(bundle => new TheoryDataRow<string>(bundle.Id));

    public static IEnumerable<TheoryDataRow<string>> Detections =>
        ServiceBundles.All.SelectMany(bundle => bundle.DetectedByServices).Distinct().Select(service => new TheoryDataRow<string>(service));

    private static string Document(params string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    private async Task<Subject> BuildAsync(string service, params string[] statements)
    {
        var vpc = await VpcAsync();
        await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), service);
        return new(vpc, await GatewayEndpointAsync(vpc, "s3", Document(statements)));
    }

    private async Task<JsonNode> PolicyAsync(Subject subject)
    {
        var endpoints = await Ec2.DescribeVpcEndpointsAsync(new() { Filters = [new("vpc-endpoint-id", [subject.ResourceId])] }, Cancellation);
        return JsonNode.Parse(endpoints.VpcEndpoints.Single().PolicyDocument)!;
    }
}
