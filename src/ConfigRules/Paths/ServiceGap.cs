using ConfigRules.Engine;

namespace ConfigRules.Paths;

/// <summary>A service that a VPC's workloads cannot use through the VPC's own endpoints.</summary>
/// <param name="For">What asks for the service, as a reason names it: the bundle "ecr-pull", the requirement "s3:gateway".</param>
/// <param name="Clause">Why: "no ecr.dkr endpoint".</param>
/// <param name="Doubt">Why that is not certain; null where it is.</param>
public sealed record ServiceGap(string For, string Clause, string? Doubt = null) : Finding(Clause, Doubt)
{
    /// <summary>What keeps a hub's endpoint from standing in, behind the clause: " (rtb-1 has no route to vpce-1)".</summary>
    public string Aside { get; private init; } = "";

    /// <summary>Null where a hub's endpoint stands in; in doubt where nobody can tell whether one does.</summary>
    public ServiceGap? Unless(CentralAnswer hub) => hub.IsServed switch
    {
        true => null,
        false => this with { Aside = hub.Aside },
        null => this with { Doubt = Doubt ?? hub.Why },
    };

    /// <summary>As <see cref="Unless"/>, of another endpoint of a hub that would do as well: what keeps it from that is not told.</summary>
    public ServiceGap? OrUnless(CentralAnswer other) => other.IsServed is false ? this : Unless(other);
}
