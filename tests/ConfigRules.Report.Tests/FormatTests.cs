using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using System.Xml.Schema;
using ConfigRules.Engine;
using ConfigRules.Reports;
using ConfigRules.Rules;
using ConfigRules.Testing;
using NJsonSchema;

namespace ConfigRules.Report.Tests;

/// <summary>The forms for other programs: as committed, as their schemas want them, and safe with whatever was recorded.</summary>
public sealed class FormatTests
{
    private const string Hostile = "=cmd|'/c calc'!A1 \"</script><img onerror>\" ]]> | `x` @everyone \u0001\uFFFE";

    private static ComplianceReport Ten { get; } = GeneratedReport.Make(10, 400, earlier: 2);

    private static ComplianceReport Hostiles { get; } = new(GeneratedReport.At, [Hostile], RuleCatalog.All,
        [
            new(RuleCatalog.All[0], "111122223333", "eu-west-1", RuleCatalog.All[0].Reports[0], Hostile, Compliance.NonCompliant, Hostile) { Name = Hostile },
            new(RuleCatalog.All[1], "", "", RuleCatalog.All[1].Reports[0], "rtb-1", Compliance.Undetermined, Hostile),
        ],
        [new("111122223333", Hostile, Hostile)],
        notes: [Hostile]);

    [Theory]
    [InlineData("json", "acme.json")]
    [InlineData("csv", "acme.csv")]
    [InlineData("sarif", "acme.sarif")]
    [InlineData("junit", "acme.junit.xml")]
    [InlineData("markdown", "acme.md")]
    [InlineData("ocsf", "acme.ocsf.json")]
    public async Task The_report_on_acme_is_as_committed(string format, string file)
    {
        var run = await Command.RunAsync(Command.Acme, "--format", format, "--at", Command.At);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Null(GoldenFile.Problem(
            $"tests/ConfigRules.Report.Tests/Outputs/{file}",
            run.Out.Replace(Command.Acme, "events/networks/acme", StringComparison.Ordinal).ReplaceLineEndings("\n")));
    }

    public static TheoryData<string> Formats { get; } = [.. ReportFormat.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_verdicts_in_whatever_order_are_the_same_bytes(string format)
    {
        var shuffled = new ComplianceReport(Ten.At, Ten.Sources, Ten.Rules.Reverse(), Ten.Rows.Reverse(), Ten.Accounts.Reverse(), Ten.Earlier.Reverse());
        Assert.Equal(Write(format, Ten), Write(format, shuffled));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sarif_is_what_its_schema_wants(bool isHostile)
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(GoldenFile.Root, "tests/ConfigRules.Report.Tests/Schemas/sarif-2.1.0-rtm.5.json"), TestContext.Current.CancellationToken);
        var sarif = Write("sarif", isHostile ? Hostiles : Ten);

        Assert.Empty(schema.Validate(sarif));
        var results = JsonNode.Parse(sarif)!["runs"]![0]!["results"]!.AsArray();
        var report = isHostile ? Hostiles : Ten;
        Assert.Equal(report.Total.Findings, results.Count(result => (string)result!["kind"]! is "fail"));
        Assert.All(results, result => Assert.Equal((string)result!["ruleId"]!, report.Rules[(int)result["ruleIndex"]!].Info.Id));
        // The schema would tell.
        Assert.NotEmpty(schema.Validate(sarif.Replace("\"2.1.0\"", "\"2.2.0\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ocsf_has_what_its_class_requires_and_nothing_that_it_does_not_know(bool isHostile)
    {
        var report = isHostile ? Hostiles : Ten;
        var events = JsonNode.Parse(Write("ocsf", report))!.AsArray();
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(GoldenFile.Root, "tests/ConfigRules.Report.Tests/Schemas/ocsf-compliance-finding-1.4.0.json"), TestContext.Current.CancellationToken);

        Assert.All(events, finding => Assert.Empty(schema.Validate(finding!.ToJsonString())));
        // The schema would tell.
        Assert.NotEmpty(schema.Validate(events[0]!.ToJsonString().Replace("\"standards\"", "\"standard\"", StringComparison.Ordinal)));
        Assert.Equal(report.Rows.Count(row => row.Compliance is not Compliance.NotApplicable), events.Count);
        foreach (var finding in events)
        {
            Assert.Equal((2, 2003, 1, 200301), ((int)finding!["category_uid"]!, (int)finding["class_uid"]!, (int)finding["activity_id"]!, (int)finding["type_uid"]!));
            Assert.Equal(report.At.ToUnixTimeMilliseconds(), (long)finding["time"]!);
            Assert.Equal("1.4.0", (string)finding["metadata"]!["version"]!);
            Assert.NotEqual("", (string)finding["metadata"]!["product"]!["vendor_name"]!);
            Assert.NotEqual("", (string)finding["finding_info"]!["uid"]!);
            Assert.NotEqual("", (string)finding["finding_info"]!["title"]!);
            Assert.NotEmpty(finding["compliance"]!["standards"]!.AsArray());
            Assert.Equal("AWS", (string)finding["cloud"]!["provider"]!);
            var (status, severity) = ((int)finding["compliance"]!["status_id"]!, (int)finding["severity_id"]!);
            Assert.True(status is 3 ? severity is >= 2 and <= 5 : status is 0 or 1 && severity is 1);
        }
        Assert.Equal(report.Total.Critical, events.Count(finding => (int)finding!["severity_id"]! is 5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void JUnit_is_what_its_schema_wants_and_counts_what_it_lists(bool isHostile)
    {
        var report = isHostile ? Hostiles : Ten;
        var document = XDocument.Parse(Write("junit", report));
        var suites = document.Root!;
        Assert.Equal("", Problems(document));

        Assert.Equal(report.Total.Findings, suites.Descendants("failure").Count());
        Assert.Equal(report.Rows.Length, (int)suites.Attribute("tests")!);
        foreach (var suite in suites.Elements("testsuite").Append(suites))
        {
            Assert.Equal(suite.Descendants("testcase").Count(), (int)suite.Attribute("tests")!);
            Assert.Equal(suite.Descendants("failure").Count(), (int)suite.Attribute("failures")!);
            Assert.Equal(0, (int)suite.Attribute("errors")!);
        }
        Assert.All(suites.Elements("testsuite"), suite => Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!));
        Assert.All(suites.Descendants("testcase"), test => Assert.NotEqual("", (string)test.Attribute("classname")!));

        // The schema would tell.
        suites.SetAttributeValue("skipped", 0);
        Assert.Equal("The 'skipped' attribute is not declared.", Problems(document));

        static string Problems(XDocument document)
        {
            var schemas = new XmlSchemaSet();
            schemas.Add(null, Path.Combine(GoldenFile.Root, "tests/ConfigRules.Report.Tests/Schemas/junit-10.xsd"));
            var problems = new List<string>();
            document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
            return string.Join('\n', problems);
        }
    }

    [Fact]
    public void No_cell_is_taken_for_a_formula()
    {
        var cells = Write("csv", Hostiles).Split('\n')[1];
        Assert.Contains("\"'=cmd|'/c calc'!A1 \"\"</script><img onerror>\"\"", cells, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", cells, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=", cells, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    public void Whatever_begins_a_formula_is_made_text(string reason)
    {
        var rule = RuleCatalog.All[0];
        var report = new ComplianceReport(GeneratedReport.At, [], null, [new(rule, "111122223333", "eu-west-1", rule.Reports[0], "vpc-1", Compliance.Undetermined, reason)]);
        Assert.Contains("'" + reason, Write("csv", report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_reader_must_know_is_in_every_form_for_readers()
    {
        Assert.Contains("<p class=\"note\">=cmd|&#39;/c calc&#39;!A1 &quot;&lt;/script&gt;", Write("html", Hostiles), StringComparison.Ordinal);
        Assert.Equal(Hostile, (string)JsonNode.Parse(Write("json", Hostiles))!["notes"]![0]!);
        Assert.Contains("\n\n=cmd", Write("markdown", Hostiles), StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(Write("json", Ten))!["notes"]);
    }

    [Fact]
    public void Markdown_stays_text()
    {
        var text = Write("markdown", Hostiles);
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", text, StringComparison.Ordinal);
        Assert.Contains("\\| \\`x\\`", text, StringComparison.Ordinal);
    }

    private static string Write(string format, ComplianceReport report)
    {
        using var output = new MemoryStream();
        ReportFormat.Write(format, output, report);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
