using ConfigRules.Aws;
using ConfigRules.Lambda;

namespace ConfigRules.Cli.Templates;

/// <summary>
/// Functions and rules for every account and region of an organization, each on its own. Stack sets with service-managed
/// permissions take no transform, SAM's neither, so that this is what template.yaml becomes by it.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html, Capabilities</remarks>
internal static class StackSetTemplate
{
    /// <summary>Rule names have up to 37 characters of 64.</summary>
    private const int LongestPrefix = 27;

    public static YamlMap Make(IReadOnlyList<DeployedRule> rules)
    {
        var subjects = rules.GroupBy(rule => rule.Subject).ToArray();
        return new()
        {
            { "AWSTemplateFormatVersion", "2010-09-09" },
            {
                "Description", "ConfigRules in one account and region, for a stack set with service-managed permissions: no transform, code from "
                + "a bucket of the region. Such a stack set does not reach the management account, where this is deployed as a stack of its own. "
                + "AWS Config's recorder must be on in each account and region. Names of rules have 64 characters at most, RulePrefix 27. "
                + "Remediations may be added to these rules."
            },
            {
                "Parameters", new YamlMap
                {
                    FunctionParts.CodeParameters,
                    {
                        "DeployRules", Cloud.Parameter("String",
                            "Whether to make the rules too; false where a conformance pack brings them and needs only the functions.",
                            "true", values: ["true", "false"])
                    },
                    FunctionParts.RuleParameters(rules, LongestPrefix),
                    FunctionParts.OperationParameters,
                }
            },
            {
                "Conditions", new YamlMap
                {
                    { "HasRules", Cloud.Is("DeployRules", "true") },
                    FunctionParts.OperationConditions,
                }
            },
            {
                "Resources", new YamlMap
                {
                    FunctionParts.FailedEvents,
                    subjects.SelectMany(Subject),
                    FunctionParts.Alarms([.. subjects.Select(subject => (subject.Key, $"{subject.Key}Function"))]),
                }
            },
        };
    }

    /// <summary>What a function is called in its account: a conformance pack knows it by this name.</summary>
    public static Yaml FunctionName(string subject) => Cloud.Sub($"${{RulePrefix}}config-rules-{subject.ToLowerInvariant()}");

    private static IEnumerable<YamlMember> Subject(IGrouping<string, DeployedRule> rules)
    {
        var subject = rules.Key;
        var members = new YamlMap
        {
            FunctionParts.Function(subject, FunctionName(subject), $"Judges by the {subject} rules of AWS Config.", new() { { Settings.SubjectVariable, subject } }),
            {
                $"{subject}Role", Cloud.Resource("AWS::IAM::Role", new()
                {
                    { "Description", $"What the {subject} rules of AWS Config need." },
                    { "AssumeRolePolicyDocument", FunctionParts.LambdaAssumes },
                    {
                        "Policies", new YamlList
                        {
                            new YamlMap
                            {
                                { "PolicyName", "Facts" },
                                {
                                    "PolicyDocument", Cloud.Policy(
                                        Cloud.Allow("ReadFacts", Permissions.Reading(rules.Select(rule => rule.Rule)), "*"),
                                        FunctionParts.Report,
                                        FunctionParts.KeepFailedEvents,
                                        FunctionParts.WriteOwnLog(subject))
                                },
                            },
                        }
                    },
                })
            },
            { $"{subject}Permission", FunctionParts.Permission($"{subject}Function", Cloud.Ref("AWS::AccountId")) },
        };
        foreach (var rule in rules)
        {
            members.Add(rule.LogicalName, Cloud.Resource(
                "AWS::Config::ConfigRule",
                rule.ConfigRule(Cloud.Sub($"${{RulePrefix}}{rule.Id}"), Cloud.ArnOf($"{subject}Function"), Cloud.Joined(Cloud.Ref("TrustedAccounts"))),
                dependsOn: $"{subject}Permission",
                condition: "HasRules"));
        }
        return members;
    }
}
