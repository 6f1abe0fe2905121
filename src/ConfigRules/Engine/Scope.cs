using System.Collections.Immutable;

namespace ConfigRules.Engine;

/// <summary>The part of a region that is to be judged.</summary>
public abstract record Scope
{
    private Scope()
    {
    }

    public static Scope Region { get; } = new WholeRegion();

    public sealed record WholeRegion : Scope;

    public sealed record OfVpcs(ImmutableArray<string> Ids) : Scope;

    public sealed record OfEndpointServices(ImmutableArray<string> Ids) : Scope;
}
