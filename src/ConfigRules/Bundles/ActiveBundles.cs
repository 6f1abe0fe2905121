using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;

namespace ConfigRules.Bundles;

/// <summary>Which bundles somebody uses, or is about to use, in a VPC; the rules about bundles agree on it.</summary>
public static class ActiveBundles
{
    public static readonly ListParameter Bundles = new(
        "bundles", "Bundles to take as used in every VPC, besides those that are found; AWS Lambda has none, since functions need what they call.",
        id => ServiceBundles.Find(id) is not null, $"ids of bundles ({string.Join(", ", ServiceBundles.All.Select(b => b.Id))})");

    public static readonly TextParameter BundlesTag = new(
        "bundlesTag", "The key of a tag of VPCs that lists the bundles used in them.",
        Forms.IsTagKey, "a tag key of at most 128 characters", "privatelink:bundles");

    public static readonly BooleanParameter DetectWorkloads = new(
        "detectWorkloads", "Whether to find bundles by the kinds of interfaces in the VPC too.", false);

    public static ImmutableArray<Parameter> Parameters => [Bundles, BundlesTag, DetectWorkloads];

    /// <summary>In the order of the catalogue of bundles; where it is in doubt whether one is used, with that doubt.</summary>
    public static ImmutableArray<ServiceBundle> In(string vpcId, Network network, Parameters parameters) =>
        network.OnceIn(vpcId, new Question(vpcId, parameters), () => Find(vpcId, network, parameters).ToImmutableArray());

    private static IEnumerable<ServiceBundle> Find(string vpcId, Network network, Parameters parameters)
    {
        foreach (var bundle in ServiceBundles.All)
        {
            if (IsAskedFor(bundle, vpcId, network, parameters))
                yield return bundle;
            else if (bundle.DetectedByServices.Where(service => network.EndpointsTo(service, vpcId).Any(IsMadeForUse)).ToArray() is [_, ..] signs)
                yield return bundle.ShownBy(signs);
        }
    }

    /// <summary>Whether somebody says that the bundle is used in the VPC, or workloads show it, and not the bundle's endpoints alone.</summary>
    public static bool IsAskedFor(ServiceBundle bundle, string vpcId, Network network, Parameters parameters) =>
        parameters.Get(Bundles).Contains(bundle.Id)
        || network.Find<Vpc>(vpcId)?.ListedIn(parameters.Get(BundlesTag)).Contains(bundle.Id) is true
        || (parameters.Get(DetectWorkloads) && network.In<NetworkInterface>(vpcId).Any(networkInterface =>
            networkInterface.IsWorkload && bundle.DetectedByInterfaces.Any(pattern => Pattern.Matches(pattern, networkInterface.Description, ignoreCase: false))));

    /// <summary>Whether somebody of the account made it and still means it; that it is pending, or failed, shows the intent as well.</summary>
    private static bool IsMadeForUse(VpcEndpoint endpoint) =>
        endpoint is { RequesterManaged: false, State: not (EndpointState.Deleting or EndpointState.Deleted) };

    /// <summary>
    /// The services that some use of the bundles needs that are used in the VPC, each once, with the doubt whether any does; without one where
    /// a bundle is used for certain.
    /// </summary>
    public static IEnumerable<(string Service, string? Doubt)> ServicesIn(string vpcId, Network network, Parameters parameters) =>
        from bundle in In(vpcId, network, parameters)
        from member in bundle.Members.Concat(bundle.Optional)
        group bundle.DoubtOf(member) by member.Service into doubts
        select (doubts.Key, doubts.Contains(null) ? null : doubts.First());

    /// <summary>
    /// What clients of the bundles that are used in its VPC request through the endpoint, in the order of bundles: each request once, with
    /// the first bundle that has it, or with the first that has it for certain.
    /// </summary>
    public static IEnumerable<(ServiceBundle Bundle, PolicyNeed Need)> NeedsThrough(VpcEndpoint endpoint, Network network, Parameters parameters) =>
        network.OnceIn(endpoint.VpcId, new NeedsOf(parameters), () => NeedsIn(endpoint.VpcId, network, parameters).ToImmutableArray())
            .Where(one => EndpointPolicy.Carries(endpoint, one.Need.Service, network));

    private static IEnumerable<(ServiceBundle Bundle, PolicyNeed Need)> NeedsIn(string vpcId, Network network, Parameters parameters) =>
        PolicyNeed.Once(In(vpcId, network, parameters).SelectMany(bundle => bundle.NeedsIn(network).Select(need => (Bundle: bundle, Need: need))), one => one.Need);

    /// <summary>Every endpoint of a VPC asks the same.</summary>
    private sealed record Question(string VpcId, Parameters Parameters);

    private sealed record NeedsOf(Parameters Parameters);
}
