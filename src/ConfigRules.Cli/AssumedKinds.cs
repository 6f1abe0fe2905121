using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>Kinds of facts of which somebody says that there are none, where nobody recorded them.</summary>
internal sealed class AssumedKinds
{
    private const string All = "all";

    /// <summary>A network may well do without these; of the others it always has some, so that none means that nobody looked.</summary>
    private static readonly ImmutableArray<FactKind> MayBeNone =
    [
        FactKind.NetworkAcls, FactKind.DhcpOptions, FactKind.VpcPeeringConnections, FactKind.VpcBlockPublicAccessOptions,
        FactKind.VpcBlockPublicAccessExclusions, FactKind.HostedZones, FactKind.ResolverRules, FactKind.ResolverRuleAssociations,
        FactKind.ResolverEndpoints, FactKind.FirewallRuleGroupAssociations, FactKind.FirewallRules, FactKind.FirewallDomainLists,
        FactKind.ProfileAssociations, FactKind.ProfileResourceAssociations,
    ];

    private readonly ImmutableArray<FactKind> _kinds;
    private readonly SortedSet<FactKind> _taken = [];

    private AssumedKinds(ImmutableArray<FactKind> kinds) => _kinds = kinds;

    /// <summary>Those that a network lacked so far.</summary>
    public IReadOnlyCollection<FactKind> Taken => _taken;

    public static IEnumerable<string> Words => MayBeNone.Select(kind => kind.ToString()).Prepend(All);

    /// <summary>Whether the option may name the kind.</summary>
    public static bool Takes(FactKind kind) => MayBeNone.Contains(kind);

    /// <param name="text">"HostedZones,ResolverRules" or "all"; null means none.</param>
    public static AssumedKinds Read(string? text)
    {
        var words = text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (text is not null && words is [])
            throw new CommandFailedException("--assume-none is empty; it takes kinds of facts separated by commas, such as HostedZones,ResolverRules, or all.");
        return words.Contains(All) ? new(MayBeNone) : new([.. words.Select(Kind).Distinct()]);
    }

    /// <summary>What was not read from any recording, for people.</summary>
    public static string Sentence(IReadOnlyCollection<FactKind> kinds)
    {
        var made = kinds.Where(kind => kind is FactKind.NetworkAcls or FactKind.DhcpOptions).Select(kind => $"the {kind} that AWS makes");
        var none = string.Join(", ", kinds.Where(kind => kind is not (FactKind.NetworkAcls or FactKind.DhcpOptions)));
        return $"Assumed by --assume-none, as nobody recorded them: {string.Join(", ", none is "" ? made : made.Append($"no {none}"))}.";
    }

    public Network In(Network network)
    {
        FactKind[] missing = [.. _kinds.Where(kind => !network.Has(kind))];
        _taken.UnionWith(missing);
        return missing is [] ? network : network.TakenAsWhole(missing);
    }

    private static FactKind Kind(string word)
    {
        foreach (var kind in Enum.GetValues<FactKind>().Where(kind => kind.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)))
        {
            return Takes(kind) ? kind
                : throw new CommandFailedException($"--assume-none names {kind}, of which every network has some; record them.");
        }
        throw new CommandFailedException($"--assume-none names '{word}', which is no kind of facts{Suggestion.For(word, Words)}; it takes {Engine.Wording.List(Words, most: 20)}.");
    }
}
