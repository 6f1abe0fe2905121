using System.Collections.Immutable;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Packets for a service that workloads send to a NAT gateway, as names and routes have it.</summary>
/// <param name="Service">"s3", "ecr.api".</param>
/// <param name="Way">By which table, and what its routes lead on: "rtb-1", "rtb-1 by NAT64".</param>
/// <param name="Doubt">The sentence that says why that is not certain; null where it is.</param>
internal sealed record NatLeak(string Service, string Way, string? Doubt) : Finding(Way, Doubt)
{
    /// <summary>What of the packets of workloads goes there, table by table.</summary>
    /// <param name="asked">The service, whose names lead to public addresses.</param>
    /// <param name="nat">The NAT gateway.</param>
    /// <param name="workloads">Their tables, with the subnets that they are in.</param>
    /// <param name="network">Theirs.</param>
    public static IEnumerable<NatLeak> Of(PublicAnswer asked, NatGateway nat, IEnumerable<(RouteTable Table, ImmutableArray<Subnet> Subnets)> workloads, Network network) =>
        workloads.SelectMany(there => Of(asked, nat, there.Table, there.Subnets, network));

    private static IEnumerable<NatLeak> Of(PublicAnswer asked, NatGateway nat, RouteTable table, ImmutableArray<Subnet> workloads, Network network)
    {
        var natId = nat.Id;
        foreach (var target in Resolver.PublicTargets(asked.Service, workloads, network))
        {
            if (nat.Connectivity is Connectivity.Private && !(RouteChoice.TableOf(nat, network) is { } onward && RouteChoice.LeadsOnPrivately(onward, target, network)))
                continue;
            var way = target.Family is AddressFamily.InterNetwork ? table.Id : $"{table.Id} by NAT64";
            var parts = RouteChoice.Split(table, target, network);
            if (RouteChoice.SendsTo(natId, target, parts) is var isSent && isSent is not false)
                yield return new(asked.Service, way, isSent is true ? asked.Doubt : WhyInDoubt(asked.Service, way, natId, parts));
        }
    }

    private static string WhyInDoubt(string service, string way, string natId, IReadOnlyList<RoutePart> parts) =>
        parts.FirstOrDefault(part => part.Rivals is not [] && part.MayLeadTo(natId)) is { } contested ? $"{way} {Routes.AtRandom(contested)}."
            : parts.FirstOrDefault(part => part.Unread is not null && !part.MayLeadTo(natId)) is { Route: { } other } ? $"{way} sends {other.PrefixListId}, whose entries have not been recorded, to {other.Target}."
            : $"{way} sends addresses to it of which some may be those of {service}, which have not been recorded.";
}
