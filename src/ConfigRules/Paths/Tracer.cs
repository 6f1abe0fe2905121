using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Sockets;
using ConfigRules.Bundles;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>
/// Follows packets from one VPC through all stages. Rules ask the same stages, so that a rule and a trace cannot disagree. What
/// ways of the VPC share is worked out once.
/// </summary>
/// <param name="vpcId">Where senders are.</param>
/// <param name="network">What was recorded.</param>
/// <param name="isTold">Whether hops that let packets pass are put into words. Verdicts, and what is wrong, do not hang on it.</param>
public sealed class Tracer(string vpcId, Network network, bool isTold = true)
{
    private readonly Resolver _resolver = Resolver.In(vpcId, network);
    private readonly Routes _routes = new(network, isTold);
    // A network may have ten thousand tracers, each of which remembers a handful.
    private readonly ConcurrentDictionary<(string Groups, Arrival Arrival, int Port), Hop> _out = new(concurrencyLevel: 1, capacity: 7);
    private readonly ConcurrentDictionary<(string Endpoint, Intent Intent), ImmutableArray<Hop>> _policies = new(concurrencyLevel: 1, capacity: 7);

    /// <summary>The one that rules share, which tell what is wrong, and nothing of what is right.</summary>
    public static Tracer OfFaultsIn(string vpcId, Network network) =>
        network.OnceIn(vpcId, new Question(), () => new Tracer(vpcId, network, isTold: false));

    /// <summary>The way of what the sender sends to the service, with all that the service cannot do without.</summary>
    public Trace Trace(Sender from, Intent to)
    {
        var own = Way(from, to);
        Dependency[] dependencies = to.Service is null ? [] : [.. Needed(to.Service).Select(needed => new Dependency(
            needed.Bundle.Id, needed.IsOptional,
            Way(from, WithNeeds(Intent.ToService(needed.Member.Service, network), [needed.Bundle]))))];
        return own with
        {
            Dependencies = [.. dependencies],
            Verdict = dependencies.Where(dependency => !dependency.IsOptional)
                .Aggregate(own.OwnVerdict, (worst, dependency) => PathVerdicts.Worse(worst, dependency.Trace.OwnVerdict)),
        };
    }

    /// <summary>The way to the service alone; of several ports that it listens on, by the one that lets most pass.</summary>
    public Trace Way(Sender from, Intent to) => to.Ports.Length < 2
        ? WayByPort(from, to)
        : to.Ports.Select(port => WayByPort(from, to with { Port = port })).MinBy(trace => trace.OwnVerdict)!;

    private Trace WayByPort(Sender from, Intent to)
    {
        var answer = Answer(to);
        ImmutableArray<Hop> shared = [to.Hop, .. answer.Hops];
        var isInDoubt = shared.Any(hop => hop.Effect is HopEffect.Unknown);
        if (answer.Destination is not { } destination)
            return Ended(isInDoubt || !shared.Any(hop => hop.Effect is HopEffect.Blocks) ? PathVerdict.Unknown : PathVerdict.Blocked);

        if (network.RouteTableFor(from.Subnet) is not { } table)
        {
            shared = [.. shared, network.Has(FactKind.RouteTables)
                ? Hop.Unknown(Stage.Route, "NOT_RECORDED", $"the route table of {from.Subnet.Id} has not been recorded", from.Subnet.Id)
                : Hop.Lacks(Stage.Route, FactKind.RouteTables)];
            return Ended(PathVerdict.Unknown);
        }
        var arrivals = Arrivals(from, table, destination);
        if (arrivals is [])
        {
            shared = [.. shared, answer.Endpoint is { } named && !Resolver.IsPlaced(named, network)
                ? Hop.Unknown(Stage.Route, "NOT_RECORDED", $"where {named.Id} has its interfaces has not been recorded", named.Id)
                : NoCommonFamily(from, to)];
            return Ended(isInDoubt || shared[^1].Effect is HopEffect.Unknown ? PathVerdict.Unknown : PathVerdict.Blocked);
        }
        if (Nat64.Detour(from, destination, table, network) is { } nat)
        {
            shared = [.. shared, Hop.Unknown(Stage.Dns, "DNS64", $"DNS64 of {from.Subnet.Id} has IPv6 addresses for {to.Name} too, which clients prefer and {table.Id} sends to {nat}, and where that leads was not followed", from.Subnet.Id)];
            isInDoubt = true;
        }
        var legs = ImmutableArray.CreateBuilder<Leg>(arrivals.Length);
        // For each target by itself: the parts of one may be alternatives, while packets go to every target.
        var ends = new Ends[Math.Max(1, from.GroupSets.Length)];
        var (verdict, isDivided) = (PathVerdict.Private, false);
        for (var index = 0; index < arrivals.Length; index++)
        {
            var arrival = arrivals[index];
            var sets = from.GroupSetsOf(arrival.Addresses.Family);
            var kinds = new Leg[Math.Max(1, sets.Length)];
            for (var kind = 0; kind < kinds.Length; kind++)
            {
                kinds[kind] = Follow(from, sets is [] ? null : sets[kind], to, arrival);
                ends[kind] = ends[kind].And(kinds[kind].Verdict, arrival.IsPossible || arrival.Target is { IsSomewhereWithin: true, IsPublic: true });
            }
            // Told once, unless the sender's interfaces fare differently.
            if (kinds is [_] || kinds.All(leg => leg.Hops.SequenceEqual(kinds[0].Hops)))
                legs.Add(kinds[0]);
            else
                legs.AddRange(kinds.Zip(sets, (leg, groups) => leg with { From = [.. groups.Interfaces.Select(networkInterface => networkInterface.Id)] }));

            if (index + 1 < arrivals.Length && ReferenceEquals(arrivals[index + 1].Target, arrival.Target))
                continue;
            verdict = PathVerdicts.Worse(verdict, ends.Max(end => end.Verdict));
            isDivided |= arrival.Target is { IsSomewhereWithin: true, IsPublic: true } && ends.Any(end => end.IsDivided);
            Array.Clear(ends);
        }
        // Of addresses of which nobody knows which are meant, some go one way and some another.
        if (verdict is PathVerdict.Unknown && isDivided)
            shared = [.. shared, Hop.Unknown(Stage.Route, "SOME_ADDRESSES", $"{table.Id} sends different parts of the public addresses different ways, and which of them are {to.Name}'s is not known", table.Id)];
        return Ended(isInDoubt ? PathVerdict.Unknown : verdict, legs.DrainToImmutable());

        Trace Ended(PathVerdict verdict, ImmutableArray<Leg> ways = default) =>
            new(from, to) { OwnVerdict = verdict, Verdict = verdict, Shared = shared, Legs = ways.IsDefault ? [] : ways };
    }

    /// <summary>What the name resolves to in the VPC.</summary>
    internal DnsAnswer Answer(Intent to) => _resolver.Resolve(to);

    /// <summary>Where routes bring what the sender sends there, of the families that it speaks.</summary>
    internal ImmutableArray<Arrival> Arrivals(Sender from, RouteTable table, Destination destination) =>
        _routes.From(table, destination).RemoveAll(arrival => !from.Speaks(arrival.Addresses.Family));

    /// <summary>
    /// The bundle's other members, and, where the VPC has endpoints to them, those that only some of its clients need. Of a service that has
    /// other uses too, some clients alone need any.
    /// </summary>
    private IEnumerable<(ServiceBundle Bundle, BundleMember Member, bool IsOptional)> Needed(string service) =>
        ServiceBundles.All.Where(bundle => bundle.DetectedByServices.Contains(service))
            .SelectMany(bundle => bundle.Members.Select(member => (Bundle: bundle, Member: member, IsOptional: bundle.OtherUses.Any(use => use.Service == service)))
                .Concat(bundle.Optional.Where(member => network.EndpointsTo(member.Service, vpcId).Any(endpoint => endpoint.CarriesTraffic))
                    .Select(member => (Bundle: bundle, Member: member, IsOptional: true))))
            .Where(needed => needed.Member.Service != service).DistinctBy(needed => needed.Member.Service);

    /// <summary>The intent with the requests that clients of the bundles make of its service.</summary>
    public static Intent WithNeeds(Intent intent, IEnumerable<ServiceBundle> bundles)
    {
        ImmutableArray<PolicyNeed> needs = [.. PolicyNeed.Once(bundles.SelectMany(bundle => bundle.Needs).Where(need => need.Service == intent.Service), need => need)];
        return needs is [] ? intent : intent with { Needs = needs };
    }

    /// <summary>One way of the interfaces that carry the groups, which stand for their subnet where the sender does.</summary>
    private Leg Follow(Sender sender, GroupSet? groups, Intent to, Arrival arrival)
    {
        var from = sender.IsWholeSubnet || groups is null || sender.GroupSets.Length is 1 ? sender : sender with { Interfaces = groups.Interfaces };
        var hops = ImmutableArray.CreateBuilder<Hop>(10);
        var isNeighbour = arrival.EndpointSubnet is { } there && there.Id == from.Subnet.Id;
        var remote = Routes.Name(arrival.Target, arrival.Addresses);
        var isSomewhere = arrival.Target.IsSomewhereWithin;
        var answers = Acls.AnswerPorts(from);

        hops.Add(OutOf(groups, from, arrival, to.Port));
        if (!isNeighbour)
            hops.Add(Acls.Check(Stage.SourceAcl, "NACL_OUT", from.Subnet, isEgress: true, arrival.Addresses, remote, isSomewhere, to.Port, to.Port, network, isTold));
        AddRoute(hops, from, groups, arrival);
        if (arrival.Endpoint is { } endpoint)
        {
            hops.Add(StateOf(endpoint, arrival, from, to));
            if (endpoint.Type is EndpointType.Interface)
            {
                var senders = from.Addresses(arrival.Addresses.Family);
                var crossed = isNeighbour ? null : arrival.EndpointSubnet;
                if (arrival.EndpointSubnet is null)
                    hops.Add(Hop.Unknown(Stage.EndpointAcl, "NOT_RECORDED", $"the subnet of {endpoint.Id} has not been recorded", endpoint.Id));
                else if (crossed is not null)
                    hops.Add(Acls.Check(Stage.EndpointAcl, "NACL_IN", crossed, isEgress: false, senders, from.ToString(), false, to.Port, to.Port, network, isTold));
                hops.Add(Groups.In(endpoint, from, arrival.Addresses.Family, to.Port, network, isTold));
                if (crossed is not null)
                    hops.Add(Acls.Check(Stage.ReturnPath, "NACL_RETURN", crossed, isEgress: true, senders, from.ToString(), false, answers.From, answers.To, network, isTold));
            }
        }
        if (arrival.NatSubnet is { } nat)
            hops.AddRange(Acls.AroundNat(from, nat, arrival, remote, to.Port, answers, network, isTold));
        if (!isNeighbour)
            hops.Add(Acls.Check(Stage.ReturnPath, "NACL_RETURN", from.Subnet, isEgress: false, arrival.Addresses, remote, isSomewhere, answers.From, answers.To, network, isTold));
        if (arrival is { Through: { } peering, EndpointSubnet: { } far })
            hops.Add(WayBack(from, far, peering, arrival.Addresses.Family));
        if (arrival is { Through: null, Endpoint.Type: EndpointType.Interface, EndpointSubnet: { } home } && !isNeighbour && Detour(from, home, arrival.Addresses.Family) is { } detour)
            hops.Add(detour);
        if (arrival.Endpoint is { } asked)
            hops.AddRange(_policies.GetOrAdd((asked.Id, to), static (_, args) => [.. EndpointPolicy.Check(args.asked, args.to, args.network, args.isTold)], (asked, to, network, isTold)));
        return new(remote, VerdictOf(hops, arrival.Addresses), hops.DrainToImmutable()) { EndpointId = arrival.Endpoint?.Id, EndpointSubnetId = arrival.EndpointSubnet?.Id };
    }

    private Hop OutOf(GroupSet? groups, Sender from, Arrival arrival, int port) => groups switch
    {
        null when !network.Has(FactKind.NetworkInterfaces) => Hop.Lacks(Stage.SourceGroup, FactKind.NetworkInterfaces),
        null => new(Stage.SourceGroup, HopEffect.Note, $"no workload is in {from.Subnet.Id} now, so no security group was asked"),
        { Ids: [] } => Hop.Passes(Stage.SourceGroup, $"{groups.Interfaces[0].Id} has no security group", groups.Interfaces[0].Id),
        _ when from.AsGroupsSee(arrival.Target, network) is var seen && seen != arrival.Target =>
            Groups.Out(groups, new(seen, arrival.Addresses, []), port, network, isTold),
        _ => _out.GetOrAdd((groups.Key, arrival, port), static (key, args) => Groups.Out(args.groups, key.Arrival, key.Port, args.network, args.isTold), (groups, network, isTold)),
    };

    /// <summary>An internet gateway takes packets of those alone that it knows by a public address.</summary>
    private void AddRoute(ImmutableArray<Hop>.Builder hops, Sender from, GroupSet? groups, Arrival arrival)
    {
        foreach (var hop in arrival.Hops)
        {
            if (arrival.Gateway is not { } gateway || hop.Effect is not HopEffect.LeavesByInternetGateway)
            {
                hops.Add(hop);
                continue;
            }
            var isTranslated = gateway.Kind is RouteTargetKind.InternetGateway && arrival.Addresses.Family is AddressFamily.InterNetwork;
            if (isTranslated && groups is { HasPublicAddress: false, Interfaces: [var first, ..] })
            {
                hops.Add(hop with { Effect = HopEffect.Passes });
                hops.Add(Hop.Blocks(Stage.Route, "NO_PUBLIC_ADDRESS", $"{first.Id} has no public address, so {gateway} drops its packets", first.Id));
                continue;
            }
            hops.AddRange(_routes.Gate(from.Subnet.Id, from.Subnet.VpcId, gateway, isNat: false, hop));
        }
    }

    private Hop StateOf(VpcEndpoint endpoint, Arrival arrival, Sender from, Intent to) => endpoint switch
    {
        { IsUnderstood: false } => Hop.Unknown(Stage.Endpoint, "UNKNOWN_STATE", $"the type or the state of {endpoint.Id} is none that this version knows", endpoint.Id),
        { CarriesTraffic: false } => Hop.Blocks(Stage.Endpoint, Resolver.CodeOf(endpoint), $"{endpoint.Id} is {Words.Of(endpoint.State)}", endpoint.Id),
        _ when Stranger(endpoint, to) is { } stranger => stranger,
        _ when !isTold => Hop.Quiet,
        _ when arrival.EndpointSubnet?.AvailabilityZone is { } zone && from.Subnet.AvailabilityZone is { } own && zone != own =>
            Hop.Passes(Stage.Endpoint, $"{endpoint.Id} takes it in {zone}, another zone than {own}", endpoint.Id),
        _ => Hop.Passes(Stage.Endpoint, $"{endpoint.Id} takes it", endpoint.Id),
    };

    /// <summary>
    /// What is to be said of an endpoint to something else than what the name is of, as a zone may lead a name anywhere; null where it leads
    /// there. What somebody provides may send on what it is sent.
    /// </summary>
    private Hop? Stranger(VpcEndpoint endpoint, Intent to)
    {
        if (to.Name is not { } name || (to.Service is { } asked && (endpoint.Service.IsFips || ServiceName.Plain(asked) == asked) && network.LeadsTo(ServiceName.Plain(asked), endpoint))
            || EndpointNames.Has(endpoint, name) || Resolver.PrivateNames(endpoint, network).Any(own => Intent.Fits(own, name)))
        {
            return null;
        }
        return (to.Service, endpoint.Service) switch
        {
            (null, _) => Intent.IsOfAws(name, network) ? Hop.Unknown(Stage.Endpoint, "OTHER_SERVICE", $"whether {endpoint.Id} answers for {name} is not known", endpoint.Id) : null,
            ({ } service, _) when network.LeadsTo(ServiceName.Plain(service), endpoint) =>
                Hop.Unknown(Stage.Endpoint, "OTHER_SERVICE", $"whether {endpoint.Id}, which is no FIPS endpoint, answers for {service} is not known", endpoint.Id),
            ({ } service, { IsProvided: true }) => Hop.Unknown(Stage.Endpoint, "OTHER_SERVICE", $"whether what {endpoint.Id} leads to answers for {service} is not known", endpoint.Id),
            var (service, other) => Hop.Blocks(Stage.Endpoint, "OTHER_SERVICE", $"{endpoint.Id} is an endpoint to {other}, which does not answer for {service}", endpoint.Id),
        };
    }

    /// <summary>Through a peering, the other side needs a route of its own to answer.</summary>
    internal Hop WayBack(Sender from, Subnet far, PeeringConnection peering, AddressFamily family)
    {
        if (network.RouteTableFor(far) is not { } table)
            return Hop.Unknown(Stage.ReturnPath, "NOT_RECORDED", $"the route table of {far.Id} has not been recorded", far.Id);
        var back = RouteChoice.Split(table, new(from.Addresses(family), from.ToString()), network);
        return back.All(part => part is { IsCertain: true, Route: { State: RouteState.Active } route } && route.Target.Id == peering.Id)
            ? Hop.Passes(Stage.ReturnPath, $"{table.Id} sends answers back to {peering.Id}", table.Id)
            : back.All(part => part.IsCertain) && back.Any(part => part.Route is null or { State: RouteState.Blackhole })
                ? Hop.Blocks(Stage.ReturnPath, "NO_ROUTE_BACK", $"{table.Id} of {far.Id} has no route back to {from} by {peering.Id}", table.Id)
                : Hop.Unknown(Stage.ReturnPath, "NO_ROUTE_BACK", $"{table.Id} of {far.Id} may send answers for {from} another way than {peering.Id}", table.Id);
    }

    /// <summary>What takes answers of an endpoint in the same VPC on the way, as an appliance does to which a route leads; null where they come straight back.</summary>
    private Hop? Detour(Sender from, Subnet home, AddressFamily family) => network.RouteTableFor(home) is { } table && RouteChoice.LeadsAwayFromHome(table, network)
        && RouteChoice.Split(table, new(from.Addresses(family), from.ToString()), network).FirstOrDefault(part => part.Route is { Target.Kind: not RouteTargetKind.Local }) is { Route: { } route }
            ? Hop.Unknown(Stage.ReturnPath, "VIA_APPLIANCE", $"{table.Id} of {home.Id} sends answers for {from} to {route.Target}, and whether they come back from there is not known", table.Id)
            : null;

    private static Hop NoCommonFamily(Sender from, Intent to) => from.Subnet.HasDns64
        ? Hop.Unknown(Stage.Dns, "DNS64", $"{from} has IPv6 alone, and whether DNS64 and a NAT gateway lead it to {to.Name} was not followed", from.Subnet.Id)
        : Hop.Blocks(Stage.Dns, "NO_ADDRESS", $"{to.Name} has no address of a family that {from} speaks", from.Subnet.Id);

    /// <summary>The worst that happens to any of the packets: some may be kept back and others leave all the same.</summary>
    private static PathVerdict VerdictOf(ImmutableArray<Hop>.Builder hops, AddressSet addresses)
    {
        var (blocks, isUnknown, where) = (false, false, PathVerdict.Private);
        foreach (var hop in hops)
        {
            blocks |= hop.Effect is HopEffect.Blocks;
            isUnknown |= hop.Effect is HopEffect.Unknown;
            where = hop.Effect switch
            {
                HopEffect.LeavesByNat => PathVerdict.PublicViaNat,
                HopEffect.LeavesByInternetGateway => PathVerdict.PublicViaIgw,
                _ => where,
            };
        }
        if (isUnknown)
            where = PathVerdict.Unknown;
        return !SomePass(hops, addresses) ? PathVerdict.Blocked : blocks ? PathVerdicts.Worse(PathVerdict.Blocked, where) : where;
    }

    /// <summary>Whether there is an address from which no hop keeps packets.</summary>
    private static bool SomePass(ImmutableArray<Hop>.Builder hops, AddressSet addresses)
    {
        var open = addresses;
        foreach (var hop in hops)
        {
            if (hop.Refused is { } refused)
                open = open.Except(refused);
            else if (hop.Effect is HopEffect.Blocks)
                return false;
        }
        return !open.IsEmpty;
    }

    private sealed record Question;

    /// <summary>The best and the worst of the ways of interfaces that are alike.</summary>
    private readonly record struct Ends(PathVerdict Worst, PathVerdict Best, bool HasAny, bool IsGuess)
    {
        /// <summary>Whether it depends on addresses that nobody knows.</summary>
        public bool IsDivided => IsGuess && Worst != Best;

        public PathVerdict Verdict => IsDivided ? PathVerdict.Unknown : Worst;

        public Ends And(PathVerdict verdict, bool isGuess) => HasAny
            ? new(PathVerdicts.Worse(Worst, verdict), verdict < Best ? verdict : Best, HasAny: true, IsGuess || isGuess)
            : new(verdict, verdict, HasAny: true, isGuess);
    }
}
