using System.Collections.Immutable;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Who sends: a subnet with whoever is in it now and later, or interfaces of it alone.</summary>
/// <param name="Subnet">Where they are.</param>
/// <param name="Interfaces">Those of workloads that are there now.</param>
/// <param name="IsWholeSubnet">Whether every address of the subnet has to be let through, and not just those in use.</param>
public sealed record Sender(Subnet Subnet, ImmutableArray<NetworkInterface> Interfaces, bool IsWholeSubnet)
{
    /// <summary>Its interfaces, those together that are let out and in alike.</summary>
    internal ImmutableArray<GroupSet> GroupSets { get; } =
    [
        .. Interfaces.GroupBy(networkInterface => (Groups: string.Join(' ', networkInterface.SecurityGroupIds.Order(StringComparer.Ordinal)), networkInterface.HasPublicAddress))
            .Select(same => new GroupSet(same.Key.Groups, [.. same])),
    ];

    /// <summary>Those of them that send packets of the family; all where none does, as others may come.</summary>
    internal ImmutableArray<GroupSet> GroupSetsOf(AddressFamily family)
    {
        var speaking = GroupSets.RemoveAll(groups => !groups.Interfaces.Any(one => one.Addresses is [] || one.Speaks(family)));
        return speaking is [] ? GroupSets : speaking;
    }

    /// <summary>The subnet with all workloads in it.</summary>
    public static Sender Of(Subnet subnet, Network network) => network.OnceIn(subnet.VpcId, new WholeOf(subnet.Id), () =>
        new Sender(subnet, [.. network.InterfacesIn(subnet.Id).Where(networkInterface => networkInterface.IsWorkload)], IsWholeSubnet: true));

    /// <summary>The interfaces alone, those of a subnet together; without those whose subnet was not recorded.</summary>
    public static ImmutableArray<Sender> OfAlone(IEnumerable<NetworkInterface> interfaces, Network network) =>
    [
        .. from there in interfaces.GroupBy(one => one.SubnetId)
           let subnet = network.Find<Subnet>(there.Key)
           where subnet is not null
           select new Sender(subnet, [.. there], IsWholeSubnet: false),
    ];

    /// <summary>The VPC's subnets with the workloads in them, in the order of ids, as the parameter workloadSubnetTag says.</summary>
    public static ImmutableArray<Sender> In(string vpcId, Network network, Parameters parameters) => network.OnceIn(
        vpcId,
        new AllIn(parameters.Get(CommonParameters.WorkloadSubnetTag)),
        () => CommonParameters.WorkloadSubnets(network, vpcId, parameters).Select(subnet => Of(subnet, network)).ToImmutableArray());

    /// <summary>
    /// Where those of its packets go that take the endpoint: to its interfaces, or, of a gateway endpoint, to the service's addresses that
    /// the subnet's table sends there. Without families of addresses that it does not speak.
    /// </summary>
    internal ImmutableArray<Target> TargetsAt(VpcEndpoint endpoint, Network network) =>
        (endpoint.Type is EndpointType.Interface ? Resolver.Of(endpoint, network).Targets : Routes.Taken(endpoint, Subnet, network))
            .RemoveAll(target => !Speaks(target.Family));

    /// <summary>
    /// As <see cref="TargetsAt"/>, as security groups see it: what a route leads through something else on the way goes to an address, and not
    /// to who carries a group.
    /// </summary>
    internal IEnumerable<Target> TargetsOfGroupsAt(VpcEndpoint endpoint, Network network) =>
        TargetsAt(endpoint, network).Select(target => AsGroupsSee(target, network));

    internal Target AsGroupsSee(Target target, Network network) => target.Endpoint?.VpcId == Subnet.VpcId && Through(target, network) is { } through
        ? target with { Endpoint = null, Text = $"{target.Text} by {through}" }
        : target;

    /// <summary>What a route leads its packets through, though they stay in the VPC, as to an appliance; null where they go straight there.</summary>
    internal RouteTarget? Through(Target target, Network network) =>
        target.EndpointSubnet?.Id != Subnet.Id && network.RouteTableFor(Subnet) is { } table && RouteChoice.LeadsAwayFromHome(table, network)
            ? RouteChoice.Split(table, target, network).SelectMany(part => part.Routes)
                .Where(route => route.State is RouteState.Active && RouteChoice.MayLeadAwayFromHome(route)).Select(route => (RouteTarget?)route.Target).FirstOrDefault()
            : null;

    /// <summary>The addresses that it sends from.</summary>
    public AddressSet Addresses(AddressFamily family) => IsWholeSubnet
        ? Subnet.AddressesOf(family)
        : AddressSet.Of(Interfaces.SelectMany(networkInterface => networkInterface.Addresses), family);

    /// <summary>Whether it can send packets of the family.</summary>
    public bool Speaks(AddressFamily family)
    {
        if (Interfaces is [])
            return Subnet.Has(family);
        var isKnown = false;
        foreach (var networkInterface in Interfaces)
        {
            if (networkInterface.Speaks(family))
                return true;
            isKnown |= networkInterface.Addresses is not [];
        }
        return !isKnown && !Addresses(family).IsEmpty;
    }

    /// <summary>Every endpoint of a VPC asks for it.</summary>
    private sealed record WholeOf(string SubnetId);

    private sealed record AllIn(string WorkloadSubnetTag);

    public override string ToString() => IsWholeSubnet || Interfaces is not [var only] ? Subnet.Id : only.Id;
}

/// <summary>A combination of security groups, and the interfaces that carry it, with a public address or without.</summary>
internal sealed record GroupSet(string Key, ImmutableArray<NetworkInterface> Interfaces)
{
    public ImmutableArray<string> Ids => Interfaces[0].SecurityGroupIds;

    public bool HasPublicAddress => Interfaces[0].HasPublicAddress;
}
