using System.Collections.Frozen;
using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// Keys that tell whose endpoint a request passes. Services that do not tell them leave them out, and then no condition holds that asks
/// for a value; AWS's page lists those that do, and says that the list is of today.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpceorgid</remarks>
internal static class EndpointKeys
{
    public const string OrgPaths = "aws:VpceOrgPaths";

    private static readonly string[] Keys = ["aws:SourceVpcArn", "aws:VpceAccount", "aws:VpceOrgID", OrgPaths];

    /// <summary>By the prefixes of their actions.</summary>
    private static readonly FrozenSet<string> ToldBy = """
        acm-pca applicationinsights apprunner athena cloudformation comprehendmedical compute-optimizer datasync discovery ebs ecr ecs firehose
        healthlake iam iotfleetwise iotwireless kinesisanalytics kms lambda medical-imaging omics payment-cryptography polly rbin rekognition
        route53 s3 scheduler servicediscovery servicequotas ssm-contacts storagegateway textract transcribe transfer
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those that only tell whose it is, and not in which VPC.</summary>
    private static readonly FrozenSet<string> ToldButForTheVpcBy = FrozenSet.Create(StringComparer.Ordinal, "dynamodb", "gamelift", "shield");

    /// <summary>The context without what the service may leave out.</summary>
    public static RequestContext AsToldBy(ServiceName service, RequestContext context) =>
        Keys.Where(key => !IsTold(key, ActionPrefixes.Known(service))).Aggregate(context, (known, key) => known.WithUnknown(key));

    /// <summary>Those that the document's conditions ask for, as it writes them, without what is certain.</summary>
    public static IEnumerable<string> UnknownIn(PolicyDocument document, RequestContext context) =>
        document.Statements.SelectMany(statement => statement.Conditions).Select(condition => condition.Key)
            .Where(key => IsUnknown(key, context) || key.Equals(OrgPaths, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the key is one of these, and its value is not known.</summary>
    public static bool IsUnknown(string key, RequestContext context) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase) && context[key].IsUnknown;

    private static bool IsTold(string key, string? prefix) =>
        prefix is not null && (ToldBy.Contains(prefix) || (key != Keys[0] && ToldButForTheVpcBy.Contains(prefix)));
}
