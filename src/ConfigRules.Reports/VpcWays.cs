using System.Collections.Immutable;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Reports;

/// <summary>The ways from one VPC's workloads to the services that they use, and the network that a picture of them shows.</summary>
/// <param name="Network">Where it lies.</param>
/// <param name="Vpc">Whose workloads.</param>
/// <param name="Ways">Subnet by subnet, service by service.</param>
public sealed record VpcWays(Network Network, Vpc Vpc, ImmutableArray<Trace> Ways)
{
    public string AccountId => Network.AccountId ?? "";

    public string Region => Network.Region ?? "";

    /// <summary>The kinds of facts that nobody recorded and without which some of the ways are not known.</summary>
    public IEnumerable<FactKind> Missing => Ways.SelectMany(way => way.Missing).Distinct().Order();

    /// <summary>Whether it has the worse ways: by the worst verdict, then by how many are not private.</summary>
    internal static int WorstFirst(VpcWays one, VpcWays other)
    {
        var result = Worst(other.Ways).CompareTo(Worst(one.Ways));
        if (result is 0)
            result = Wrong(other.Ways).CompareTo(Wrong(one.Ways));
        if (result is 0)
            result = string.CompareOrdinal(one.AccountId, other.AccountId);
        if (result is 0)
            result = string.CompareOrdinal(one.Region, other.Region);
        return result is 0 ? string.CompareOrdinal(one.Vpc.Id, other.Vpc.Id) : result;
    }

    /// <summary>At most so many ways, whole subnets of them, the worst kept.</summary>
    internal VpcWays AtMost(int ways)
    {
        if (Ways.Length <= ways)
            return this;
        var kept = new HashSet<string>();
        var left = ways;
        foreach (var subnet in Ways.GroupBy(way => way.From.Subnet.Id)
            .OrderByDescending(Worst).ThenByDescending(Wrong).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            left -= subnet.Count();
            if (left < 0)
                break;
            kept.Add(subnet.Key);
        }
        return this with { Ways = Ways.RemoveAll(way => !kept.Contains(way.From.Subnet.Id)) };
    }

    private static PathVerdict Worst(IEnumerable<Trace> ways) => ways.Max(way => way.OwnVerdict);

    private static int Wrong(IEnumerable<Trace> ways) => ways.Count(way => way.OwnVerdict is not PathVerdict.Private);
}
