using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>What network ACLs let out of subnets and into them: the first entry that matches decides, and answers are asked as well.</summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html</remarks>
public static class Acls
{
    private const int LastPort = 65_535;

    /// <summary>
    /// The ports that answers come back to: those of Linux, as no record tells the system of a client. An ACL that lets nothing else back
    /// serves Linux, and is no fault; clients of other systems, as Windows, wait on other ports too.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports</remarks>
    private static readonly (int From, int To) OfLinux = (32_768, 61_000);

    /// <summary>Functions, and NAT gateways, use lower and higher ones too.</summary>
    internal static readonly (int From, int To) OfFunctionsAndNat = (1_024, LastPort);

    /// <summary>The ports on which clients among the sender may wait for answers.</summary>
    internal static (int From, int To) AnswerPorts(Sender sender) =>
        sender.Interfaces.Any(one => one.InterfaceType is "lambda") ? OfFunctionsAndNat : OfLinux;

    /// <summary>The addresses among those given with which the ACL lets TCP pass on every one of the ports.</summary>
    public static AddressSet Allowed(NetworkAcl acl, bool isEgress, AddressSet addresses, int fromPort, int toPort)
    {
        if (IsOpen(acl, isEgress, addresses.Family, fromPort, toPort))
            return addresses;

        var entries = EntriesOf(acl, isEgress, addresses.Family);
        var allowed = addresses;
        foreach (var port in Boundaries(entries, fromPort, toPort))
            allowed = allowed.Intersect(AllowedOn(entries, addresses, port));
        return allowed;
    }

    /// <summary>Whether the first entry lets everybody pass on all of the ports, as that of most ACLs does.</summary>
    private static bool IsOpen(NetworkAcl acl, bool isEgress, AddressFamily family, int fromPort, int toPort)
    {
        AclEntry? first = null;
        foreach (var entry in acl.Entries)
        {
            if (IsAbout(entry, isEgress, family) && entry.Number < (first?.Number ?? int.MaxValue))
                first = entry;
        }
        return first is { Allows: true, Block.PrefixLength: 0 } && Concerns(first, fromPort, toPort) is true;
    }

    /// <summary>The entry that refuses a part of the addresses; null where it is the last one, which refuses all the rest.</summary>
    public static AclEntry? Refusing(NetworkAcl acl, bool isEgress, AddressSet refused, int fromPort, int toPort) =>
        EntriesOf(acl, isEgress, refused.Family).FirstOrDefault(entry =>
            !entry.Allows && Concerns(entry, fromPort, toPort) is not false && AddressSet.Of(entry.Block).Overlaps(refused));

    /// <summary>
    /// All that ACLs say of a way and of its answers: those of the sender's subnet, and of the subnet where an endpoint's interface
    /// is. What stays in one subnet meets none.
    /// </summary>
    internal static IEnumerable<Hop> OnTheWay(Sender from, Target to, int port, (int From, int To) answers, Network network)
    {
        if (to.Endpoint is not null && to.EndpointSubnet is null)
            return [Hop.Unknown(Stage.EndpointAcl, "NOT_RECORDED", $"the subnet of {to.Endpoint.Id} has not been recorded", to.Endpoint.Id)];
        if (to.EndpointSubnet?.Id == from.Subnet.Id)
            return [];

        var senders = from.Addresses(to.Family);
        return
        [
            Check(Stage.SourceAcl, "NACL_OUT", from.Subnet, isEgress: true, to.Addresses, to.Text, to.IsSomewhereWithin, port, port, network),
            .. to.EndpointSubnet is { } there
                ? (ReadOnlySpan<Hop>)[
                    Check(Stage.EndpointAcl, "NACL_IN", there, isEgress: false, senders, $"{from}", false, port, port, network),
                    Check(Stage.ReturnPath, "NACL_RETURN", there, isEgress: true, senders, $"{from}", false, answers.From, answers.To, network)]
                : [],
            Check(Stage.ReturnPath, "NACL_RETURN", from.Subnet, isEgress: false, to.Addresses, to.Text, to.IsSomewhereWithin, answers.From, answers.To, network),
        ];
    }

    /// <summary>Whether no ACL on the way keeps anything back, on whatever port, as most do not.</summary>
    internal static bool LetEverythingPass(Sender from, Target to, Network network) =>
        LetsEverythingPass(from.Subnet, to.Family, network)
        && (to.EndpointSubnet is { } there ? LetsEverythingPass(there, to.Family, network) : to.Endpoint is not { Type: EndpointType.Interface });

    private static bool LetsEverythingPass(Subnet subnet, AddressFamily family, Network network) => network.OnceIn(
        subnet.VpcId, new Question(subnet.Id, family), () => network.AclFor(subnet) is { } acl
            && IsOpen(acl, isEgress: true, family, 0, LastPort) && IsOpen(acl, isEgress: false, family, 0, LastPort));

    /// <summary>
    /// What the ACL of a NAT gateway's subnet says of packets that pass it, and of their answers. The gateway waits for these on ports
    /// of its own. What comes from the same subnet meets the ACL only on the way out and back in.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html</remarks>
    internal static IEnumerable<Hop> AroundNat(Sender from, Subnet nat, Arrival arrival, string remote, int port, (int From, int To) answers, Network network, bool isTold)
    {
        var isSomewhere = arrival.Target.IsSomewhereWithin;
        var senders = from.Addresses(arrival.Addresses.Family);
        var isNear = nat.Id == from.Subnet.Id;
        if (!isNear)
            yield return Check(Stage.EndpointAcl, "NACL_NAT", nat, isEgress: false, senders, $"{from}", false, port, port, network, isTold);
        yield return Check(Stage.EndpointAcl, "NACL_NAT", nat, isEgress: true, arrival.Addresses, remote, isSomewhere, port, port, network, isTold);
        yield return Check(Stage.ReturnPath, "NACL_RETURN", nat, isEgress: false, arrival.Addresses, remote, isSomewhere, OfFunctionsAndNat.From, OfFunctionsAndNat.To, network, isTold);
        if (!isNear)
            yield return Check(Stage.ReturnPath, "NACL_RETURN", nat, isEgress: true, senders, $"{from}", false, answers.From, answers.To, network, isTold);
    }

    internal static Hop Check(
        Stage stage, string code, Subnet subnet, bool isEgress, AddressSet addresses, string remote, bool isSomewhereWithin, int fromPort, int toPort, Network network, bool isTold = true)
    {
        if (!network.Has(FactKind.NetworkAcls))
            return Hop.Lacks(stage, FactKind.NetworkAcls);
        if (network.AclFor(subnet) is not { } acl)
            return Hop.Unknown(stage, "NOT_RECORDED", $"the network ACL of {subnet.Id} has not been recorded", subnet.Id);

        var allowed = Allowed(acl, isEgress, addresses, fromPort, toPort);
        var isLetPass = allowed.Contains(addresses);
        if (isLetPass && !isTold)
            return Hop.Quiet;

        var way = isEgress ? $"out of {subnet.Id} to" : $"into {subnet.Id} from";
        var ports = fromPort == toPort ? $"TCP {fromPort}" : $"answers on TCP {fromPort}-{toPort}";
        if (isLetPass)
            return Hop.Passes(stage, $"{acl.Id} lets {ports} {way} {remote}", acl.Id);

        var refused = addresses.Except(allowed);
        var entry = Refusing(acl, isEgress, refused, fromPort, toPort) is { } refusing ? $"entry {refusing.Number}" : "no entry";
        var text = $"{acl.Id} does not let {ports} {way} {(allowed.IsEmpty ? remote : $"all of {remote}")} ({(entry is "no entry" ? "no entry allows it" : $"{entry} refuses it")})";
        return isSomewhereWithin && !allowed.IsEmpty
            ? Hop.Unknown(stage, code, text, acl.Id) with { Refused = refused }
            : Hop.Blocks(stage, code, text, acl.Id) with { Refused = allowed.IsEmpty ? null : refused };
    }

    private static AclEntry[] EntriesOf(NetworkAcl acl, bool isEgress, AddressFamily family) =>
    [
        .. acl.Entries.Where(entry => IsAbout(entry, isEgress, family)).OrderBy(entry => entry.Number),
    ];

    private static bool IsAbout(AclEntry entry, bool isEgress, AddressFamily family) =>
        entry.IsEgress == isEgress && entry.ConcernsTcp && entry.Block.BaseAddress.AddressFamily == family;

    /// <summary>True where the entry is about all of the ports, false where about none, null where about a part.</summary>
    private static bool? Concerns(AclEntry entry, int fromPort, int toPort)
    {
        if (entry.Protocol is "-1")
            return true;
        var (from, to) = (entry.FromPort ?? 0, entry.ToPort ?? LastPort);
        return from <= fromPort && toPort <= to ? true : to < fromPort || toPort < from ? false : null;
    }

    /// <summary>One port of each stretch in which all entries say the same.</summary>
    private static IEnumerable<int> Boundaries(AclEntry[] entries, int fromPort, int toPort) =>
        entries.Where(entry => entry.Protocol is not "-1")
            .SelectMany(entry => (int[])[entry.FromPort ?? 0, (entry.ToPort ?? LastPort) + 1])
            .Where(port => port > fromPort && port <= toPort).Append(fromPort).Distinct();

    private static AddressSet AllowedOn(AclEntry[] entries, AddressSet addresses, int port)
    {
        var rest = addresses;
        var allowed = AddressSet.Empty(addresses.Family);
        foreach (var entry in entries.Where(entry => Concerns(entry, port, port) is true))
        {
            var block = AddressSet.Of(entry.Block);
            if (entry.Allows)
                allowed = allowed.Union(rest.Intersect(block));
            rest = rest.Except(block);
            if (rest.IsEmpty)
                break;
        }
        return allowed;
    }

    /// <summary>Every endpoint of a VPC asks it of every subnet.</summary>
    private sealed record Question(string SubnetId, AddressFamily Family);
}
