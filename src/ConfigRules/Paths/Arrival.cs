using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Where a part of the packets ends up after all tables on the way, as far as routes go.</summary>
/// <param name="target">What they were sent to.</param>
/// <param name="addresses">The part of its addresses.</param>
/// <param name="hops">The tables, gateways and peerings that they pass, in order.</param>
internal sealed class Arrival(Target target, AddressSet addresses, ImmutableArray<Hop> hops)
{
    public Target Target => target;

    public AddressSet Addresses => addresses;

    public ImmutableArray<Hop> Hops => hops;

    /// <summary>Whether packets may come this way, or another one instead, and nobody knows: by a list that was not recorded.</summary>
    public bool IsPossible { get; init; }

    /// <summary>Null where they do not end at an endpoint.</summary>
    public VpcEndpoint? Endpoint { get; init; }

    /// <summary>Where the endpoint's interface is; null for a gateway endpoint, and where that was not recorded.</summary>
    public Subnet? EndpointSubnet { get; init; }

    /// <summary>The internet gateway by which they leave straight from their subnet; null where they do not.</summary>
    public RouteTarget? Gateway { get; init; }

    /// <summary>The subnet of the NAT gateway by which they leave; null where they do not.</summary>
    public Subnet? NatSubnet { get; init; }

    /// <summary>The peering by which they came, whose way back has to exist as well.</summary>
    public PeeringConnection? Through { get; init; }
}
