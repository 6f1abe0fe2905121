using System.Collections.Frozen;

namespace ConfigRules.Model;

public abstract record Resource(string Id)
{
    private static readonly char[] Separators = [' ', ',', ';'];

    /// <summary>The account that owns it; null where the record does not say.</summary>
    public string? OwnerId { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What the value of the tag lists; nothing where it is not there.</summary>
    public string[] ListedIn(string tag) => Tags.TryGetValue(tag, out var list) ? list.Split(Separators, StringSplitOptions.RemoveEmptyEntries) : [];
}

/// <summary>A resource that lies in one VPC.</summary>
public abstract record VpcResource(string Id, string VpcId) : Resource(Id);
