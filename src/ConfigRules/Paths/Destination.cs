using System.Collections.Immutable;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Where packets for a name are sent to: everything that its answer may stand for. One that is asked for often is one object.</summary>
internal sealed class Destination(ImmutableArray<Target> targets)
{
    public ImmutableArray<Target> Targets => targets;
}

/// <summary>Addresses that are routed alike as far as the name goes: those of an endpoint in one subnet, or a service's public ones.</summary>
/// <param name="Addresses">Where packets go.</param>
/// <param name="Text">"vpce-1 in subnet-1 (10.0.1.5)".</param>
internal sealed record Target(AddressSet Addresses, string Text)
{
    /// <summary>Whether they are some of the addresses, and nobody knows which; else packets may go to all of them.</summary>
    public bool IsSomewhereWithin { get; init; }

    public VpcEndpoint? Endpoint { get; init; }

    /// <summary>Where the endpoint's interface is.</summary>
    public Subnet? EndpointSubnet { get; init; }

    /// <summary>The service's own prefix list, for the public addresses of one that has gateway endpoints.</summary>
    public string? PrefixListId { get; init; }

    /// <summary>The service, for its public addresses.</summary>
    public string? Service { get; init; }

    public bool IsPublic => Endpoint is null;

    public AddressFamily Family => Addresses.Family;
}
