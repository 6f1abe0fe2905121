using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

/// <summary>A managed prefix list, AWS's or a customer's.</summary>
public sealed record PrefixList(string Id) : Resource(Id)
{
    public string Name { get; init; } = "";

    /// <summary>Null where the entries were not recorded.</summary>
    public ImmutableArray<IPNetwork>? Blocks { get; init; }

    /// <summary>EC2 has one list of the prefix lists that it manages, one of all, and the entries of each by themselves.</summary>
    internal static PrefixList Merge(IEnumerable<PrefixList> parts) => parts.Aggregate((one, other) => one with
    {
        Name = one.Name is "" ? other.Name : one.Name,
        Blocks = other.Blocks ?? one.Blocks,
    });
}
