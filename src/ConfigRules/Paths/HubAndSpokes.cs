using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Which VPCs have endpoints for others, and which use these by hosted zones, as somebody says: no fact of a network tells which ones should.</summary>
public static class HubAndSpokes
{
    public static readonly ListParameter CentralVpcIds = new(
        "centralVpcIds", "The hub VPCs, whose endpoints need zones; none means endpoints that a hosted zone leads to already.",
        Forms.IsVpcId, "VPC ids separated by commas");

    public static readonly ListParameter SpokeVpcIds = new(
        "spokeVpcIds", "The VPCs that the zones have to be associated with.", Forms.IsVpcId, "VPC ids separated by commas");

    public static readonly TextParameter SpokeVpcTag = new(
        "spokeVpcTag", "A tag (key, or key=value) of VPCs that the zones have to be associated with too.", Forms.IsTag, "a tag key, or key=value");

    public static ImmutableArray<Parameter> Parameters => [CentralVpcIds, SpokeVpcIds, SpokeVpcTag];

    /// <summary>Whether the VPC is a hub; null where nobody says which ones are.</summary>
    public static bool? IsHub(string vpcId, Parameters parameters) => parameters.Get(CentralVpcIds) is [_, ..] hubs ? hubs.Contains(vpcId) : null;

    /// <summary>What tells whether zones answer in spokes, where a parameter says which VPCs these are.</summary>
    public static FactKind[] Asks(Parameters parameters) => parameters.Get(SpokeVpcIds) is [] && parameters.Get(SpokeVpcTag) is "" ? [] : [FactKind.VpcAttributes];

    /// <summary>The ids of the spokes, each once and in order; those that a parameter names may be another account's.</summary>
    public static ImmutableArray<string> SpokesIn(Network network, Parameters parameters) =>
        network.Once(new Question(parameters), () => Find(network, parameters).Distinct().Order(StringComparer.Ordinal).ToImmutableArray());

    private static IEnumerable<string> Find(Network network, Parameters parameters)
    {
        var tag = parameters.Get(SpokeVpcTag);
        return parameters.Get(SpokeVpcIds).Concat(tag is "" ? [] : network.All<Vpc>().Where(vpc => CommonParameters.HasTag(vpc, tag)).Select(vpc => vpc.Id));
    }

    /// <summary>Every endpoint of a hub asks for them.</summary>
    private sealed record Question(Parameters Parameters);
}
