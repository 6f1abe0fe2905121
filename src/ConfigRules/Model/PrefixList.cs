using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

/// <summary>A managed prefix list, AWS's or a customer's.</summary>
public sealed record PrefixList(string Id) : Resource(Id)
{
    public string Name { get; init; } = "";

    /// <summary>Null where the entries were not recorded.</summary>
    public ImmutableArray<IPNetwork>? Blocks { get; init; }
}
