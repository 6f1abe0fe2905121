using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>The answer to one question: where do packets of the sender for the service go?</summary>
public sealed record Trace(Sender From, Intent To)
{
    /// <summary>What no recording of a network shows, whatever is in it.</summary>
    public static ImmutableArray<string> NotSeen { get; } =
    [
        "identity policies, service control policies and resource control policies",
        "resource policies of buckets, keys and queues",
        "firewalls on hosts, proxies and whatever else looks into TLS",
        "DNS servers outside of AWS, and appliances behind gateway load balancers",
    ];

    /// <summary>The worst of its own way and of what the service cannot do without.</summary>
    public PathVerdict Verdict { get; init; }

    /// <summary>Of the way to the service itself.</summary>
    public PathVerdict OwnVerdict { get; init; }

    /// <summary>What the name is and what it resolves to; the same for all legs.</summary>
    public ImmutableArray<Hop> Shared { get; init; } = [];

    /// <summary>The ways that packets take from there, side by side.</summary>
    public ImmutableArray<Leg> Legs { get; init; } = [];

    public ImmutableArray<Dependency> Dependencies { get; init; } = [];

    /// <summary>The first hop that is not as it should be; null where all are.</summary>
    public Hop? FirstWrong => OwnVerdict switch
    {
        PathVerdict.Private => null,
        PathVerdict.Unknown => Shared.Concat(Legs.SelectMany(leg => leg.Hops)).FirstOrDefault(hop => hop.Effect is HopEffect.Unknown),
        // A name that resolves elsewhere than it should is to blame for all that follows, a route only where it leads out.
        PathVerdict.Blocked => Shared.Concat(Legs.Where(leg => leg.Verdict == OwnVerdict).SelectMany(leg => leg.Hops))
            .FirstOrDefault(hop => hop.Code is not null && (hop.Effect is HopEffect.Blocks || hop.Refused is not null || hop.Stage is Stage.Intent or Stage.Dns)),
        _ => Shared.Concat(Legs.Where(leg => leg.Verdict == OwnVerdict).SelectMany(leg => leg.Hops)).FirstOrDefault(hop => hop.Code is not null),
    };

    /// <summary>What is wrong, and, where nobody knows whether the service is needed at all, why it may not matter; null where nothing is.</summary>
    public string? Wrong => FirstWrong is not { Text: var text } ? null : To.Doubt is { } doubt ? $"{text}, which matters unless {doubt}" : text;

    /// <summary>Everything that keeps packets from arriving, and not just the first of it.</summary>
    public IEnumerable<Hop> Blockers => Shared.Concat(Legs.SelectMany(leg => leg.Hops)).Where(hop => hop.Effect is HopEffect.Blocks).Distinct();

    /// <summary>The kinds of facts that nobody recorded and without which the verdict is not known.</summary>
    public IEnumerable<FactKind> Missing => Shared.Concat(Legs.SelectMany(leg => leg.Hops)).Concat(Dependencies.SelectMany(dependency => dependency.Hops))
        .Select(hop => hop.Missing).OfType<FactKind>().Distinct().Order();
}

/// <summary>One of the ways that packets take: those to an endpoint's interface, or those for a part of a service's addresses.</summary>
/// <param name="To">"vpce-1 (10.0.1.5)", "52.216.0.0/15".</param>
/// <param name="Verdict">Where they end up this way.</param>
/// <param name="Hops">In the order of the stages.</param>
public sealed record Leg(string To, PathVerdict Verdict, ImmutableArray<Hop> Hops)
{
    /// <summary>The interfaces that send this way, where others of the sender's fare otherwise; none where all do.</summary>
    public ImmutableArray<string> From { get; init; } = [];

    /// <summary>The endpoint at which packets arrive; null where they do not get to one.</summary>
    public string? EndpointId { get; init; }

    /// <summary>Where its interface is; null for a gateway endpoint, and where that was not recorded.</summary>
    public string? EndpointSubnetId { get; init; }
}

/// <summary>Another service that clients need as well.</summary>
/// <param name="Bundle">Whose clients: "ecr-pull".</param>
/// <param name="IsOptional">Whether only some clients need it; it does not count then.</param>
/// <param name="Trace">The way to it.</param>
public sealed record Dependency(string Bundle, bool IsOptional, Trace Trace)
{
    /// <summary>What it says to the service that depends on it.</summary>
    public Hop Hop => Trace.OwnVerdict is PathVerdict.Private
        ? Hop.Passes(Stage.Dependencies, $"{Trace.To.Service}, which {Bundle} needs, is reached privately")
        : new(Stage.Dependencies, Effect, $"{Trace.To.Service}, which {Bundle} {(IsOptional ? "may need" : "needs")}: {Trace.FirstWrong?.Text}")
        {
            Code = $"DEP_{Trace.To.Service}",
            ResourceId = Trace.FirstWrong?.ResourceId,
        };

    internal IEnumerable<Hop> Hops => Trace.Shared.Concat(Trace.Legs.SelectMany(leg => leg.Hops));

    private HopEffect Effect => IsOptional ? HopEffect.Note : Trace.OwnVerdict switch
    {
        PathVerdict.Blocked => HopEffect.Blocks,
        PathVerdict.PublicViaNat => HopEffect.LeavesByNat,
        PathVerdict.PublicViaIgw => HopEffect.LeavesByInternetGateway,
        _ => HopEffect.Unknown,
    };
}
