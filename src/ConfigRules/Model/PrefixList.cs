using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

/// <summary>A managed prefix list, AWS's or a customer's.</summary>
public sealed record PrefixList(string Id) : Resource(Id)
{
    public string Name { get; init; } = "";

    /// <summary>Null where the entries were not recorded.</summary>
    public ImmutableArray<IPNetwork>? Blocks { get; init; }

    /// <summary>
    /// One command lists the entries of AWS's lists, another the names of all lists without entries; together they are one.
    /// </summary>
    internal static PrefixList Merge(IEnumerable<PrefixList> parts) => parts.Aggregate((one, other) => other with
    {
        Name = other.Name is "" ? one.Name : other.Name,
        Blocks = other.Blocks ?? one.Blocks,
    });
}
