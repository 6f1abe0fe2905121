using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>A private hosted zone of Route 53: what the resolver answers in its VPCs, whatever public DNS says.</summary>
public sealed record HostedZone(string Id) : Resource(Id)
{
    /// <summary>In small letters and without the dot at the end.</summary>
    public string Name { get; init; } = "";

    /// <summary>The VPCs that it is associated with.</summary>
    public ImmutableArray<string> VpcIds { get; init; } = [];

    /// <summary>Null where the records were not read, as of a zone of another account.</summary>
    public ImmutableArray<DnsRecord>? Records { get; init; }

    /// <summary>One command lists zones, another what is in one, a third its VPCs; together they are one.</summary>
    internal static HostedZone Merge(IEnumerable<HostedZone> parts)
    {
        // A part for each VPC, of which there may be thousands.
        HostedZone[] all = [.. parts];
        var whole = all.Aggregate((one, other) => other with
        {
            Name = other.Name is "" ? one.Name : other.Name,
            Records = other.Records ?? one.Records,
            OwnerId = other.OwnerId ?? one.OwnerId,
            Tags = other.Tags.Count is 0 ? one.Tags : other.Tags,
        });
        return whole with { VpcIds = [.. all.SelectMany(part => part.VpcIds).Distinct()] };
    }
}

/// <summary>A record set.</summary>
/// <param name="Name">In small letters and without the dot at the end; "*.example.com" for a wildcard.</param>
/// <param name="Type">"A", "AAAA", "CNAME", "NS" ...</param>
public sealed record DnsRecord(string Name, string Type)
{
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The name that an alias record stands for; null for a record with values.</summary>
    public string? AliasOf { get; init; }

    /// <summary>A record as Route 53 tells it: names may be escaped, and end with a dot.</summary>
    public static DnsRecord Of(string name, string type, IEnumerable<string> values, string? aliasOf) => new(DnsName.Plain(name), type)
    {
        Values = [.. type is "CNAME" or "NS" ? values.Select(DnsName.Plain) : values],
        AliasOf = aliasOf is null ? null : DnsName.Plain(aliasOf),
    };
}
