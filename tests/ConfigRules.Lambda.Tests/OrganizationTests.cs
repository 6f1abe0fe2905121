using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using ConfigRules.Testing;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// The central function of an organization, as deploy/organization-rules.yaml deploys it: the published program, fifty accounts of
/// moto with networks of their own, and AWS Config, which knows whose credentials sign a call.
/// </summary>
public sealed class OrganizationTests(MotoServer moto) : IClassFixture<MotoServer>, IDisposable
{
    private const string Central = "111122223333";
    private const string Stranger = "999988887777";
    private const string Rule = "vpc-endpoint-policy-not-open";
    private const string ExternalId = "config-rules/7f3a";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly Place Commercial = new("aws", "eu-west-1");

    private readonly OrganizationDouble _organization = new();

    public void Dispose() => _organization.Dispose();

    [Fact]
    public async Task Fifty_accounts_are_judged_each_by_its_own_network_and_told_in_its_own_name()
    {
        await using var aws = new AwsGate(moto.Url);
        using var config = new ConfigDouble();
        Member[] members = [.. await Task.WhenAll(Enumerable.Range(1, 50).Select(number => BuildAsync(Commercial, number)))];
        await using var function = await StartAsync(Commercial, aws, config, members);

        foreach (var member in members)
        {
            var answer = await function.InvokeAsync(Event(Commercial, member.Account));
            Assert.False(answer.IsError, answer.Body);
            // deploy/smoke-test asks for these.
            Assert.Equal(
                ["rule", "compliant", "nonCompliant", "notApplicable", "undetermined", "withdrawn"],
                JsonNode.Parse(answer.Body)!.AsObject().Select(count => count.Key));
        }

        var accountOf = await AccountsAsync(config.Callers.Select(call => call.AccessKey));
        Assert.Equal(
            members.SelectMany(member => member.Endpoints.Select(endpoint =>
                (member.Account, TokenOf(member.Account), endpoint.Id, endpoint.IsOpen ? "NON_COMPLIANT" : "COMPLIANT"))).Order(),
            config.Puts.Select(put => (accountOf[put.AccessKey], put.ResultToken, put.ResourceId, put.Compliance)).Order());
        // Which earlier results are to be withdrawn was asked in each account's name too.
        Assert.Equal(
            members.Select(member => (member.Account, "GetComplianceDetailsByConfigRule")),
            config.Callers.Where(call => call.Operation is not "PutEvaluations").Select(call => (accountOf[call.AccessKey], call.Operation)));

        Assert.Equal(
            members.Select(member => ($"arn:aws:iam::{member.Account}:role/config-rules-member", ExternalId)),
            aws.Assumed.Select(request => (request["RoleArn"], request["ExternalId"])));
        // The function's own credentials assume roles, and nothing else.
        var own = aws.Assumed.Select(request => request["AccessKey"]).Distinct().Single();
        Assert.All(aws.Requests.Where(request => request["AccessKey"] == own), request => Assert.Equal("AssumeRole", request["Action"]));

        // Credentials stay for the next event.
        await function.InvokeAsync(Event(Commercial, members[7].Account));
        Assert.Equal(50, aws.Assumed.Count());
    }

    [Fact]
    public async Task More_accounts_than_a_policy_names_are_served_by_functions_that_answer_for_their_own_alone()
    {
        await using var aws = new AwsGate(moto.Url);
        using var config = new ConfigDouble();
        Member[][] stacks = [.. (await Task.WhenAll(Enumerable.Range(101, 130).Select(number => BuildAsync(Commercial, number)))).Chunk(60)];
        Assert.Equal([60, 60, 10], stacks.Select(stack => stack.Length));
        foreach (var (index, members) in stacks.Index())
        {
            await using var function = await StartAsync(Commercial, aws, config, members);
            foreach (var member in members)
                Assert.False((await function.InvokeAsync(Event(Commercial, member.Account))).IsError);
            foreach (var other in stacks.Where((_, at) => at != index))
                Assert.Equal("AccountRefusedException", (await function.InvokeAsync(Event(Commercial, other[0].Account))).ErrorType);
        }

        var accountOf = await AccountsAsync(config.Callers.Select(call => call.AccessKey));
        Assert.Equal(
            stacks.SelectMany(members => members).SelectMany(member => member.Endpoints.Select(endpoint =>
                (member.Account, TokenOf(member.Account), endpoint.Id, endpoint.IsOpen ? "NON_COMPLIANT" : "COMPLIANT"))).Order(),
            config.Puts.Select(put => (accountOf[put.AccessKey], put.ResultToken, put.ResourceId, put.Compliance)).Order());
    }

    [Fact]
    public async Task An_account_that_is_not_served_is_refused_before_anything_is_asked()
    {
        await using var aws = new AwsGate(moto.Url);
        using var config = new ConfigDouble();
        var member = await BuildAsync(Commercial, 61);
        await using var function = await StartAsync(Commercial, aws, config, [member]);

        var answer = await function.InvokeAsync(Event(Commercial, Stranger));
        Assert.Equal((true, "AccountRefusedException"), (answer.IsError, answer.ErrorType));
        Assert.Equal($"Account {Stranger} is not among those in ALLOWED_ACCOUNTS.", (string?)JsonNode.Parse(answer.Body)!["errorMessage"]);
        // Nor is a rule of a stranger in the name of a member.
        var disguised = JsonNode.Parse(Event(Commercial, Stranger))!;
        disguised["accountId"] = member.Account;
        answer = await function.InvokeAsync(disguised.ToJsonString());
        Assert.Equal((true, "InvalidEventException"), (answer.IsError, answer.ErrorType));

        Assert.Empty(aws.Requests);
        Assert.Empty(config.Callers);
    }

    [Theory]
    [InlineData("aws-us-gov", "us-gov-west-1")]
    [InlineData("aws-cn", "cn-north-1")]
    public async Task Roles_are_those_of_the_rule_s_partition(string partition, string region)
    {
        Place place = new(partition, region);
        await using var aws = new AwsGate(moto.Url);
        using var config = new ConfigDouble();
        var member = await BuildAsync(place, 71);
        await using var function = await StartAsync(place, aws, config, [member]);

        var answer = await function.InvokeAsync(Event(place, member.Account));
        Assert.False(answer.IsError, answer.Body);
        Assert.Equal($"arn:{partition}:iam::{member.Account}:role/config-rules-member", aws.Assumed.Single()["RoleArn"]);
        Assert.Equal(
            member.Endpoints.Select(endpoint => (endpoint.Id, endpoint.IsOpen ? "NON_COMPLIANT" : "COMPLIANT")).Order(),
            config.Puts.Select(put => (put.ResourceId, put.Compliance)).Order());
    }

    [Fact]
    public async Task A_member_whose_role_denies_fails_by_name_and_alone()
    {
        await using var aws = new AwsGate(moto.Url);
        using var config = new ConfigDouble();
        Member[] members = [await BuildAsync(Commercial, 81), await BuildAsync(Commercial, 82), await BuildAsync(Commercial, 83)];
        var role = $"arn:aws:iam::{members[1].Account}:role/config-rules-member";
        aws.Closed[role] = true;
        await using var function = await StartAsync(Commercial, aws, config, members);

        var answers = new List<RuntimeAnswer>();
        foreach (var member in members)
            answers.Add(await function.InvokeAsync(Event(Commercial, member.Account)));
        Assert.Equal([false, true, false], answers.Select(answer => answer.IsError));
        Assert.Contains(role, answers[1].Body, StringComparison.Ordinal);

        var accountOf = await AccountsAsync(config.Callers.Select(call => call.AccessKey));
        Assert.Equal(
            new[] { members[0], members[2] }.SelectMany(member => member.Endpoints.Select(endpoint => (member.Account, endpoint.Id))).Order(),
            config.Puts.Select(put => (accountOf[put.AccessKey], put.ResourceId)).Order());

        // Once the role is mended, so is the account.
        aws.Closed.Clear();
        Assert.False((await function.InvokeAsync(Event(Commercial, members[1].Account))).IsError);
        Assert.Contains(config.Puts, put => put.ResourceId == members[1].Endpoints[0].Id);

        var failure = JsonNode.Parse((await function.StopAsync()).Split('\n').Single(line => line.Contains("\"event\":\"failure\"", StringComparison.Ordinal)))!;
        Assert.Equal(("AwsDenied", members[1].Account, false), ((string?)failure["code"], (string?)failure["account"], (bool)failure["transient"]!));
    }

    /// <summary>An event of a rule that the organization has put into the account.</summary>
    private static string Event(Place place, string account)
    {
        var json = JsonNode.Parse(Repository.Event("scheduled"))!.AsObject();
        json["invokingEvent"] = ((string)json["invokingEvent"]!).Replace(Central, account, StringComparison.Ordinal);
        json["ruleParameters"] = Parameters.Value;
        json["resultToken"] = TokenOf(account);
        json["executionRoleArn"] = $"arn:{place.Partition}:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
        json["configRuleArn"] =
            $"arn:{place.Partition}:config:{place.Region}:{account}:config-rule/aws-service-rule/config-multiaccountsetup.amazonaws.com/config-rule-dbgzf8";
        json["configRuleName"] = $"OrgConfigRule-{Rule}-dbgzf8ba";
        json["configRuleId"] = "config-rule-dbgzf8";
        json["accountId"] = account;
        return json.ToJsonString();
    }

    private static string TokenOf(string account) => $"result-token-of-the-rule-in-{account}";

    /// <summary>As the template has them.</summary>
    private static readonly Lazy<string> Parameters = new(() =>
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Repository.PathOf("deploy", "organization-rules.yaml"))));
        return ((YamlMappingNode)stream.Documents[0].RootNode["Resources"]).Children.Values.OfType<YamlMappingNode>()
            .Where(resource => Template.Text(resource["Type"]) is "AWS::Config::OrganizationConfigRule")
            .Select(resource => resource["Properties"])
            .Where(rule => Template.Text(rule["OrganizationConfigRuleName"]).EndsWith(Rule, StringComparison.Ordinal))
            .Select(rule => Template.Text(rule["OrganizationCustomRuleMetadata"]["InputParameters"])).Single();
    });

    /// <summary>A VPC with one to three endpoints, some of which let everything through.</summary>
    private async Task<Member> BuildAsync(Place place, int number)
    {
        var account = string.Create(CultureInfo.InvariantCulture, $"2000000{number:D5}");
        using var ec2 = new AmazonEC2Client(
            await CredentialsAsync(place, account), new AmazonEC2Config { ServiceURL = moto.Url, AuthenticationRegion = place.Region });
        var vpc = (await ec2.CreateVpcAsync(new() { CidrBlock = $"10.{number}.0.0/16" }, Cancellation)).Vpc.VpcId;
        var table = (await ec2.CreateRouteTableAsync(new() { VpcId = vpc }, Cancellation)).RouteTable.RouteTableId;
        var endpoints = new List<(string Id, bool IsOpen)>();
        for (var i = 0; i <= number % 3; i++)
        {
            var isOpen = (number + i) % 2 is 0;
            var answer = await ec2.CreateVpcEndpointAsync(
                new()
                {
                    VpcId = vpc,
                    ServiceName = $"com.amazonaws.{place.Region}.{(i % 2 is 0 ? "s3" : "dynamodb")}",
                    VpcEndpointType = VpcEndpointType.Gateway,
                    RouteTableIds = [table],
                    PolicyDocument = isOpen
                        ? """{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"""
                        : """
                          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*",
                          "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-acme4example"}}}]}
                          """,
                },
                Cancellation);
            endpoints.Add((answer.VpcEndpoint.VpcEndpointId, isOpen));
        }
        return new(account, endpoints);
    }

    private async Task<SessionAWSCredentials> CredentialsAsync(Place place, string account)
    {
        using var sts = Sts(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"), place.Region);
        var answer = await sts.AssumeRoleAsync(
            new() { RoleArn = $"arn:{place.Partition}:iam::{account}:role/test", RoleSessionName = "test" }, Cancellation);
        return new(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken);
    }

    /// <summary>Whose credentials these are.</summary>
    private async Task<Dictionary<string, string>> AccountsAsync(IEnumerable<string> accessKeys)
    {
        var accounts = new Dictionary<string, string>();
        foreach (var accessKey in accessKeys.Distinct())
        {
            using var sts = Sts(new BasicAWSCredentials(accessKey, "secret"), Commercial.Region);
            accounts[accessKey] = (await sts.GetCallerIdentityAsync(new(), Cancellation)).Account;
        }
        return accounts;
    }

    private AmazonSecurityTokenServiceClient Sts(AWSCredentials credentials, string region) =>
        new(credentials, new AmazonSecurityTokenServiceConfig { ServiceURL = moto.Url, AuthenticationRegion = region });

    private async Task<RunningFunction> StartAsync(Place place, AwsGate aws, ConfigDouble config, Member[] members)
    {
        var credentials = (await CredentialsAsync(place, Central)).GetCredentials();
        return new(
            $"arn:{place.Partition}:lambda:{place.Region}:{Central}:function:config-rules-central",
            [
                ("AWS_REGION", place.Region),
                ("AWS_ACCESS_KEY_ID", credentials.AccessKey),
                ("AWS_SECRET_ACCESS_KEY", credentials.SecretKey),
                ("AWS_SESSION_TOKEN", credentials.Token),
                ("AWS_ENDPOINT_URL_EC2", aws.Url),
                ("AWS_ENDPOINT_URL_STS", aws.Url),
                ("AWS_ENDPOINT_URL_CONFIG_SERVICE", config.Url),
                ("AWS_ENDPOINT_URL_ORGANIZATIONS", _organization.Url),
                (Settings.RoleVariable, "config-rules-member"),
                (Settings.ExternalIdVariable, ExternalId),
                (Settings.AccountsVariable, string.Join(',', members.Select(member => member.Account))),
            ]);
    }

    private readonly record struct Place(string Partition, string Region);

    private sealed record Member(string Account, IReadOnlyList<(string Id, bool IsOpen)> Endpoints);
}
