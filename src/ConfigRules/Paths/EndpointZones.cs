using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>
/// The hosted zones by which other VPCs find an endpoint of a hub, where private DNS does not reach: somebody made them by hand, name
/// by name.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
/// </remarks>
internal sealed class EndpointZones(VpcEndpoint endpoint, Network network)
{
    /// <summary>
    /// Those of which some record leads to the endpoint, in the order of ids. A zone of one's own domain, whose names no client of the
    /// service asks for, is none of them.
    /// </summary>
    public ImmutableArray<HostedZone> Leading { get; } =
        [.. Naming(endpoint, network).Where(MayHaveNamesOf(endpoint, network)).Where(zone => zone.Records?.Any(record => Leads(zone, record, endpoint, network) is true) is true)];

    /// <summary>Where no zone of the service's names leads to the endpoint, one that does by names of somebody's own; null where there is none.</summary>
    public HostedZone? LeadingByOtherNames => Leading is []
        ? EndpointNames.ZonesNaming(endpoint, network).FirstOrDefault()
        : null;

    /// <summary>Those that have a name of the endpoint's own, or one of its addresses, in a record.</summary>
    private static IEnumerable<HostedZone> Naming(VpcEndpoint endpoint, Network network) => EndpointNames.ZonesNaming(endpoint, network)
        .Concat(endpoint.NetworkInterfaceIds.Select(network.Find<NetworkInterface>).OfType<NetworkInterface>().SelectMany(own => own.Addresses).SelectMany(network.ZonesWith))
        .DistinctBy(zone => zone.Id).OrderBy(zone => zone.Id, StringComparer.Ordinal);

    /// <summary>Whether the service's names may be in a zone, right or wrong: it is around one of them, below one, or in a domain of AWS's.</summary>
    private static Func<HostedZone, bool> MayHaveNamesOf(VpcEndpoint endpoint, Network network)
    {
        string[] names = [.. Resolver.PrivateNames(endpoint, network).Select(Domain)];
        return zone => names is [] || Intent.IsOfAws(zone.Name, network) || names.Any(name => Resolver.IsWithin(name, zone.Name) || Resolver.IsWithin(zone.Name, name));
    }

    /// <summary>What lies under a wildcard lies under its domain.</summary>
    private static string Domain(string name) => name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;

    /// <summary>
    /// Those that answer for a name of the service, which may be a wildcard: the nearest ones around it. Where several VPCs have one of
    /// the same name, all that lead to the endpoint count; where none does, the first one. A nearer one of other VPCs is in nobody's way.
    /// </summary>
    public ImmutableArray<HostedZone> AnsweringFor(string name)
    {
        var plain = Domain(name);
        HostedZone[] around = [.. network.All<HostedZone>().Where(zone => Resolver.IsWithin(plain, zone.Name))];
        HostedZone[] leading = [.. around.Where(Leading.Contains)];
        if (leading is not [])
            around = [.. around.Where(zone => leading.Contains(zone) || leading.Any(other => HaveVpcInCommon(zone, other)))];
        HostedZone[] nearest = [.. around.ToLookup(zone => zone.Name).MaxBy(zones => zones.Key.Length) ?? Enumerable.Empty<HostedZone>()];
        return [.. nearest.Any(Leading.Contains) ? nearest.Where(Leading.Contains) : nearest.Take(1)];
    }

    /// <summary>Each private name of the service, without the dot at its end, with the answers of the zones that answer for it; with none where no zone does.</summary>
    public ImmutableArray<(string Name, ImmutableArray<ZoneAnswer> Answers)> AnswersFor(ServiceDetail service) =>
        [.. service.PrivateDnsNames.Select(DnsName.Plain).Select(name => (name, AnsweringFor(name).Select(zone => AnswerOf(zone, name)).ToImmutableArray()))];

    /// <summary>Whether somebody may be answered from both, by profiles too.</summary>
    private bool HaveVpcInCommon(HostedZone zone, HostedZone other) => zone.VpcIds.Intersect(other.VpcIds).Any()
        || network.All<Vpc>().Select(vpc => Resolver.In(vpc.Id, network)).Any(resolver => resolver.AnswersFrom(zone) is true && resolver.AnswersFrom(other) is true);

    /// <summary>What a zone answers for a name of the service, which may be a wildcard.</summary>
    public ZoneAnswer AnswerOf(HostedZone zone, string name)
    {
        if (zone.Records is not { } records)
            return new(zone, name, Leads: null);
        var found = Resolver.Named(records, name);
        foreach (var record in found)
        {
            if (Leads(zone, record) is var leads && leads is not true)
                return new(zone, name, leads) { Elsewhere = leads is false ? WhereTo(record) : null };
        }
        if (found is not [] && !found.Any(record => record.Type is "CNAME" || HasAddressesOf(record.Type is "A" ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6)))
            return new(zone, name, Leads: false) { Elsewhere = $"{(found[0].Type is "A" ? "IPv4" : "IPv6")} addresses of the endpoint, which has none" };
        return new(zone, name, Leads: found is not []);
    }

    /// <summary>An alias has no answer of a family that its target has no addresses of. Where records are left to the service, an endpoint's own names have both.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html</remarks>
    private bool HasAddressesOf(AddressFamily family) =>
        endpoint is { IpAddressType: null } or { IpAddressType: "dualstack", DnsRecordIpType: "service-defined" } || Resolver.Answers(endpoint, family);

    /// <summary>Who of the VPCs, without the endpoint's own, is answered from the zones that answer for the names; zones of several names are asked once.</summary>
    public IEnumerable<ZoneReach> ReachOf(IEnumerable<(string Name, ImmutableArray<ZoneAnswer> Answers)> names, IReadOnlyCollection<string> vpcs) =>
        names.Where(name => name.Answers is not []).DistinctBy(name => name.Answers[0].Zone.Id).Select(name => Reach([.. name.Answers.Select(answer => answer.Zone)], vpcs));

    /// <summary>Who of the VPCs, without the endpoint's own, is answered from one of the zones at least.</summary>
    public ZoneReach Reach(ImmutableArray<HostedZone> zones, IEnumerable<string> vpcs) => new(zones, vpcs.Where(vpc => vpc != endpoint.VpcId).ToLookup(vpc =>
    {
        var resolver = Resolver.In(vpc, network);
        return zones.Any(zone => resolver.AnswersFrom(zone) is true) ? true : resolver.AnswersFrom(zones[0]);
    }));

    /// <summary>Of the VPCs, without the endpoint's own, those in which no hosted zone answers, by their DNS attributes, and those of which nobody recorded these.</summary>
    public IEnumerable<Vpc> DeafAmong(IEnumerable<string> vpcs) =>
        vpcs.Where(id => id != endpoint.VpcId).Select(network.Find<Vpc>).OfType<Vpc>().Where(vpc => Resolver.AnswersFromZones(vpc) is not true);

    /// <summary>Whether clients find the endpoint by one: zones of ecr.dkr are often made without the names of images.</summary>
    public bool LeadClients => Leading is not [] && (endpoint.Service.Service is not "ecr.dkr" || LeadImageNames);

    /// <summary>
    /// A zone around the service's names of which nobody can tell whether it leads to the endpoint: one into which nobody may look, as into
    /// another account's, or whose addresses may be anybody's. Null where there is none.
    /// </summary>
    public HostedZone? UnreadFor(ServiceDetail service)
    {
        string[] names = [.. service.PrivateDnsNames.Select(DnsName.Plain)];
        return network.All<HostedZone>().FirstOrDefault(zone => names.Any(name => Resolver.IsWithin(name, zone.Name) && AnswerOf(zone, name).Leads is null));
    }

    /// <summary>
    /// Whether one leads names of images there: these carry the account (ACCOUNT.dkr.ecr...), so that it takes a wildcard.
    /// </summary>
    public bool LeadImageNames => Leading.Any(zone => zone.Records!.Value.Any(record =>
        record.Name.StartsWith("*.dkr.ecr", StringComparison.Ordinal) && Leads(zone, record) is true));

    /// <summary>
    /// Whether a record of the zone leads to the endpoint, by a name of its own or by addresses that all are its interfaces'; null for
    /// addresses where nobody recorded whose they are.
    /// </summary>
    public bool? Leads(HostedZone zone, DnsRecord record) => Leads(zone, record, endpoint, network);

    private static bool? Leads(HostedZone zone, DnsRecord record, VpcEndpoint endpoint, Network network, int chain = Resolver.LongestChain) =>
        EndpointNames.LeadsTo(endpoint, record) ? true
        : EndpointNames.TargetOf(record) is { } target ? chain > 0 && Next(zone, record, target, network) is { } next ? LeadsOn(next, target, endpoint, network, chain - 1) : false
        : record is not { Type: "A" or "AAAA", Values: [_, ..] } ? false
        : record.Values.All(value => IPAddress.TryParse(value, out var address) && network.EndpointAt(address, endpoint.VpcId)?.Endpoint.Id == endpoint.Id
            && !IsOfOthersAlone(zone, address, endpoint, network)) ? true
        : network.Has(FactKind.NetworkInterfaces) ? false
        : null;

    /// <summary>The zone that has the name for which a record stands: an alias is of its own zone, and a CNAME may lead into another that all its VPCs have.</summary>
    private static HostedZone? Next(HostedZone zone, DnsRecord record, string name, Network network) => EndpointNames.Are(name) ? null
        : Resolver.IsWithin(name, zone.Name) ? zone
        : record.AliasOf is not null ? null
        : network.All<HostedZone>().Where(other => Resolver.IsWithin(name, other.Name) && zone.VpcIds.All(vpc => other.VpcIds.Contains(vpc))).MaxBy(other => other.Name.Length);

    /// <summary>Whether another name, as that of the zone itself for a wildcard, leads there.</summary>
    private static bool? LeadsOn(HostedZone zone, string name, VpcEndpoint endpoint, Network network, int chain)
    {
        if (zone.Records is not { } records)
            return null;
        var found = Resolver.Named(records, name).Select(record => Leads(zone, record, endpoint, network, chain)).ToArray();
        return found is [] || found.Contains(false) ? false : found.Contains(null) ? null : true;
    }

    /// <summary>Whether the address is, for all who are answered from the zone, one of their own VPC's, which is not the endpoint's.</summary>
    private static bool IsOfOthersAlone(HostedZone zone, IPAddress address, VpcEndpoint endpoint, Network network) =>
        zone.VpcIds is [_, ..] vpcs && vpcs.All(id => id != endpoint.VpcId && network.Find<Vpc>(id)?.CidrBlocks.Any(block => block.Contains(address)) is true);

    /// <summary>Where a record leads that does not lead to the endpoint.</summary>
    private string WhereTo(DnsRecord record) => EndpointNames.TargetOf(record) switch
    {
        null => $"{Wording.List(record.Values)}, which {(record.Values.Length is 1 ? "is no address" : "are not all addresses")} of its interfaces",
        var target => EndpointNames.OwnerOf(target, network)?.Id ?? $"{target}, which is no endpoint's name",
    };
}

/// <summary>What a hosted zone answers for a name of an endpoint's service.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Name">The name, in small letters and without the dot at the end.</param>
/// <param name="Leads">Whether it leads to the endpoint, and nowhere else; null where nobody recorded it.</param>
internal sealed record ZoneAnswer(HostedZone Zone, string Name, bool? Leads)
{
    /// <summary>Where it leads as well, or instead: "vpce-2"; null where that is nowhere.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>As a clause: "Z1 leads kms.eu-west-1.amazonaws.com to vpce-2"; of what is not known, that nobody recorded it.</summary>
    public override string ToString() => this switch
    {
        { Leads: true } => $"{Zone.Id} leads {Name} to it",
        { Elsewhere: { } elsewhere } => $"{Zone.Id} leads {Name} to {elsewhere}",
        { Leads: false } => Name == Zone.Name ? $"{Zone.Id} has no record of its own name, {Name}" : $"{Zone.Id} has no {Name}",
        { Zone.Records: null } => $"What {Zone.Id} answers for {Name} has not been recorded",
        _ => $"Whose addresses {Zone.Id} has for {Name} has not been recorded",
    };
}

/// <summary>Who is answered from hosted zones that answer for the same names.</summary>
/// <param name="Zones">The zones, of which one is enough for a VPC.</param>
/// <param name="Vpcs">The VPCs that were asked about, by whether they have one; null where nobody recorded it.</param>
internal sealed record ZoneReach(ImmutableArray<HostedZone> Zones, ILookup<bool?, string> Vpcs)
{
    /// <summary>Whether all of the VPCs are; null where that is not known of some, and the others are.</summary>
    public bool? IsWhole => Vpcs.Contains(false) ? false : Vpcs.Contains(null) ? null : true;

    /// <summary>As a clause: "Z1 is not associated with vpc-2"; of what is not known, that nobody recorded it.</summary>
    public override string ToString() => IsWhole switch
    {
        true => $"{Wording.List(Zones.Select(zone => zone.Id))} {(Zones is [_] ? "is" : "are")} associated with all",
        false => $"{(Zones is [var only] ? $"{only.Id} is not" : $"none of {Wording.List(Zones.Select(zone => zone.Id))} is")} associated with {Wording.List(Vpcs[false])}",
        null => $"Whether {Zones[0].Id} is associated with {Vpcs[null].First()} has not been recorded",
    };
}
