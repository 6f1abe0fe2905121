using System.Text.Json.Nodes;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcEndpointPolicyServesBundlesTests(Cloud cloud) : RemediationTests(cloud)
{
    private const string OwnOrg =
        """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}}}""";

    private const string Everything = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";

    private readonly Dictionary<string, string> _parameters = [];

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

        Assert.Equal(before.ToJsonString(), JsonNode.Parse(run.Outputs["Decide.OldPolicy"])!.ToJsonString());
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

    /// <summary>The document's own list of bundles says the same as the catalogue, and every policy it makes passes the rule.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Adds_what_the_bundle_requests_and_nothing_wider(string id, string service)
    {
        var subject = await NarrowAsync(service, """{"Effect":"Allow","Principal":"*","Action":"sts:GetCallerIdentity","Resource":"*"}""");
        await Ec2.CreateTagsAsync(new() { Resources = [subject.VpcId], Tags = [new("privatelink:bundles", id)] }, Cancellation);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject);

        Assert.Equal("Repair", run.Outputs["Decide.Outcome"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        var network = new Network(new() { AccountId = Cloud.AccountId, Region = Cloud.Region });
        var needs = ServiceBundles.Find(id)!.NeedsIn(network).Where(need => need.Service == service).ToArray();
        Assert.Equal(
            // An endpoint to ECR shows by itself that images are pulled, but not whose, so that those of EKS have statements of their own.
            needs.GroupBy(need => (need.Action, need.Caller, IsOfOwnBucket(need), need.Unless))
                .SelectMany(group => group.Select(need => $"{need.Action} {need.ResourcesIn(network)} {Condition(need)}").Distinct()),
            (await PolicyAsync(subject))["Statement"]!.AsArray().Skip(1).SelectMany(statement => statement!["Resource"]!.AsArray().Select(resource =>
                $"{statement["Action"]!.GetValue<string>()} {resource!.GetValue<string>()} {statement["Condition"]?.ToJsonString()}")));
        Assert.Empty(MutationsOf(Run(subject)));

        static bool IsOfOwnBucket(PolicyNeed need) => need.IsOwnResource && !need.Resource.Contains("{account}", StringComparison.Ordinal);

        static string Condition(PolicyNeed need)
        {
            string?[] keys =
            [
                need.Caller switch { RequestCaller.Own or RequestCaller.OwnOrAnonymous => "aws:PrincipalAccount", RequestCaller.Node => "ssm:NodeAccountId", _ => null },
                IsOfOwnBucket(need) ? "aws:ResourceAccount" : null,
            ];
            var asked = string.Join(',', keys.OfType<string>().Select(key => $"\"{key}\":\"{Cloud.AccountId}\""));
            return asked is "" ? "" : $$$"""{"StringEquals":{{{{asked}}}}}""";
        }
    }

    [Theory]
    [MemberData(nameof(Bundles))]
    public async Task Adds_nothing_for_a_service_that_the_bundle_does_not_use(string id)
    {
        var subject = await NarrowAsync("kms", """{"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"}""");
        await Ec2.CreateTagsAsync(new() { Resources = [subject.VpcId], Tags = [new("privatelink:bundles", id)] }, Cancellation);

        Assert.Equal("Nothing", Run(subject).Outputs["Decide.Outcome"]);
    }

    /// <summary>The document reads policies by itself, and comes to the rule's verdict.</summary>
    [Theory]
    [MemberData(nameof(Policies))]
    [MemberData(nameof(PoliciesForClusters))]
    public async Task Says_of_a_policy_what_the_rule_says(string bundle, string service, string expected, string statements)
    {
        var subject = await NarrowAsync(service);
        await Ec2.CreateTagsAsync(new() { Resources = [subject.VpcId], Tags = [new("privatelink:bundles", bundle)] }, Cancellation);
        await Ec2.ModifyVpcEndpointAsync(
            new() { VpcEndpointId = subject.ResourceId, PolicyDocument = Document(statements.Replace("{vpc}", subject.VpcId, StringComparison.Ordinal)) }, Cancellation);
        Assert.Equal(expected is "Nothing" ? Compliance.Compliant : Compliance.NonCompliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        var run = Run(subject);

        Assert.Equal(expected, run.Status is "Failed" ? "Refusal" : run.Outputs["Decide.Outcome"]);
        if (expected is "Refusal")
            Assert.Contains("a Deny of the policy stands over", run.Failures[0]);
        else
            Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    /// <summary>Whether the packages need it, no network tells; neither the rule nor the document decides.</summary>
    [Fact]
    public async Task Leaves_what_a_bundle_may_do_without_to_a_person()
    {
        var subject = await NarrowAsync("s3", OwnOrg);
        await Ec2.CreateTagsAsync(new() { Resources = [subject.VpcId], Tags = [new("privatelink:bundles", "codeartifact")] }, Cancellation);
        Assert.Equal(Compliance.Undetermined, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        var run = Run(subject);

        Assert.Equal("Nothing", run.Outputs["Decide.Outcome"]);
        Assert.Equal(
            "codeartifact: s3:GetObject on arn:aws:s3:::assets-438097961670-eu-west-1/* is refused, which it needs unless its packages are of Python or Swift alone; a person knows.",
            run.Outputs["Decide.Reason"]);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/*"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"123456789012"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":["123456789012","602401143452"]}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":["arn:aws:ecr:*:123456789012:repository/*","arn:aws:ecr:*:602401143452:repository/*"]}""", true)]
    public async Task Leaves_images_of_EKS_to_a_person_where_nodes_may_pull_copies(string statement, bool serves)
    {
        var subject = await NarrowAsync("ecr.dkr", statement);
        await Ec2.CreateTagsAsync(new() { Resources = [subject.VpcId], Tags = [new("privatelink:bundles", "eks-private")] }, Cancellation);
        Assert.Equal(serves ? Compliance.Compliant : Compliance.Undetermined, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        var run = Run(subject);

        Assert.Equal("Nothing", run.Outputs["Decide.Outcome"]);
        Assert.Equal(
            serves
                ? "It lets through what the VPC's bundles are known to request."
                : "eks-private: ecr:BatchGetImage on arn:aws:ecr:eu-west-1:602401143452:repository/* is refused, which it needs unless its nodes pull copies of these images, or are of EKS Auto Mode; a person knows.",
            run.Outputs["Decide.Reason"]);
    }

    [Theory]
    [InlineData("", "s3", "ssm: s3:GetObject on arn:aws:s3:::amazon-ssm-eu-west-1/* is refused, which it needs unless ssmmessages serves ECS Exec alone; a person knows.")]
    [InlineData("ecs-fargate", "logs", "ecs-fargate: logs:CreateLogStream on arn:aws:logs:eu-west-1:123456789012:log-group:* is refused, which it needs unless its tasks have another log driver than awslogs; a person knows.")]
    [InlineData("batch-ec2", "logs", "batch-ec2: logs:CreateLogStream on arn:aws:logs:eu-west-1:123456789012:log-group:* is refused, which it needs unless its jobs have another log driver than awslogs; a person knows.")]
    public async Task Leaves_to_a_person_what_nobody_may_use(string bundles, string service, string reason)
    {
        var subject = await NarrowAsync(service, """{"Effect":"Allow","Principal":"*","Action":"sts:GetCallerIdentity","Resource":"*"}""");
        await InterfaceEndpointAsync(subject.VpcId!, await SubnetAsync(subject.VpcId!, "10.7.9.0/24"), "ssmmessages");
        await Ec2.CreateTagsAsync(new() { Resources = [subject.VpcId], Tags = [new("privatelink:bundles", bundles)] }, Cancellation);
        Assert.Equal(Compliance.Undetermined, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        var run = Run(subject);

        Assert.Equal("Nothing", run.Outputs["Decide.Outcome"]);
        Assert.Equal(reason, run.Outputs["Decide.Reason"]);
    }

    [Fact]
    public async Task Leaves_requests_alone_that_a_narrower_statement_lets_through()
    {
        var subject = await NarrowAsync(
            "ecr.dkr", """{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/team/*"}""");

        Assert.Equal("Success", Run(subject).Status);

        Assert.Equal(
            ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            (await PolicyAsync(subject))["Statement"]!.AsArray().Select(statement => statement!["Action"]!.GetValue<string>()));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    /// <summary>What the document cannot read in a policy, the rule's reason tells it.</summary>
    [Fact]
    public async Task Believes_the_rule_where_it_cannot_tell()
    {
        var subject = await NarrowAsync(
            "ecr.dkr", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}""");
        Assert.Equal("Nothing", Run(subject).Outputs["Decide.Outcome"]);

        for (var run = 0; run < 2; run++)
        {
            Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
            Assert.Single(MutationsOf(Run(subject)));
            Assert.Empty(MutationsOf(Run(subject)));
        }

        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Theory]
    [InlineData("pass", "s3", """{"StringLike":{"aws:UserAgent":"docker*"}}""", "Nothing")]
    [InlineData("presigned", "s3", """{"StringLike":{"aws:UserAgent":"docker*"}}""", "Repair")]
    [InlineData("presigned", "ecr.dkr", """{"StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}}""", "Nothing")]
    [InlineData("fail", "ecr.dkr", """{"StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}}""", "Repair")]
    public async Task Counts_what_is_unknown_as_the_rule_does(string unknownAs, string service, string condition, string expected)
    {
        _parameters["unknownAs"] = unknownAs;
        var subject = await NarrowAsync(service, $$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{condition}}}""");
        await Ec2.CreateTagsAsync(new() { Resources = [subject.VpcId], Tags = [new("privatelink:bundles", "ecr-pull")] }, Cancellation);
        Assert.Equal(expected is "Nothing" ? Compliance.Compliant : Compliance.NonCompliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        Assert.Equal(expected, Run(subject, ("UnknownAs", unknownAs)).Outputs["Decide.Outcome"]);

        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Theory]
    [MemberData(nameof(Descriptions))]
    public async Task Sees_by_interfaces_which_bundles_are_used(string pattern)
    {
        _parameters["detectWorkloads"] = "true";
        var vpc = await VpcAsync();
        var subject = new Subject(vpc, await GatewayEndpointAsync(vpc, "s3", Document("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::own/*"}""")));
        var subnet = await SubnetAsync(vpc);
        var instance = (await Ec2.RunInstancesAsync(new() { ImageId = "ami-12c6146b", MinCount = 1, MaxCount = 1, SubnetId = subnet }, Cancellation)).Reservation.Instances[0].InstanceId;
        var description = pattern.Replace("*", "x", StringComparison.Ordinal);
        var added = (await Ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnet, Description = description }, Cancellation)).NetworkInterface.NetworkInterfaceId;
        await Ec2.AttachNetworkInterfaceAsync(new() { NetworkInterfaceId = added, InstanceId = instance, DeviceIndex = 1 }, Cancellation);
        var expected = await JudgeAsync(subject);
        if (expected is not Compliance.NonCompliant)
            Aws.Compliance.Clear();

        Assert.Equal("Nothing", Run(subject).Outputs["Decide.Outcome"]);
        Assert.Equal(
            expected is Compliance.NonCompliant ? "Repair" : "Nothing", Run(subject, ("DetectWorkloads", "true")).Outputs["Decide.Outcome"]);
    }

    [Fact]
    public async Task Reads_the_tag_that_the_rule_reads()
    {
        _parameters["bundlesTag"] = "used";
        var vpc = await VpcAsync();
        await Ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new("used", "secrets; emr-private")] }, Cancellation);
        var subject = new Subject(vpc, await GatewayEndpointAsync(vpc, "s3", Document(OwnOrg)));
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        Assert.Equal("Nothing", Run(subject).Outputs["Decide.Outcome"]);
        Assert.Equal("Repair", Run(subject, ("BundlesTag", "used")).Outputs["Decide.Outcome"]);

        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Leaves_an_S3_endpoint_alone_to_which_no_name_leads()
    {
        var vpc = await VpcAsync();
        await Ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new("privatelink:bundles", "ecr-pull")] }, Cancellation);
        var subject = new Subject(vpc, await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), "s3", privateDns: false));

        Assert.Equal("No name leads to it, so that no bundle sends requests through it.", Run(subject).Outputs["Decide.Reason"]);
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

    public static IEnumerable<TheoryDataRow<string>> Descriptions =>
        ServiceBundles.All.SelectMany(bundle => bundle.DetectedByInterfaces).Distinct().Select(pattern => new TheoryDataRow<string>(pattern));

    /// <summary>Those of which every client makes some, but for two services to which moto has no endpoints that take policies.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Requests =>
        from bundle in ServiceBundles.All
        from service in bundle.Needs.Where(need => !need.IsOccasional && need.Unless is null).Select(need => need.Service).Distinct().Except(["cloudformation", "dynamodb-streams"])
        select new TheoryDataRow<string, string>(bundle.Id, service);

    public static TheoryData<string, string, string, string> Policies => new()
    {
        { "ecr-pull", "ecr.dkr", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", """{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:*","Resource":"*"}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:role/ci"]},"Action":"ECR:*","Resource":"*"}""" },
        { "ecr-pull", "ecr.dkr", "Repair", """{"Effect":"Allow","Principal":{"AWS":"210987654321"},"Action":"ecr:*","Resource":"*"}""" },
        { "ecr-pull", "ecr.dkr", "Repair", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"210987654321"}}}""" },
        { "ecr-pull", "ecr.dkr", "Repair", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0123456789abcdef0"}}}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:SourceVpc":["vpc-?", "{vpc}"]}}}""" },
        { "ecr-pull", "ecr.dkr", "Repair", """{"Effect":"Allow","Principal":"*","NotAction":"ecr:batchgetimage","Resource":"*"}""" },
        { "ecr-pull", "ecr.dkr", "Repair", """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"arn:aws:ecr:eu-west-1:123456789012:repository/*"}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:210987654321:repository/base/*"}""" },
        { "ecr-pull", "ecr.dkr", "Repair", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/*"}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"123456789012"}}}""" },
        { "ecr-pull", "ecr.dkr", "Refusal", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"210987654321"}}}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/secret/*"}""" },
        { "ecr-pull", "ecr.dkr", "Refusal", Everything + """,{"Effect":"Deny","Principal":"*","Action":"ecr:Batch*","Resource":"arn:aws:ecr:eu-west-1:123456789012:*"}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","NotResource":"arn:aws:ecr:eu-west-1:123456789012:repository/team/*"}""" },
        { "ecr-pull", "ecr.dkr", "Refusal", Everything + """,{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""" },
        { "ecr-pull", "ecr.dkr", "Nothing", Everything + """,{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:role/guest"},"Action":"*","Resource":"*"}""" },
        { "ecr-pull", "ecr.api", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"ecr:Get*","Resource":"*","Condition":{"Null":{"aws:PrincipalOrgID":"false"}}}""" },
        { "ecr-pull", "ecr.api", "Repair", """{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository/*"}""" },
        { "ecr-pull", "s3", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"{vpc}"}}}""" },
        { "ecr-pull", "s3", "Repair", """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-abcdefghij"}}}""" },
        { "ecr-pull", "s3", "Repair", """{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"s3:*","Resource":"*"}""" },
        { "ecr-pull", "s3", "Refusal", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:ResourceOrgID":"o-abcdefghij"}}}""" },
        { "ecr-pull", "s3", "Refusal", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-abcdefghij"},"Bool":{"aws:PrincipalIsAWSService":"false"}}}""" },
        { "ecr-pull", "s3", "Refusal", Everything + """,{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:role/ci"},"Action":"*","Resource":"*"}""" },
        { "ecr-pull", "s3", "Nothing", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""" },
        { "ecr-pull", "s3", "Nothing", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","NotResource":["arn:aws:s3:::own/*","arn:aws:s3:::prod-*-starport-layer-bucket/*"]}""" },
        { "cloudformation-signals", "s3", "Nothing", """{"Effect":"Allow","Principal":{"Service":"cloudformation.amazonaws.com"},"Action":"s3:PutObject","Resource":"*"}""" },
        { "cloudformation-signals", "s3", "Repair", """{"Effect":"Allow","Principal":{"Service":"logs.amazonaws.com"},"Action":"s3:PutObject","Resource":"*"}""" },
        { "al2023-packages", "s3", "Repair", OwnOrg },
        { "al2023-packages", "s3", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"s3:Get*","Resource":"*","Condition":{"Null":{"aws:PrincipalOrgID":"true"}}}""" },
        { "ssm", "s3", "Nothing", OwnOrg + """,{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::patch-baseline-snapshot-eu-west-1/*"}""" },
        { "ssm", "s3", "Repair", OwnOrg },
        { "ssm", "s3", "Nothing", Buckets("amazon-ssm-eu-west-1", "aws-ssm-eu-west-1", "aws-patch-manager-eu-west-1-5522fb710", "patch-baseline-snapshot-eu-west-1") },
        { "ssm", "s3", "Repair", Buckets("amazon-ssm-eu-west-1", "aws-ssm-eu-west-1", "patch-baseline-snapshot-eu-west-1") },
        { "ssm", "s3", "Nothing", Everything + """,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:s3:::aws-windows-downloads-eu-west-1/*"}""" },
        { "codeartifact al2023-packages", "s3", "Repair", OwnOrg },
        { "ssm", "s3", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"123456789012"}}}""" },
        { "ssm-hybrid", "ssm", "Repair", """{"Effect":"Allow","Principal":"*","Action":"ssm:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"123456789012"}}}""" },
        { "ssm-hybrid", "ssm", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"ssm:*","Resource":"*","Condition":{"StringEquals":{"ssm:NodeAccountId":"123456789012"}}}""" },
        { "eks-private", "sts", "Repair", """{"Effect":"Allow","Principal":"*","Action":"sts:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"123456789012"}}}""" },
        { "eks-private", "sts", "Nothing", """{"Effect":"Allow","Principal":{"Federated":"*"},"Action":"sts:AssumeRoleWith*","Resource":"arn:aws:iam::123456789012:role/*"}""" },
        { "glue", "s3", "Repair", """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*"}""" },
        { "glue", "s3", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"123456789012"}}}""" },
        { "bedrock", "bedrock-runtime", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"bedrock:*","Resource":"arn:aws:bedrock:*::foundation-model/anthropic.*"}""" },
        { "ssm", "s3", "Repair", """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"s3:ResourceAccount":"123456789012"}}}""" },
        { "ssm", "ssm", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"ssm:*","Resource":"arn:aws:ec2:*:*:instance/i-0123456789abcdef0"}""" },
        { "ssm", "ssm", "Repair", """{"Effect":"Allow","Principal":"*","Action":"ssm:*","Resource":"arn:aws:ssm:*:*:*"}""" },
        { "ssm", "ssmmessages", "Repair", """{"Effect":"Allow","Principal":"*","Action":"ssmmessages:CreateControlChannel","Resource":"*"}""" },
        { "cloudwatch", "logs", "Nothing", """{"Effect":"Allow","Principal":"*","Action":"logs:*","Resource":"arn:aws:logs:eu-west-1:123456789012:log-group:/app/*"}""" },
        { "cloudwatch", "logs", "Repair", """{"Effect":"Allow","Principal":"*","Action":"logs:CreateLogGroup","Resource":"*"}""" },
    };

    /// <summary>Clusters of EMR use all repositories of one release, whatever else is used beside them.</summary>
    public static TheoryData<string, string, string, string> PoliciesForClusters => new()
    {
        { "emr-private", "s3", "Refusal", Everything + """,{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"123456789012"}}}""" },
        { "emr-private", "s3", "Nothing", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "al2023-repos-eu-west-1-de612dc2") },
        { "emr-private", "s3", "Nothing", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "packages.eu-west-1.amazonaws.com", "repo.eu-west-1.amazonaws.com") },
        { "emr-private", "s3", "Repair", Buckets("own", "repo.eu-west-1.emr.amazonaws.com") },
        { "emr-private", "s3", "Nothing", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "amazonlinux-2-repos-eu-west-1", "amazonlinux.eu-west-1.amazonaws.com") },
        { "emr-private", "s3", "Repair", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "amazonlinux-2-repos-eu-west-1", "packages.eu-west-1.amazonaws.com") },
        { "al2023-packages emr-private", "s3", "Nothing", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "al2023-repos-eu-west-1-de612dc2") },
        { "al2-packages emr-private", "s3", "Nothing", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "amazonlinux-2-repos-eu-west-1", "amazonlinux.eu-west-1.amazonaws.com") },
        { "al2-packages emr-private", "s3", "Repair", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "amazonlinux-2-repos-eu-west-1", "al2023-repos-eu-west-1-de612dc2") },
        { "al2023-packages emr-private", "s3", "Repair", Buckets("own", "repo.eu-west-1.emr.amazonaws.com", "packages.eu-west-1.amazonaws.com", "repo.eu-west-1.amazonaws.com") },
    };

    protected override IEnumerable<KeyValuePair<string, string>> RuleParameters => _parameters;

    private static string Buckets(params string[] names) =>
        $$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":[{{string.Join(',', names.Select(name => $"\"arn:aws:s3:::{name}/*\""))}}]}""";

    private static string Document(params string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    private async Task<Subject> BuildAsync(string service, params string[] statements)
    {
        var vpc = await VpcAsync();
        await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), service);
        return new(vpc, await GatewayEndpointAsync(vpc, "s3", Document(statements)));
    }

    /// <summary>An endpoint with these statements alone; moto has interface endpoints to every service.</summary>
    private async Task<Subject> NarrowAsync(string service, params string[] statements)
    {
        var vpc = await VpcAsync();
        if (service is "s3")
            return new(vpc, await GatewayEndpointAsync(vpc, service, Document(statements)));
        var endpoint = await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), service);
        await Ec2.ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, PolicyDocument = Document(statements) }, Cancellation);
        return new(vpc, endpoint);
    }

    /// <summary>The changes of the run that has just been.</summary>
    private string[] MutationsOf(AutomationRun run)
    {
        Assert.Equal("Success", run.Status);
        return Mutations();
    }

    private async Task<JsonNode> PolicyAsync(Subject subject)
    {
        var endpoints = await Ec2.DescribeVpcEndpointsAsync(new() { Filters = [new("vpc-endpoint-id", [subject.ResourceId])] }, Cancellation);
        return JsonNode.Parse(endpoints.VpcEndpoints.Single().PolicyDocument)!;
    }
}
