using System.Text;
using System.Text.RegularExpressions;
using ConfigRules.Engine;
using ConfigRules.Rules;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Remediation.Tests;

/// <summary>remediation.yaml repairs what the catalogue says can be repaired so, no more and no less.</summary>
public sealed partial class CatalogueTests
{
    [Fact]
    public void Every_rule_says_how_what_it_finds_is_repaired() =>
        Assert.DoesNotContain(RuleCatalog.All, rule => rule.Info.Repair is null);

    [Fact]
    public void A_rule_without_a_document_says_in_a_sentence_why() => Assert.All(
        RuleCatalog.All.Select(rule => rule.Info.Repair).OfType<Repair.ByHand>(),
        repair =>
        {
            Assert.Matches("^[A-Z][^.!?]*[.]$", repair.Why);
            Assert.InRange(repair.Why.Length, 30, 256);
        });

    /// <summary>Whoever does it by hand, or keeps the network in CloudFormation, is told what to write, in words that AWS knows.</summary>
    [Fact]
    public void Every_rule_says_what_to_type_and_what_to_write_in_CloudFormation()
    {
        var template = new StringBuilder("Resources:\n");
        foreach (var rule in RuleCatalog.All)
        {
            var commands = rule.Info.Repair!.Commands(rule.Info.Id).ReplaceLineEndings("\n").Replace("CIDR", "10.0.1.0/24", StringComparison.Ordinal);
            Assert.Contains("aws ec2 ", commands);
            var blocks = CloudFormationLines.Matches(commands);
            // Sometimes there is nothing to write: a resource has to go, or to be made anew.
            Assert.True(commands.Contains("# In CloudFormation", StringComparison.Ordinal), $"{rule.Info.Id} says nothing of CloudFormation.");
            foreach (var (block, number) in blocks.Select((block, number) => (block, number)))
            {
                var lines = block.Groups["line"].Captures.Select(line => line.Value).ToArray();
                var name = $"{rule.GetType().Name}{number}";
                // Whole resources under a name, or what to add to one that is there.
                template.AppendJoin('\n', lines[0].EndsWith(':') && block.Groups["type"].Value is ""
                    ? lines.Select(line => line[0] is ' ' ? $"  {line}" : $"  {name}{line}")
                    : block.Groups["part"].Value is "the"
                        ? lines.Select(line => $"      {line}").Prepend("    Properties:").Prepend($"    Type: {block.Groups["type"].Value}").Prepend($"  {name}:")
                        : []);
                template.Append('\n');
            }
        }
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, template.ToString());
            // What stands for an id, or is left out, is no matter here.
            var (_, output) = PythonTools.Run(
                "import sys; from cfnlint.runner import main; main()", "--non-zero-exit-code", "none", "--format", "parseable", "--", file);
            var problems = output.Split('\n').Where(line => WrongWords.IsMatch(line));
            Assert.Empty(problems);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void There_is_a_document_and_a_remediation_for_each_rule_that_names_one_and_for_no_other()
    {
        var named = RuleCatalog.All.Where(rule => rule.Info.Repair is Repair.ByDocument).Select(rule => rule.Info.Id).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(named, RemediationTemplate.Documents.Select(document => document.Rule).Order(StringComparer.Ordinal));
        Assert.Equal(named.Select(Repair.ByDocument.NameOf), RemediationTemplate.Documents.Select(document => document.Name).Order(StringComparer.Ordinal));
        Assert.Equal(named, Remediations().Select(RemediationTemplate.RuleOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_remediation_is_of_its_rule_and_hands_its_document_what_it_takes()
    {
        foreach (var remediation in Remediations())
        {
            var rule = RuleCatalog.Find(RemediationTemplate.RuleOf(remediation))!;
            var document = RemediationTemplate.Document(rule.Info.Id);
            Assert.Equal("${RulePrefix}" + rule.Info.Id, RemediationTemplate.Text(remediation["ConfigRuleName"]));
            Assert.Equal(Assert.Single(rule.Reports), RemediationTemplate.Text(remediation["ResourceType"]));
            Assert.Equal("SSM_DOCUMENT", RemediationTemplate.Text(remediation["TargetType"]));
            Assert.Equal($"{rule.GetType().Name}Document", RemediationTemplate.Text(remediation["TargetId"]));

            var parameters = ((YamlMappingNode)remediation["Parameters"]).Children.ToDictionary(pair => RemediationTemplate.Text(pair.Key), pair => pair.Value);
            Assert.All(parameters.Keys, name => Assert.Contains(name, document.Parameters.Select(parameter => parameter.Key)));
            Assert.All(
                document.Parameters.Where(parameter => parameter.Value!["default"] is null), parameter => Assert.Contains(parameter.Key, parameters.Keys));
            var resource = ((Repair.ByDocument)rule.Info.Repair!).ResourceParameter;
            Assert.Equal("RESOURCE_ID", RemediationTemplate.Text(parameters[resource]["ResourceValue"]["Value"]));
            Assert.Equal($"{rule.GetType().Name}Role.Arn", RemediationTemplate.Text(parameters["AutomationAssumeRole"]["StaticValue"]["Values"][0]));
            Assert.Equal("${RulePrefix}" + rule.Info.Id, RemediationTemplate.Text(parameters["ConfigRuleName"]["StaticValue"]["Values"][0]));
        }
    }

    [Fact]
    public void Nothing_is_repaired_without_a_person_unless_a_parameter_of_its_own_says_so()
    {
        foreach (var remediation in Remediations())
        {
            var parameter = RemediationTemplate.Text(remediation["Automatic"]);
            Assert.Equal($"Automatic{RuleCatalog.Find(RemediationTemplate.RuleOf(remediation))!.GetType().Name}", parameter);
            Assert.Equal("false", RemediationTemplate.Text(RemediationTemplate.Root["Parameters"][parameter]["Default"]));
        }
    }

    /// <summary>A document with a rule's parameter means by it what the rule does, and whoever deploys the two says it once more.</summary>
    [Fact]
    public void A_document_takes_its_rule_s_parameters_and_gets_them_from_parameters_of_the_template()
    {
        var taken = new List<string>();
        foreach (var remediation in Remediations())
        {
            var rule = RuleCatalog.Find(RemediationTemplate.RuleOf(remediation))!;
            foreach (var (name, declared) in RemediationTemplate.Document(rule.Info.Id).Parameters)
            {
                if (rule.Parameters.SingleOrDefault(parameter => $"{char.ToUpperInvariant(parameter.Name[0])}{parameter.Name[1..]}" == name) is not { } parameter)
                    continue;
                // The document knows the ports of the rule's default besides those that it is given.
                var expected = name is "ServicePorts" ? "" : parameter.Default;
                // Two rules have a parameter of that name, and mean different things by it.
                var source = (rule, name) is (SecurityGroupReachesEndpoints, "Services") ? "ServicesToReach" : name;
                Assert.Equal(expected, declared!["default"]!.GetValue<string>());
                Assert.Equal(expected, RemediationTemplate.Text(RemediationTemplate.Root["Parameters"][source]["Default"]));
                Assert.Equal(expected is "" ? $"Has{source}" : source, Source(remediation["Parameters"][name]));
                taken.Add($"{rule.Info.Id} {name}");
            }
        }
        Assert.Equal(
            [
                "endpoint-service-principals-trusted AllowWildcardWithAcceptance", "endpoint-service-principals-trusted AllowedServicePrincipals",
                "endpoint-service-principals-trusted EmptyPrincipals", "endpoint-service-principals-trusted TrustedAccountIds",
                "endpoint-service-principals-trusted TrustedOrgIds",
                "route-table-has-gateway-endpoints Services",
                "security-group-reaches-endpoints Bundles", "security-group-reaches-endpoints BundlesTag",
                "security-group-reaches-endpoints DetectWorkloads", "security-group-reaches-endpoints Port",
                "security-group-reaches-endpoints ServicePorts", "security-group-reaches-endpoints Services",
                "vpc-endpoint-admits-workloads ClientCidrs", "vpc-endpoint-admits-workloads Mode", "vpc-endpoint-admits-workloads Port",
                "vpc-endpoint-admits-workloads ServicePorts", "vpc-endpoint-admits-workloads WorkloadSubnetTag",
                "vpc-endpoint-bundles-complete Bundles", "vpc-endpoint-bundles-complete BundlesTag",
                "vpc-endpoint-policy-serves-bundles Bundles", "vpc-endpoint-policy-serves-bundles BundlesTag",
                "vpc-endpoint-policy-serves-bundles DetectWorkloads", "vpc-endpoint-policy-serves-bundles UnknownAs",
                "vpc-endpoint-spans-workload-zones CoverWorkloadAzs", "vpc-endpoint-spans-workload-zones MinAvailabilityZones",
                "vpc-endpoint-spans-workload-zones WorkloadSubnetTag",
            ],
            taken.Order(StringComparer.Ordinal));

        // AWS Config takes no empty value: such a parameter is left out, by a condition.
        static string Source(YamlNode value) => RemediationTemplate.Text(value is YamlSequenceNode choice ? choice[0] : value["StaticValue"]["Values"][0]);
    }

    [Fact]
    public void Few_repairs_run_at_a_time_and_errors_stop_them()
    {
        Assert.Equal("10", RemediationTemplate.Text(RemediationTemplate.Root["Parameters"]["ConcurrentExecutionRate"]["Default"]));
        Assert.Equal("20", RemediationTemplate.Text(RemediationTemplate.Root["Parameters"]["ErrorPercentage"]["Default"]));
        Assert.All(Remediations(), remediation => Assert.Equal(
            ("ConcurrentExecutionRate", "ErrorPercentage"),
            (RemediationTemplate.Text(remediation["ExecutionControls"]["SsmControls"]["ConcurrentExecutionRatePercentage"]),
                RemediationTemplate.Text(remediation["ExecutionControls"]["SsmControls"]["ErrorPercentage"]))));
    }

    /// <summary>Roles are not of a region, and one stack a region makes them.</summary>
    [Fact]
    public void Each_role_is_named_after_its_region_and_its_rule()
    {
        foreach (var (name, role) in RemediationTemplate.Of("AWS::IAM::Role"))
        {
            var rule = RuleCatalog.All.Single(rule => $"{rule.GetType().Name}Role" == name).Info.Id;
            Assert.Equal("${RolePrefix}${AWS::Region}-" + rule, RemediationTemplate.Text(role["RoleName"]));
        }
    }

    [Fact]
    public void A_parameter_leaves_the_rules_to_a_conformance_pack()
    {
        foreach (var (name, resource) in ((YamlMappingNode)RemediationTemplate.Root["Resources"]).Children.Select(pair => (RemediationTemplate.Text(pair.Key), (YamlMappingNode)pair.Value)))
        {
            var isRemediation = RemediationTemplate.Text(resource["Type"]) is "AWS::Config::RemediationConfiguration";
            Assert.True(isRemediation == resource.Children.ContainsKey("Condition"), name);
        }
        Assert.Equal("true", RemediationTemplate.Text(RemediationTemplate.Root["Parameters"]["DeployRemediations"]["Default"]));
    }

    [Fact]
    public void Each_role_is_Systems_Manager_s_alone_and_for_this_account()
    {
        foreach (var (_, role) in RemediationTemplate.Of("AWS::IAM::Role"))
        {
            var trust = Assert.Single(((YamlSequenceNode)role["AssumeRolePolicyDocument"]["Statement"]).Children);
            Assert.Equal("ssm.amazonaws.com", RemediationTemplate.Text(trust["Principal"]["Service"]));
            Assert.Equal("AWS::AccountId", RemediationTemplate.Text(trust["Condition"]["StringEquals"]["aws:SourceAccount"]));
        }
    }

    private static IEnumerable<YamlMappingNode> Remediations() =>
        RemediationTemplate.Of("AWS::Config::RemediationConfiguration").Select(remediation => remediation.Properties);

    [GeneratedRegex("^# (In CloudFormation(, at (?<part>the|each Allow of the) (?<type>AWS::[A-Za-z0-9:]+[A-Za-z0-9])[^\n]*)?|Where the VPC has none):\n(#   (?<line>[^\n]*)\n?)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CloudFormationLines { get; }

    /// <summary>No YAML, no such type, no such property, or a value of another kind.</summary>
    [GeneratedRegex(":E(0000|0001|3001|3002|3006|3012):", RegexOptions.ExplicitCapture)]
    private static partial Regex WrongWords { get; }
}
