using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>What the rules about endpoint policies have in common.</summary>
internal static class EndpointPolicies
{
    public static readonly ImmutableArray<EndpointType> Types = [EndpointType.Interface, EndpointType.Gateway];

    public static readonly ListParameter ExemptServices = new(
        "exemptServices", "Services whose endpoints' policies are left alone: sts,logs.", text => text.Length > 0, "services separated by commas");

    /// <summary>What users of identity providers call, with a token in place of a signature.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_policies.html</remarks>
    public static readonly ImmutableArray<string> OfIdentityProviders = ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

    /// <summary>Where not the policy itself has to be judged, the verdict; else null, and the document.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html</remarks>
    public static Verdict? Screen(VpcEndpoint endpoint, Network network, Parameters parameters, out PolicyDocument? document)
    {
        document = null;
        if (endpoint.Service.IsProvided)
            return NotApplicable("An endpoint to a service of another provider has no policy of its own.");

        if (parameters.Get(ExemptServices).Contains(endpoint.Service.Service))
            return NotApplicable($"A parameter exempts endpoints to {endpoint.Service.Service}.");

        var supported = EndpointPolicy.IsInForce(endpoint, network);
        if (supported is false)
            return NotApplicable($"{endpoint.Service} does not support endpoint policies.");
        if (supported is null)
            return Undetermined(NotKnown.ServiceOf(endpoint));

        if (string.IsNullOrWhiteSpace(endpoint.PolicyDocument))
            return null;

        (document, var problem) = network.PolicyOf(endpoint);
        return document is null ? Undetermined(problem) : null;
    }

    /// <summary>An answer of a rule with the parameters, which endpoints to one service with one policy share.</summary>
    public static TAnswer Once<TAnswer>(
        object asked, VpcEndpoint endpoint, PolicyDocument document, Network network, Parameters parameters, Func<TAnswer> answer)
        where TAnswer : notnull =>
        EndpointPolicy.Once((asked, parameters), endpoint, document, network, answer);

    /// <summary>
    /// The prefix of the actions that pass the endpoint. No page of AWS's tells it by the names that services have in PrivateLink;
    /// so where it is not known for sure and all actions that the document names have the same one, the document is believed.
    /// </summary>
    public static string ActionPrefix(ServiceName service, PolicyDocument document)
    {
        if (KnownPrefix(service) is { } known)
            return known;
        string[] named =
        [
            .. document.Statements.SelectMany(statement => statement.Actions.Patterns).Where(action => action is not "*")
                .Select(action => action.Split(':')[0].ToLowerInvariant()).Distinct(),
        ];
        return named is [var only] ? only : SuggestedPrefix(service);
    }

    /// <summary>The prefixes of the actions that pass the endpoint; null where they are not known for sure.</summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    /// https://docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endoint-policy.html
    /// </remarks>
    public static ImmutableArray<string>? FamilyOf(ServiceName service) => (service.Service, KnownPrefix(service)) switch
    {
        (_, null) => null,
        ("s3", _) => ["s3", "s3express", "s3-outposts", "s3-object-lambda", "s3tables"],
        ("ecr.api" or "ecr.dkr", _) => ["ecr", "ecr-public", "sts"],
        ("ssm", _) => ["ssm", "ssm-guiconnect", "ssmmessages", "ec2messages"],
        ("cloudformation" or "cloudcontrolapi", _) => ["cloudformation", "cloudcontrol"],
        ("eks" or "eks-auth", _) => ["eks", "eks-auth"],
        var (_, prefix) => [prefix],
    };

    /// <summary>ARNs of what nobody names: first of what the service chiefly holds, a policy for all of which is open.</summary>
    public static ImmutableArray<string> UnnamedResources(string prefix, Network network)
    {
        if (prefix is "s3")
            return [$"arn:{network.Partition}:s3:::{Anything}/{Anything}", $"arn:{network.Partition}:s3:::{Anything}"];

        var beginning = $"arn:{network.Partition}:{prefix}:{network.Region}:{NoAccount}:";
        var chief = prefix switch
        {
            "dynamodb" => "table/",
            "ecr" => "repository/",
            "firehose" => "deliverystream/",
            "kinesis" => "stream/",
            "kms" => "key/",
            "lambda" => "function:",
            "logs" => "log-group:",
            "s3express" => "bucket/",
            "secretsmanager" => "secret:",
            _ => $"{Anything}/",
        };
        // Of every one of these some actions concern no resource.
        return [$"{beginning}{chief}{Anything}", $"{beginning}{Anything}/{Anything}", "*"];
    }

    /// <summary>Null where the service's name suggests it, and nothing more.</summary>
    /// <remarks>https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html</remarks>
    public static string? KnownPrefix(ServiceName service) => service.Service switch
    {
        "appconfigdata" => "appconfig",
        "appmesh-envoy-management" => "appmesh",
        "appsync-api" => "appsync",
        "aps-workspaces" => "aps",
        "arsenal-discovery" => "arsenal",
        "bedrock-agent" or "bedrock-agent-runtime" or "bedrock-data-automation" or "bedrock-data-automation-runtime" or "bedrock-runtime" => "bedrock",
        "bedrock-agentcore-control" => "bedrock-agentcore",
        "cassandra-streams" => "cassandra",
        "cloudcontrolapi" => "cloudformation",
        "cloudhsmv2" => "cloudhsm",
        "data-servicediscovery" => "servicediscovery",
        "dicom-medical-imaging" or "runtime-medical-imaging" => "medical-imaging",
        "dynamodb-streams" => "dynamodb",
        "ecr.api" or "ecr.dkr" => "ecr",
        "ecs-agent" or "ecs-telemetry" => "ecs",
        "elasticbeanstalk-health" => "elasticbeanstalk",
        "email" or "email-smtp" or "mail-manager" => "ses",
        "evidently-dataplane" => "evidently",
        "finspace-api" => "finspace",
        "forecastquery" => "forecast",
        "git-codecommit" => "codecommit",
        "grafana-workspace" => "grafana",
        "guardduty-data" => "guardduty",
        "kinesis-firehose" => "firehose",
        "kinesis-streams" => "kinesis",
        "lorawan.cups" or "lorawan.lns" => "iotwireless",
        "memory-db" => "memorydb",
        "models-v2-lex" or "runtime-v2-lex" => "lex",
        "monitoring" => "cloudwatch",
        "neptune-graph-data" => "neptune-graph",
        "personalize-events" or "personalize-runtime" => "personalize",
        "pinpoint" => "mobiletargeting",
        "pinpoint-sms-voice-v2" => "sms-voice",
        "pipes-data" => "pipes",
        "rum-dataplane" => "rum",
        "s3-global.accesspoint" => "s3",
        "servicecatalog-appregistry" => "servicecatalog",
        "streaming-rekognition" => "rekognition",
        "sync-states" => "states",
        "tagging" => "tag",
        "transcribestreaming" => "transcribe",
        // Gateway endpoints, and services of bundles that are called as their actions are.
        "athena" or "bedrock" or "cloudformation" or "dynamodb" or "ec2" or "ecs" or "eks" or "eks-auth" or "elasticloadbalancing" or "logs"
            or "redshift-data" or "s3" or "s3express" or "secretsmanager" or "ssm" or "ssmmessages" or "sts" or "xray" => service.Service,
        var name => name.EndsWith("-omics", StringComparison.Ordinal) ? "omics"
            : name.StartsWith("aws.sagemaker.", StringComparison.Ordinal) ? "sagemaker"
            : null,
    };

    /// <summary>"iotsitewise" of "iotsitewise.data", "freetier" of "aws.api.freetier".</summary>
    private static string SuggestedPrefix(ServiceName service) => service.Service.Split('.') switch
    {
        ["aws", "api", var name, ..] => name,
        ["api", "aws", var name, ..] => name,
        var parts => parts[0],
    };
}
