using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>A service whose names lead clients in a VPC to public addresses.</summary>
/// <param name="Service">"s3", "ecr.api".</param>
/// <param name="Doubt">The sentence that says why that is not certain; null where it is.</param>
internal sealed record PublicAnswer(string Service, string? Doubt = null)
{
    /// <summary>When none is public, where that is not certain: "private DNS of an interface endpoint answers in vpc-1". Null elsewhere.</summary>
    public string? Unless { get; private init; }

    /// <summary>
    /// Of the endpoint's service, by whose names packets come to it: null for a gateway endpoint where an interface endpoint of the VPC takes them over.
    /// </summary>
    public static PublicAnswer? Sending(VpcEndpoint endpoint, Network network) => endpoint.Type is EndpointType.Gateway
        ? BesideGateways(endpoint.Service.Service, endpoint.VpcId, network)
        : new(endpoint.Service.Service);

    /// <summary>
    /// Of a service with gateway endpoints, whose names stay public but for an interface endpoint beside them: null where one of the
    /// VPC's own takes them over.
    /// </summary>
    public static PublicAnswer? BesideGateways(string service, string vpcId, Network network) =>
        !network.EndpointsTo(service, vpcId).Any(Resolver.AnswersInVpc) ? new(service) : Resolver.AnswersFromZones(network.Find<Vpc>(vpcId)) switch
        {
            true => null,
            false => new(service),
            null => new(service, $"Whether names of {service} resolve to its interface endpoint hangs on attributes of {vpcId} that have not been recorded.")
            {
                Unless = $"private DNS of an interface endpoint answers in {vpcId}",
            },
        };

    /// <summary>Null where the service's name leads to private addresses alone, of the VPC's own endpoint or of a hub's, or to none.</summary>
    public static PublicAnswer? Of(string service, string vpcId, Network network)
    {
        var intent = Intent.ToService(service, network);
        if (intent.Name is null)
            return new(service, $"What names {service} has, has not been recorded.");
        var answer = Resolver.In(vpcId, network).Resolve(intent);
        return answer.Hops.FirstOrDefault(hop => hop.Effect is HopEffect.Unknown) is { } unknown ? new(service, $"What {service} resolves to is not known: {unknown.Text}.")
            : answer.Destination?.Targets.Any(target => target.Endpoint is null && PublicSpace.IsOf(target, network)) is true ? new(service)
            : null;
    }
}
