using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Lambda;
using ConfigRules.Rules;
using ConfigRules.Testing;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Cli.Tests.Templates;

/// <summary>The templates in deploy/ are what the command prints, and AWS takes them.</summary>
public sealed class TemplateCommandTests
{
    /// <summary>Bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
    private const int LongestFunctionPolicy = 20_480;

    /// <summary>Prints in what two templates differ, the second of which needs no transform.</summary>
    private const string Differences =
        """
        import json, sys
        from cfnlint.decode import cfn_yaml
        from samtranslator.public.translator import ManagedPolicyLoader
        from samtranslator.translator.transform import transform
        from samtranslator.yaml_helper import yaml_parse

        source = yaml_parse(open(sys.argv[1]))
        source["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
        single = transform(source, {}, ManagedPolicyLoader(None))["Resources"]
        member = json.loads(json.dumps(cfn_yaml.load(sys.argv[2])))["Resources"]


        def of(resources, kind):
            return [resource["Properties"] for resource in resources.values() if resource["Type"] == kind]


        def of_all(value):
            # A pack's own parameters are the command's to choose.
            return value["Fn::If"][2] if isinstance(value, dict) and "Fn::If" in value else value


        def rules(resources):
            return {
                rule["InputParameters"]["rule"]: [
                    rule["ConfigRuleName"], {name: of_all(value) for name, value in rule["InputParameters"].items()}, rule["Scope"], rule["Source"]["Owner"], rule["Source"]["SourceDetails"]]
                for rule in of(resources, "AWS::Config::ConfigRule")}


        def functions(resources):
            return {
                function["Environment"]["Variables"]["RULES_SUBJECT"]: {
                    key: function[key]
                    for key in ("Handler", "Runtime", "MemorySize", "Timeout", "Architectures", "ReservedConcurrentExecutions")}
                | {"LogFormat": function["LoggingConfig"]["LogFormat"], "actions": actions(resources, function["Role"])}
                for function in of(resources, "AWS::Lambda::Function")}


        def actions(resources, role):
            get = role["Fn::GetAtt"]
            role = resources[get[0] if isinstance(get, list) else get.split(".")[0]]["Properties"]
            policies = [policy["PolicyDocument"] for policy in role["Policies"]]
            policies += [resources[arn["Ref"]]["Properties"]["PolicyDocument"] for arn in role.get("ManagedPolicyArns", [])]
            return sorted(
                action for policy in policies for statement in policy["Statement"] if "Sid" in statement for action in statement["Action"])


        def alarms(resources):
            return {
                name: {key: alarm[key] for key in (
                    "AlarmDescription", "ComparisonOperator", "Threshold", "EvaluationPeriods", "TreatMissingData")}
                | {"metrics": [
                    (metric["Id"], metric.get("Expression"), metric.get("MetricStat", {}).get("Period"),
                     metric.get("MetricStat", {}).get("Metric", {}).get("MetricName")) for metric in alarm.get("Metrics", [])]}
                | {key: alarm.get(key) for key in ("Namespace", "MetricName", "Statistic", "Period")}
                | {"dimensions": [dimension["Name"] for dimension in alarm.get("Dimensions", [])]}
                for name, alarm in ((name, resource["Properties"]) for name, resource in resources.items()
                                    if resource["Type"] == "AWS::CloudWatch::Alarm")}


        def failures(resources):
            return sorted(
                (config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"], json.dumps(config["DestinationConfig"]["OnFailure"]["Destination"]).replace("[", "").replace("]", "").replace('", "', "."))
                for config in of(resources, "AWS::Lambda::EventInvokeConfig"))


        def permissions(resources):
            return sorted(
                (permission["Principal"], json.dumps(permission["SourceAccount"])) for permission in of(resources, "AWS::Lambda::Permission"))


        for part in (rules, functions, alarms, failures, permissions):
            one, other = part(single), part(member)
            if not one:
                print(part.__name__, "finds nothing")
            if one == other:
                continue
            for key in sorted(set(one) | set(other)) if isinstance(one, dict) else [0]:
                left, right = (one.get(key), other.get(key)) if isinstance(one, dict) else (one, other)
                if left != right:
                    print(part.__name__, key, left, right, sep="\n  ")
        """;

    public static TheoryData<string> Kinds { get; } = ["stack-set", "organization-rules", "member-role", "conformance-pack"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_committed_as_it_is_printed(string kind) => Assert.Null(GoldenFile.Problem($"deploy/{kind}.yaml", Print(kind)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_valid_for_cfn_lint(string kind) => Assert.Equal("", Lint(Print(kind)));

    [Fact]
    public void A_pack_with_remediations_is_valid_for_cfn_lint()
    {
        // A document repairs resources of one type.
        var rules = RuleCatalog.All.Where(rule => rule.Reports is [_]).ToArray();
        var text = Print("conformance-pack", [.. rules.SelectMany(rule => (string[])["--remediation", $"{rule.Info.Id}=remediate-{rule.Info.Id}"])]);
        // CloudFormation has no remediations in GovCloud.
        Assert.Equal("", Lint(text, "eu-west-1", "cn-north-1"));
        Assert.Equal(rules.Length, Of(text, "AWS::Config::RemediationConfiguration").Count());
    }

    /// <summary>A pack names roles that it does not make: those of remediation.yaml, which is deployed with DeployRemediations=false.</summary>
    [Fact]
    public void A_pack_s_documents_read_and_change_with_the_roles_of_remediation_yaml()
    {
        var made = File.ReadAllText("remediation.yaml");
        var names = Of(made, "AWS::IAM::Role").Select(role => Scalar(role["RoleName"])).ToArray();
        var rules = Of(made, "AWS::Config::RemediationConfiguration").Select(remediation => Scalar(remediation["ConfigRuleName"])["${RulePrefix}".Length..]).ToArray();
        var pack = Print("conformance-pack", [.. rules.SelectMany(rule => (string[])["--remediation", $"{rule}=remediate-{rule}"])]);

        Assert.Equal(
            names.Select(name => $"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/{name.Replace("${RolePrefix}", "${RemediationRolePrefix}", StringComparison.Ordinal)}").Order(StringComparer.Ordinal),
            Of(pack, "AWS::Config::RemediationConfiguration")
                .Select(remediation => Scalar(((YamlMappingNode)remediation["Parameters"]["AutomationAssumeRole"]["StaticValue"]["Values"][0]).Children.Single().Value))
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            Scalar(Root(made)["Parameters"]["RolePrefix"]["Default"]), Scalar(Root(pack)["Parameters"]["RemediationRolePrefix"]["Default"]));
        // What IAM allows in a name, with the longest prefix and a region of 14 letters: ap-southeast-1.
        Assert.All(names, name => Assert.InRange(
            name.Replace("${RolePrefix}", new('x', 12), StringComparison.Ordinal).Replace("${AWS::Region}", "ap-southeast-1", StringComparison.Ordinal).Length, 1, 64));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Names_no_partition_region_or_account(string kind)
    {
        var text = Print(kind);
        Assert.DoesNotContain("arn:aws", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\d)\d{12}(?!\d)", text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Describes_itself_within_CloudFormation_s_1024_bytes(string kind)
    {
        if (kind is not "conformance-pack")
            Assert.InRange(Encoding.UTF8.GetByteCount(Scalar(Root(Print(kind))["Description"])), 1, 1024);
    }

    /// <summary>Whoever changes a role, an alarm or a rule in template.yaml changes it for the organization too.</summary>
    [Fact]
    public void A_stack_set_deploys_what_template_yaml_does()
    {
        var (succeeded, output) = PythonTools.Run(
            Differences,
            Path.Combine(GoldenFile.Root, "template.yaml"), Path.Combine(GoldenFile.Root, "deploy", "stack-set.yaml"));
        Assert.True(succeeded, output);
        Assert.Equal("", output);
    }

    [Fact]
    public void A_stack_set_takes_no_transform() => Assert.DoesNotContain("Transform", Print("stack-set"), StringComparison.Ordinal);

    [Fact]
    public void A_pack_holds_rules_alone_within_the_limits_of_packs()
    {
        var text = Print("conformance-pack");
        var root = Root(text);
        Assert.Equal(["Parameters", "Resources"], root.Children.Keys.Select(Scalar));
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 51_200);
        Assert.InRange(((YamlMappingNode)root["Parameters"]).Children.Count, 1, 60);
        Assert.Equal(RuleCatalog.All.Length, ((YamlMappingNode)root["Resources"]).Children.Count);
        Assert.All(Of(text, "AWS::Config::ConfigRule"), rule =>
            Assert.InRange($"{Scalar(rule["ConfigRuleName"])}-conformance-pack-xxxxxxxxx".Length, 1, 64));
    }

    [Fact]
    public void A_pack_calls_functions_by_the_names_that_the_stack_set_gives_them()
    {
        var functions = Of(Print("stack-set"), "AWS::Lambda::Function")
            .Select(function => Scalar(function["FunctionName"]).Replace("${RulePrefix}", "${FunctionPrefix}", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(
            functions,
            Of(Print("conformance-pack"), "AWS::Config::ConfigRule")
                .Select(rule => Scalar(rule["Source"]["SourceIdentifier"]["Fn::Sub"]).Split(":function:")[1]).ToHashSet());
    }

    [Fact]
    public void Rules_of_an_organization_listen_to_changes_of_any_size_and_the_clock_and_keep_to_the_limits_of_their_texts()
    {
        var rules = Of(Print("organization-rules"), "AWS::Config::OrganizationConfigRule").ToArray();
        Assert.Equal(RuleCatalog.All.Length, rules.Length);
        foreach (var rule in rules)
        {
            var metadata = rule["OrganizationCustomRuleMetadata"];
            Assert.Equal(
                ["ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification", "ScheduledNotification"],
                ((YamlSequenceNode)metadata["OrganizationConfigRuleTriggerTypes"]).Select(Scalar));
            Assert.InRange(Scalar(metadata["Description"]).Length, 1, 256);
            var parameters = metadata["InputParameters"] is YamlSequenceNode sub ? Scalar(sub[0]) : Scalar(metadata["InputParameters"]);
            Assert.InRange(parameters.Length, 1, 1024);
            var json = JsonNode.Parse(parameters)!.AsObject();
            var info = RuleCatalog.Find((string)json[RuleHandler.RuleParameter]!)!.Info;
            Assert.Equal([RuleHandler.RuleParameter, .. info.Parameters.Select(parameter => parameter.Name)], json.Select(member => member.Key));
            Assert.Equal(info.Triggers, ((YamlSequenceNode)metadata["ResourceTypesScope"]).Select(Scalar));
            // OrgConfigRule-NAME-xxxxxxxx in a member, and the longest prefix.
            Assert.InRange(4 + "OrgConfigRule--xxxxxxxx".Length + info.Id.Length, 1, 64);
        }
    }

    [Fact]
    public void The_policy_of_a_central_function_has_room_for_the_accounts_that_its_template_promises()
    {
        // A statement as Lambda writes it for a permission of CloudFormation, whose names for it end with twelve characters.
        const string Statement =
            """
            {"Sid":"config-rules-organization-PermissionOf444455556666-0Ab1Cd2Ef3Gh","Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:abc-config-rules-central","Condition":{"StringEquals":{"AWS:SourceAccount":"444455556666"}}},
            """;
        var accounts = LongestFunctionPolicy / Statement.Length;
        Assert.InRange(accounts, 60, 70);
        Assert.Contains("20,480", Print("organization-rules"), StringComparison.Ordinal);
        // The function's environment has 4,096 bytes, thirteen for each account: the policy is full long before. So has a parameter.
        Assert.InRange(13 * accounts, 1, 4096 / 2);
        Assert.Equal(315, 4096 / 13);
        Assert.Equal(2, Print("organization-rules").Split("315 at most").Length - 1);
    }

    [Fact]
    public void An_organization_may_have_several_stacks_of_a_central_function_whose_roles_all_members_trust()
    {
        var template = Print("organization-rules");
        Assert.All(
            Of(template, "AWS::Config::OrganizationConfigRule").Select(rule => rule["OrganizationConfigRuleName"])
                .Append(Of(template, "AWS::Lambda::Function").Single()["FunctionName"]),
            name => Assert.StartsWith("${RulePrefix}", Scalar(name), StringComparison.Ordinal));
        Assert.Equal("config-rules-central-${RulePrefix}${AWS::Region}", Scalar(Of(template, "AWS::IAM::Role").Single()["RoleName"]));
        Assert.Contains(":role/config-rules-central-*", Print("member-role"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_role_may_read_and_report_and_nothing_else()
    {
        var policy = Of(Print("member-role"), "AWS::IAM::Role").Single()["Policies"][0]["PolicyDocument"];
        var actions = ((YamlSequenceNode)policy["Statement"]).SelectMany(statement => ((YamlSequenceNode)statement["Action"]).Select(Scalar)).ToArray();
        Assert.All(actions, action => Assert.Matches("^(ec2:(Describe|Get)|route53(resolver|profiles)?:(Get|List)|config:Get|config:PutEvaluations$|organizations:DescribeOrganization$|elasticloadbalancing:Describe|cloudwatch:GetMetricData$)", action));
        Assert.Equal(
            RuleCatalog.All.SelectMany(rule => Aws.Permissions.Reading([rule])).Concat(Aws.Permissions.Reporting).Distinct().Order(StringComparer.Ordinal),
            actions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rules_and_their_parameters_can_be_chosen()
    {
        var text = Print("stack-set", "--rule", "vpc-endpoint-bundles-complete", "--param", "bundles=ecr-pull", "--param", "failClosed=true");
        var parameters = Of(text, "AWS::Config::ConfigRule").Single()["InputParameters"];
        Assert.Equal(("ecr-pull", "true"), (Scalar(parameters["bundles"]), Scalar(parameters["failClosed"])));
        Assert.StartsWith("# Made by `configrules template stack-set --rule vpc-endpoint-bundles-complete --param bundles=ecr-pull", text, StringComparison.Ordinal);
        Assert.Equal(["Presence"], Of(text, "AWS::Lambda::Function").Select(function => Scalar(function["Environment"]["Variables"][Settings.SubjectVariable])));
        Assert.Equal("", Lint(text));
    }

    [Fact]
    public void A_dollar_in_a_parameter_of_an_organization_stays_one()
    {
        var text = Print("organization-rules", "--rule", "vpc-endpoint-policy-trusts-own-org", "--param", "exemptionTag=${AWS::Region}");
        var sub = (YamlSequenceNode)Of(text, "AWS::Config::OrganizationConfigRule").Single()["OrganizationCustomRuleMetadata"]["InputParameters"];
        Assert.Contains("\"exemptionTag\":\"${!AWS::Region}\"", Scalar(sub[0]), StringComparison.Ordinal);
        Assert.Equal("", Lint(text));
    }

    [Fact]
    public void It_goes_into_a_file_as_it_is_printed()
    {
        var file = Path.Combine(Path.GetTempPath(), $"configrules-{Environment.ProcessId}.yaml");
        try
        {
            var run = Run.Of("template", "member-role", "--out", file);
            Assert.Equal((0, "", ""), (run.ExitCode, run.Out, run.Error));
            Assert.Equal(Print("member-role"), File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("No rule is named 'nonsense'; `configrules rules` lists them.", "conformance-pack", "--remediation", "nonsense=document")]
    [InlineData("--remediation is 'document'; it takes RULE=DOCUMENT.", "conformance-pack", "--remediation", "document")]
    [InlineData("--remediation names vpc-endpoint-policy-not-open, which no --rule or --pack chooses.", "conformance-pack", "--rule", "vpc-endpoint-bundles-complete", "--remediation", "vpc-endpoint-policy-not-open=d")]
    [InlineData("--remediation goes with conformance-pack alone: rules of stack sets get theirs from a template of their own, rules of organizations take none.", "stack-set", "--remediation", "vpc-endpoint-policy-not-open=d")]
    public void What_cannot_be_done_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        var run = Run.Of(["template", .. arguments]);
        Assert.Equal((2, "", sentence + "\n"), (run.ExitCode, run.Out, run.Error));
    }

    private static string Print(string kind, params string[] arguments)
    {
        var run = Run.Of(["template", kind, .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Out;
    }

    /// <summary>In all three partitions, or where else the template can be deployed.</summary>
    private static string Lint(string text, params string[] regions)
    {
        var where = regions is [] ? (string[])["eu-west-1", "cn-north-1", "us-gov-west-1"] : regions;
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            var (_, output) = PythonTools.Run("import sys; from cfnlint.runner import main; main()", ["--non-zero-exit-code", "none", "--regions", .. where, "--", file]);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static YamlMappingNode Root(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<YamlNode> Of(string text, string type) =>
        from resource in ((YamlMappingNode)Root(text)["Resources"]).Children.Values.OfType<YamlMappingNode>()
        where Scalar(resource["Type"]) == type
        select resource["Properties"];

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value!;
}
