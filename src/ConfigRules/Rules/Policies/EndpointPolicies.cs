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
}
