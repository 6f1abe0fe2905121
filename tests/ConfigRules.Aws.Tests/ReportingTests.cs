using System.Text.Json.Nodes;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What AWS Config is told, over its protocol.</summary>
public sealed class ReportingTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Stamp = DateTimeOffset.FromUnixTimeMilliseconds(1_772_438_400_123);

    private readonly ConfigDouble _config = new();

    public void Dispose() => _config.Dispose();

    [Fact]
    public async Task Verdicts_arrive_as_they_were_judged_with_the_time_to_the_millisecond()
    {
        var summary = await Report([
            Evaluate("vpc-1", Verdict.Compliant()),
            Evaluate("vpc-2", Verdict.NonCompliant("It is wrong.")),
            Evaluate("vpc-3", Verdict.NotApplicable("It does not matter.")),
            Evaluate("vpc-4", Verdict.Undetermined("Who knows."))]);
        Assert.Equal((3, 0), (summary.Sent, summary.Withdrawn));
        Assert.Equal(
            [
                ("vpc-1", "COMPLIANT", null, 1_772_438_400.123m),
                ("vpc-2", "NON_COMPLIANT", "It is wrong.", 1_772_438_400.123m),
                ("vpc-3", "NOT_APPLICABLE", (string?)"It does not matter.", 1_772_438_400.123m),
            ],
            _config.Puts.Select(put => (put.ResourceId, put.Compliance, put.Annotation, put.OrderingTimestamp)));
    }

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 1 })]
    [InlineData(100, new[] { 100 })]
    [InlineData(101, new[] { 100, 1 })]
    [InlineData(250, new[] { 100, 100, 50 })]
    public async Task Evaluations_go_in_batches_of_a_hundred_and_none_is_no_call(int count, int[] batches)
    {
        await Report([.. Enumerable.Range(0, count).Select(index => Evaluate($"vpc-{index}", Verdict.Compliant()))]);
        Assert.Equal(batches, _config.Batches);
    }

    [Fact]
    public async Task What_AWS_Config_did_not_take_is_sent_again_and_nothing_else()
    {
        _config.Failing["vpc-2"] = 2;
        var summary = await Report([Evaluate("vpc-1", Verdict.Compliant()), Evaluate("vpc-2", Verdict.Compliant())]);
        Assert.Equal(2, summary.Sent);
        Assert.Equal([2, 1, 1], _config.Batches);
    }

    [Fact]
    public async Task What_AWS_Config_never_takes_fails_the_run()
    {
        _config.Failing["vpc-2"] = int.MaxValue;
        var failure = await Assert.ThrowsAsync<ReportingFailedException>(
            () => Report([Evaluate("vpc-1", Verdict.Compliant()), Evaluate("vpc-2", Verdict.Compliant())]));
        Assert.Equal("AWS Config did not take 1 of 2 evaluations.", failure.Message);
    }

    [Fact]
    public async Task A_throttled_report_is_made_again()
    {
        _config.Throttle(2);
        await Report([Evaluate("vpc-1", Verdict.Compliant())]);
        Assert.Equal(["PutEvaluations", "PutEvaluations", "PutEvaluations"], _config.Calls);
        Assert.Single(_config.Puts);
    }

    [Fact]
    public async Task An_unknown_token_fails_the_run_and_is_not_told()
    {
        var refusal = await Assert.ThrowsAsync<AwsCallException>(() => Report([Evaluate("vpc-1", Verdict.Compliant())], token: ConfigDouble.UnknownToken));
        Assert.Equal(
            (AwsFault.Refused, "InvalidResultTokenException", "AWS Config refused PutEvaluations (InvalidResultTokenException): The result token (secret) is invalid."),
            (refusal.Fault, refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task The_token_of_a_test_call_reports_in_test_mode()
    {
        await Report([Evaluate("vpc-1", Verdict.Compliant())], token: "TESTMODE");
        Assert.True(Assert.Single(_config.Puts).TestMode);
        await Report([Evaluate("vpc-1", Verdict.Compliant())]);
        Assert.False(_config.Puts.Last().TestMode);
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(257, 256)]
    [InlineData(5000, 256)]
    public async Task A_long_reason_is_cut_and_shows_it(int length, int arrives)
    {
        await Report([Evaluate("vpc-1", Verdict.NonCompliant(new('x', length)))]);
        var annotation = Assert.Single(_config.Puts).Annotation!;
        Assert.Equal(arrives, annotation.Length);
        Assert.Equal(length > 256, annotation.EndsWith('…'));
    }

    [Fact]
    public async Task A_reason_is_never_cut_within_a_character()
    {
        await Report([Evaluate("vpc-1", Verdict.NonCompliant(new string('x', 254) + "😀😀"))]);
        Assert.Equal(new string('x', 254) + "…", Assert.Single(_config.Puts).Annotation);
    }

    [Fact]
    public async Task Results_on_what_is_gone_are_withdrawn_by_type_and_id()
    {
        _config.PageSize = 2;
        foreach (var earlier in (ReadOnlySpan<(string, string, string)>)[
            (ResourceType.Vpc, "vpc-1", "DETECTIVE"), (ResourceType.Vpc, "vpc-gone", "DETECTIVE"),
            // An id may be that of another type, and what was judged beforehand was never there.
            (ResourceType.Subnet, "vpc-1", "DETECTIVE"), (ResourceType.Vpc, "vpc-planned", "PROACTIVE"),
            // What cannot be judged keeps its earlier result.
            (ResourceType.Vpc, "vpc-unclear", "DETECTIVE")])
        {
            _config.Earlier.Add(earlier);
        }
        var summary = await Report([Evaluate("vpc-1", Verdict.Compliant()), Evaluate("vpc-unclear", Verdict.Undetermined("Who knows."))], isComplete: true);
        Assert.Equal((3, 2), (summary.Sent, summary.Withdrawn));
        Assert.Equal(
            [(ResourceType.Subnet, "vpc-1", "NOT_APPLICABLE"), (ResourceType.Vpc, "vpc-1", "COMPLIANT"), (ResourceType.Vpc, "vpc-gone", "NOT_APPLICABLE")],
            _config.Puts.Select(put => (put.ResourceType, put.ResourceId, put.Compliance)).Order());
    }

    [Fact]
    public async Task Nothing_is_withdrawn_unless_everything_was_judged()
    {
        _config.Earlier.Add((ResourceType.Vpc, "vpc-gone", "DETECTIVE"));
        await Report([Evaluate("vpc-1", Verdict.Compliant())]);
        Assert.Equal(["PutEvaluations"], _config.Calls);
    }

    [Fact]
    public async Task A_result_that_moves_from_page_to_page_is_withdrawn_once()
    {
        foreach (var _ in Enumerable.Range(0, 2))
            _config.Earlier.Add((ResourceType.Vpc, "vpc-gone", "DETECTIVE"));
        var summary = await Report([], isComplete: true);
        Assert.Equal((1, 1), (summary.Sent, summary.Withdrawn));
        Assert.Equal([1], _config.Batches);
    }

    [Fact]
    public async Task A_report_has_the_same_order_whatever_order_results_come_in()
    {
        foreach (var id in (string[])["vpc-c", "vpc-a", "vpc-b"])
            _config.Earlier.Add((ResourceType.Vpc, id, "DETECTIVE"));
        _config.Earlier.Add((ResourceType.RouteTable, "rtb-z", "DETECTIVE"));
        await Report([Evaluate("vpc-2", Verdict.Compliant()), Evaluate("vpc-1", Verdict.Compliant())], isComplete: true);
        Assert.Equal(["rtb-z", "vpc-a", "vpc-b", "vpc-c", "vpc-2", "vpc-1"], _config.Puts.Select(put => put.ResourceId));
    }

    [Theory]
    [InlineData(64, 1, null)]
    [InlineData(65, 0, "The rule's name has 65 characters, and AWS Config tells results only of rules with at most 64.")]
    public async Task A_rule_whose_name_is_too_long_to_ask_for_its_results_says_why_none_is_withdrawn(int length, int withdrawn, string? why)
    {
        _config.Earlier.Add((ResourceType.Vpc, "vpc-gone", "DETECTIVE"));
        var summary = await Report([Evaluate("vpc-1", Verdict.Compliant())], isComplete: true, rule: new('r', length));
        Assert.Equal((1 + withdrawn, withdrawn, why), (summary.Sent, summary.Withdrawn, summary.NotWithdrawn));
    }

    [Fact]
    public async Task A_name_that_AWS_Config_finds_invalid_is_said_and_the_rest_reported()
    {
        _config.InvalidNames.Add("the-rule");
        var summary = await Report([Evaluate("vpc-1", Verdict.Compliant())], isComplete: true);
        Assert.Equal(
            (1, 0, "AWS Config refused GetComplianceDetailsByConfigRule (ValidationException): 1 validation error detected: Value 'the-rule' at 'configRuleName' failed to satisfy a constraint"),
            (summary.Sent, summary.Withdrawn, summary.NotWithdrawn));
    }

    [Fact]
    public async Task An_event_that_does_not_name_the_rule_withdraws_nothing_and_says_so()
    {
        var summary = await Report([Evaluate("vpc-1", Verdict.Compliant())], isComplete: true, rule: null);
        Assert.Equal((1, "The event does not name the rule."), (summary.Sent, summary.NotWithdrawn));
    }

    [Fact]
    public async Task A_failed_evaluation_that_was_never_sent_puts_all_in_doubt()
    {
        _config.Failing["vpc-2"] = 1;
        _config.FailedAs["vpc-2"] = "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-2";
        var summary = await Report([Evaluate("vpc-1", Verdict.Compliant()), Evaluate("vpc-2", Verdict.Compliant())]);
        Assert.Equal(2, summary.Sent);
        Assert.Equal([2, 2], _config.Batches);
    }

    [Fact]
    public async Task A_rule_that_was_deleted_meanwhile_has_nothing_to_withdraw()
    {
        _config.RuleNames.Add("another-rule");
        Assert.Equal(0, (await Report([Evaluate("vpc-1", Verdict.Compliant())], isComplete: true)).Withdrawn);
    }

    [Fact]
    public async Task The_last_state_before_a_deletion_is_found_behind_empty_items()
    {
        _config.History[(ResourceType.VpcEndpoint, "vpce-1")] =
        [
            Item(1_772_438_401.000m, """{"vpcId":"vpc-later"}"""), Item(1_772_438_400.123m, null), Item(1_772_438_400.122m, """{"vpcId":"vpc-1"}"""),
        ];
        _config.PageSize = 1;
        Assert.Equal("""{"vpcId":"vpc-1"}""", await Find("vpce-1", Stamp));
        Assert.Equal("""{"vpcId":"vpc-later"}""", await Find("vpce-1", null));
    }

    [Fact]
    public async Task An_item_of_the_same_second_but_later_is_not_the_one_asked_for()
    {
        _config.History[(ResourceType.VpcEndpoint, "vpce-1")] =
        [
            Item(1_772_438_400.124m, """{"vpcId":"vpc-later"}"""), Item(1_772_438_400.123m, """{"vpcId":"vpc-1"}"""),
        ];
        Assert.Equal("""{"vpcId":"vpc-1"}""", await Find("vpce-1", Stamp));
    }

    [Fact]
    public async Task Of_what_AWS_Config_never_saw_nothing_is_known() => Assert.Null(await Find("vpce-unheard", Stamp));

    private Task<string?> Find(string id, DateTimeOffset? notAfter) =>
        Doubles.Accounts(_config.Url, _config.Url).Find(Doubles.Key).FindConfigurationAsync(ResourceType.VpcEndpoint, id, notAfter, Cancellation);

    private Task<ReportSummary> Report(
        IReadOnlyList<Evaluation> evaluations, string token = "token", bool isComplete = false, string? rule = "the-rule") =>
        new Reporter(Doubles.Accounts(_config.Url, _config.Url).Find(Doubles.Key), TimeProvider.System)
            .ReportAsync(rule, evaluations, Stamp, token, isComplete, Cancellation);

    private static Evaluation Evaluate(string id, Verdict verdict) => new(ResourceType.Vpc, id, verdict);

    private static JsonObject Item(decimal capturedAt, string? configuration)
    {
        var item = new JsonObject { ["configurationItemCaptureTime"] = capturedAt, ["resourceType"] = ResourceType.VpcEndpoint, ["resourceId"] = "vpce-1" };
        if (configuration is not null)
            item["configuration"] = configuration;
        return item;
    }
}
