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

    public static ImmutableArray<Parameter> Parameters { get; } = [Bundles, BundlesTag, DetectWorkloads];

    /// <summary>
    /// In the order of the catalogue of bundles; where it is in doubt whether one is used, with that doubt. VPCs of which the same is known
    /// share one list, and with it what is worked out of the bundles in it.
    /// </summary>
    public static ImmutableArray<ServiceBundle> In(string vpcId, Network network, Parameters parameters) => network.OnceIn(vpcId, new Question(parameters.SetOf(Parameters)), () =>
    {
        var (asked, shown) = (AskedIn(vpcId, network, parameters), ServicesOf(vpcId, network, IsMadeForUse));
        return network.Once(new Signs(string.Join(' ', asked), string.Join(' ', shown)), () => Find(asked, shown).ToImmutableArray());
    });

    private static IEnumerable<ServiceBundle> Find(string[] asked, string[] shown)
    {
        foreach (var bundle in ServiceBundles.All)
        {
            if (asked.Contains(bundle.Id))
                yield return bundle;
            else if (bundle.DetectedByServices.Where(shown.Contains).ToArray() is [_, ..] signs)
                yield return bundle.ShownBy(signs);
        }
    }

    /// <summary>The ids of the bundles of which somebody says that they are used in the VPC, or workloads show it, and not the bundles' endpoints alone.</summary>
    private static string[] AskedIn(string vpcId, Network network, Parameters parameters)
    {
        string[] named = [.. parameters.Get(Bundles), .. network.Find<Vpc>(vpcId)?.ListedIn(parameters.Get(BundlesTag)) ?? []];
        return [.. ServiceBundles.All.Where(bundle => named.Contains(bundle.Id) || HasWorkloadsOf(bundle, vpcId, network, parameters)).Select(bundle => bundle.Id)];
    }

    /// <summary>The services to which such endpoints of the VPC lead, each once and in order.</summary>
    private static string[] ServicesOf(string vpcId, Network network, Func<VpcEndpoint, bool> isSuch) =>
    [
        .. network.In<VpcEndpoint>(vpcId).Where(endpoint => isSuch(endpoint) && network.LeadsTo(endpoint.Service.Service, endpoint))
            .Select(endpoint => endpoint.Service.Service).Distinct().Order(StringComparer.Ordinal),
    ];

    private static bool HasWorkloadsOf(ServiceBundle bundle, string vpcId, Network network, Parameters parameters) =>
        parameters.Get(DetectWorkloads) && network.In<NetworkInterface>(vpcId).Any(networkInterface =>
            networkInterface.IsWorkload && bundle.DetectedByInterfaces.Any(pattern => Pattern.Matches(pattern, networkInterface.Description, ignoreCase: false)));

    /// <summary>
    /// A bundle that needs the endpoint, whatever that itself shows, and when it does not after all; one that is used for certain, if there is
    /// such a one. Neither where no bundle needs it.
    /// </summary>
    /// <param name="endpoint">An interface endpoint.</param>
    /// <param name="isSign">Which other endpoints of its VPC show that a bundle is used.</param>
    /// <param name="used">Other endpoints of its VPC that are in use: what one of these does for a bundle, none needs this one for.</param>
    /// <param name="network">Theirs.</param>
    /// <param name="parameters">Those that say which bundles are used.</param>
    public static (string? Bundle, string? Unless) Needing(
        VpcEndpoint endpoint, Func<VpcEndpoint, bool> isSign, IReadOnlyCollection<VpcEndpoint> used, Network network, Parameters parameters)
    {
        var active = In(endpoint.VpcId, network, parameters);
        var shown = ServicesOf(endpoint.VpcId, network, other => other.Id != endpoint.Id && isSign(other));
        return (
            from bundle in Find(AskedIn(endpoint.VpcId, network, parameters), shown)
            where active.Any(one => one.Id == bundle.Id) && bundle.Members.Any(IsIt)
            let doubt = bundle.DoubtOf(bundle.Members.First(IsIt))
            orderby doubt is not null
            select (bundle.Id, doubt)).FirstOrDefault();

        bool IsIt(BundleMember member) => member.Kind is not MemberKind.Gateway && network.LeadsTo(member.Service, endpoint) && !used.Any(other => Serves(other, member));

        bool Serves(VpcEndpoint other, BundleMember member) => other.Type is EndpointType.Gateway
            ? member.Kind is MemberKind.Either && network.LeadsTo(member.Service, other)
            : other.Service == endpoint.Service && (!member.NeedsPrivateDns || other.PrivateDnsEnabled);
    }

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
        select (doubts.Key, DoubtOf(doubts));

    /// <summary>The services that somebody names, which are needed for certain; where none is named, those that the bundles in use need.</summary>
    public static IEnumerable<(string Service, string? Doubt)> ServicesIn(string vpcId, ImmutableArray<string> named, Network network, Parameters parameters) =>
        named is [] ? ServicesIn(vpcId, network, parameters) : named.Select(service => (service, (string?)null));

    /// <summary>Of the doubts whether something is needed, that which is left: none where it is needed for certain by one of several.</summary>
    internal static string? DoubtOf(IEnumerable<string?> doubts) => doubts.Contains(null) ? null : doubts.First();

    /// <summary>
    /// What clients of the bundles that are used in its VPC request through the endpoint, in the order of bundles: each request once, with
    /// the first bundle that has it, or with the first that has it for certain.
    /// </summary>
    public static IEnumerable<(ServiceBundle Bundle, PolicyNeed Need)> NeedsThrough(VpcEndpoint endpoint, Network network, Parameters parameters) =>
        NeedsOf(In(endpoint.VpcId, network, parameters), network).Where(one => EndpointPolicy.Carries(endpoint, one.Need.Service, network));

    private static ImmutableArray<(ServiceBundle Bundle, PolicyNeed Need)> NeedsOf(ImmutableArray<ServiceBundle> bundles, Network network) => network.Once(
        new Needs(bundles),
        () => PolicyNeed.Once(bundles.SelectMany(bundle => bundle.NeedsIn(network).Select(need => (Bundle: bundle, Need: need))), one => one.Need).ToImmutableArray());

    /// <summary>Every endpoint of a VPC asks the same, and most rules are deployed alike.</summary>
    private sealed record Question(string Set);

    private sealed record Signs(string Asked, string Shown);

    private sealed record Needs(ImmutableArray<ServiceBundle> Bundles);
}
