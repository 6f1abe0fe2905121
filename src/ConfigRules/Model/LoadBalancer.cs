using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>A Network or Gateway Load Balancer behind an endpoint service. Its id is the last part of its ARN.</summary>
public sealed record LoadBalancer(string Id) : Resource(Id)
{
    /// <summary>Null where only the attributes of it were recorded.</summary>
    public string? Arn { get; init; }

    public LoadBalancerState State { get; init; } = LoadBalancerState.Active;

    public string? IpAddressType { get; init; }

    /// <summary>The zones that are enabled, by name.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Whether its groups are asked about packets from endpoints too.</summary>
    /// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html</remarks>
    public bool EnforcesGroupsOnPrivateLink { get; init; }

    /// <summary>What its target groups do that leave it to their load balancer.</summary>
    public CrossZone CrossZone { get; init; }

    /// <summary>The name that people gave it: "orders".</summary>
    public string Name => NameOf(Arn ?? Id);

    public bool TakesIpv6 => IpAddressType is not null && IpAddressType.StartsWith("dualstack", StringComparison.OrdinalIgnoreCase);

    /// <summary>The last part of an ARN, which is unique in a region of an account.</summary>
    public static string IdOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    /// <summary>The name that people gave it: orders of .../net/orders/50dc6c495c0c9188.</summary>
    public static string NameOf(string arn) => arn.Split('/') is [_, _, var name, _] ? name : arn;

    /// <summary>One command lists load balancers, and another tells the attributes of one; of two that list it the later counts.</summary>
    internal static LoadBalancer Merge(IEnumerable<LoadBalancer> parts) => parts.Aggregate((one, other) => (other.Arn is null ? one : other) with
    {
        CrossZone = other.CrossZone is CrossZone.Unknown ? one.CrossZone : other.CrossZone,
    });
}

/// <summary>A port of a load balancer; one of a Gateway Load Balancer has none, and takes all packets.</summary>
public sealed record Listener(string Id, string LoadBalancerId) : Resource(Id)
{
    public int? Port { get; init; }

    public string? Protocol { get; init; }

    /// <summary>The groups to which it forwards a share, each once; not one that has the weight 0.</summary>
    public ImmutableArray<string> TargetGroupArns { get; init; } = [];

    /// <summary>What it listens for at its port, as security groups see it; empty where that is not by a port, or a word from a later day.</summary>
    public ImmutableArray<Transport> Transports => (Port, Protocol) switch
    {
        (null, _) => [],
        (_, "TCP" or "TLS") => [Transport.Tcp],
        (_, "UDP") => [Transport.Udp],
        (_, "TCP_UDP") => [Transport.Tcp, Transport.Udp],
        _ => [],
    };

    public string Name => Port is null ? "its endpoints' packets" : $"{Protocol} {Port}";
}

public enum Transport { Tcp, Udp }

/// <summary>Its id is the last part of its ARN.</summary>
public sealed record TargetGroup(string Id) : Resource(Id)
{
    public CrossZone CrossZone { get; init; }

    /// <summary>Null where their health was not recorded.</summary>
    public ImmutableArray<BalancedTarget>? Targets { get; init; }

    /// <summary>The name that people gave it: blue of ...:targetgroup/blue/73e2d6bc24d8a067.</summary>
    public static string NameOf(string arn) => arn.Split('/') is [_, var name, _] ? name : arn;

    internal static TargetGroup Merge(IEnumerable<TargetGroup> parts) => parts.Aggregate((one, other) => one with
    {
        CrossZone = other.CrossZone is CrossZone.Unknown ? one.CrossZone : other.CrossZone,
        Targets = one.Targets is null || other.Targets is null ? one.Targets ?? other.Targets : [.. one.Targets.Value.Union(other.Targets.Value)],
    });
}

/// <summary>Where a load balancer sends packets. The zone is null for what is registered by its id, and "all" outside the VPC.</summary>
public readonly record struct BalancedTarget(string Id, int? Port, string? Zone, TargetState State)
{
    /// <summary>Null for one that is being looked at, whose health nobody looks at, or of which a word from a later day is said.</summary>
    /// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html</remarks>
    public bool? IsHealthy => State switch
    {
        TargetState.Healthy => true,
        TargetState.Initial or TargetState.Unavailable or TargetState.Unknown => null,
        _ => false,
    };
}

public sealed record Instance(string Id) : Resource(Id)
{
    public string? AvailabilityZone { get; init; }
}

/// <summary>Whether packets that arrive in one zone may go to targets in another.</summary>
public enum CrossZone { Unknown, AsLoadBalancer, Off, On }

public enum LoadBalancerState { Unknown, Provisioning, Active, Impaired, Failed }

/// <summary>Unavailable are those of which no health is checked; Unknown is a word from a later day.</summary>
public enum TargetState { Unknown, Initial, Healthy, Unhealthy, Draining, Unused, Unavailable }

/// <summary>Elastic Load Balancing's words for these.</summary>
/// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Types.html</remarks>
public static class BalancingWords
{
    public const string CrossZoneKey = "load_balancing.cross_zone.enabled";

    private const string Impaired = "active_impaired";
    private const string UnhealthyDraining = "unhealthy.draining";

    public static LoadBalancerState StateOf(string? word) => word is Impaired ? LoadBalancerState.Impaired : Words.Of(word, LoadBalancerState.Unknown);

    public static string Of(LoadBalancerState state) => state is LoadBalancerState.Impaired ? Impaired : Words.Of(state);

    public static TargetState HealthOf(string? word) => word is UnhealthyDraining ? TargetState.Draining : Words.Of(word, TargetState.Unknown);

    /// <summary>Attributes without the key are of what has no choice: a load balancer that does not, or a group that does as it does.</summary>
    public static CrossZone CrossZoneOf(string? value, CrossZone otherwise) => value switch
    {
        "true" => CrossZone.On,
        "false" => CrossZone.Off,
        "use_load_balancer_configuration" => CrossZone.AsLoadBalancer,
        _ => otherwise,
    };

    public static string Of(CrossZone crossZone) => crossZone switch
    {
        CrossZone.On => "true",
        CrossZone.Off => "false",
        _ => "use_load_balancer_configuration",
    };
}
