using System.Collections.Immutable;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>
/// Which route of a table takes packets, exactly: the longest prefix, and of equal ones a plain route before one of a prefix list,
/// and that before a propagated one. Routes to the VPC itself come before all that is propagated.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
/// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
/// </remarks>
public static class RouteChoice
{
    /// <summary>What no block of a list of AWS's is shorter than, of either family.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html</remarks>
    private const int ShortestPrefix = 8;

    /// <summary>The gateway endpoint to which the table sends the service's packets by the service's prefix list; null where by none.</summary>
    public static VpcEndpoint? GatewayFor(string service, RouteTable table, Network network) =>
        network.GatewaysTo(service, table.VpcId).FirstOrDefault(endpoint => table.Routes.Any(route =>
            route is { PrefixListId: not null, State: RouteState.Active } && route.Target.Id == endpoint.Id));

    /// <summary>The route to a gateway endpoint of the service that leads nowhere; null where none does.</summary>
    public static Route? DeadGatewayRoute(string service, RouteTable table, Network network) => table.Routes.FirstOrDefault(route =>
        route is { PrefixListId: not null, State: RouteState.Blackhole }
        && network.GatewaysTo(service, table.VpcId).Any(endpoint => endpoint.Id == route.Target.Id));

    /// <summary>The default route to an internet gateway, or one of the two halves of such a route, by which a table is public; null for a private one.</summary>
    public static Route? InternetRoute(RouteTable table) => table.Routes.FirstOrDefault(route =>
        route is { Block.PrefixLength: 0 or 1, State: RouteState.Active, Target.Kind: RouteTargetKind.InternetGateway });

    /// <summary>
    /// How the table sends packets for the target out into the internet: those for IPv4 addresses, and those that DNS64 made of them, which
    /// a NAT gateway alone translates.
    /// </summary>
    internal static IEnumerable<WayOut> WaysOut(Target all, RouteTable table, Network network) =>
        from part in Split(table, all, network)
        from route in part.Routes
        where route.State is RouteState.Active && (route.Target.Kind is RouteTargetKind.NatGateway
            || (route.Target.Kind is RouteTargetKind.InternetGateway && all.Family is AddressFamily.InterNetwork))
        let isCertain = part.IsCertain && (route.IsDefault || !all.IsSomewhereWithin || part.Addresses.Contains(all.Addresses))
        select new WayOut(table, route, isCertain) { IsContested = part.Rivals is not [] };

    /// <summary>The tables of its VPC of which some route leads to the NAT gateway and carries packets, in the order of ids.</summary>
    public static IEnumerable<RouteTable> TablesTo(NatGateway nat, Network network) => network.In<RouteTable>(nat.VpcId)
        .Where(table => table.Routes.Any(route => route.State is RouteState.Active && route.Target.Id == nat.Id));

    /// <summary>The table by which the NAT gateway sends on: its own, as a regional one has, or its subnet's; null where it was not recorded.</summary>
    internal static RouteTable? TableOf(NatGateway nat, Network network) => nat.RouteTableId is { } own
        ? network.Find<RouteTable>(own)
        : network.RouteTableFor(nat.SubnetId);

    /// <summary>
    /// Whether what a private NAT gateway sends to the target comes on by the table, as through a hub's internet. An internet gateway drops it, and
    /// whether a gateway endpoint takes it no page says.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html</remarks>
    internal static bool LeadsOnPrivately(RouteTable table, Target target, Network network) => Split(table, target, network).SelectMany(part => part.Routes)
        .Any(route => route is { State: RouteState.Active, Target.Kind: not (RouteTargetKind.Local or RouteTargetKind.InternetGateway or RouteTargetKind.VpcEndpoint) });

    /// <summary>Whether there are public addresses at all that it comes to so.</summary>
    internal static bool LeadsPrivatelyToPublicAddresses(RouteTable table, Network network) =>
        LeadsOnPrivately(table, new(PublicSpace.Of(AddressFamily.InterNetwork), "public addresses"), network);

    /// <summary>Whether the table sends to a NAT gateway what no other route takes.</summary>
    public static bool LeadsToNat(RouteTable table) => table.Routes.Any(route =>
        route is { IsDefault: true, State: RouteState.Active, Target.Kind: RouteTargetKind.NatGateway });

    /// <summary>
    /// The addresses of the target by the route that takes them; those that no route takes come last, without one. Of addresses of
    /// which nobody knows which ones are meant, each part is one that they may be in.
    /// </summary>
    internal static IReadOnlyList<RoutePart> Split(RouteTable table, Target target, Network network) => network.OnceIn(
        table.VpcId, new SplitOf(table.Id, target.Addresses, target.Service, target.PrefixListId, target.IsPublic, target.IsSomewhereWithin), () => FindParts(table, target, network));

    private static List<RoutePart> FindParts(RouteTable table, Target target, Network network)
    {
        var parts = new List<RoutePart>();
        foreach (var part in Parts(table, target, network))
        {
            // The entries of a list make one route.
            var known = parts.FindIndex(other => ReferenceEquals(other.Route, part.Route) && other.Unread == part.Unread && other.Rivals.AsSpan().SequenceEqual(part.Rivals.AsSpan()));
            if (known < 0)
                parts.Add(part);
            else
                parts[known] = parts[known] with { Addresses = parts[known].Addresses.Union(part.Addresses) };
        }
        return parts;
    }

    private static IEnumerable<RoutePart> Parts(RouteTable table, Target target, Network network)
    {
        // A list that nobody recorded may hold a block more specific than any other route's.
        var unread = network.OnceIn(table.VpcId, new UnreadOf(table.Id), () => UnreadRoutes(table, network).ToImmutableArray());
        var isAtHome = unread is not [] && AddressSet.Of(LocalBlocks(table), target.Family).Contains(target.Addresses);
        foreach (var route in unread)
        {
            if (!isAtHome || MayLeadAwayFromHome(route))
                yield return new(route, target.Addresses) { Unread = route.PrefixListId };
        }

        var rest = target.Addresses;
        foreach (var entry in network.OnceIn(table.VpcId, new EntriesOf(table.Id, target.Family), () => Entries(table, target.Family, network)))
        {
            if (rest.IsEmpty)
                yield break;
            if (entry.Set is not { } set)
            {
                // The service's own list takes all of its addresses, whichever they are.
                if (!IsOwnList(entry.Route, target))
                    continue;
                yield return new(entry.Route, rest);
                yield break;
            }
            var taken = rest.Intersect(set);
            if (taken.IsEmpty || (target.IsSomewhereWithin && target.IsPublic && IsAnotherServicesList(entry.Route, network)))
                continue;
            yield return new(entry.Route, taken) { Rivals = entry.Rivals };
            rest = rest.Except(taken);
        }
        if (!rest.IsEmpty)
            yield return new(null, rest);

        bool IsOwnList(Route route, Target to) => route.PrefixListId is { } list && to.Service is { } service
            && (list == to.PrefixListId
                || network.GatewaysTo(service, table.VpcId).Any(endpoint => endpoint.Id == route.Target.Id)
                || network.EndpointsTo(service, table.VpcId).Any(endpoint => endpoint.Id == route.Target.Id));
    }

    private static IEnumerable<System.Net.IPNetwork> LocalBlocks(RouteTable table) => table.Routes
        .Where(route => route.Target.Kind is RouteTargetKind.Local).Select(route => route.Block).OfType<System.Net.IPNetwork>();

    /// <summary>Whether AWS lets such a route be more specific than that to the VPC itself.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html</remarks>
    internal static bool MayLeadAwayFromHome(Route route) =>
        route.Target.Kind is RouteTargetKind.NatGateway or RouteTargetKind.NetworkInterface or RouteTargetKind.VpcEndpoint;

    /// <summary>Whether some route of the table takes a part of the VPC's own addresses elsewhere.</summary>
    internal static bool LeadsAwayFromHome(RouteTable table, Network network) => network.OnceIn(table.VpcId, new AwayFromHome(table.Id), () =>
    {
        System.Net.IPNetwork[] home = [.. LocalBlocks(table)];
        return table.Routes.Any(route => MayLeadAwayFromHome(route) && route.Block is { } block && home.Any(local => AddressRanges.Contains(local, block)));
    });

    /// <summary>Those of the target's addresses that the table sends to the resource.</summary>
    internal static AddressSet SentTo(string resourceId, RouteTable table, Target target, Network network) =>
        SentTo(resourceId, target, Split(table, target, network));

    private static AddressSet SentTo(string resourceId, Target target, IEnumerable<RoutePart> parts) => parts
        .Where(part => part is { IsCertain: true, Route: { State: RouteState.Active } route } && route.Target.Id == resourceId)
        .Aggregate(AddressSet.Empty(target.Family), (sum, part) => sum.Union(part.Addresses));

    /// <summary>
    /// Whether a table sends packets for the target to the resource; null where that hangs on addresses that nobody recorded, or on
    /// which of two lists AWS chooses.
    /// </summary>
    /// <param name="resourceId">Where they go.</param>
    /// <param name="target">Whom they are for.</param>
    /// <param name="parts">How the table splits the target.</param>
    internal static bool? SendsTo(string resourceId, Target target, IReadOnlyList<RoutePart> parts)
    {
        var sent = SentTo(resourceId, target, parts);
        if (sent.IsEmpty)
            return parts.Any(part => part.MayLeadTo(resourceId)) ? null : false;
        // A list that nobody recorded may take them all elsewhere.
        return parts.Any(part => part.Unread is not null && !part.MayLeadTo(resourceId)) || (target.IsSomewhereWithin && !sent.Contains(target.Addresses)) ? null : true;
    }

    /// <summary>Routes of lists whose entries nobody recorded: any block may be in them, but in those of gateway endpoints.</summary>
    internal static IEnumerable<Route> UnreadRoutes(RouteTable table, Network network) => table.Routes.Where(route =>
        route is { PrefixListId: { } list, State: not RouteState.Filtered }
        && network.Find<PrefixList>(list)?.Blocks is null && !IsAnotherServicesList(route, network)).OrderBy(route => route.PrefixListId, StringComparer.Ordinal);

    /// <summary>Whether the route leads to a gateway endpoint: nothing but its service's addresses are in its list.</summary>
    private static bool IsAnotherServicesList(Route route, Network network) =>
        route is { PrefixListId: not null, Target.Kind: RouteTargetKind.VpcEndpoint }
        && network.Find<VpcEndpoint>(route.Target.Id) is null or { Type: EndpointType.Gateway };

    /// <summary>Everything that the table routes, in the order in which it is looked at.</summary>
    private static ImmutableArray<Entry> Entries(RouteTable table, AddressFamily family, Network network)
    {
        var own = AddressSet.Of(LocalBlocks(table), family);
        var entries = new List<Entry>();
        foreach (var route in table.Routes.Where(route => route.State is not RouteState.Filtered))
        {
            if (route.Block is { } block)
            {
                if (block.BaseAddress.AddressFamily != family)
                    continue;
                var set = AddressSet.Of(block);
                if (route.IsPropagated)
                    set = set.Except(own);
                entries.Add(new(route, set, block.PrefixLength, route.IsPropagated ? 2 : 0));
            }
            else if (route.PrefixListId is { } list)
            {
                if (network.Find<PrefixList>(list)?.Blocks is not { } blocks)
                    entries.Add(new(route, null, ShortestPrefix, 1));
                else
                    entries.AddRange(InOrder(list, blocks, family, network).Select(part => new Entry(route, part.Set, part.Length, 1)));
            }
        }
        // The service's own list, where nobody recorded it, comes before the default route and its halves alone, for all that can be known.
        var ordered = entries.OrderByDescending(entry => entry.Length).ThenBy(entry => entry.Rank).ThenBy(entry => entry.Route.Target.Id, StringComparer.Ordinal).ThenBy(entry => entry.Route.PrefixListId, StringComparer.Ordinal);
        return AnyCompete(entries) ? [.. WithRivals([.. ordered])] : [.. ordered];
    }

    /// <summary>The list's blocks of the family, in the order of their texts. Tables by the thousand have the same lists.</summary>
    private static ImmutableArray<(AddressSet Set, int Length)> InOrder(string listId, ImmutableArray<System.Net.IPNetwork> blocks, AddressFamily family, Network network) => network.Once(
        new BlocksOf(listId, family),
        () => blocks.Where(block => block.BaseAddress.AddressFamily == family).OrderBy(block => block.ToString(), StringComparer.Ordinal)
            .Select(block => (AddressSet.Of(block), block.PrefixLength)).ToImmutableArray());

    /// <summary>Whether two lists have a block in common.</summary>
    private static bool AnyCompete(List<Entry> entries)
    {
        var known = new HashSet<AddressSet>();
        return entries.Exists(entry => entry is { Rank: 1, Set: { } set } && !known.Add(set));
    }

    /// <summary>With the routes of other lists that hold the very block and lead elsewhere: AWS chooses one of them at random, and nothing tells which.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html#route-priority-managed-prefix-list</remarks>
    private static IEnumerable<Entry> WithRivals(Entry[] entries)
    {
        var ofLists = entries.Where(entry => entry is { Rank: 1, Set: not null }).ToLookup(entry => entry.Set);
        return entries.Select(entry => entry with
        {
            Rivals = entry.Rank is 1 ? [.. ofLists[entry.Set].Select(other => other.Route).Where(other => other.Target.Id != entry.Route.Target.Id).Distinct()] : [],
        });
    }

    /// <summary>A part of a table; without addresses where they are a prefix list's that was not recorded.</summary>
    private sealed record Entry(Route Route, AddressSet? Set, int Length, int Rank)
    {
        public ImmutableArray<Route> Rivals { get; init; } = [];
    }

    /// <summary>Senders of all subnets of a table, and rules about the same services, ask the same.</summary>
    private sealed record SplitOf(string TableId, AddressSet Addresses, string? Service, string? PrefixListId, bool IsPublic, bool IsSomewhereWithin);

    private sealed record UnreadOf(string TableId);

    private sealed record BlocksOf(string ListId, AddressFamily Family);

    private sealed record AwayFromHome(string TableId);

    private sealed record EntriesOf(string TableId, AddressFamily Family);
}

/// <summary>A route by which a table sends packets out into the internet.</summary>
/// <param name="Table">The table.</param>
/// <param name="Route">The route, to a NAT gateway or an internet gateway.</param>
/// <param name="IsCertain">Whether packets that were asked about are among those that it takes.</param>
public sealed record WayOut(RouteTable Table, Route Route, bool IsCertain)
{
    /// <summary>As a clause: "rtb-1 sends 0.0.0.0/0 to nat-1".</summary>
    public override string ToString() => $"{Table.Id} sends {Routes.What(Route)} to {Route.Target}";

    /// <summary>Whether another list has the very block, and AWS chooses one of them at random.</summary>
    public bool IsContested { get; init; }
}

/// <summary>Addresses that one route takes; none does where it is null.</summary>
internal sealed record RoutePart(Route? Route, AddressSet Addresses)
{
    /// <summary>The route's prefix list, where its entries were not recorded, so that it takes the addresses perhaps.</summary>
    public string? Unread { get; init; }

    /// <summary>Routes of other lists that may take them in its place, and lead elsewhere.</summary>
    public ImmutableArray<Route> Rivals { get; init; } = [];

    public bool IsCertain => Unread is null && Rivals is [];

    /// <summary>Those of which one takes them; none where they have no route.</summary>
    public IEnumerable<Route> Routes => Route is null ? [] : Rivals.Prepend(Route);

    /// <summary>Whether it sends them to the resource, for certain or perhaps.</summary>
    public bool MayLeadTo(string resourceId) =>
        Routes.Any(route => route.State is RouteState.Active && route.Target.Id == resourceId);
}
