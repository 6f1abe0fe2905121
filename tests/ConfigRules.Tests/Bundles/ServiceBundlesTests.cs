using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Bundles;

public sealed class ServiceBundlesTests
{
    [Fact]
    public void Is_found_by_its_id_and_has_it_alone()
    {
        Assert.Distinct(ServiceBundles.All.Select(bundle => bundle.Id));
        Assert.All(ServiceBundles.All, bundle => Assert.Same(bundle, ServiceBundles.Find(bundle.Id)));
        Assert.Null(ServiceBundles.Find("ECR-PULL"));
    }

    [Fact]
    public void Cites_AWS_and_says_what_it_is_for() => Assert.All(ServiceBundles.All, bundle =>
    {
        Assert.StartsWith("https://docs.aws.amazon.com/", bundle.Source);
        Assert.Matches("^[a-z].*[^.]$", bundle.Purpose);
    });

    [Fact]
    public void Has_members_that_are_names_of_services_each_once() => Assert.All(ServiceBundles.All, bundle =>
    {
        Assert.NotEmpty(bundle.Members);
        Assert.Distinct(bundle.Members.Concat(bundle.Optional).Select(member => member.Service));
        Assert.All(bundle.Members.Concat(bundle.Optional), member => Assert.Equal(member.Service, ServiceName.Parse(FullName(member.Service)).Service));
    });

    /// <summary>https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html</summary>
    [Fact]
    public void Asks_for_gateway_endpoints_of_services_that_have_them_alone() => Assert.All(ServiceBundles.All, bundle =>
        Assert.All(bundle.Members.Concat(bundle.Optional), member => Assert.Equal(
            member.Kind is not MemberKind.Interface, member.Service is "s3" or "s3express" or "dynamodb")));

    [Fact]
    public void Is_found_by_services_that_belong_to_it() => Assert.All(ServiceBundles.All, bundle =>
        Assert.Subset(bundle.Members.Concat(bundle.Optional).Select(member => member.Service).ToHashSet(), bundle.DetectedByServices.ToHashSet()));

    [Fact]
    public void Has_other_uses_of_services_that_show_it_alone() => Assert.All(ServiceBundles.All, bundle =>
        Assert.ProperSubset(bundle.DetectedByServices.Append("").ToHashSet(), bundle.OtherUses.Select(use => use.Service).ToHashSet()));

    [Fact]
    public void Needs_requests_through_its_members_alone() => Assert.All(ServiceBundles.All, bundle =>
        Assert.Subset(bundle.Members.Concat(bundle.Optional).Select(member => member.Service).ToHashSet(), bundle.Needs.Select(need => need.Service).ToHashSet()));

    [Fact]
    public void Needs_something_whatever_it_is() => Assert.All(ServiceBundles.All, bundle =>
    {
        Assert.NotEmpty(bundle.Needs);
        Assert.Distinct(bundle.Needs);
        Assert.All(bundle.Needs, need => Assert.Equal(need.Caller is RequestCaller.Service, need.Signer is not null));
    });

    [Theory]
    [InlineData("eu-west-1", "assets-438097961670-eu-west-1", "aws-patch-manager-eu-west-1-5522fb710", "patch-baseline-snapshot-eu-west-1",
        "aws157-logs-prod-eu-west-1", "aws157-instance-data-0-prod-eu-west-1", "aws157-instance-data-1-prod-eu-west-1")]
    [InlineData("me-south-1", null, "aws-patch-manager-me-south-1-a53fc9dce", "patch-baseline-snapshot-me-south-1-uduvl7q8",
        "aws157-logs-prod-me-south-1", "aws157-instance-data-0-prod-me-south-1", "aws157-instance-data-1-prod-me-south-1")]
    [InlineData("us-east-1", "assets-193858265520-us-east-1", "aws-patch-manager-us-east-1-1970c647d", "patch-baseline-snapshot-us-east-1",
        "aws157-logs-prod", "aws157-instance-data-0-prod-us-east-1", "aws157-instance-data-1-prod-us-east-1")]
    [InlineData("ap-southeast-2", "assets-860415559748-ap-southeast-2", "aws-patch-manager-ap-southeast-2-17283a275", "patch-baseline-snapshot-ap-southeast-2",
        "aws157-logs-prod-ap-southeast-2", "aws157-instance-data-bucket-0-prod-ap-southeast-2", "aws157-instance-data-bucket-1-prod-ap-southeast-2")]
    [InlineData("cn-north-1", null, null, "patch-baseline-snapshot-cn-north-1",
        "aws157-logs-prod-cn-north-1", "aws157-instance-data-0-prod-cn-north-1", "aws157-instance-data-1-prod-cn-north-1")]
    public void Needs_buckets_by_the_names_that_they_have_in_the_region(string region, params string?[] buckets)
    {
        var network = new NetworkBuilder().Region(region).Build();
        var needed = ServiceBundles.All.SelectMany(bundle => bundle.NeedsIn(network)).Select(need => need.ResourceIn(network).Split(':')[^1].Split('/')[0])
            .Where(bucket => bucket.StartsWith("assets-", StringComparison.Ordinal) || bucket.StartsWith("aws-patch-manager-", StringComparison.Ordinal)
                || bucket.StartsWith("patch-baseline-", StringComparison.Ordinal) || bucket.StartsWith("aws157-", StringComparison.Ordinal));
        Assert.Equal(buckets.OfType<string>().Order(StringComparer.Ordinal), needed.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Needs_whole_ARNs_of_the_network()
    {
        var network = new NetworkBuilder().Region("us-gov-west-1").Build();
        Assert.All(ServiceBundles.All.SelectMany(bundle => bundle.NeedsIn(network)).Where(need => need.Resource is not "*"), need =>
            Assert.Matches("^arn:aws-us-gov:[a-z0-9]+:[^{}]*$", need.ResourceIn(network)));
    }

    [Fact]
    public void Knows_every_bucket_of_AWS_that_a_bundle_needs_as_one_of_AWS()
    {
        var network = new NetworkBuilder().Build();
        Assert.All(
            ServiceBundles.All.SelectMany(bundle => bundle.Needs).Where(need => need.Service is "s3" && !need.IsOwnResource),
            need => Assert.True(ServiceOwnedBuckets.Contain(need.ResourceIn(network)), need.Resource));
    }

    [Theory]
    [InlineData("ecr-pull", "ecr.api, ecr.dkr!, s3 Gateway")]
    [InlineData("ecs-ec2", "ecs-agent, ecs-telemetry, ecs, ecr.api, ecr.dkr!, s3 Gateway")]
    [InlineData("ecs-fargate", "ecr.api, ecr.dkr!, s3 Gateway")]
    [InlineData("ssm", "ssm, ssmmessages, s3 Either")]
    [InlineData("eks-private", "ec2, ecr.api, ecr.dkr!, s3 Gateway")]
    [InlineData("batch-fargate", "ecr.api, ecr.dkr!, s3 Gateway, logs?")]
    [InlineData("batch-ec2", "ecs-agent, ecs-telemetry, ecs, ecr.api, ecr.dkr!, s3 Gateway, logs?")]
    [InlineData("cloudwatch", "monitoring, logs")]
    [InlineData("glue", "s3 Gateway")]
    [InlineData("sagemaker-studio", "sagemaker.api, sagemaker.runtime, s3 Either")]
    [InlineData("sagemaker-canvas", "sagemaker.api!, sagemaker.runtime!, monitoring!, logs!, s3 Gateway")]
    [InlineData("bedrock", "bedrock-runtime")]
    [InlineData("cloudformation-signals", "cloudformation, s3 Either")]
    [InlineData("ssm-hybrid", "ssm, ssmmessages, s3 Either")]
    [InlineData("codebuild", "codebuild, s3 Either")]
    [InlineData("al2-packages", "s3 Gateway")]
    [InlineData("codeartifact", "codeartifact.api, codeartifact.repositories!, s3 Gateway?")]
    [InlineData("al2023-packages", "s3 Gateway")]
    [InlineData("secrets", "secretsmanager")]
    [InlineData("s3-express", "s3express Gateway")]
    [InlineData("dynamodb", "dynamodb Gateway")]
    [InlineData("sts", "sts")]
    [InlineData("kms", "kms")]
    [InlineData("mwaa-private", "s3 Either, monitoring!, logs!, sqs!, kms!")]
    [InlineData("emr-private", "s3 Gateway")]
    [InlineData("redshift-enhanced-routing", "s3 Gateway")]
    public void Has_the_members_that_its_page_lists(string id, string members) => Assert.Equal(
        members,
        string.Join(", ", ServiceBundles.Find(id)!.Members.Select(member =>
            $"{member.Service}{(member.NeedsPrivateDns ? "!" : "")}{(member.Kind is MemberKind.Interface ? "" : $" {member.Kind}")}{(member.Unless is null ? "" : "?")}")));

    [Theory]
    [InlineData("ecs-fargate", "logs, secretsmanager, ssm, ssmmessages, kms")]
    [InlineData("ssm", "ec2messages, ec2, kms, logs")]
    [InlineData("eks-private", "eks, elasticloadbalancing, logs, sts, eks-auth, oidc-eks, xray, ssm, autoscaling, route53")]
    [InlineData("sagemaker-studio", "servicecatalog, sts, logs, aws.sagemaker.studio, aws.sagemaker.notebook")]
    [InlineData("bedrock", "bedrock, bedrock-agent, bedrock-agent-runtime, bedrock-mantle")]
    [InlineData("emr-private", "dynamodb")]
    [InlineData("mwaa-private", "airflow.api, airflow.env, airflow.ops")]
    [InlineData("ecr-pull", "logs")]
    [InlineData("ssm-hybrid", "ec2messages, kms, logs")]
    [InlineData("codebuild", "logs, ecr.api, ecr.dkr, sts, secretsmanager, ssm, kms")]
    [InlineData("cloudwatch", "xray, ec2, synthetics, internetmonitor, networkmonitor, networkflowmonitor, networkflowmonitorreports, s3")]
    public void Has_the_members_that_its_page_says_some_uses_need(string id, string members) =>
        Assert.Equal(members, string.Join(", ", ServiceBundles.Find(id)!.Optional.Select(member => member.Service)));

    public static TheoryData<string, Func<NetworkBuilder, NetworkBuilder>, (string, string)[], string[]> Networks { get; } = new()
    {
        { "nothing", net => net, [], [] },
        { "an endpoint of no bundle", net => net.Endpoint("kms"), [], [] },
        { "an endpoint that tells of a bundle", net => net.Endpoint("ecr.dkr"), [], ["ecr-pull"] },
        { "an endpoint in another VPC", net => net.OtherVpc("vpc-2").Endpoint("ecr.dkr", vpc: "vpc-2"), [], [] },
        { "an endpoint to another region", net => net.Endpoint("com.amazonaws.us-east-1.ecr.dkr", id: "vpce-1"), [], [] },
        { "Pod Identity", net => net.Endpoint("eks-auth"), [], ["eks-private"] },
        { "a pending endpoint", net => net.Endpoint("ssm", e => e with { State = EndpointState.Pending }), [], ["ssm"] },
        { "a deleted endpoint", net => net.Endpoint("ssm", e => e with { State = EndpointState.Deleted }), [], [] },
        { "ec2messages tells of nothing", net => net.Endpoint("ec2messages"), [], [] },
        { "a parameter", net => net, [("bundles", "ssm, glue")], ["ssm", "glue"] },
        { "a tag, separated in every way", net => Tagged(net, "privatelink:bundles", "glue;ssm, secrets  bedrock"), [], ["ssm", "glue", "bedrock", "secrets"] },
        { "a tag with a name that no bundle has", net => Tagged(net, "privatelink:bundles", "SSM,nothing"), [], [] },
        { "another tag, by a parameter", net => Tagged(net, "uses", "glue"), [("bundlesTag", "uses")], ["glue"] },
        { "interfaces, not asked for", net => net.Subnet("subnet-1").Interface("eni-1", "subnet-1", description: "aws-K8S-i-1"), [], [] },
        {
            "interfaces, asked for", net => net.Subnet("subnet-1").Interface("eni-1", "subnet-1", description: "aws-K8S-i-1"),
            [("detectWorkloads", "true")], ["eks-private"]
        },
        {
            "tasks of China", net => net.Subnet("subnet-1").Interface("eni-1", "subnet-1", description: "arn:aws-cn:ecs:cn-north-1:1:attachment/1"),
            [("detectWorkloads", "true")], ["ecs-fargate"]
        },
        {
            "a job of Glue", net => net.Subnet("subnet-1")
                .Interface("eni-1", "subnet-1", description: "Attached to Glue using role: arn:aws:iam::111111111111:role/glue"),
            [("detectWorkloads", "true")], ["glue"]
        },
        {
            "a domain of SageMaker Studio", net => net.Subnet("subnet-1")
                .Interface("eni-1", "subnet-1", description: "[DO NOT DELETE] ENI managed by SageMaker for Studio Domain (d-1)"),
            [("detectWorkloads", "true")], ["sagemaker-studio"]
        },
        {
            "an interface that only names a task", net => net.Subnet("subnet-1").Interface("eni-1", "subnet-1", description: "for arn:aws:ecs:eu-west-1:1:attachment/1"),
            [("detectWorkloads", "true")], []
        },
        {
            "an interface that is part of the network", net => net.Subnet("subnet-1").Interface("eni-1", "subnet-1", "nat_gateway", description: "aws-K8S-i-1"),
            [("detectWorkloads", "true")], []
        },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Is_taken_as_used_where_something_tells_of_it(
        string name, Func<NetworkBuilder, NetworkBuilder> given, (string, string)[] with, string[] bundles)
    {
        var parameters = Parameters.For(new VpcEndpointBundlesComplete(), with.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
        var active = ActiveBundles.In(NetworkBuilder.VpcId, given(new()).Build(), parameters).Select(bundle => bundle.Id).ToArray();
        Assert.True(bundles.SequenceEqual(active), $"{name}: {string.Join(", ", active)}");
    }

    [Fact]
    public void Refuses_a_bundle_that_is_none() => Assert.StartsWith(
        "bundles is 'ecr'; it takes ids of bundles (ecr-pull, ecs-ec2, ",
        Assert.Throws<InvalidParameterException>(() => Parameters.For(new VpcEndpointBundlesComplete(), [new("bundles", "ecr")])).Message);

    [Theory]
    [InlineData("logs")]
    [InlineData("ecr-pull/s3")]
    [InlineData("ecr/logs")]
    [InlineData("ssm/kms/x")]
    public void Refuses_a_member_that_is_none_of_the_optional_ones(string member) => Assert.Equal(
        $"optionalMembers is '{member}'; it takes optional members of bundles as bundle/service, separated by commas.",
        Assert.Throws<InvalidParameterException>(() => Parameters.For(new VpcEndpointBundlesComplete(), [new("optionalMembers", member)])).Message);

    private static string FullName(string service) => service.StartsWith("aws.sagemaker.", StringComparison.Ordinal)
        ? service.Replace("aws.sagemaker.", "aws.sagemaker.eu-west-1.", StringComparison.Ordinal)
        : $"com.amazonaws.eu-west-1.{service}";

    private static NetworkBuilder Tagged(NetworkBuilder net, string key, string value) =>
        net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { [key] = value } });
}
