using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Rules;
using ConfigRules.Testing;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Lambda.Tests;

/// <summary>template.yaml deploys what the catalogue holds, no more and no less.</summary>
public sealed class TemplateTests
{
    private readonly Template _template = new();

    [Fact]
    public void Is_valid_for_cfn_lint()
    {
        var (succeeded, output) = PythonTools.Run("import sys; from cfnlint.runner import main; main()", Template.Path);

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
            template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
            done = transform(template, {}, ManagedPolicyLoader(None))
            kinds = [resource["Type"] for resource in done["Resources"].values()]
            for kind in ("AWS::Lambda::Function", "AWS::Config::ConfigRule", "AWS::Lambda::EventInvokeConfig"):
                print(kind, kinds.count(kind))
            """,
            Template.Path);

        Assert.True(succeeded, output);
        var subjects = RuleCatalog.All.Select(RuleCatalog.SubjectOf).Distinct().Count();
        Assert.Equal(
            $"""
            AWS::Lambda::Function {subjects}
            AWS::Config::ConfigRule {RuleCatalog.All.Length}
            AWS::Lambda::EventInvokeConfig {subjects}

            """,
            output);
    }

    [Fact]
    public void Deploys_every_rule_of_the_catalogue_once_and_no_other()
    {
        Assert.Equal(
            RuleCatalog.All.Select(rule => rule.Info.Id).Order(StringComparer.Ordinal),
            Deployed().Order(StringComparer.Ordinal));
        Assert.Equal(
            RuleCatalog.All.Select(RuleCatalog.SubjectOf).Distinct().Order(StringComparer.Ordinal),
            _template.Of("AWS::Serverless::Function").Select(function => SubjectOf(function.Name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gives_each_rule_its_name_its_function_and_its_types()
    {
        foreach (var (rule, properties) in Rules())
        {
            Assert.Equal("${RulePrefix}" + rule.Info.Id, Template.Text(properties["ConfigRuleName"]));
            Assert.Equal(RuleCatalog.SubjectOf(rule), SubjectOf(Template.Target(properties["Source"]["SourceIdentifier"])));
            Assert.Equal(
                rule.Info.Triggers.Order(StringComparer.Ordinal),
                Template.Texts(properties["Scope"]["ComplianceResourceTypes"]).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Sets_every_parameter_of_a_rule_s_own_to_its_default()
    {
        foreach (var (rule, properties) in Rules())
        {
            var set = ((YamlMappingNode)properties["InputParameters"]).Children
                .Where(parameter => Template.Text(parameter.Key) is not RuleHandler.RuleParameter)
                .Select(parameter => $"{Template.Text(parameter.Key)}={_template.Default(parameter.Value)}");
            Assert.Equal(rule.Info.Parameters.Select(parameter => $"{parameter.Name}={parameter.Default}"), set);
        }
    }

    public static TheoryData<string> Packs => ["all", .. RulePack.All.Select(pack => pack.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Deploys_the_rules_of_a_pack_as_it_is_meant_and_no_other(string pack)
    {
        var chosen = RulePack.Find(pack);
        foreach (var (name, properties) in _template.Of("AWS::Config::ConfigRule"))
        {
            var id = IdOf(properties);
            Assert.Equal(chosen is null || chosen.RuleIds.Contains(id), _template.IsDeployed(name, pack));
            foreach (var (rule, parameter, value) in (chosen?.Presets ?? []).Select(RulePack.Split).Where(preset => preset.Rule == id))
                Assert.Equal(value, _template.Default(properties["InputParameters"][parameter], pack));
        }
        // What is not there cannot fall silent.
        var dashboard = new Template("dashboard.yaml");
        foreach (var subject in RuleCatalog.All.GroupBy(RuleCatalog.SubjectOf))
        {
            var isThere = subject.Any(rule => chosen is null || chosen.RuleIds.Contains(rule.Info.Id));
            Assert.Equal(isThere, _template.IsDeployed($"{subject.Key}SilenceAlarm", pack));
            Assert.Equal(isThere, dashboard.IsDeployed($"{subject.Key}SilenceAlarm", pack));
        }
        Assert.Equal(Packs.Select(row => row.Data), Template.Texts(_template.Parameter("Pack")["AllowedValues"]));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Ties_documents_to_rules_that_are_there(string pack)
    {
        var remediation = new Template("remediation.yaml")
        {
            Given = { ["NotificationTopicArn"] = "arn:aws:sns:eu-west-1:111122223333:requests", ["TrustedAccountIds"] = "111122223333" },
        };
        foreach (var (name, properties) in remediation.Of("AWS::Config::RemediationConfiguration"))
        {
            var id = Template.Text(properties["ConfigRuleName"]).Replace("${RulePrefix}", "", StringComparison.Ordinal);
            Assert.Equal(RulePack.Find(pack) is not { } chosen || chosen.RuleIds.Contains(id), remediation.IsDeployed(name, pack));
        }
    }

    [Fact]
    public void Ties_no_document_that_would_not_know_whom_to_tell_or_to_trust()
    {
        var remediation = new Template("remediation.yaml");

        Assert.Equal(
            ["EndpointServicePrincipalsTrusted", "EndpointServiceNotifies"],
            remediation.Of("AWS::Config::RemediationConfiguration").Select(one => one.Name).Where(name => !remediation.IsDeployed(name, "all")));
    }

    [Theory]
    [InlineData("TrustedAccountIds", "111122223333")]
    [InlineData("TrustedOrgIds", "o-acme4example")]
    [InlineData("AllowedServicePrincipals", "quicksight.amazonaws.com")]
    public void Ties_the_document_that_removes_principals_where_one_of_them_says_who_is_trusted(string parameter, string value) =>
        Assert.True(new Template("remediation.yaml") { Given = { [parameter] = value } }.IsDeployed("EndpointServicePrincipalsTrusted", "all"));

    [Fact]
    public void Calls_each_rule_for_changes_of_any_size_and_on_a_schedule()
    {
        foreach (var (_, properties) in _template.Of("AWS::Config::ConfigRule"))
        {
            Assert.Equal(
                [
                    "ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification", "ScheduledNotification",
                ],
                ((YamlSequenceNode)properties["Source"]["SourceDetails"]).Children.Select(detail => Template.Text(detail["MessageType"])));
        }
    }

    [Fact]
    public void Lets_each_function_call_what_reading_for_its_rules_calls_and_nothing_else()
    {
        foreach (var (function, properties) in _template.Of("AWS::Serverless::Function"))
        {
            var subject = SubjectOf(function);
            var needed = Permissions.Reading(RuleCatalog.All.Where(rule => RuleCatalog.SubjectOf(rule) == subject));
            var role = _template.Resource(Template.Target(properties["Role"]));
            var allowed = ((YamlSequenceNode)role["Policies"]).Children
                .SelectMany(policy => ((YamlSequenceNode)policy["PolicyDocument"]["Statement"]).Children)
                .SelectMany(statement => Template.Texts(statement["Action"]))
                .Where(action => !action.StartsWith("logs:", StringComparison.Ordinal));

            Assert.Equal(needed, allowed.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Lets_only_AWS_Config_of_this_account_call_each_function()
    {
        var permissions = _template.Of("AWS::Lambda::Permission").Select(permission => permission.Properties).ToArray();

        Assert.Equal(
            _template.Of("AWS::Serverless::Function").Select(function => function.Name),
            permissions.Select(permission => Template.Target(permission["FunctionName"])));
        Assert.All(permissions, permission => Assert.Equal("config.amazonaws.com", Template.Text(permission["Principal"])));
        Assert.All(permissions, permission => Assert.Equal("AWS::AccountId", Template.Text(permission["SourceAccount"])));
    }

    [Fact]
    public void Gives_every_statement_a_name()
    {
        var text = File.ReadAllLines(Template.Path);

        Assert.Equal(
            text.Count(line => line.TrimStart(' ', '-').StartsWith("Effect:", StringComparison.Ordinal)),
            text.Count(line => line.TrimStart(' ', '-').StartsWith("Sid:", StringComparison.Ordinal)));
    }

    private IEnumerable<string> Deployed() =>
        _template.Of("AWS::Config::ConfigRule").Select(resource => IdOf(resource.Properties));

    private IEnumerable<(Rule Rule, YamlMappingNode Properties)> Rules() =>
        from resource in _template.Of("AWS::Config::ConfigRule")
        join rule in RuleCatalog.All on IdOf(resource.Properties) equals rule.Info.Id
        select (rule, resource.Properties);

    private static string IdOf(YamlMappingNode rule) => Template.Text(rule["InputParameters"][RuleHandler.RuleParameter]);

    private string SubjectOf(string function) =>
        Template.Text(_template.Resource(function)["Environment"]["Variables"][Settings.SubjectVariable]);
}
