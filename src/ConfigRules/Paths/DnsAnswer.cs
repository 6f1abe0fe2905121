using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>What a name resolves to in a VPC, and who says so.</summary>
/// <param name="Destination">Null where there is no answer, or none that is known.</param>
/// <param name="Hops">The last one tells the answer, those before it what is not known on the way.</param>
internal sealed record DnsAnswer(Destination? Destination, ImmutableArray<Hop> Hops)
{
    /// <summary>The endpoint whose name it is that was asked for in the end, whether its addresses were recorded or not; null where it is none's.</summary>
    public VpcEndpoint? Endpoint { get; init; }

    /// <summary>The names to which CNAME records led, in order, as whoever asked can see.</summary>
    public ImmutableArray<string> Redirections { get; init; } = [];

    /// <summary>The own name of an endpoint that was not recorded, where the name stands for that; else null.</summary>
    public string? EndpointName { get; init; }
}
