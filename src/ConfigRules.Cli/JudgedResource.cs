using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>What a verdict is on, of every type that rules report.</summary>
internal static class JudgedResource
{
    /// <summary>Null where it was not recorded.</summary>
    public static Resource? Of(Evaluation evaluation, Network network) => evaluation.ResourceType switch
    {
        ResourceType.Vpc => network.Find<Vpc>(evaluation.ResourceId),
        ResourceType.Subnet => network.Find<Subnet>(evaluation.ResourceId),
        ResourceType.RouteTable => network.Find<RouteTable>(evaluation.ResourceId),
        ResourceType.VpcEndpoint => network.Find<VpcEndpoint>(evaluation.ResourceId),
        ResourceType.SecurityGroup => network.Find<SecurityGroup>(evaluation.ResourceId),
        ResourceType.NatGateway => network.Find<NatGateway>(evaluation.ResourceId),
        ResourceType.EndpointService => network.Find<EndpointService>(evaluation.ResourceId),
        _ => null,
    };

    /// <summary>The VPC that it is in, or is itself; null where it lies in none, or was not recorded.</summary>
    public static string? VpcOf(Evaluation evaluation, Network network) =>
        evaluation.ResourceType is ResourceType.Vpc ? evaluation.ResourceId : (Of(evaluation, network) as VpcResource)?.VpcId;
}
