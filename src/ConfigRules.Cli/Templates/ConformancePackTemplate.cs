using ConfigRules.Model;

namespace ConfigRules.Cli.Templates;

/// <summary>
/// The rules as a conformance pack, which may hold rules and remediations and nothing else: the functions come with
/// deploy/stack-set.yaml.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/config/latest/developerguide/custom-conformance-pack.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_PutConformancePack.html
/// </remarks>
internal static class ConformancePackTemplate
{
    public const string Comment =
        """
        The rules of ConfigRules as a conformance pack. A pack brings no functions: deploy/stack-set.yaml with DeployRules=false puts
        them into each account and region first, and a rule whose function is not there, or that AWS Config may not call, fails the pack.
        AWS Config adds -conformance-pack-xxxxxxxxx to the names of rules, so that they have no prefix. A template has 51,200 bytes at
        most (300 KB from S3), and 60 parameters. A remediation can be part of the pack, and cannot be added to its rules afterwards.
        AWS Config's recorder must be on in each account and region.
        """;

    /// <param name="rules">The rules.</param>
    /// <param name="documents">The Automation document that repairs what a rule finds, for rules that have one.</param>
    public static YamlMap Make(IReadOnlyList<DeployedRule> rules, IReadOnlyDictionary<string, string> documents)
    {
        var parameters = new YamlMap
        {
            FunctionParts.Frequency,
            { "FunctionPrefix", Cloud.Parameter("String", "The RulePrefix of the stack set that deploys the functions.", "") },
            // AWS Config knows no lists here.
            FunctionParts.TrustParameters(rules, "String"),
        };
        if (documents.Count > 0)
        {
            parameters.Add("RemediationRolePrefix", Cloud.Parameter("String",
                "The RolePrefix of the stack of remediation.yaml in each account and region; documents read and change with its roles.", "configrules-"));
            parameters.Add("AutomaticRemediation", Cloud.Parameter("String",
                "Whether documents run without anybody asking.", "false", values: ["true", "false"]));
        }

        var resources = new YamlMap();
        foreach (var rule in rules)
        {
            resources.Add(rule.LogicalName, Cloud.Resource("AWS::Config::ConfigRule", rule.ConfigRule(
                rule.Id,
                Cloud.Sub($"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:${{FunctionPrefix}}config-rules-{rule.Subject.ToLowerInvariant()}"),
                Cloud.Ref("TrustedAccounts"))));
            if (documents.TryGetValue(rule.Id, out var document))
                resources.Add($"{rule.LogicalName}Remediation", Remediation(rule, document));
        }
        return new() { { "Parameters", parameters }, { "Resources", resources } };
    }

    private static YamlMap Remediation(DeployedRule rule, string document) => Cloud.Resource(
        "AWS::Config::RemediationConfiguration",
        new()
        {
            { "ConfigRuleName", rule.Id },
            { "ResourceType", Repaired(rule) },
            { "TargetType", "SSM_DOCUMENT" },
            { "TargetId", document },
            { "Automatic", Cloud.Ref("AutomaticRemediation") },
            { "MaximumAutomaticAttempts", 3 },
            { "RetryAttemptSeconds", 3600 },
            {
                "ExecutionControls", new YamlMap
                {
                    { "SsmControls", new YamlMap { { "ConcurrentExecutionRatePercentage", 10 }, { "ErrorPercentage", 20 } } },
                }
            },
            {
                "Parameters", new YamlMap
                {
                    { "AutomationAssumeRole", Fixed(Cloud.Sub($"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/${{RemediationRolePrefix}}${{AWS::Region}}-{rule.Id}")) },
                    { Subject(rule), new YamlMap { { "ResourceValue", new YamlMap { { "Value", "RESOURCE_ID" } } } } },
                    // Whole, with what AWS Config adds to it; and the remediation waits for the rule by it.
                    { "ConfigRuleName", Fixed(Cloud.Ref(rule.LogicalName)) },
                }
            },
        });

    private static YamlMap Fixed(Yaml value) => new() { { "StaticValue", new YamlMap { { "Values", new YamlList { value } } } } };

    /// <summary>A document repairs resources of one type, and so does a remediation.</summary>
    private static string Repaired(DeployedRule rule) => rule.Rule.Reports.Single();

    /// <summary>What a document calls the resource to repair.</summary>
    private static string Subject(DeployedRule rule) => Repaired(rule) switch
    {
        ResourceType.Vpc => "VpcId",
        ResourceType.VpcEndpoint => "EndpointId",
        ResourceType.EndpointService => "ServiceId",
        var type => $"{type[(type.LastIndexOf(':') + 1)..]}Id",
    };
}
