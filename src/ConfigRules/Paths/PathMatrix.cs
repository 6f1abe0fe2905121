using System.Collections.Immutable;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>The ways from all workload subnets to all services of the bundles that are used in their VPCs.</summary>
public static class PathMatrix
{
    /// <summary>VPC by VPC, subnet by subnet, service by service; VPCs are worked on side by side.</summary>
    /// <param name="network">Whose workloads.</param>
    /// <param name="services">The services to ask for in every VPC; none means those of the bundles that are used.</param>
    /// <param name="parameters">Those that say which bundles are used.</param>
    public static IEnumerable<PathCell> Of(Network network, ImmutableArray<string> services, Parameters parameters)
    {
        network.Prepare();
        var vpcs = network.All<Vpc>();
        var cells = new PathCell[vpcs.Length][];
        Parallel.For(0, vpcs.Length, index => cells[index] = InVpc(vpcs[index], network, services, parameters));
        return cells.SelectMany(vpc => vpc);
    }

    /// <summary>The ways of one VPC's workloads, one trace each.</summary>
    public static IEnumerable<Trace> WaysIn(string vpcId, Network network, ImmutableArray<string> services, Parameters parameters)
    {
        var intents = IntentsIn(vpcId, network, services, parameters);
        if (intents is [])
            yield break;
        // Its own tracer: what the ways of one VPC share is of no use to another, and goes with it.
        var tracer = new Tracer(vpcId, network);
        foreach (var subnet in network.WorkloadSubnetsOf(vpcId))
        {
            var sender = Sender.Of(subnet, network);
            foreach (var intent in intents)
                yield return tracer.Way(sender, intent);
        }
    }

    /// <summary>The services to reach from the VPC, as far as the region has them, with what their clients request.</summary>
    public static ImmutableArray<Intent> IntentsIn(string vpcId, Network network, ImmutableArray<string> services, Parameters parameters) => network.OnceIn(
        vpcId, new Question(services.IsDefaultOrEmpty ? "" : string.Join(',', services), parameters.SetOf(ActiveBundles.Parameters)), () => FindIntents(vpcId, network, services, parameters));

    private static ImmutableArray<Intent> FindIntents(string vpcId, Network network, ImmutableArray<string> services, Parameters parameters)
    {
        var bundles = ActiveBundles.In(vpcId, network, parameters);
        // What some workloads of a bundle do without is asked for where somebody made an endpoint to it.
        var used =
            from bundle in bundles
            from member in bundle.Members
            where member.Unless is null || network.EndpointsTo(member.Service, vpcId).Any(endpoint => endpoint.CarriesTraffic)
            select (member.Service, Doubt: bundle.DoubtOf(member));
        return
        [
            .. from wanted in services.IsDefaultOrEmpty ? used : services.Select(service => (Service: service, Doubt: (string?)null))
               group wanted.Doubt by wanted.Service into doubts
               where network.Offers(doubts.Key)
               select IntentTo(doubts.Key, ActiveBundles.DoubtOf(doubts), bundles, network),
        ];
    }

    /// <summary>VPCs that use the same bundles ask for the same.</summary>
    private static Intent IntentTo(string service, string? doubt, ImmutableArray<ServiceBundle> bundles, Network network) => network.Once(
        new Asked(service, doubt, bundles), () => Tracer.WithNeeds(Intent.ToService(service, network), bundles) with { Doubt = doubt });

    private static PathCell[] InVpc(Vpc vpc, Network network, ImmutableArray<string> services, Parameters parameters)
    {
        var intents = IntentsIn(vpc.Id, network, services, parameters);
        var cells = intents is [] ? [] : CellsOf(new(vpc.Id, network, isTold: false));
        // What the ways of one VPC share is of no use to another.
        network.Forget(vpc.Id);
        return cells;

        PathCell[] CellsOf(Tracer tracer) =>
        [
            .. from subnet in network.WorkloadSubnetsOf(vpc.Id)
               let sender = Sender.Of(subnet, network)
               from intent in intents
               let way = tracer.Way(sender, intent)
               select new PathCell(subnet, intent.Service!, way.OwnVerdict, way.Wrong ?? ""),
        ];
    }

    /// <summary>Every subnet of a VPC asks the same.</summary>
    private sealed record Question(string Services, string Set);

    private sealed record Asked(string Service, string? Doubt, ImmutableArray<ServiceBundle> Bundles);
}
