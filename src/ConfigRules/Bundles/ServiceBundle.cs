using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Bundles;

/// <summary>Endpoints that work only together: a client needs all of them, and one that is missing breaks the others' use.</summary>
public sealed record ServiceBundle
{
    public required string Id { get; init; }

    /// <summary>What somebody with these endpoints is about to do: "pull images from Amazon ECR".</summary>
    public required string Purpose { get; init; }

    /// <summary>
    /// Services an endpoint to which counts as a sign that somebody uses the bundle, or is about to: most are for nothing else, and
    /// ssm counts, though Parameter Store needs it alone.
    /// </summary>
    public ImmutableArray<string> DetectedByServices { get; init; } = [];

    /// <summary>What some of these serve besides: where no other sign is there, nobody can tell whether the bundle is used.</summary>
    public ImmutableArray<OtherUse> OtherUses { get; init; } = [];

    /// <summary>When nobody uses it after all, where such signs alone show it: "ssmmessages serves ECS Exec alone". Null where it is used for certain.</summary>
    public string? Doubt { get; private init; }

    /// <summary>Patterns of the descriptions of interfaces that such workloads have.</summary>
    public ImmutableArray<string> DetectedByInterfaces { get; init; } = [];

    public required ImmutableArray<BundleMember> Members { get; init; }

    /// <summary>Members that only some of its uses need, such as logs: they are asked for where somebody says so.</summary>
    public ImmutableArray<BundleMember> Optional { get; init; } = [];

    /// <summary>The requests that pass the members' policies.</summary>
    public ImmutableArray<PolicyNeed> Needs { get; init; } = [];

    /// <summary>The AWS page that says so.</summary>
    public required string Source { get; init; }

    /// <summary>Those of its requests whose resources AWS's pages tell for the network's region.</summary>
    public IEnumerable<PolicyNeed> NeedsIn(Network network) => Needs.Where(need => need.IsKnownIn(network));

    /// <summary>
    /// The bundle as endpoints to the services show it. Where each of these has other uses, nobody can tell whether the bundle is used: what
    /// it needs besides them is in doubt, while their own requests are made by either use.
    /// </summary>
    public ServiceBundle ShownBy(IReadOnlyCollection<string> signs)
    {
        if (!signs.All(sign => OtherUses.Any(use => use.Service == sign)))
            return this;
        var doubt = OtherUses.First(use => signs.Contains(use.Service)).Unless;
        return this with
        {
            Doubt = doubt,
            Members = [.. Members.Select(InDoubt)],
            Optional = [.. Optional.Select(InDoubt)],
            Needs = [.. Needs.Select(need => signs.Contains(need.Service) ? need : need with { Unless = need.Unless ?? doubt })],
        };

        BundleMember InDoubt(BundleMember member) => signs.Contains(member.Service) ? member : member with { Unless = member.Unless ?? doubt };
    }

    /// <summary>Why it is in doubt whether the member is needed at all; null where it is needed, or only some workloads do without it.</summary>
    public string? DoubtOf(BundleMember member) => Doubt is null ? null : member.Unless;
}

/// <summary>What an endpoint to the service may be there for instead of a bundle.</summary>
/// <param name="Service">The service.</param>
/// <param name="Unless">When it is: "ssmmessages serves ECS Exec alone".</param>
public sealed record OtherUse(string Service, string Unless);

/// <summary>One endpoint of a bundle.</summary>
public sealed record BundleMember(string Service, MemberKind Kind)
{
    /// <summary>Whether clients ask for the public name alone, so that the endpoint is of no use without private DNS.</summary>
    public bool NeedsPrivateDns { get; init; }

    /// <summary>When the bundle does without it, which no fact of a network tells: "its packages are of Python or Swift alone".</summary>
    public string? Unless { get; init; }
}

public enum MemberKind
{
    Interface,
    Gateway,
    /// <summary>A gateway endpoint, or an interface endpoint whose private DNS answers in the VPC.</summary>
    Either,
}

/// <summary>A request that a client of the bundle makes through one of its endpoints.</summary>
/// <param name="Service">The endpoint that it passes: "s3".</param>
/// <param name="Action">"s3:GetObject".</param>
/// <param name="Resource">
/// An ARN in which {partition}, {region}, {compactRegion} and {account} stand for the network's, {chosen} for a name that whoever
/// uses the bundle has chosen, and {elsewhere} for an account of AWS's; what other words in braces stand for, AWS's pages tell region by region.
/// </param>
/// <param name="Caller">Whose credentials sign it.</param>
public sealed record PolicyNeed(string Service, string Action, string Resource, RequestCaller Caller)
{
    private const string Chosen = "{chosen}";
    private const string Elsewhere = "{elsewhere}";

    /// <summary>Of what tells most requests apart: each is asked about for every endpoint.</summary>
    public override int GetHashCode() => HashCode.Combine(Action, Resource.Length, Caller);

    /// <summary>Each request once: the first that makes it for certain, else the first that may do without.</summary>
    internal static IEnumerable<T> Once<T>(IEnumerable<T> all, Func<T, PolicyNeed> need) =>
        all.GroupBy(one => need(one) with { Unless = null }, (_, same) => same.MinBy(one => need(one).Unless is not null)!);

    /// <summary>The service principal that signs, where the caller is a service: "cloudformation.amazonaws.com".</summary>
    public string? Signer { get; init; }

    /// <summary>Whether only some clients make it, such as those of one operating system: a policy may leave it out.</summary>
    public bool IsOccasional { get; init; }

    /// <summary>When the bundle does without it, which no fact of a network tells: "its packages are of Python or Swift alone".</summary>
    public string? Unless { get; init; }

    /// <summary>The set that it is of, where each client makes all requests of one such set: a policy may leave out the other sets. Null for others.</summary>
    public NeedSet? Set { get; init; }

    /// <summary>Whether it is a download by a URL that another than the client has signed.</summary>
    public bool IsPresigned => Caller is RequestCaller.ForeignAccount or RequestCaller.Service;

    /// <summary>
    /// Whether clients do without it where it does not pass: only some make it, or they may make the requests of another set instead, all of
    /// which pass.
    /// </summary>
    public bool IsDispensable(IEnumerable<PolicyNeed> needs, Predicate<PolicyNeed> passes) => IsOccasional || (Set is { } own && needs
        .Where(need => need.Set?.Purpose == own.Purpose && need.Set != own).GroupBy(need => need.Set).Any(set => set.All(need => passes(need))));

    /// <summary>
    /// Those that do not pass and are not dispensable. Of several sets the one of which most passes comes first, as it is the one that
    /// somebody meant.
    /// </summary>
    internal static IEnumerable<T> Lacking<T>(IReadOnlyCollection<T> all, Func<T, PolicyNeed> need, Predicate<PolicyNeed> passes) => all
        .Where(one => !passes(need(one)) && !need(one).IsDispensable(all.Select(need), passes))
        .OrderByDescending(one => need(one).Set is { } set ? all.Count(other => need(other).Set == set && passes(need(other))) : 0);

    /// <summary>Whether the resource is one of several that it may be, such as the account's own, of which a policy may admit a part only.</summary>
    public bool IsOneOfSeveral => Resource.Contains("{account}", StringComparison.Ordinal) || Resource.Contains(Chosen, StringComparison.Ordinal);

    /// <summary>Whether the resource belongs to the account, and not to AWS or to nobody.</summary>
    public bool IsOwnResource => Resource.Contains("{account}", StringComparison.Ordinal) || Resource.Contains($":s3:::{Chosen}", StringComparison.Ordinal);

    /// <summary>Whether the resource is in an account of AWS's, whatever whoever uses the bundle has called it.</summary>
    public bool IsElsewhere => !IsOneOfSeveral || Resource.Contains(Elsewhere, StringComparison.Ordinal);

    /// <summary>Whether AWS's pages tell what the resource is called in the network's region; where they do not, nothing can be asked of a policy.</summary>
    public bool IsKnownIn(Network network) => RegionalNames.Fill(Resource, network.Region) is not null;

    public string ResourceIn(Network network) => Filled(network)
        .Replace(Elsewhere, "000000000000", StringComparison.Ordinal)
        .Replace(Chosen, "~own~", StringComparison.Ordinal);

    /// <summary>A pattern for all that it may be: "arn:aws:ecr:eu-west-1:123456789012:repository/*", "arn:aws:s3:::*/*".</summary>
    public string ResourcesIn(Network network)
    {
        if (Resource is "*")
            return Resource;
        var parts = Filled(network).Replace(Elsewhere, "*", StringComparison.Ordinal).Split(':', 6);
        parts[5] = parts[5].Split(Chosen) switch
        {
            ["", ..] => "*/*",
            [var start, _] => $"{start}*",
            _ => $"{parts[5][..(parts[5].AsSpan().IndexOfAny('/', ':') + 1)]}*",
        };
        return string.Join(':', parts);
    }

    private string Filled(Network network) => (RegionalNames.Fill(Resource, network.Region) ?? Resource)
        .Replace("{partition}", network.Partition, StringComparison.Ordinal)
        .Replace("{region}", network.Region, StringComparison.Ordinal)
        .Replace("{compactRegion}", network.Region?.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{account}", network.AccountId, StringComparison.Ordinal);
}

/// <summary>Requests that belong together, one of several sets for the same purpose.</summary>
/// <param name="Purpose">What all these sets are for: "repositories of Amazon Linux".</param>
/// <param name="Clients">Who makes the requests of this one: "releases from 7.0.0 on".</param>
public sealed record NeedSet(string Purpose, string Clients);

public enum RequestCaller
{
    /// <summary>A role of the account that owns the workload.</summary>
    Own,

    /// <summary>A role of the account; or, once that is refused, nobody: the client sends the same request again without a signature.</summary>
    OwnOrAnonymous,

    /// <summary>Nobody: the request carries no signature.</summary>
    Anonymous,

    /// <summary>A user of an identity provider, with a token of it in place of a signature; no account's principal is in the request.</summary>
    Federated,

    /// <summary>A server outside of AWS that is registered with Systems Manager; it signs with a key of its own.</summary>
    Node,

    /// <summary>An account of an AWS service, which signed the URL that the client follows.</summary>
    ForeignAccount,

    /// <summary>An AWS service itself, which signed the URL that the client follows as the service principal that it is.</summary>
    Service,

    /// <summary>No page of AWS's says whose credentials sign it: a role's, those of an AWS account or service, or nobody's.</summary>
    Unknown,
}
