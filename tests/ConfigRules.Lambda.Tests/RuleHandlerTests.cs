using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

public sealed class RuleHandlerTests
{
    private const string Token = "eyJlbmNyeXB0ZWREYXRhIjpbLTQxLDEsLTU3XSwibWF0ZXJpYWxTZXRTZXJpYWxOdW1iZXIiOjF9";
    private const string FunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:dns";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schedule_withdraws_what_is_gone_and_keeps_what_cannot_be_judged()
    {
        ResourceKey gone = new(ResourceType.Vpc, "vpc-gone"), unclear = new(ResourceType.Vpc, "vpc-unclear");
        var account = new NetworkAccount(new(new()
        {
            AccountId = "111122223333",
            Kinds = { FactKind.Vpcs },
            Vpcs = { new("vpc-unclear") { Tags = new Dictionary<string, string> { ["Name"] = "?" } } },
        }));
        await account.PutAsync(
            [new(gone, Compliance.Compliant, null, default), new(unclear, Compliance.Compliant, null, default)],
            Token, testMode: false, Cancellation);
        account.Batches.Clear();
        var log = new StringWriter();

        var summary = await Handlers.Over(account, log).HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation);

        Assert.Equal((1, 1), (summary.Withdrawn, summary.Count(Compliance.Undetermined)));
        var report = Assert.Single(account.Reports);
        Assert.Equal((gone, Compliance.NotApplicable), (report.Resource, report.Compliance));
        Assert.Contains("The name of vpc-unclear cannot be read.", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_withdrawn_where_the_inventory_is_incomplete()
    {
        var account = new NetworkAccount(new(new() { AccountId = "111122223333" }));
        await account.PutAsync([new(new(ResourceType.Vpc, "vpc-1"), Compliance.Compliant, null, default)], Token, false, Cancellation);
        account.Batches.Clear();

        var summary = await Handlers.Over(account).HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation);

        Assert.Empty(account.Batches);
        Assert.False(summary.IsComplete);
    }

    [Fact]
    public async Task Where_results_are_not_told_the_log_says_that_none_was_withdrawn_and_why()
    {
        var account = new NetworkAccount(SampleRules.Network) { NotTold = "The name is too long." };
        var log = new StringWriter();

        var summary = await Handlers.Over(account, log).HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation);

        Assert.Equal((3, 0, "The name is too long."), (summary.Reported, summary.Withdrawn, summary.NotWithdrawn));
        var warning = Lines(log).Single(line => line["level"]?.GetValue<string>() is "Warning");
        Assert.Equal(("notWithdrawn", "The name is too long."), (warning["event"]!.GetValue<string>(), warning["reason"]!.GetValue<string>()));
        var run = Lines(log).Single(line => line["event"]?.GetValue<string>() is "run");
        Assert.Equal("The name is too long.", run["notWithdrawn"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_resource_that_cannot_be_read_keeps_its_result_and_fails_the_run_after_the_others_are_reported()
    {
        ResourceKey unclear = new(ResourceType.Vpc, "vpc-unclear"), gone = new(ResourceType.Vpc, "vpc-gone");
        var unread = new UnreadException(["vpc-unclear"], Call(AwsFault.Denied));
        var account = new NetworkAccount(new(new()
        {
            AccountId = "111122223333",
            Kinds = { FactKind.Vpcs },
            Vpcs =
            {
                new("vpc-clear") { Tags = new Dictionary<string, string> { ["Name"] = "shop" } },
                new("vpc-unclear") { Tags = new Dictionary<string, string> { ["Name"] = "?" } },
            },
        }))
        {
            Unread = unread,
        };
        await account.PutAsync(
            [new(unclear, Compliance.Compliant, null, default), new(gone, Compliance.Compliant, null, default)], Token, testMode: false, Cancellation);
        account.Batches.Clear();
        var log = new StringWriter();

        var thrown = await Assert.ThrowsAsync<UnreadException>(
            () => Handlers.Over(account, log).HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation));

        Assert.Same(unread, thrown);
        Assert.Equal(
            [("vpc-gone", Compliance.NotApplicable), ("vpc-clear", Compliance.Compliant)],
            account.Reports.Select(report => (report.Resource.Id, report.Compliance)));
        Assert.Equal(["undetermined", "run", "failure"], Lines(log).Select(line => line["event"]?.GetValue<string>()).OfType<string>());
        Assert.Equal("AwsDenied", Lines(log).Single(line => line["event"]?.GetValue<string>() is "failure")["code"]!.GetValue<string>());
        Assert.Equal((1, 1, 1), (Metrics(log)["Failed"]!.GetValue<int>(), Metrics(log)["Compliant"]!.GetValue<int>(), Metrics(log)["Undetermined"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_deleted_resource_of_which_nothing_was_recorded_has_the_region_judged()
    {
        var account = new NetworkAccount(SampleRules.Network);

        await Handlers.Over(account).HandleAsync(Repository.Event("resource-deleted"), new("r"), Cancellation);

        Assert.Equal(Scope.Region, Assert.Single(account.Reads).Scope);
    }

    public static TheoryData<string, Exception, string> Failures => new()
    {
        { "denied", Call(AwsFault.Denied), "AwsDenied false" },
        { "refused", Call(AwsFault.Refused), "AwsRefused false" },
        { "throttled", Call(AwsFault.Throttled), "AwsThrottled true" },
        { "failed", Call(AwsFault.Failed), "AwsFailed true" },
        { "garbage", Call(AwsFault.Unreadable), "AwsUnreadable true" },
        { "nothing", Call(AwsFault.Unreachable), "AwsUnreachable true" },
        { "rule deleted", Call(AwsFault.Refused, code: "NoSuchConfigRuleException"), "RuleGone false" },
        { "token refused", Call(AwsFault.Refused, code: "InvalidResultTokenException"), "RuleGone false" },
        { "credentials", new NoCredentialsException("There are none."), "NoCredentials false" },
        { "a bug", new InvalidOperationException("No."), "Unexpected false" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_thrown_and_logged_by_its_kind(string name, Exception failure, string expected)
    {
        var account = new NetworkAccount(SampleRules.Network) { Failure = () => failure };
        var log = new StringWriter();

        var thrown = await Assert.ThrowsAnyAsync<Exception>(
            () => Handlers.Over(account, log).HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation));

        Assert.Same(failure, thrown);
        var line = Lines(log).Single(line => line["event"]?.GetValue<string>() is "failure");
        Assert.True($"{line["code"]} {line["transient"]!.ToJsonString()}" == expected, $"{name}: {line}");
        Assert.Equal(1, Metrics(log)["Failed"]!.GetValue<int>());
    }

    [Fact]
    public async Task Evaluations_that_AWS_Config_does_not_take_fail_the_run()
    {
        var account = new NetworkAccount(SampleRules.Network) { Refused = { "vpc-0a1b2c3d4e5f60002" } };

        var thrown = await Assert.ThrowsAsync<ReportingFailedException>(
            () => Handlers.Over(account).HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation));

        Assert.Equal("AWS Config did not take 1 of 3 evaluations.", thrown.Message);
    }

    [Fact]
    public async Task A_run_ends_before_the_host_ends_it()
    {
        var account = new NetworkAccount(SampleRules.Network) { Latency = TimeSpan.FromMinutes(10) };
        var log = new StringWriter();

        var thrown = await Assert.ThrowsAsync<OutOfTimeException>(() => Handlers.Over(account, log).HandleAsync(
            Repository.Event("scheduled"), new("r", Remaining: TimeSpan.FromSeconds(1.05)), Cancellation));

        Assert.Equal("The run did not end within the time that the function has; nothing more was reported.", thrown.Message);
        Assert.Contains("\"code\":\"OutOfTime\",\"transient\":true", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_in_no_log_line_and_no_exception()
    {
        foreach (var name in Repository.Events())
        {
            var log = new StringWriter();
            var account = new NetworkAccount(SampleRules.Network);
            if (name is "scheduled")
                account.Failure = () => Call(AwsFault.Refused, $"Value '{Token}' at 'resultToken' is wrong.");
            var thrown = await Record.ExceptionAsync(
                () => Handlers.Over(account, log).HandleAsync(Repository.Event(name), new("r"), Cancellation));

            Assert.NotEmpty(log.ToString());
            Assert.DoesNotContain(Token[..20], log.ToString() + thrown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_that_AWS_quotes_is_taken_out()
    {
        var account = new NetworkAccount(SampleRules.Network)
        {
            Failure = () => Call(AwsFault.Refused, $"Value '{Token}' at 'resultToken' is wrong."),
        };

        var thrown = await Assert.ThrowsAsync<RefusedByAwsException>(
            () => Handlers.Over(account).HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation));

        Assert.Equal("Value '(token)' at 'resultToken' is wrong.", thrown.Message);
    }

    [Fact]
    public async Task A_run_is_one_line_and_its_metrics_another()
    {
        var log = new StringWriter();

        await Handlers.Over(new NetworkAccount(SampleRules.Network), log).HandleAsync(
            Repository.Event("change-vpc-endpoint"), new("request-1"), Cancellation);

        var run = Lines(log).Single(line => line["event"]?.GetValue<string>() is "run");
        foreach (var varying in new[] { "time", "readMs", "judgeMs", "reportMs", "durationMs" })
            Assert.True(run.Remove(varying), varying);
        Assert.Equal(
            """
            {"level":"Information","event":"run","requestId":"request-1","rule":"vpc-endpoint-private-dns-enabled","configRuleName":"private-vpc-endpoint-private-dns-enabled","account":"111122223333","region":"eu-west-1","trigger":"Changed","resourceType":"AWS::EC2::VPCEndpoint","resourceId":"vpce-0a1b2c3d4e5f60002","status":"Ok","capturedAt":"2026-02-13T06:16:39.904Z","scope":"vpc-0a1b2c3d4e5f60001","judged":2,"compliant":1,"nonCompliant":1,"notApplicable":0,"undetermined":0,"reported":2,"withdrawn":0,"calls":0,"throttles":0}
            """,
            run.ToJsonString());

        var metrics = Metrics(log);
        Assert.Equal(
            """[["Rule","Account","Region"],["Subject"]]""",
            metrics["_aws"]!["CloudWatchMetrics"]![0]!["Dimensions"]!.ToJsonString());
        Assert.Equal("ConfigRules", metrics["_aws"]!["CloudWatchMetrics"]![0]!["Namespace"]!.GetValue<string>());
        foreach (var metric in metrics["_aws"]!["CloudWatchMetrics"]![0]!["Metrics"]!.AsArray())
            Assert.Equal(JsonValueKind.Number, metrics[metric!["Name"]!.GetValue<string>()]!.GetValueKind());
        Assert.Equal(("vpc-endpoint-private-dns-enabled", 1, 0), (metrics["Rule"]!.GetValue<string>(), metrics["Compliant"]!.GetValue<int>(), metrics["Skipped"]!.GetValue<int>()));
    }

    /// <summary>Alarms ring where no run is told; a run that had nothing to judge, or could not tell, is told as such.</summary>
    [Theory]
    [InlineData("change-of-another-type", true, 1)]
    [InlineData("scheduled", true, 0)]
    [InlineData("scheduled", false, 1)]
    public async Task A_run_that_judged_nothing_is_told(string name, bool isRecorded, int skipped)
    {
        var log = new StringWriter();
        await Handlers.Over(new NetworkAccount(isRecorded ? SampleRules.Network : new Network(new())), log).HandleAsync(Repository.Event(name), new("r"), Cancellation);
        Assert.Equal((skipped, 0), (Metrics(log)["Skipped"]!.GetValue<int>(), Metrics(log)["Failed"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_catalogue_is_served_where_nothing_else_is_said()
    {
        var account = new NetworkAccount(new NetworkBuilder().Dns(hostnames: false).Build());
        var handler = new RuleHandler(_ => account, new(), TimeProvider.System, TextWriter.Null);

        var summary = await handler.HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation);

        Assert.Equal(NetworkBuilder.VpcId, Assert.Single(account.Reports).Resource.Id);
        Assert.Equal("vpc-dns-supports-private-endpoints", summary.Rule);
    }

    [Fact]
    public async Task A_rule_of_another_subject_is_refused_by_name()
    {
        var settings = Settings.From(name => name is Settings.SubjectVariable ? "Routing" : null);

        var thrown = await Assert.ThrowsAsync<InvalidParameterException>(() => Handlers
            .Over(new NetworkAccount(SampleRules.Network), settings: settings)
            .HandleAsync(Repository.Event("scheduled"), new("r"), Cancellation));

        Assert.Equal(
            "rule is 'vpc-dns-supports-private-endpoints', which the function of the subject Dns serves; "
                + "that of Routing takes one of route-table-has-gateway-endpoints, gateway-endpoint-routes-effective, nat-gateway-free-of-endpoint-traffic.",
            thrown.Message);
    }

    [Fact]
    public async Task A_wrong_parameter_is_counted()
    {
        var log = new StringWriter();

        await Assert.ThrowsAsync<InvalidParameterException>(() => Handlers.Over(new NetworkAccount(SampleRules.Network), log)
            .HandleAsync(Repository.Event("parameters-bad-value"), new("r"), Cancellation));

        Assert.Equal((1, "vpc-dns-supports-private-endpoints"), (Metrics(log)["ParameterErrors"]!.GetValue<int>(), Metrics(log)["Rule"]!.GetValue<string>()));
    }

    public static TheoryData<string, string, string, string, string> Owners => new()
    {
        { "own account", "111122223333", "eu-west-1", "", "aws 111122223333 eu-west-1 -" },
        { "China", "111122223333", "cn-north-1", "", "aws-cn 111122223333 cn-north-1 -" },
        { "trusted", "444455556666", "eu-west-1", "444455556666", "aws 444455556666 eu-west-1 audit/reader" },
        { "stranger", "999999999999", "eu-west-1", "444455556666", "Account 999999999999 is not among those in ALLOWED_ACCOUNTS." },
        { "nobody trusted", "444455556666", "eu-west-1", "", "Account 444455556666 is not among those in ALLOWED_ACCOUNTS." },
    };

    [Theory]
    [MemberData(nameof(Owners))]
    public async Task The_rule_s_account_is_acted_in_only_where_allowed(
        string name, string account, string region, string allowed, string expected)
    {
        var partition = region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : "aws";
        var json = JsonNode.Parse(Repository.Event("scheduled"))!;
        json["accountId"] = account;
        json["configRuleArn"] = $"arn:{partition}:config:{region}:{account}:config-rule/config-rule-a1b2c3";
        AccountKey? asked = null;
        var handler = new RuleHandler(
            key =>
            {
                asked = key;
                return new NetworkAccount(SampleRules.Network);
            },
            Handlers.Settings with
            {
                Region = region,
                RoleName = allowed is "" ? null : "audit/reader",
                AllowedAccounts = [.. allowed.Split(',')],
            },
            TimeProvider.System, TextWriter.Null);

        var thrown = await Record.ExceptionAsync(() => handler.HandleAsync(
            Encoding.UTF8.GetBytes(json.ToJsonString()),
            new("r", FunctionArn.Replace("eu-west-1", region, StringComparison.Ordinal)), Cancellation));

        var actual = thrown is AccountRefusedException
            ? thrown.Message
            : $"{asked?.Partition} {asked?.AccountId} {asked?.Region} {asked?.RoleName ?? "-"}";
        Assert.True(expected == actual, $"{name}: {actual} {thrown}");
    }

    [Theory]
    [InlineData("accountId", "1111x", "The event's accountId is not a number.")]
    [InlineData("accountId", "444455556666", "The event is of account 444455556666, but its rule is of account 111122223333.")]
    [InlineData("configRuleArn", "arn:aws:config:us-east-1:111122223333:config-rule/x",
        "The rule is one of us-east-1, but the function runs in eu-west-1; both must be the same.")]
    [InlineData("configRuleArn", "arn:aws:config:EU/../:111122223333:config-rule/x",
        "The event's configRuleArn has a region that is no name of one.")]
    public async Task An_event_that_contradicts_itself_gets_one_sentence(string member, string value, string message)
    {
        var json = JsonNode.Parse(Repository.Event("scheduled"))!;
        json[member] = value;

        var thrown = await Assert.ThrowsAsync<InvalidEventException>(
            () => Handlers.Over(new NetworkAccount(SampleRules.Network))
                .HandleAsync(Encoding.UTF8.GetBytes(json.ToJsonString()), new("r", FunctionArn), Cancellation));

        Assert.Equal(message, thrown.Message);
    }

    [Theory]
    [InlineData("RULES_SUBJECT", "Weather", "RULES_SUBJECT is 'Weather'; it takes one of ")]
    [InlineData("ALLOWED_ACCOUNTS", "111122223333, 12", "ALLOWED_ACCOUNTS has '12'; it takes account ids separated by commas.")]
    public void A_wrong_environment_gets_one_sentence(string variable, string value, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<InvalidSettingsException>(() => Settings.From(name => name == variable ? value : null)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_environment_says_how_the_function_was_deployed()
    {
        var settings = Settings.From(name => name switch
        {
            "ASSUME_ROLE_NAME" => "/audit/reader",
            "ASSUME_ROLE_EXTERNAL_ID" => "rules/7f3a",
            "ALLOWED_ACCOUNTS" => "111122223333, 444455556666",
            "AWS_REGION" => "eu-west-1",
            _ => "",
        });

        Assert.Equal(("audit/reader", "rules/7f3a"), (settings.RoleName, settings.ExternalId));
        Assert.Equal(["111122223333", "444455556666"], settings.AllowedAccounts.AsEnumerable());
        Assert.Equal((null, "eu-west-1"), (settings.Subject, settings.Region));
    }

    private static AwsCallException Call(AwsFault fault, string message = "No.", string? code = null) => new(fault, message) { Code = code };

    private static IEnumerable<JsonObject> Lines(StringWriter log) =>
        log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject());

    private static JsonObject Metrics(StringWriter log) => Lines(log).Single(line => line.ContainsKey("_aws"));
}
