using ConfigRules.Lambda;

namespace ConfigRules.Cli.Templates;

/// <summary>One function in one account, and rules of the organization that call it from every other.</summary>
internal static class OrganizationRulesTemplate
{
    /// <summary>In a member a rule is called OrgConfigRule-NAME-xxxxxxxx: 23 characters more, of 64.</summary>
    private const int LongestPrefix = 4;

    /// <summary>
    /// A named role, so that members can trust it before it is there. What follows tells those of other regions and of other stacks
    /// apart: a role is not of a region, and an organization has a stack for each sixty accounts.
    /// </summary>
    public const string RoleName = "config-rules-central";

    public static YamlMap Make(IReadOnlyList<DeployedRule> rules) => new()
    {
        { "AWSTemplateFormatVersion", "2010-09-09" },
        { "Transform", "AWS::LanguageExtensions" },
        {
            "Description", "ConfigRules for an organization from one function, in the management account or a delegated administrator for "
            + "config-multiaccountsetup.amazonaws.com, one stack a region for each 60 accounts (the policy of a function has 20,480 bytes, a "
            + "statement for each), with a RulePrefix of its own and all other accounts excluded: 315 at most, which a parameter's 4,096 bytes "
            + "hold. More need deploy/stack-set.yaml. Each account needs the role of deploy/member-role.yaml, and AWS Config's recorder on. "
            + "AWS Config refuses remediations of such rules. RulePrefix has 4 characters at most: members see OrgConfigRule-NAME-xxxxxxxx, of 64."
        },
        { "Parameters", Parameters(rules) },
        {
            "Conditions", new YamlMap
            {
                { "HasRules", Cloud.Is("DeployRules", "true") },
                { "HasExcludedAccounts", Cloud.Differs(new YamlCall("Join", new YamlList { "", Cloud.Ref("ExcludedAccounts") }), "") },
                FunctionParts.OperationConditions,
            }
        },
        {
            "Resources", new YamlMap
            {
                FunctionParts.FailedEvents,
                FunctionParts.Function("Central", Cloud.Sub("${RulePrefix}config-rules-central"), "Judges for the accounts of the organization.", new()
                {
                    { Settings.RoleVariable, Cloud.Ref("MemberRoleName") },
                    { Settings.ExternalIdVariable, Cloud.Ref("ExternalId") },
                    { Settings.AccountsVariable, Cloud.Joined(Cloud.Ref("ServedAccounts")) },
                }),
                { "CentralRole", Role },
                {
                    "Fn::ForEach::Permissions", new YamlList
                    {
                        "Account",
                        Cloud.Ref("ServedAccounts"),
                        new YamlMap { { "PermissionOf${Account}", FunctionParts.Permission("CentralFunction", Cloud.Ref("Account")) } },
                    },
                    "AWS Config calls in the name of the account that has the rule, so that each needs a statement of its own in the function's "
                    + "policy: its 20,480 bytes hold about 60. aws:PrincipalOrgID knows accounts, not the service that calls here."
                },
                rules.Select(Rule),
                FunctionParts.Alarms([("all", "CentralFunction")]),
            }
        },
    };

    private static YamlMap Parameters(IReadOnlyList<DeployedRule> rules) => new()
    {
        FunctionParts.CodeParameters,
        new YamlMember("DeployRules", Cloud.Parameter("String",
            "Whether to make the rules: first false, then the member roles, then true. A rule whose function AWS Config may not call fails at once.",
            "false", values: ["true", "false"])),
        new YamlMember("ServedAccounts", Cloud.Parameter("CommaDelimitedList",
            "The accounts that the function serves, about 60 at most; others get a stack of their own. It answers for no other account but its own.")),
        new YamlMember("ExcludedAccounts", Cloud.Parameter("CommaDelimitedList",
            "Accounts of the organization that get no rules of this stack: every one that it does not serve, the management account too unless it has the member role. 315 at most.", "")),
        new YamlMember("MemberRoleName", Cloud.Parameter("String", "The RoleName of deploy/member-role.yaml.", MemberRoleTemplate.RoleName, MemberRoleTemplate.NamePattern)),
        new YamlMember("ExternalId", Cloud.Parameter("String", "The ExternalId of deploy/member-role.yaml.", "", MemberRoleTemplate.ExternalIdPattern)),
        FunctionParts.RuleParameters(rules, LongestPrefix),
        FunctionParts.OperationParameters,
    };

    private static YamlMap Role => Cloud.Resource("AWS::IAM::Role", new()
    {
        { "RoleName", Cloud.Sub($"{RoleName}-${{RulePrefix}}${{AWS::Region}}") },
        { "Description", "Reads nothing by itself: it assumes the member role of the account that an event is about." },
        { "AssumeRolePolicyDocument", FunctionParts.LambdaAssumes },
        {
            "Policies", new YamlList
            {
                new YamlMap
                {
                    { "PolicyName", "Central" },
                    {
                        "PolicyDocument", Cloud.Policy(
                            Cloud.Allow("AssumeMemberRole", ["sts:AssumeRole"], Cloud.Sub("arn:${AWS::Partition}:iam::*:role/${MemberRoleName}")),
                            FunctionParts.KeepFailedEvents,
                            FunctionParts.WriteOwnLog("Central"))
                    },
                },
            }
        },
    });

    private static YamlMember Rule(DeployedRule rule) => new(rule.LogicalName, Cloud.Resource(
        "AWS::Config::OrganizationConfigRule",
        new()
        {
            { "OrganizationConfigRuleName", Cloud.Sub($"${{RulePrefix}}{rule.Id}") },
            { "ExcludedAccounts", Cloud.If("HasExcludedAccounts", Cloud.Ref("ExcludedAccounts"), Cloud.Nothing) },
            { "OrganizationCustomRuleMetadata", rule.OrganizationRule(Cloud.ArnOf("CentralFunction")) },
        },
        condition: "HasRules"));
}
