using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConfigRules.Testing;

namespace ConfigRules.Remediation.Tests;

/// <summary>What Systems Manager asks of a document, which cfn-lint does not see, and what these documents ask of themselves.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
/// </remarks>
public sealed partial class DocumentTests
{
    /// <summary>https://docs.aws.amazon.com/general/latest/gr/ssm.html</summary>
    private const int LargestDocument = 64 * 1024;

    /// <summary>Calls that have AWS look at something again, and leave it as it is.</summary>
    private static readonly string[] OnlyLooks = ["StartVpcEndpointServicePrivateDnsVerification"];

    public static IEnumerable<TheoryDataRow<string>> Rules => RemediationTemplate.Documents.Select(document => new TheoryDataRow<string>(document.Rule));

    [Fact]
    public void The_template_is_valid_for_cfn_lint()
    {
        var (succeeded, output) = PythonTools.Run("import sys; from cfnlint.runner import main; main()", RemediationTemplate.Path);

        Assert.True(succeeded, output);
        Assert.Empty(output);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_an_automation_of_schema_0_3_that_assumes_the_role_it_is_given(string rule)
    {
        var document = RemediationTemplate.Document(rule);

        Assert.Equal("0.3", document.Content["schemaVersion"]!.GetValue<string>());
        Assert.Equal("{{ AutomationAssumeRole }}", document.Content["assumeRole"]!.GetValue<string>());
        Assert.Equal(["schemaVersion", "description", "assumeRole", "parameters", "outputs", "mainSteps"], document.Content.Select(member => member.Key));
        Assert.Contains("https://docs.aws.amazon.com/", document.Content["description"]!.GetValue<string>());
        Assert.True(document.Content.ToJsonString().Length < LargestDocument);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Constrains_and_explains_every_parameter(string rule)
    {
        var parameters = RemediationTemplate.Document(rule).Parameters;

        Assert.Equal(["AutomationAssumeRole", "ConfigRuleName", "DryRun"], parameters.Select(parameter => parameter.Key).Where((_, at) => at is 0 or 2 or 3));
        Assert.All(parameters, parameter =>
        {
            Assert.EndsWith(".", parameter.Value!["description"]!.GetValue<string>());
            Assert.Single((JsonNode?[])[parameter.Value["allowedPattern"], parameter.Value["allowedValues"]], constraint => constraint is not null);
        });
        Assert.Equal(rule, parameters["ConfigRuleName"]!["default"]!.GetValue<string>());
        Assert.Equal("false", parameters["DryRun"]!["default"]!.GetValue<string>());
        Assert.Equal(["AutomationAssumeRole"], parameters.Where(parameter => parameter.Value!["default"] is null).Select(parameter => parameter.Key)
            .Except([parameters.ElementAt(1).Key]));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Leads_from_step_to_step_without_a_gap_or_a_circle(string rule)
    {
        var document = RemediationTemplate.Document(rule);
        var names = document.Steps.Select(AutomationDocument.NameOf).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9]{3,128}$", name));

        var next = document.Steps.ToDictionary(AutomationDocument.NameOf, step => Successors(step, names).ToArray());
        Assert.All(next.Values.SelectMany(steps => steps), name => Assert.Contains(name, names));

        var reached = new HashSet<string>();
        Visit(names[0], []);
        Assert.Equal(names.Order(StringComparer.Ordinal), reached.Order(StringComparer.Ordinal));

        void Visit(string name, string[] way)
        {
            Assert.DoesNotContain(name, way);
            reached.Add(name);
            foreach (var following in next[name])
                Visit(following, [.. way, name]);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Refers_only_to_what_there_is_and_uses_all_of_it(string rule)
    {
        var document = RemediationTemplate.Document(rule);
        var known = document.Parameters.Select(parameter => parameter.Key)
            .Concat(document.Steps.SelectMany(step => (step["outputs"]?.AsArray() ?? []).Select(output =>
                $"{AutomationDocument.NameOf(step)}.{output!["Name"]!.GetValue<string>()}"))).ToArray();
        var outputs = document.Content["outputs"]!.AsArray().Select(output => output!.GetValue<string>()).ToArray();
        var text = document.Content.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal);
        var used = AutomationRun.Reference.Matches(text).Select(reference => reference.Groups["name"].Value).ToArray();

        Assert.All(outputs, output => Assert.Contains(output, known));
        Assert.All(used.Where(name => name is not ("global:ACCOUNT_ID" or "global:REGION" or "automation:EXECUTION_ID")), name => Assert.Contains(name, known));
        Assert.All(known, name => Assert.Contains(name, used.Concat(outputs)));
        // What looks like a reference and is none would stay in the text as it is.
        Assert.Equal(text.Split("{{").Length - 1, used.Length);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Selects_outputs_by_paths_and_types_that_are_known(string rule)
    {
        foreach (var step in RemediationTemplate.Document(rule).Steps)
        {
            foreach (var output in step["outputs"]?.AsArray() ?? [])
            {
                Assert.True(JsonPath.IsKnown(output!["Selector"]!.GetValue<string>()));
                Assert.Contains(output["Type"]!.GetValue<string>(), (string[])["String", "Boolean", "StringList", "MapList"]);
            }
            if (step["inputs"]!["PropertySelector"] is { } selector)
                Assert.True(JsonPath.IsKnown(selector.GetValue<string>()));
        }
    }

    /// <summary>
    /// A change that lasts has a way back, which it and the look at it take when they fail. What only has AWS look again has none to
    /// take: the document says so, and a failure ends it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Changes_nothing_that_lasts_without_a_way_back(string rule)
    {
        var document = RemediationTemplate.Document(rule);
        var lasts = document.Steps.Any(step => IsChange(step) && !OnlyLooks.Contains(ApiOf(step)));
        Assert.Equal(!lasts, document.Content["description"]!.GetValue<string>().Contains("It changes nothing that lasts, so that there is no way back", StringComparison.Ordinal));
        if (!lasts)
        {
            Assert.All(document.Steps.SkipLast(1), step => Assert.Null(step["onFailure"]));
            return;
        }
        var ways = document.Steps.Select(step => step["onFailure"]?.GetValue<string>()).OfType<string>()
            .Where(reaction => reaction.StartsWith("step:", StringComparison.Ordinal)).Select(reaction => reaction["step:".Length..]).ToHashSet();
        // A step that a way back leads on to is one too.
        ways.UnionWith(document.Steps.Zip(document.Steps.Skip(1)).Where(pair => ways.Contains(AutomationDocument.NameOf(pair.First)) && pair.First["isEnd"] is null)
            .Select(pair => AutomationDocument.NameOf(pair.Second)).ToArray());

        foreach (var step in document.Steps.Where(IsChange).Where(step => !ways.Contains(AutomationDocument.NameOf(step))))
        {
            Assert.StartsWith("step:", step["onFailure"]?.GetValue<string>());
            // What was done and cannot be seen is taken back as well.
            Assert.StartsWith("step:", Following(document, step)["onFailure"]?.GetValue<string>());
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_the_rule_judge_again_after_a_repair_and_does_not_fail_by_it(string rule)
    {
        var last = RemediationTemplate.Document(rule).Steps.Last();

        Assert.Equal("StartConfigRulesEvaluation", ApiOf(last));
        Assert.Equal("Continue", last["onFailure"]!.GetValue<string>());
        Assert.False(last["isCritical"]!.GetValue<bool>());
        Assert.True(last["isEnd"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Asks_first_whether_to_leave_the_resource_alone_in_the_same_words(string rule)
    {
        var step = RemediationTemplate.Document(rule).Steps.First(one => one["action"]!.GetValue<string>() is "aws:executeScript");
        var other = RemediationTemplate.Documents[0].Steps.First(one => one["action"]!.GetValue<string>() is "aws:executeScript");

        Assert.Equal(Question(other), Question(step));
        Assert.Equal(rule, step["inputs"]!["InputPayload"]!["Rule"]!.GetValue<string>());

        static string Question(JsonObject step) => LeftAlone.Match(step["inputs"]!["Script"]!.GetValue<string>()).Groups["function"].Value;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Calls_operations_that_exist_with_members_that_they_have(string rule)
    {
        var calls = RemediationTemplate.Document(rule).Steps.Where(step => ApiOf(step) is not null)
            .Select(step => (JsonNode?)step["inputs"]!.DeepClone());
        var (succeeded, output) = PythonTools.Run(
            """
            import json, sys
            import boto3
            for call in json.loads(sys.argv[1]):
                model = boto3.client(call.pop("Service"), region_name="eu-west-1").meta.service_model.operation_model(call.pop("Api"))
                unknown = call.keys() - model.input_shape.members.keys() - {"PropertySelector", "DesiredValues"}
                missing = set(model.input_shape.required_members) - call.keys()
                selector = call.get("PropertySelector", "$.").split(".")[1].split("[")[0]
                if unknown or missing or (selector and selector not in model.output_shape.members):
                    print(model.name, sorted(unknown), sorted(missing), selector)
            """,
            new JsonArray([.. calls]).ToJsonString());

        Assert.True(succeeded, output);
        Assert.Empty(output);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_a_role_that_may_do_what_its_steps_do_and_nothing_else(string rule)
    {
        var called = RemediationTemplate.Document(rule).Steps.SelectMany(step => step["action"]!.GetValue<string>() switch
        {
            "aws:executeScript" => ScriptCall.Matches(step["inputs"]!["Script"]!.GetValue<string>()).Select(call => $"{call.Groups["service"].Value}:{Pascal(call.Groups["operation"].Value)}"),
            _ when ApiOf(step) is { } api => [$"{step["inputs"]!["Service"]!.GetValue<string>()}:{api}"],
            _ => [],
        }).ToHashSet();
        // A tag given to what is made needs a permission of its own.
        if (called.Contains("ec2:CreateVpcEndpoint"))
            called.Add("ec2:CreateTags");

        Assert.Equal(called.Order(StringComparer.Ordinal), RemediationTemplate.Actions(rule).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Writes_only_in_this_account_and_never_to_what_a_tag_protects(string rule)
    {
        foreach (var statement in RemediationTemplate.Statements(rule))
        {
            var actions = RemediationTemplate.Texts(statement["Action"]).ToArray();
            var resources = statement["Resource"] is YamlDotNet.RepresentationModel.YamlSequenceNode list
                ? RemediationTemplate.Texts(list).ToArray() : [RemediationTemplate.Text(statement["Resource"])];
            if (actions.All(action => ReadsOnly.IsMatch(action)))
                continue;
            Assert.All(resources, resource => Assert.Contains(":${AWS::Region}:${AWS::AccountId}:", resource));
            if (actions is not (["config:StartConfigRulesEvaluation"] or ["ec2:CreateVpcEndpoint"]))
                Assert.True(statement.Children.ContainsKey("Condition"));
        }
    }

    private static IEnumerable<string> Successors(JsonObject step, string[] names)
    {
        if (step["onFailure"]?.GetValue<string>() is { } reaction && reaction.StartsWith("step:", StringComparison.Ordinal))
            yield return reaction["step:".Length..];
        foreach (var choice in step["inputs"]!["Choices"]?.AsArray() ?? [])
            yield return choice!["NextStep"]!.GetValue<string>();
        if ((step["inputs"]!["Default"] ?? step["nextStep"])?.GetValue<string>() is { } named)
            yield return named;
        else if (step["isEnd"] is null && names.SkipWhile(name => name != AutomationDocument.NameOf(step)).Skip(1).FirstOrDefault() is { } following)
            yield return following;
    }

    private static string? ApiOf(JsonObject step) => step["inputs"]!["Api"]?.GetValue<string>();

    private static bool IsChange(JsonObject step) =>
        ApiOf(step) is { } api && !ReadsOnly.IsMatch($"ec2:{api}") && api is not "StartConfigRulesEvaluation";

    /// <summary>The next step that can fail: a pause cannot.</summary>
    private static JsonObject Following(AutomationDocument document, JsonObject step) =>
        document.Steps.SkipWhile(one => one != step).Skip(1).First(one => one["action"]!.GetValue<string>() is not "aws:sleep");

    private static string Pascal(string snake) => string.Concat(snake.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex("(?<function>def every.*?def left_alone.*?return None\n)", RegexOptions.Singleline)]
    private static partial Regex LeftAlone { get; }

    [GeneratedRegex("""every\("(?<service>ec2|config)", "(?<operation>[a-z_]+)"|(?<service>ec2)\.get_paginator\("(?<operation>[a-z_]+)"|(?<service>ec2)("\))?\.(?!get_paginator)(?<operation>[a-z_]+)\(""")]
    private static partial Regex ScriptCall { get; }

    [GeneratedRegex("^(ec2|config):(Describe|Get)")]
    private static partial Regex ReadsOnly { get; }
}
