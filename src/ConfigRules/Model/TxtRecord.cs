using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>The texts that public DNS has at a name, which is the id; a name that it does not know has none.</summary>
public sealed record TxtRecord(string Id) : Resource(Id)
{
    public ImmutableArray<string> Values { get; init; } = [];
}
