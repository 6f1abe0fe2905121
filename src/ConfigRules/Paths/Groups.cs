using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>What security groups let out of interfaces, and into endpoints. Answers need no rule of their own.</summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html</remarks>
public static class Groups
{
    /// <summary>Whom the groups together let in on the TCP port; groups that were not recorded let in nobody.</summary>
    public static Admission WhoGetsIn(ImmutableArray<string> groupIds, int port, Network network) =>
        Once(groupIds, port, isIn: true, network);

    /// <summary>Whom the groups together let their interfaces reach on the TCP port.</summary>
    public static Admission WhereToGetOut(ImmutableArray<string> groupIds, int port, Network network) =>
        Once(groupIds, port, isIn: false, network);

    /// <summary>Whether the endpoint's names lead the sender there at all, by an address of a family that it has.</summary>
    public static bool Concerns(Sender sender, VpcEndpoint endpoint) => !sender.IsWholeSubnet
        ? sender.Interfaces.Any(one => one.Addresses is [] || one.Addresses.Any(address => Resolver.Answers(endpoint, address.AddressFamily)))
        : sender.Subnet.CidrBlocks.Any(block => Resolver.Answers(endpoint, block.BaseAddress.AddressFamily));

    /// <summary>
    /// Those of the sender whom each of the admissions leaves out, as far as the endpoint's names lead them there: whoever gets in on one
    /// port uses that one. For a whole subnet either its blocks are let in, or every interface by a group: an address that happens to be
    /// let in is lost with the interface.
    /// </summary>
    public static IEnumerable<string> Refused(Sender sender, Admission[] admissions, VpcEndpoint endpoint)
    {
        if (!sender.IsWholeSubnet)
            return sender.Interfaces.Where(workload => !GetsIn(workload, admissions, endpoint)).Select(workload => workload.Id);
        return sender.Subnet.CidrBlocks
            .Where(block => Resolver.Answers(endpoint, block.BaseAddress.AddressFamily) && !GetsIn(block, Speaking(block.BaseAddress.AddressFamily, sender), admissions))
            .Select(block => $"{sender.Subnet.Id} ({block})");
    }

    /// <summary>
    /// The same of a sender in the endpoint's VPC: what a route leads through something else on the way comes from an address, and not from
    /// who carries a group.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing</remarks>
    internal static IEnumerable<string> RefusedAtHome(Sender sender, Admission[] admissions, VpcEndpoint endpoint, Network network) =>
        Resolver.Of(endpoint, network).Targets.Select(target => sender.Through(target, network)).FirstOrDefault(middle => middle is not null) is { } through
            ? Refused(sender, [.. admissions.Select(admission => admission with { Groups = [] })], endpoint).Select(refused => $"{refused} by {through}")
            : Refused(sender, admissions, endpoint);

    private static bool GetsIn(NetworkInterface workload, Admission[] admissions, VpcEndpoint endpoint) => Array.Exists(
        admissions,
        admission => admission.Admits(workload) || workload.Addresses.Where(address => Resolver.Answers(endpoint, address.AddressFamily)).All(admission.Admits));

    private static bool GetsIn(IPNetwork block, ImmutableArray<NetworkInterface> workloads, Admission[] admissions) => Array.Exists(
        admissions, admission => admission.Admits(block) || (workloads is [_, ..] && workloads.All(admission.Admits)));

    /// <summary>"sg-1 lets", "sg-1 and sg-2 let".</summary>
    public static string Let(IReadOnlyCollection<string> groupIds, int most = 3) =>
        $"{Wording.List(groupIds.Order(StringComparer.Ordinal), most)} {(groupIds.Count is 1 ? "lets" : "let")}";

    /// <summary>Whether the interfaces' groups let packets out to where they arrive.</summary>
    internal static Hop Out(GroupSet groups, Arrival arrival, int port, Network network, bool isTold = true)
    {
        if (Unread(groups.Ids, Stage.SourceGroup, network) is { } unread)
            return unread;

        var reach = WhereToGetOut(groups.Ids, port, network);
        var blocks = reach.AddressesOf(arrival.Addresses.Family);
        var isLetOut = blocks.Contains(arrival.Addresses)
            || (arrival.Target.PrefixListId is { } list && reach.PrefixListIds.Contains(list))
            || ((arrival.Endpoint ?? arrival.Target.Endpoint) is { Type: EndpointType.Interface } end && end.SecurityGroupIds.Any(reach.Groups.Contains));
        if (isLetOut && !isTold)
            return Hop.Quiet;

        var let = Let(groups.Ids);
        if (isLetOut)
            return Hop.Passes(Stage.SourceGroup, $"{let} TCP {port} out to {Routes.Name(arrival.Target, arrival.Addresses)}", groups.Ids[0]);

        var first = groups.Ids.Order(StringComparer.Ordinal).First();
        if (reach.UnreadPrefixLists is [var unreadList, ..])
            return Hop.Unknown(Stage.SourceGroup, "UNREAD_LIST", $"{let} TCP {port} out to {unreadList}, whose entries have not been recorded", first);
        if (arrival.Target.IsSomewhereWithin && blocks.Overlaps(arrival.Addresses))
            return Hop.Unknown(Stage.SourceGroup, "SG_EGRESS", $"{let} TCP {port} out to a part of {arrival.Target.Text} alone", first) with { Refused = arrival.Addresses.Except(blocks) };
        return Hop.Blocks(Stage.SourceGroup, "SG_EGRESS", blocks.Overlaps(arrival.Addresses)
            ? $"{let} TCP {port} out to a part of {Routes.Name(arrival.Target, arrival.Addresses)} alone, and not to {Routes.Name(arrival.Target, arrival.Addresses.Except(blocks))}"
            : $"{let} TCP {port} not out to {Routes.Name(arrival.Target, arrival.Addresses)}", first) with
        {
            Refused = blocks.Overlaps(arrival.Addresses) ? arrival.Addresses.Except(blocks) : null,
        };
    }

    /// <summary>Whether the endpoint's groups let in what the sender sends to an address of the family.</summary>
    internal static Hop In(VpcEndpoint endpoint, Sender sender, AddressFamily family, int port, Network network, bool isTold)
    {
        if (endpoint.SecurityGroupIds is [])
            return Hop.Passes(Stage.EndpointGroup, $"{endpoint.Id} has no security group", endpoint.Id);
        if (Unread(endpoint.SecurityGroupIds, Stage.EndpointGroup, network) is { } unread)
            return unread;

        var admission = WhoGetsIn(endpoint.SecurityGroupIds, port, network);
        // Of several families a packet comes from an address of its own.
        var heard = IsOf(family, sender) ? sender : sender with
        {
            Subnet = sender.Subnet with { CidrBlocks = sender.Subnet.CidrBlocks.RemoveAll(block => block.BaseAddress.AddressFamily != family) },
            Interfaces = [.. Speaking(family, sender).Select(one => one with { Addresses = one.Addresses.RemoveAll(address => address.AddressFamily != family) })],
        };
        var refused = Refused(heard, [admission], endpoint).ToArray();
        if (refused is [] && !isTold)
            return Hop.Quiet;

        var names = Wording.List(endpoint.SecurityGroupIds.Order(StringComparer.Ordinal));
        var verb = endpoint.SecurityGroupIds.Length is 1 ? "lets" : "let";
        return (refused, admission.UnreadPrefixLists) switch
        {
            ([], _) => Hop.Passes(Stage.EndpointGroup, $"{names} of {endpoint.Id} {verb} {sender} in on TCP {port}", endpoint.SecurityGroupIds[0]),
            (_, [var list, ..]) => Hop.Unknown(Stage.EndpointGroup, "UNREAD_LIST", $"{names} of {endpoint.Id} {verb} in {list}, whose entries have not been recorded", endpoint.SecurityGroupIds[0]),
            _ => Hop.Blocks(Stage.EndpointGroup, "SG_INGRESS", $"{names} of {endpoint.Id} {verb} not in {Wording.List(refused)} on TCP {port}", endpoint.SecurityGroupIds[0]),
        };
    }

    /// <summary>Those of its interfaces that send packets of the family; all where none does, as others may come.</summary>
    private static ImmutableArray<NetworkInterface> Speaking(AddressFamily family, Sender sender)
    {
        var speaking = sender.Interfaces.RemoveAll(one => one.Addresses is not [] && !one.Speaks(family));
        return speaking is [] ? sender.Interfaces : speaking;
    }

    private static bool IsOf(AddressFamily family, Sender sender) => sender.Subnet.CidrBlocks.All(block => block.BaseAddress.AddressFamily == family)
        && sender.Interfaces.All(one => one.Addresses.All(address => address.AddressFamily == family));

    private static Hop? Unread(IEnumerable<string> groupIds, Stage stage, Network network) =>
        groupIds.FirstOrDefault(id => network.Find<SecurityGroup>(id) is null) is not { } unknown ? null
        : network.Has(FactKind.SecurityGroups) ? Hop.Unknown(stage, "NOT_RECORDED", $"{unknown} has not been recorded", unknown)
        : Hop.Lacks(stage, FactKind.SecurityGroups);

    /// <summary>Endpoints and interfaces share groups, and rules and traces ask the same of them.</summary>
    private static Admission Once(ImmutableArray<string> groupIds, int port, bool isIn, Network network)
    {
        var vpcId = groupIds is [var first, ..] ? network.Find<SecurityGroup>(first)?.VpcId : null;
        // The same groups are the same question in whatever order; most carry one group.
        var ids = groupIds is [_] ? groupIds : groupIds.Sort(StringComparer.Ordinal);
        return network.OnceIn(vpcId ?? "", new Question(ids is [var only] ? only : string.Join(' ', ids), port, isIn), () => Sum(ids, isIn ? group => group.Ingress : group => group.Egress, port, network));
    }

    private static Admission Sum(IEnumerable<string> groupIds, Func<SecurityGroup, IEnumerable<GroupRule>> side, int port, Network network)
    {
        var rules = groupIds.Select(network.Find<SecurityGroup>).OfType<SecurityGroup>()
            .SelectMany(side).Where(rule => rule.AdmitsTcp(port)).ToArray();
        var lists = rules.SelectMany(rule => rule.PrefixListIds).Distinct()
            .Select(id => (Id: id, network.Find<PrefixList>(id)?.Blocks)).ToArray();
        return new(
            [.. rules.SelectMany(rule => rule.Blocks).Concat(lists.SelectMany(list => list.Blocks ?? []))],
            [.. rules.SelectMany(rule => rule.Groups).Where(group => group.IsLive).Select(group => group.GroupId)],
            [.. lists.Where(list => list.Blocks is null).Select(list => list.Id)])
        {
            PrefixListIds = [.. lists.Select(list => list.Id)],
        };
    }

    private sealed record Question(string Groups, int Port, bool IsIn);
}
