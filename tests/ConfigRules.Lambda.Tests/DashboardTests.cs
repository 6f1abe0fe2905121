using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConfigRules.Rules;
using ConfigRules.Testing;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Lambda.Tests;

/// <summary>dashboard.yaml deploys a function that may do what it does and no more, and watches what the functions tell.</summary>
public sealed partial class DashboardTests
{
    private readonly Template _template = new("dashboard.yaml");

    [Fact]
    public void Is_valid_for_cfn_lint()
    {
        var (succeeded, output) = PythonTools.Run("import sys; from cfnlint.runner import main; main()", Repository.PathOf("dashboard.yaml"));

        Assert.True(succeeded, output);
        Assert.Empty(output);
    }

    [Fact]
    public void Is_valid_for_the_SAM_transform()
    {
        var (succeeded, output) = PythonTools.Run(
            """
            import sys
            from samtranslator.public.translator import ManagedPolicyLoader
            from samtranslator.translator.transform import transform
            from samtranslator.yaml_helper import yaml_parse
            template = yaml_parse(open(sys.argv[1]))
            # Deploying puts the folder into a bucket first.
            template["Resources"]["ReportFunction"]["Properties"]["CodeUri"] = "s3://bucket/key"
            done = transform(template, {}, ManagedPolicyLoader(None))
            kinds = [resource["Type"] for resource in done["Resources"].values()]
            for kind in ("AWS::Lambda::Function", "AWS::Events::Rule", "AWS::Lambda::Permission", "AWS::S3::Bucket", "AWS::CloudWatch::Dashboard"):
                print(kind, kinds.count(kind))
            """,
            Repository.PathOf("dashboard.yaml"));

        Assert.True(succeeded, output);
        Assert.Equal(
            """
            AWS::Lambda::Function 1
            AWS::Events::Rule 1
            AWS::Lambda::Permission 1
            AWS::S3::Bucket 1
            AWS::CloudWatch::Dashboard 1

            """,
            output);
    }

    [Fact]
    public void Sets_the_variables_that_the_function_reads()
    {
        var variables = ((YamlMappingNode)_template.Resource("ReportFunction")["Environment"]["Variables"]).Children
            .ToDictionary(variable => Template.Text(variable.Key), variable => Template.Text(variable.Value));
        var settings = ReportSettings.From(name => name is "AWS_REGION" ? "eu-west-1" : name is ReportSettings.OrganizationVariable or ReportSettings.ReasonCallsVariable ? Template.Text(_template.Parameter(variables[name])["Default"]) : variables.TryGetValue(name, out var value) ? value.ToLowerInvariant().Replace("report", name is Settings.SubjectVariable ? "Report" : "report", StringComparison.Ordinal) : null);

        Assert.Equal(
            [
                ReportSettings.AggregatorVariable, ReportSettings.BucketVariable, ReportSettings.OrganizationVariable, ReportSettings.ReasonCallsVariable,
                ReportSettings.RulePrefixVariable, Settings.SubjectVariable,
            ],
            variables.Keys.Order(StringComparer.Ordinal));
        Assert.NotNull(settings);
    }

    [Fact]
    public void Lets_the_function_read_the_aggregator_and_write_its_bucket()
    {
        var allowed = ((YamlSequenceNode)_template.Resource("ReportRole")["Policies"]).Children
            .SelectMany(policy => ((YamlSequenceNode)policy["PolicyDocument"]["Statement"]).Children)
            // !If [condition, statement, nothing]
            .Select(statement => statement is YamlSequenceNode { Children: [_, var then, _] } ? then : statement)
            .SelectMany(statement => Template.Texts(statement["Action"]));
        Assert.Equal(
            [
                "config:GetAggregateComplianceDetailsByConfigRule", "config:SelectAggregateResourceConfig",
                "organizations:ListAccountsForParent", "organizations:ListOrganizationalUnitsForParent", "organizations:ListRoots",
                "s3:GetObject", "s3:ListBucket", "s3:PutObject", "logs:CreateLogStream", "logs:PutLogEvents",
            ],
            allowed);
    }

    [Fact]
    public void Keeps_reports_private_whole_and_for_good()
    {
        var bucket = _template.Resource("ReportBucket");
        Assert.Equal("Enabled", Template.Text(bucket["VersioningConfiguration"]["Status"]));
        Assert.All(((YamlMappingNode)bucket["PublicAccessBlockConfiguration"]).Children, block => Assert.Equal("true", Template.Text(block.Value)));
        Assert.Equal(4, ((YamlMappingNode)bucket["PublicAccessBlockConfiguration"]).Children.Count);
    }

    [Fact]
    public void Has_an_alarm_for_the_silence_of_each_subject()
    {
        var silence = _template.Of("AWS::CloudWatch::Alarm").Where(alarm => Template.Text(alarm.Properties["TreatMissingData"]) is "breaching")
            .Select(alarm => Template.Text(((YamlSequenceNode)alarm.Properties["Dimensions"]).Children[0]["Value"]));
        Assert.Equal(
            RuleCatalog.All.Select(RuleCatalog.SubjectOf).Distinct().Order(StringComparer.Ordinal),
            silence.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Shows_metrics_that_the_functions_tell()
    {
        var told = await ReportHandlerTests.MetricsAsync();
        told.UnionWith(RunLogMetrics);
        var body = Template.Text(_template.Resource("Dashboard")["DashboardBody"]);
        var widgets = JsonNode.Parse(body)!["widgets"]!.AsArray();
        var shown = widgets.SelectMany(widget => widget!["properties"]!["metrics"]!.AsArray())
            .SelectMany(metric => metric![0] is JsonValue ? [(string)metric[1]!] : MetricName().Matches((string?)metric[0]!["expression"] ?? "").Select(match => match.Groups[1].Value))
            .Distinct().ToArray();

        Assert.Equal(11, widgets.Count);
        Assert.Equal(["Critical", "Duration", "Failed", "Findings", "High", "Low", "Medium", "NonCompliant", "PrivateShare", "Skipped", "Undetermined"], shown.Order(StringComparer.Ordinal));
        Assert.Subset(told, shown.ToHashSet());
        Assert.Subset(
            told,
            _template.Of("AWS::CloudWatch::Alarm").Select(alarm => Template.Text(alarm.Properties["MetricName"])).ToHashSet());
        // Nothing lies on anything else.
        var places = widgets.SelectMany(widget => Cells(widget!)).ToArray();
        Assert.Equal(places.Length, places.Distinct().Count());
    }

    /// <summary>What a function that judges tells, as its own tests hold it.</summary>
    private static readonly string[] RunLogMetrics = ["NonCompliant", "Undetermined", "Skipped", "Failed", "Duration"];

    private static IEnumerable<(int X, int Y)> Cells(JsonNode widget) =>
        from x in Enumerable.Range((int)widget["x"]!, (int)widget["width"]!)
        from y in Enumerable.Range((int)widget["y"]!, (int)widget["height"]!)
        select (x, y);

    [GeneratedRegex("MetricName=\"([A-Za-z]+)\"")]
    private static partial Regex MetricName();
}
