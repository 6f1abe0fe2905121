using System.Collections.Immutable;
using System.Net;
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
    /// <summary>Those of which some record stands for a name of the endpoint's own, in the order of ids.</summary>
    public ImmutableArray<HostedZone> Leading { get; } =
        [.. network.All<HostedZone>().Where(zone => zone.Records?.Any(record => EndpointNames.LeadsTo(endpoint, record)) is true)];

    /// <summary>
    /// Those that answer for a name of the service, which may be a wildcard: the nearest ones around it. Where several VPCs have one of
    /// the same name, all that lead to the endpoint count; where none does, the first one.
    /// </summary>
    public ImmutableArray<HostedZone> AnsweringFor(string name)
    {
        // What lies under a wildcard lies under its domain.
        var plain = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        var around = network.All<HostedZone>().Where(zone => Resolver.IsWithin(plain, zone.Name)).ToLookup(zone => zone.Name);
        HostedZone[] nearest = [.. around.MaxBy(zones => zones.Key.Length) ?? Enumerable.Empty<HostedZone>()];
        return [.. nearest.Any(Leading.Contains) ? nearest.Where(Leading.Contains) : nearest.Take(1)];
    }

    /// <summary>
    /// Whether a record leads to the endpoint, by a name of its own or by addresses that all are its interfaces'; null for addresses
    /// where nobody recorded whose they are.
    /// </summary>
    public bool? Leads(DnsRecord record) =>
        EndpointNames.TargetOf(record) is not null ? EndpointNames.LeadsTo(endpoint, record)
        : record.Values.All(value => IPAddress.TryParse(value, out var address) && network.EndpointAt(address, endpoint.VpcId)?.Endpoint.Id == endpoint.Id) ? true
        : network.Has(FactKind.NetworkInterfaces) ? false
        : null;
}
