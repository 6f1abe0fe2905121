using System.Text;
using ConfigRules.Engine;
using ConfigRules.Reports;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Report.Tests;

/// <summary>What a report counts, what it leaves out, and what it is compared with.</summary>
public sealed class ReportTests
{
    private static readonly Rule First = RuleCatalog.Find("vpc-endpoint-private-dns-enabled")!;
    private static readonly Rule Second = RuleCatalog.Find("vpc-endpoint-policy-not-open")!;
    private static readonly Rule Critical = RuleCatalog.Find("vpc-endpoint-policy-serves-bundles")!;

    [Fact]
    public void A_resource_is_private_if_every_rule_that_judged_it_says_so()
    {
        var total = Report(
            Row(First, "a", Compliance.Compliant), Row(Second, "a", Compliance.Compliant),
            Row(First, "b", Compliance.Compliant), Row(Second, "b", Compliance.NonCompliant), Row(Critical, "b", Compliance.NonCompliant),
            Row(First, "c", Compliance.Compliant), Row(Second, "c", Compliance.Undetermined),
            Row(First, "d", Compliance.NotApplicable),
            Row(First, "e", Compliance.Compliant), Row(Second, "e", Compliance.NotApplicable),
            Row(First, "f", Compliance.Undetermined), Row(Second, "f", Compliance.NonCompliant)).Total;

        Assert.Equal(new Score(Resources: 5, Private: 2, Undetermined: 1, Critical: 1, High: 2, Medium: 0, Low: 0), total);
        Assert.Equal("40%", total.ShareText);
    }

    [Theory]
    [InlineData(0, 0, "–")]
    [InlineData(1, 3, "33.3%")]
    [InlineData(2, 3, "66.6%")]
    [InlineData(9999, 10000, "99.9%")]
    [InlineData(3, 3, "100%")]
    public void A_share_is_never_rounded_up(int part, int whole, string text) =>
        Assert.Equal(text, new Score(whole, part, 0, 0, 0, 0, 0).ShareText);

    [Fact]
    public void The_same_resource_of_two_accounts_is_two()
    {
        var report = Report(Row(First, "a", Compliance.Compliant), Row(First, "a", Compliance.NonCompliant) with { AccountId = "444455556666" });
        Assert.Equal((2, 1), (report.Total.Resources, report.Total.Private));
    }

    [Fact]
    public void Of_two_verdicts_of_a_rule_on_a_resource_the_gravest_stays()
    {
        var report = Report(
            Row(First, "a", Compliance.Compliant), Row(First, "a", Compliance.NonCompliant), Row(First, "a", Compliance.Undetermined), Row(First, "a", Compliance.NotApplicable));
        Assert.Equal(Compliance.NonCompliant, Assert.Single(report.Rows).Compliance);
    }

    [Fact]
    public void What_suspended_accounts_had_is_left_out()
    {
        var report = new ComplianceReport(GeneratedReport.At, [], null,
            [Row(First, "a", Compliance.NonCompliant), Row(First, "b", Compliance.Compliant) with { AccountId = "444455556666" }],
            [new("111122223333", "Old", IsSuspended: true), new("777788889999", "Silent")]);
        Assert.Equal((1, 1), (report.Total.Resources, report.Total.Private));
        Assert.Equal(["111122223333", "444455556666", "777788889999"], report.Accounts.Select(account => account.Id));
    }

    [Fact]
    public void A_report_hands_on_what_it_knew_of_those_before_it()
    {
        var row = Row(First, "a", Compliance.NonCompliant);
        ComplianceReport? report = null;
        foreach (var days in (int[])[3, 2, 1, 0])
        {
            using var json = new MemoryStream();
            if (report is not null)
                JsonReport.Write(json, report);
            json.Position = 0;
            // The second finding is there since the day before yesterday.
            report = new(
                GeneratedReport.At.AddDays(-days), [], null, days is 3 ? [row] : [row, Row(First, "b", Compliance.NonCompliant)], [],
                report is null ? [] : [EarlierReport.Read(json, "latest.json")]);
        }

        Assert.Equal([(-3, 1), (-2, 2), (-1, 2)], report!.Trend.Select(point => ((point.At - GeneratedReport.At).Days, point.Total.Findings)));
        Assert.Equal([GeneratedReport.At.AddDays(-3), GeneratedReport.At.AddDays(-2)], report.Rows.Select(finding => finding.Since));
    }

    [Fact]
    public void A_finding_is_open_since_the_first_of_the_reports_that_all_have_it()
    {
        var rows = new[] { Row(First, "a", Compliance.NonCompliant), Row(First, "b", Compliance.NonCompliant), Row(First, "c", Compliance.NonCompliant) };
        var report = new ComplianceReport(GeneratedReport.At, [], null, rows, [],
            [Earlier(1, rows[0], rows[1]), Earlier(3, rows[0], rows[1]), Earlier(2, rows[0], Row(First, "gone", Compliance.NonCompliant))]);

        Assert.Equal(
            [GeneratedReport.At.AddDays(-3), GeneratedReport.At.AddDays(-1), GeneratedReport.At],
            report.Rows.Select(row => row.Since));
        Assert.Equal((1, 0), report.SinceLast);
    }

    [Fact]
    public void What_is_no_finding_any_more_is_repaired()
    {
        var report = new ComplianceReport(GeneratedReport.At, [], null, [Row(First, "a", Compliance.Compliant)], [],
            [Earlier(1, Row(First, "a", Compliance.NonCompliant), Row(First, "gone", Compliance.NonCompliant))]);
        Assert.Equal((0, 2), report.SinceLast);
    }

    [Theory]
    [InlineData("{", "old.json is not JSON: line 1, byte 2 cannot be read.")]
    [InlineData("[]", "old.json is no report that `configrules report --format json` wrote.")]
    [InlineData("""{"evaluations":[]}""", "old.json is no report that `configrules report --format json` wrote.")]
    [InlineData("""{"at":"yesterday","summary":{"total":{"resources":1,"private":1,"undetermined":0,"critical":0,"high":0,"medium":0,"low":0}},"evaluations":[]}""",
        "old.json is no report that `configrules report --format json` wrote.")]
    public void What_is_no_report_is_refused(string json, string message) =>
        Assert.Equal(message, Assert.Throws<ReportException>(() => EarlierReport.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "old.json")).Message);

    [Theory]
    [InlineData("vpc-endpoint-policy-not-open", "", "vpc-endpoint-policy-not-open")]
    [InlineData("team-vpc-endpoint-policy-not-open", "team-", "vpc-endpoint-policy-not-open")]
    [InlineData("OrgConfigRule-vpc-endpoint-policy-not-open-dbgzf8ba", "", "vpc-endpoint-policy-not-open")]
    [InlineData("OrgConfigRule-team-vpc-endpoint-policy-not-open-dbgzf8ba", "team-", "vpc-endpoint-policy-not-open")]
    [InlineData("vpc-endpoint-policy-not-open-conformance-pack-ab1cd2ef3", "", "vpc-endpoint-policy-not-open")]
    [InlineData("team-vpc-endpoint-policy-not-open-conformance-pack-ab1cd2ef3", "team-", "vpc-endpoint-policy-not-open")]
    // What only resembles one of ours is somebody else's.
    [InlineData("my-vpc-endpoint-policy-not-open", "", null)]
    [InlineData("vpc-endpoint-policy-not-open-2", "", null)]
    [InlineData("vpc-endpoint-policy-not-open", "team-", null)]
    [InlineData("other-vpc-endpoint-policy-not-open", "team-", null)]
    [InlineData("VPC-endpoint-policy-not-open", "", null)]
    [InlineData("OrgConfigRule-vpc-endpoint-policy-not-open", "", null)]
    [InlineData("OrgConfigRule-vpc-endpoint-policy-not-open-dbgzf8b", "", null)]
    [InlineData("OrgConfigRule-vpc-endpoint-policy-not-open-dbgzf8baa", "", null)]
    [InlineData("OrgConfigRule-my-vpc-endpoint-policy-not-open-dbgzf8ba", "", null)]
    [InlineData("vpc-endpoint-policy-not-open-conformance-pack-ab1cd2ef", "", null)]
    [InlineData("vpc-endpoint-policy-not-open-conformance-pack-ab1cd-ef3", "", null)]
    [InlineData("OrgConfigRule-vpc-endpoint-policy-not-open-conformance-pack-ab1cd2ef3-dbgzf8ba", "", null)]
    [InlineData("", "", null)]
    [InlineData("OrgConfigRule-", "", null)]
    public void Rules_are_known_by_the_names_they_get_where_they_are_deployed(string name, string prefix, string? id) =>
        Assert.Equal(id, new ConfigRuleNames(prefix).Find(name)?.Info.Id);

    private static EarlierReport Earlier(int days, params ReportRow[] rows)
    {
        using var json = new MemoryStream();
        JsonReport.Write(json, new(GeneratedReport.At.AddDays(-days), [], null, rows));
        json.Position = 0;
        return EarlierReport.Read(json, "earlier");
    }

    private static ComplianceReport Report(params ReportRow[] rows) => new(GeneratedReport.At, [], null, rows);

    private static ReportRow Row(Rule rule, string id, Compliance compliance) => new(rule, "111122223333", "eu-west-1", rule.Reports[0], id, compliance, "");
}
