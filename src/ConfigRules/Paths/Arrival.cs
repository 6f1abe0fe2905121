using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Where a part of the packets ends up after all tables on the way, as far as routes go.</summary>
/// <param name="Target">What they were sent to.</param>
/// <param name="Addresses">The part of its addresses.</param>
/// <param name="Hops">The tables, gateways and peerings that they pass, in order.</param>
internal sealed record Arrival(Target Target, AddressSet Addresses, ImmutableArray<Hop> Hops)
{
    /// <summary>Null where they do not end at an endpoint.</summary>
    public VpcEndpoint? Endpoint { get; init; }

    /// <summary>Where the endpoint's interface is; null for a gateway endpoint, and where that was not recorded.</summary>
    public Subnet? EndpointSubnet { get; init; }

    /// <summary>The internet gateway by which they leave straight from their subnet; null where they do not.</summary>
    public RouteTarget? Gateway { get; init; }

    /// <summary>The peering by which they came, whose way back has to exist as well.</summary>
    public PeeringConnection? Through { get; init; }
}
