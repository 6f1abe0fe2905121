using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>The parameters that every rule of a kind has.</summary>
public static class CommonParameters
{
    public static readonly TextParameter ExemptionTag = new(
        "exemptionTag",
        "The key of a tag whose value lists rules that leave the resource alone.",
        Forms.IsTagKey, "a tag key of at most 128 characters", "privatelink:exempt");

    public static readonly BooleanParameter FailClosed = new(
        "failClosed", "Whether a resource that cannot be judged counts as non-compliant.", false);

    public static readonly ListParameter VpcIds = new(
        "vpcIds", "The only VPCs to judge; none means all.", Forms.IsVpcId, "VPC ids separated by commas");

    public static readonly ListParameter ExcludeVpcIds = new(
        "excludeVpcIds", "VPCs to leave alone.", Forms.IsVpcId, "VPC ids separated by commas");

    public static readonly BooleanParameter ExcludeDefaultVpc = new(
        "excludeDefaultVpc", "Whether to leave the region's default VPC alone.", false);

    public static readonly TextParameter VpcTag = new(
        "vpcTag", "The only VPCs to judge are those with this tag: key, or key=value.",
        Forms.IsTag, "a tag key, or key=value");

    public static readonly BooleanParameter IncludeRequesterManaged = new(
        "includeRequesterManaged", "Whether to judge endpoints too that an AWS service made and manages.", false);

    public static readonly TextParameter WorkloadSubnetTag = new(
        "workloadSubnetTag",
        "The subnets that hold workloads are those with this tag: key, or key=value. None means those with an interface in "
            + "use that is not part of the network itself.",
        Forms.IsTag, "a tag key, or key=value");

    public static readonly BooleanParameter ScanUnusedVpcs = new(
        "scanUnusedVpcs", "Whether to judge VPCs too in which no workload is.", false);

    /// <summary>The common parameters of a rule that reports resources of the type.</summary>
    public static ImmutableArray<Parameter> Of<TResource>(RuleInfo info)
        where TResource : Resource =>
    [
        ExemptionTag,
        FailClosed,
        .. typeof(TResource).IsAssignableTo(typeof(VpcResource))
            ? (ReadOnlySpan<Parameter>)[VpcIds, ExcludeVpcIds, ExcludeDefaultVpc, VpcTag]
            : [],
        .. typeof(TResource) == typeof(VpcEndpoint) ? (ReadOnlySpan<Parameter>)[IncludeRequesterManaged] : [],
        .. info.ConcernsWorkloads ? (ReadOnlySpan<Parameter>)[WorkloadSubnetTag] : [],
        .. info.ConcernsWorkloads && typeof(TResource) == typeof(Vpc) ? (ReadOnlySpan<Parameter>)[ScanUnusedVpcs] : [],
    ];

    /// <summary>Whether the tags hold what the parameter asks for: a key, or a key with that value.</summary>
    public static bool HasTag(Resource resource, string tag) => tag.Split('=', 2) switch
    {
        [var key, var value] => resource.Tags.TryGetValue(key, out var actual) && actual == value,
        _ => resource.Tags.ContainsKey(tag),
    };

    /// <summary>The subnets of the VPC from which workloads send packets.</summary>
    public static IEnumerable<Subnet> WorkloadSubnets(Network network, string vpcId, Parameters parameters) =>
        WithWorkloads(network.In<Subnet>(vpcId), network, parameters);

    /// <summary>Those of the subnets from which workloads send packets.</summary>
    public static IEnumerable<Subnet> WithWorkloads(IEnumerable<Subnet> subnets, Network network, Parameters parameters) =>
        parameters.Get(WorkloadSubnetTag) is { Length: > 0 } tag
            ? subnets.Where(subnet => HasTag(subnet, tag))
            : subnets.Where(network.HoldsWorkloads);
}
