using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Where the workloads of a VPC are, and which tables route what they send.</summary>
/// <param name="Vpc">The VPC that they are in.</param>
/// <param name="Subnets">From which they send packets, in the order of ids; empty where there are none.</param>
/// <param name="Tables">Of these subnets, each once, in the order of the subnets; without those that were not recorded.</param>
public sealed record Workloads(Vpc Vpc, ImmutableArray<Subnet> Subnets, ImmutableArray<RouteTable> Tables)
{
    /// <summary>A subnet of theirs whose table was not recorded; null where all were.</summary>
    public Subnet? Unrouted { get; private init; }

    /// <summary>How their packets for the service go out into the internet, by a route that certainly takes some if there is such a one; null where they do not.</summary>
    public WayOut? WayOut(string service, Network network) =>
    (
        from table in Tables
        from target in Resolver.PublicTargets(service, [.. Subnets.Where(subnet => network.RouteTableFor(subnet)?.Id == table.Id)], network)
        from way in RouteChoice.WaysOut(target, table, network)
        orderby way.IsCertain descending
        select way).FirstOrDefault();

    /// <summary>
    /// The tables that send packets of workloads to the NAT gateway, in the order of ids, with the subnets from which these come, as the
    /// parameter workloadSubnetTag says.
    /// </summary>
    public static ImmutableArray<(RouteTable Table, ImmutableArray<Subnet> Subnets)> SendingTo(NatGateway nat, Network network, Parameters parameters) =>
    [
        .. from table in RouteChoice.TablesTo(nat, network)
           let subnets = CommonParameters.WithWorkloads(network.SubnetsOn(table), network, parameters).ToImmutableArray()
           where subnets is not []
           select (table, subnets),
    ];

    /// <summary>As the parameters workloadSubnetTag and scanUnusedVpcs say.</summary>
    /// <returns>The verdict on a VPC in which no workload is, unless such VPCs are to be judged too; else null.</returns>
    public static Verdict? Screen(Vpc vpc, Network network, Parameters parameters, out Workloads workloads)
    {
        workloads = network.OnceIn(vpc.Id, new Question(parameters.Get(CommonParameters.WorkloadSubnetTag)), () =>
        {
            ImmutableArray<Subnet> subnets = [.. CommonParameters.WorkloadSubnets(network, vpc.Id, parameters)];
            return new Workloads(vpc, subnets, [.. subnets.Select(network.RouteTableFor).OfType<RouteTable>().DistinctBy(table => table.Id)])
            {
                Unrouted = subnets.FirstOrDefault(subnet => network.RouteTableFor(subnet) is null),
            };
        });
        return workloads.Subnets is [] && !parameters.Get(CommonParameters.ScanUnusedVpcs) ? Verdict.NotApplicable("No workload is in it.") : null;
    }

    /// <summary>Every rule about workloads asks the same of a VPC.</summary>
    private sealed record Question(string WorkloadSubnetTag);
}
