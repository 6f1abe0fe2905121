using System.Collections.Frozen;
using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Paths;

/// <summary>
/// Keys that tell whose endpoint a request passes. Services that do not tell them leave them out, and then no condition holds that asks
/// for a value; AWS's page lists those that do, and says that the list is of today.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpceorgid</remarks>
internal static class EndpointKeys
{
    public const string OrgPaths = "aws:VpceOrgPaths";

    private const string OfTheVpc = "aws:SourceVpcArn";

    private static readonly string[] Keys = [OfTheVpc, "aws:VpceAccount", "aws:VpceOrgID", OrgPaths];

    /// <summary>By the prefixes of their actions.</summary>
    private static readonly FrozenSet<string> ToldBy = """
        acm-pca applicationinsights apprunner athena cloudformation comprehendmedical compute-optimizer datasync discovery ebs ecr ecs firehose
        healthlake iam iotfleetwise iotwireless kinesisanalytics kms lambda medical-imaging omics payment-cryptography polly rbin rekognition
        route53 s3 scheduler servicediscovery servicequotas ssm-contacts storagegateway textract transcribe transfer
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those that only tell whose it is, and not in which VPC.</summary>
    private static readonly FrozenSet<string> ToldButForTheVpcBy = FrozenSet.Create(StringComparer.Ordinal, "dynamodb", "gamelift", "shield");

    /// <summary>The context without the values that the service may leave out.</summary>
    public static RequestContext AsToldBy(ServiceName service, RequestContext told) =>
        Untold(service).Aggregate(told, (known, key) => known.WithUnknown(key));

    /// <summary>What is told in the context, without what the service may leave out; null where the document asks for nothing of that.</summary>
    public static RequestContext? AsLeftOutBy(ServiceName service, PolicyDocument document, RequestContext told) =>
        Untold(service).Where(key => IsAskedFor(key, document)).ToArray() is [_, ..] keys ? told.Without(keys) : null;

    /// <summary>Whether every request to the service that passes an endpoint has the key.</summary>
    public static bool IsToldBy(ServiceName service, string key) => !Untold(service).Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the key is one of these.</summary>
    public static bool Contain(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that the document's conditions ask for, as it writes them, without what is certain.</summary>
    public static IEnumerable<string> UnknownIn(PolicyDocument document, RequestContext context) =>
        document.Statements.SelectMany(statement => statement.Conditions).Select(condition => condition.Key)
            .Where(key => IsUnknown(key, context) || key.Equals(OrgPaths, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the key is one of these, and its value is not known.</summary>
    public static bool IsUnknown(string key, RequestContext context) => Contain(key) && context[key].IsUnknown;

    private static string[] Untold(ServiceName service) => ActionPrefixes.Known(service) switch
    {
        { } prefix when ToldBy.Contains(prefix) => [],
        { } prefix when ToldButForTheVpcBy.Contains(prefix) => [OfTheVpc],
        _ => Keys,
    };

    /// <summary>As a condition's key, or in a variable.</summary>
    private static bool IsAskedFor(string key, PolicyDocument document)
    {
        return document.Statements.Any(statement =>
            statement.Resources.Patterns.Any(IsIn) || statement.Conditions.Any(condition => IsIn(condition.Key) || condition.Values.Any(IsIn)));

        bool IsIn(string text) => text.Contains(key, StringComparison.OrdinalIgnoreCase);
    }
}
