using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Policies;

/// <summary>What the rules about endpoint policies have in common.</summary>
internal static class EndpointPolicies
{
    public static readonly ImmutableArray<EndpointType> Types = [EndpointType.Interface, EndpointType.Gateway];

    public static readonly ListParameter ExemptServices = new(
        "exemptServices", "Services whose endpoints' policies are left alone: sts,logs.", text => text.Length > 0, "services separated by commas");

    /// <summary>
    /// Names that nobody has: what a policy says of them it says of everybody and everything that it does not name.
    /// </summary>
    public const string NoAccount = "000000000000";
    public const string NoOrganization = "o-0000000000";

    /// <summary>Where not the policy itself has to be judged, the verdict; else null, and the document.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html</remarks>
    public static Verdict? Screen(VpcEndpoint endpoint, Network network, Parameters parameters, out PolicyDocument? document)
    {
        document = null;
        if (endpoint.Service.IsProvided)
            return NotApplicable("An endpoint to a service of another provider has no policy of its own.");

        if (parameters.Get(ExemptServices).Contains(endpoint.Service.Service))
            return NotApplicable($"A parameter exempts endpoints to {endpoint.Service.Service}.");

        // Both services that have gateway endpoints take policies.
        var supported = endpoint.Type is EndpointType.Gateway ? true : network.Find<ServiceDetail>(endpoint.Service.Full)?.PolicySupported;
        if (supported is false)
            return NotApplicable($"{endpoint.Service} does not support endpoint policies.");
        if (supported is null)
            return Undetermined($"{endpoint.Service} is not among the recorded ServiceDetails.");

        if (string.IsNullOrWhiteSpace(endpoint.PolicyDocument))
            return null;

        (document, var problem) = network.PolicyOf(endpoint);
        return document is null ? Undetermined(problem) : null;
    }

    /// <summary>The prefix of the actions that pass the endpoint, where it is not the service's own name.</summary>
    public static string ActionPrefix(ServiceName service) => service.Service switch
    {
        "monitoring" => "cloudwatch",
        "ecs-agent" or "ecs-telemetry" => "ecs",
        "email" or "email-smtp" => "ses",
        "kinesis-streams" => "kinesis",
        "kinesis-firehose" => "firehose",
        "git-codecommit" => "codecommit",
        "dynamodb-streams" => "dynamodb",
        "bedrock-runtime" or "bedrock-agent" or "bedrock-agent-runtime" => "bedrock",
        "aws.sagemaker.notebook" or "aws.sagemaker.studio" => "sagemaker",
        var name => name.Split('.')[0],
    };

    /// <summary>A text that the pattern matches and that nothing else names.</summary>
    public static string Instance(string pattern) => pattern.Replace("*", "any-0f1e2d", StringComparison.Ordinal).Replace('?', '0');
}
