using ConfigRules.Aws;

namespace ConfigRules.Cli.Templates;

/// <summary>The role that the central function assumes in an account: reads what the rules judge by, and reports.</summary>
internal static class MemberRoleTemplate
{
    public const string RoleName = "config-rules-member";
    public const string NamePattern = "^[A-Za-z0-9+=,.@_-]{1,64}$";
    public const string ExternalIdPattern = "^([A-Za-z0-9+=,.@:/_-]{2,1224})?$";

    public static YamlMap Make(IReadOnlyList<DeployedRule> rules) => new()
    {
        { "AWSTemplateFormatVersion", "2010-09-09" },
        {
            "Description", "The role that the central function of ConfigRules (deploy/organization-rules.yaml) assumes in an account. Roles are not of "
            + "a region: a stack set brings it to one region of each account. A stack set with service-managed permissions does not reach the "
            + "management account. It trusts the central functions' roles and nobody else, reads what the rules judge by, and reports evaluations."
        },
        {
            "Parameters", new YamlMap
            {
                { "CentralAccountId", Cloud.Parameter("String", "The account that has the central function.", pattern: "^[0-9]{12}$") },
                { "RoleName", Cloud.Parameter("String", "What the role is called in every account; the central function knows it by this name.", RoleName, NamePattern) },
                { "ExternalId", Cloud.Parameter("String", "What the central function has to name besides; empty for nothing.", "", ExternalIdPattern) },
            }
        },
        { "Conditions", new YamlMap { { "HasExternalId", Cloud.Differs(Cloud.Ref("ExternalId"), "") } } },
        {
            "Resources", new YamlMap
            {
                {
                    "MemberRole", Cloud.Resource("AWS::IAM::Role", new()
                    {
                        { "RoleName", Cloud.Ref("RoleName") },
                        { "Description", "What the rules of ConfigRules need in this account." },
                        { "AssumeRolePolicyDocument", Trust },
                        {
                            "Policies", new YamlList
                            {
                                new YamlMap
                                {
                                    { "PolicyName", "Rules" },
                                    {
                                        "PolicyDocument", Cloud.Policy(
                                            Cloud.Allow("ReadFacts", Permissions.Reading(rules.Select(rule => rule.Rule)), "*"),
                                            FunctionParts.Report)
                                    },
                                },
                            }
                        },
                    })
                },
            }
        },
    };

    private static YamlMap Trust => Cloud.Policy(new YamlMap
    {
        { "Sid", "CentralFunctionsAssume" },
        { "Effect", "Allow" },
        { "Principal", new YamlMap { { "AWS", Cloud.Sub("arn:${AWS::Partition}:iam::${CentralAccountId}:root") } } },
        { "Action", "sts:AssumeRole" },
        {
            "Condition", new YamlMap
            {
                {
                    "ArnLike", new YamlMap
                    {
                        { "aws:PrincipalArn", Cloud.Sub($"arn:${{AWS::Partition}}:iam::${{CentralAccountId}}:role/{OrganizationRulesTemplate.RoleName}-*") },
                    },
                    "By its name and not as a principal: it need not be there yet, and may be made again."
                },
                { "StringEquals", Cloud.If("HasExternalId", new YamlMap { { "sts:ExternalId", Cloud.Ref("ExternalId") } }, Cloud.Nothing) },
            }
        },
    });
}
