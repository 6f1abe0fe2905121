using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>What one stage says of a packet, as a clause ("rtb-1 sends 0.0.0.0/0 to nat-1"), and which resource makes it say so.</summary>
public sealed record Hop(Stage Stage, HopEffect Effect, string Text)
{
    /// <summary>"PRIVATE_DNS_OFF": the same word for the same finding; null where packets simply go on.</summary>
    public string? Code { get; init; }

    /// <summary>What decides: the route table, the group, the endpoint ...</summary>
    public string? ResourceId { get; init; }

    /// <summary>The target that a route sends packets to, for whoever draws the way; null where no route decides.</summary>
    public string? LeadsTo { get; init; }

    /// <summary>The kind of fact that nobody recorded and that would tell.</summary>
    public FactKind? Missing { get; init; }

    /// <summary>Whether somebody else than AWS answers for a name: that much is certain, though what he answers is not known.</summary>
    internal bool IsElsewhere { get; init; }

    /// <summary>The addresses that it keeps packets from, where these are not all; null where it keeps all back, or none.</summary>
    internal AddressSet? Refused { get; init; }

    /// <summary>Packets go on, and nobody asked why.</summary>
    internal static Hop Quiet { get; } = new(Stage.Route, HopEffect.Passes, "");

    internal static Hop Passes(Stage stage, string text, string? resource = null) =>
        new(stage, HopEffect.Passes, text) { ResourceId = resource };

    internal static Hop Blocks(Stage stage, string code, string text, string? resource = null) =>
        new(stage, HopEffect.Blocks, text) { Code = code, ResourceId = resource };

    internal static Hop Unknown(Stage stage, string code, string text, string? resource = null) =>
        new(stage, HopEffect.Unknown, text) { Code = code, ResourceId = resource };

    internal static Hop Lacks(Stage stage, FactKind kind) =>
        new(stage, HopEffect.Unknown, $"{kind} have not been recorded") { Code = "NOT_RECORDED", Missing = kind };
}

public enum HopEffect
{
    Passes,

    /// <summary>It is not asked, as nobody said what for.</summary>
    Note,

    Unknown,
    Blocks,
    LeavesByInternetGateway,
    LeavesByNat,
}
