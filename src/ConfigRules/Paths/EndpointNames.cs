using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>The names that endpoints have of their own, "vpce-1-x.kms.eu-west-1.vpce.amazonaws.com", and the records that lead to them.</summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html</remarks>
internal static class EndpointNames
{
    /// <summary>Such names are public, and resolve to the endpoint's addresses everywhere. Each has a label with an endpoint's id, as other names under "vpce" have not.</summary>
    public static bool Are(string name) => name.Contains(".vpce.", StringComparison.Ordinal)
        && (name.StartsWith("vpce-", StringComparison.OrdinalIgnoreCase) || name.Contains(".vpce-", StringComparison.OrdinalIgnoreCase));

    /// <summary>The zone of a name that leads to what the endpoint has there alone, "vpce-1-x-eu-west-1a.kms..."; null for one that leads to all.</summary>
    public static string? ZoneOf(string name) =>
        Are(name) && Array.Find(name.Split('.'), label => label.StartsWith("vpce-", StringComparison.Ordinal))?.Split('-', 4) is [_, _, _, var zone] ? zone : null;

    /// <summary>Whether the name is the endpoint's: while private DNS is on, those of the service are among its names as well.</summary>
    public static bool Has(VpcEndpoint endpoint, string name) =>
        Are(name) && endpoint.DnsNames.Any(own => Intent.Fits(own.TrimEnd('.'), name));

    /// <summary>The endpoint that has the name; null where none that was recorded has it.</summary>
    public static VpcEndpoint? OwnerOf(string name, Network network) => Are(name) ? OwnersOf(name, network).MinBy(endpoint => endpoint.Id, StringComparer.Ordinal) : null;

    /// <summary>The hosted zones of which a record stands for a name of the endpoint's own, in the order of ids.</summary>
    public static IEnumerable<HostedZone> ZonesNaming(VpcEndpoint endpoint, Network network) => network.Once(new ZonesByEndpoint(), () =>
    (
        from zone in network.All<HostedZone>()
        from record in zone.Records ?? []
        let target = TargetOf(record)
        where target is not null && Are(target)
        from owner in OwnersOf(target, network)
        select (Zone: zone, owner.Id)).Distinct().ToLookup(pair => pair.Id, pair => pair.Zone))[endpoint.Id];

    /// <summary>Those with the name itself, or with a wildcard that stands for it, however deep it lies below.</summary>
    private static IEnumerable<VpcEndpoint> OwnersOf(string name, Network network)
    {
        var byName = network.Once(new EndpointsByName(), () =>
        (
            from endpoint in network.All<VpcEndpoint>()
            from own in endpoint.DnsNames
            select (Endpoint: endpoint, Name: own.TrimEnd('.'))).ToLookup(pair => pair.Name, pair => pair.Endpoint, StringComparer.OrdinalIgnoreCase));
        var owners = byName[name];
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
            owners = owners.Concat(byName[$"*{name[dot..]}"]);
        return owners;
    }

    /// <summary>The name that the record stands for; null for a record of addresses.</summary>
    public static string? TargetOf(DnsRecord record) => record.AliasOf ?? (record.Type is "CNAME" ? record.Values.FirstOrDefault() : null);

    /// <summary>Whether the record stands for a name of the endpoint's own.</summary>
    public static bool LeadsTo(VpcEndpoint endpoint, DnsRecord record) => TargetOf(record) is { } target && Has(endpoint, target);

    private sealed record EndpointsByName;

    private sealed record ZonesByEndpoint;
}
