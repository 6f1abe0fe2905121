using System.Text;
using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// The whole way, with nothing of ours in between but the program that is deployed: an event from Lambda's Runtime API, EC2 and STS
/// of moto's server, evaluations to AWS Config.
/// </summary>
public sealed class BootstrapTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Own = "111122223333";
    private const string Member = "444455556666";
    private const string Region = "eu-west-1";
    private const string FunctionArn = $"arn:aws:lambda:{Region}:{Own}:function:rules";

    /// <summary>The notificationCreationTime of events/scheduled.json.</summary>
    private const decimal Notified = 1_770_963_405.123m;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scheduled_event_judges_the_network_that_is_there_and_reports_it()
    {
        using var config = new ConfigDouble();
        await using var function = await StartAsync(config);
        var built = await BuildAsync(Own);

        var answer = await function.InvokeAsync(Event("scheduled"));
        Assert.False(answer.IsError, answer.Body);
        var put = Assert.Single(config.Puts, put => put.ResourceId == built.Vpc);
        Assert.Equal(
            ("AWS::EC2::VPC", "NON_COMPLIANT", "enableDnsHostnames is off, so in this VPC the names of sts do not resolve to the endpoints."),
            (put.ResourceType, put.Compliance, put.Annotation));
        Assert.Equal(Notified, put.OrderingTimestamp);

        using var ec2 = Ec2(await CredentialsAsync(Own));
        await ec2.ModifyVpcAttributeAsync(new() { VpcId = built.Vpc, EnableDnsHostnames = true }, Cancellation);
        await function.InvokeAsync(Event("change-vpc", item => item["resourceId"] = built.Vpc));
        Assert.Equal("COMPLIANT", config.Puts.Last(put => put.ResourceId == built.Vpc).Compliance);

        // What is gone is withdrawn by the next schedule, in the name of the type that was reported.
        config.Earlier.Add(("AWS::EC2::VPC", "vpc-gone", "DETECTIVE"));
        await function.InvokeAsync(Event("scheduled"));
        Assert.Equal("NOT_APPLICABLE", config.Puts.Last(put => put.ResourceId == "vpc-gone").Compliance);
    }

    /// <summary>As Lambda's runtime dotnet10 runs an executable assembly, for who has no native toolchain.</summary>
    [Fact]
    public async Task The_same_program_reports_the_same_where_it_is_compiled_while_it_runs()
    {
        using var config = new ConfigDouble();
        await BuildAsync(Own);
        await using (var compiled = await StartAsync(config))
            Assert.False((await compiled.InvokeAsync(Event("scheduled"))).IsError);
        var expected = config.Puts.ToArray();

        config.Reset();
        await using var managed = new RunningFunction(
            FunctionArn, await EnvironmentAsync(config), new("dotnet", [Path.Combine(AppContext.BaseDirectory, "bootstrap.dll")]));
        var answer = await managed.InvokeAsync(Event("scheduled"));
        Assert.False(answer.IsError, answer.Body);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, config.Puts.Select(put => put with { AccessKey = expected[0].AccessKey }));
    }

    [Fact]
    public async Task Each_account_is_judged_with_a_role_of_its_own_and_told_in_its_own_name()
    {
        using var config = new ConfigDouble();
        await using var function = await StartAsync(config, ("ASSUME_ROLE_NAME", "ConfigRulesMember"), ("ALLOWED_ACCOUNTS", Member));
        var own = await BuildAsync(Own);
        var member = await BuildAsync(Member);

        foreach (var account in (string[])[Own, Member])
        {
            var answer = await function.InvokeAsync(Event("scheduled").Replace(Own, account, StringComparison.Ordinal));
            Assert.False(answer.IsError, answer.Body);
        }
        var callers = config.Puts.Select(put => put.AccessKey).Distinct().ToArray();
        Assert.Equal(2, callers.Length);
        var accounts = new List<string>();
        foreach (var caller in callers)
        {
            using var sts = Sts(new BasicAWSCredentials(caller, "secret"));
            accounts.Add((await sts.GetCallerIdentityAsync(new(), Cancellation)).Account);
        }
        Assert.Equal([Own, Member], accounts);
        Assert.Contains(config.Puts, put => put.AccessKey == callers[0] && put.ResourceId == own.Vpc);
        Assert.Contains(config.Puts, put => put.AccessKey == callers[1] && put.ResourceId == member.Vpc);
        Assert.DoesNotContain(config.Puts, put => put.AccessKey == callers[0] && put.ResourceId == member.Vpc);

        var refused = await function.InvokeAsync(Event("scheduled").Replace(Own, "777788889999", StringComparison.Ordinal));
        Assert.Equal((true, "AccountRefusedException"), (refused.IsError, refused.ErrorType));
    }

    [Fact]
    public async Task Every_event_file_has_its_expected_outcome()
    {
        using var config = new ConfigDouble();
        await using var function = await StartAsync(config);
        var outcome = new StringBuilder();
        foreach (var name in Repository.Events())
        {
            var answer = await function.InvokeAsync(Encoding.UTF8.GetString(Repository.Event(name)));
            var text = answer.IsError
                ? $"error {answer.ErrorType}: {(string?)JsonNode.Parse(answer.Body)!["errorMessage"]}"
                : $"judged {(string?)JsonNode.Parse(answer.Body)!["rule"]}";
            outcome.AppendLine($"{name}: {text}");
        }
        Assert.Null(GoldenFile.Problem("tests/ConfigRules.Lambda.Tests/bootstrap.golden.txt", outcome.ToString()));
    }

    [Fact]
    public async Task What_AWS_Config_refuses_fails_the_call_and_is_not_logged_with_its_token()
    {
        using var config = new ConfigDouble();
        await using var function = await StartAsync(config);
        var answer = await function.InvokeAsync(Event("scheduled", change: null, token: ConfigDouble.UnknownToken));
        Assert.True(answer.IsError);
        Assert.DoesNotContain(ConfigDouble.UnknownToken, answer.Body, StringComparison.Ordinal);
        var log = await function.StopAsync();
        Assert.DoesNotContain(ConfigDouble.UnknownToken, log, StringComparison.Ordinal);
        Assert.Contains("\"level\":\"Error\"", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttled_calls_are_made_again_and_counted_in_the_metrics()
    {
        using var config = new ConfigDouble();
        await using var function = await StartAsync(config);
        config.Throttle(2);
        var answer = await function.InvokeAsync(Event("scheduled"));
        Assert.False(answer.IsError, answer.Body);
        Assert.Contains("\"Throttles\":2", await function.StopAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_environment_is_told_when_the_function_starts()
    {
        using var config = new ConfigDouble();
        await using var function = await StartAsync(config, ("RULES_SUBJECT", "Nonsense"));
        var error = await function.InitError;
        Assert.Equal("InvalidSettingsException", error.ErrorType);
        Assert.StartsWith("RULES_SUBJECT is 'Nonsense'; it takes one of Presence, ", (string?)JsonNode.Parse(error.Body)!["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_on_the_organization_lands_in_its_bucket()
    {
        using var config = new ConfigDouble { HasEmptyPages = true };
        config.Aggregators["organization"] =
        [
            """{"accountId":"444455556666","awsRegion":"us-east-1","configuration":{"targetResourceType":"AWS::EC2::VPC","targetResourceId":"vpc-1","configRuleList":[{"configRuleName":"vpc-dns-supports-private-endpoints","complianceType":"NON_COMPLIANT"}]}}""",
        ];
        config.Reasons[("vpc-dns-supports-private-endpoints", "444455556666", "us-east-1")] = [("AWS::EC2::VPC", "vpc-1", "enableDnsHostnames is off.")];
        using var organization = new OrganizationDouble();
        organization.Add("444455556666", "Shop", "Workloads/Production");
        using var s3 = await BucketsAsync();
        using var create = new StringContent("<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>");
        using var created = await s3.PutAsync(new Uri(moto.Url + "/reports"), create, Cancellation);
        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync(Cancellation));
        await using var function = await StartAsync(
            config, ("RULES_SUBJECT", "Report"), ("REPORT_AGGREGATOR", "organization"), ("REPORT_BUCKET", "reports"),
            ("AWS_ENDPOINT_URL_S3", moto.Url), ("AWS_ENDPOINT_URL_ORGANIZATIONS", organization.Url));

        // The second finds the first in the bucket.
        for (var report = 0; report < 2; report++)
        {
            var answer = await function.InvokeAsync("{}");
            Assert.Equal("""{"resources":1,"private":0,"findings":1}""", answer.Body);
        }
        Assert.Contains("vpc-1", await s3.GetStringAsync(new Uri(moto.Url + "/reports/latest.html"), Cancellation), StringComparison.Ordinal);
        var latest = JsonNode.Parse(await s3.GetStringAsync(new Uri(moto.Url + "/reports/latest.json"), Cancellation))!;
        Assert.Single(latest["trend"]!.AsArray());
        Assert.Equal(("Shop", "Workloads/Production"), ((string)latest["accounts"]![0]!["name"]!, (string)latest["accounts"]![0]!["unit"]!));
        Assert.Equal(("vpc-1", "enableDnsHostnames is off."), ((string)latest["evaluations"]![0]!["resourceId"]!, (string)latest["evaluations"]![0]!["reason"]!));
    }

    /// <summary>Who asks moto is told by the name of the key alone.</summary>
    private async Task<HttpClient> BucketsAsync()
    {
        var key = (await CredentialsAsync(Own)).GetCredentials().AccessKey;
        var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={key}/20261124/{Region}/s3/aws4_request, SignedHeaders=host, Signature=0");
        return client;
    }

    private static string Event(string name, Action<JsonObject>? change = null, string? token = null)
    {
        var json = JsonNode.Parse(Repository.Event(name))!.AsObject();
        if (token is not null)
            json["resultToken"] = token;
        if (change is not null)
        {
            var message = JsonNode.Parse((string)json["invokingEvent"]!)!;
            change(message["configurationItem"]!.AsObject());
            json["invokingEvent"] = message.ToJsonString();
        }
        return json.ToJsonString();
    }

    private async Task<Topology> BuildAsync(string account)
    {
        using var ec2 = Ec2(await CredentialsAsync(account));
        return await Topology.BuildAsync(ec2, Cancellation);
    }

    private async Task<SessionAWSCredentials> CredentialsAsync(string account)
    {
        using var sts = Sts(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"));
        var answer = await sts.AssumeRoleAsync(new() { RoleArn = $"arn:aws:iam::{account}:role/test", RoleSessionName = "test" }, Cancellation);
        return new(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken);
    }

    private AmazonEC2Client Ec2(AWSCredentials credentials) =>
        new(credentials, new AmazonEC2Config { ServiceURL = moto.Url, AuthenticationRegion = Region });

    private AmazonSecurityTokenServiceClient Sts(AWSCredentials credentials) =>
        new(credentials, new AmazonSecurityTokenServiceConfig { ServiceURL = moto.Url, AuthenticationRegion = Region });

    private async Task<RunningFunction> StartAsync(ConfigDouble config, params (string Name, string Value)[] environment) =>
        new(FunctionArn, [.. await EnvironmentAsync(config), .. environment]);

    private async Task<(string Name, string Value)[]> EnvironmentAsync(ConfigDouble config)
    {
        var credentials = (await CredentialsAsync(Own)).GetCredentials();
        return
        [
            // What a function says of time does not depend on where it runs.
            ("TZ", "America/New_York"),
            ("AWS_REGION", Region),
            ("AWS_ACCESS_KEY_ID", credentials.AccessKey),
            ("AWS_SECRET_ACCESS_KEY", credentials.SecretKey),
            ("AWS_SESSION_TOKEN", credentials.Token),
            ("AWS_ENDPOINT_URL_EC2", moto.Url),
            ("AWS_ENDPOINT_URL_STS", moto.Url),
            ("AWS_ENDPOINT_URL_CONFIG_SERVICE", config.Url),
        ];
    }
}
