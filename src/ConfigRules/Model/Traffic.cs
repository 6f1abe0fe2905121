using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>
/// What went through an endpoint, or out of a NAT gateway to whomever, day by day; where nothing did there is no day. It has the id of
/// either.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
/// https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
/// </remarks>
public sealed record Traffic(string Id) : Resource(Id)
{
    /// <summary>Days that are read: no rule looks farther back.</summary>
    public const int Days = 90;

    public ImmutableArray<DayOfTraffic> ByDay { get; init; } = [];

    /// <summary>Whether CloudWatch told all that it has.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Bytes since then, and in the rest of the day in which that falls.</summary>
    public double Since(DateTimeOffset time) => ByDay.Where(day => day.Start > time - TimeSpan.FromDays(1)).Sum(day => day.Bytes);

    /// <summary>Long answers come in parts; the last of them says that it is whole.</summary>
    internal static Traffic Merge(IEnumerable<Traffic> parts) => parts.Aggregate((one, other) => one with
    {
        ByDay = [.. one.ByDay.Union(other.ByDay)],
        IsWhole = one.IsWhole || other.IsWhole,
    });
}

public sealed record DayOfTraffic(DateTimeOffset Start, double Bytes);
