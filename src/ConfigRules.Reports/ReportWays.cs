using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Reports;

/// <summary>
/// The ways of the VPCs with the worst of them: as many as a page can hold and stay quick, whatever the size of the organization.
/// </summary>
public sealed record ReportWays
{
    /// <summary>The rule that asks the same; its parameters say which services are used.</summary>
    public const string Rule = "subnet-reaches-services-privately";

    public const int MostVpcs = 200;
    public const int MostWays = 1500;

    public static ReportWays None { get; } = new();

    /// <summary>What is worst first.</summary>
    public ImmutableArray<VpcWays> Vpcs { get; private init; } = [];

    /// <summary>All ways that were followed, those left out among them.</summary>
    public int Followed { get; private init; }

    /// <summary>Those of VPCs, or of subnets, that are left out.</summary>
    public int LeftOut => Followed - Vpcs.Sum(vpc => vpc.Ways.Length);

    /// <param name="networks">Whose workloads.</param>
    /// <param name="parameters">Those that say which bundles are used.</param>
    /// <param name="mostVpcs">How many VPCs are kept.</param>
    /// <param name="mostWays">How many ways are kept of all of them.</param>
    public static ReportWays Of(IEnumerable<Network> networks, Parameters parameters, int mostVpcs = MostVpcs, int mostWays = MostWays)
    {
        var (worst, followed) = (new List<VpcWays>(), 0);
        foreach (var network in networks)
        {
            foreach (var vpc in network.All<Vpc>().AsParallel().AsOrdered().Select(vpc => new VpcWays(network, vpc, [.. PathMatrix.WaysIn(vpc.Id, network, [], parameters)])))
            {
                if (vpc.Ways is [])
                    continue;
                followed += vpc.Ways.Length;
                worst.Add(vpc);
                // Traces of ten thousand VPCs are not kept until the end.
                if (worst.Count >= 2 * mostVpcs)
                    Keep(worst, mostVpcs);
            }
        }
        Keep(worst, mostVpcs);
        var kept = ImmutableArray.CreateBuilder<VpcWays>();
        var left = mostWays;
        foreach (var vpc in worst.Select(vpc => vpc.AtMost(left)))
        {
            if (vpc.Ways is [])
                break;
            left -= vpc.Ways.Length;
            kept.Add(vpc);
        }
        return new() { Vpcs = kept.ToImmutable(), Followed = followed };
    }

    /// <summary>Without those of accounts that a report does not speak of.</summary>
    internal ReportWays Without(Func<string, bool> isLeftOut)
    {
        var kept = Vpcs.RemoveAll(vpc => isLeftOut(vpc.AccountId));
        return kept.Length == Vpcs.Length ? this : this with { Vpcs = kept, Followed = Followed - Vpcs.Except(kept).Sum(vpc => vpc.Ways.Length) };
    }

    private static void Keep(List<VpcWays> worst, int most)
    {
        worst.Sort(VpcWays.WorstFirst);
        if (worst.Count > most)
            worst.RemoveRange(most, worst.Count - most);
    }
}
