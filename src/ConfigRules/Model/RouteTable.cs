using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

public sealed record RouteTable(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    /// <summary>Whether subnets of the VPC without an association of their own use it.</summary>
    public bool IsMain { get; init; }

    /// <summary>The subnets associated explicitly.</summary>
    public ImmutableArray<string> SubnetIds { get; init; } = [];

    /// <summary>The internet or virtual private gateways whose inbound traffic it routes (edge association).</summary>
    public ImmutableArray<string> GatewayIds { get; init; } = [];

    public ImmutableArray<Route> Routes { get; init; } = [];
}

/// <summary>A route; its destination is either a block or a prefix list.</summary>
public sealed record Route(IPNetwork? Block, string? PrefixListId, RouteTarget Target)
{
    public RouteState State { get; init; }

    /// <summary>Propagated by a virtual private gateway rather than written into the table.</summary>
    public bool IsPropagated { get; init; }

    public bool IsDefault => Block is { PrefixLength: 0 };
}

public readonly record struct RouteTarget(RouteTargetKind Kind, string Id)
{
    public override string ToString() => Id;

    /// <summary>The kind is in the id: every target's id starts with its own prefix, but for "local".</summary>
    public static RouteTarget Of(string id) => new(id switch
    {
        "local" => RouteTargetKind.Local,
        _ when id.StartsWith("vpce-", StringComparison.Ordinal) => RouteTargetKind.VpcEndpoint,
        _ when id.StartsWith("igw-", StringComparison.Ordinal) => RouteTargetKind.InternetGateway,
        _ when id.StartsWith("eigw-", StringComparison.Ordinal) => RouteTargetKind.EgressOnlyInternetGateway,
        _ when id.StartsWith("nat-", StringComparison.Ordinal) => RouteTargetKind.NatGateway,
        _ when id.StartsWith("tgw-", StringComparison.Ordinal) => RouteTargetKind.TransitGateway,
        _ when id.StartsWith("pcx-", StringComparison.Ordinal) => RouteTargetKind.PeeringConnection,
        _ when id.StartsWith("vgw-", StringComparison.Ordinal) => RouteTargetKind.VirtualPrivateGateway,
        _ when id.StartsWith("eni-", StringComparison.Ordinal) => RouteTargetKind.NetworkInterface,
        _ when id.StartsWith("i-", StringComparison.Ordinal) => RouteTargetKind.Instance,
        _ => RouteTargetKind.Other,
    }, id);
}

public enum RouteTargetKind
{
    Other, Local, VpcEndpoint, InternetGateway, EgressOnlyInternetGateway, NatGateway, TransitGateway, PeeringConnection,
    VirtualPrivateGateway, NetworkInterface, Instance,
}

/// <summary>Only active routes carry packets.</summary>
public enum RouteState { Active, Blackhole, Filtered }
