using ConfigRules.Paths;

namespace ConfigRules.Cli;

/// <summary>Stages and effects as people and programs read them, and verdicts in a sentence.</summary>
internal static class TraceWords
{
    public static string For(Stage stage) => stage switch
    {
        Stage.Intent => "Intent",
        Stage.Dns => "DNS",
        Stage.SourceGroup => "Group out",
        Stage.SourceAcl => "ACL out",
        Stage.Route => "Route",
        Stage.Endpoint => "Endpoint",
        Stage.EndpointAcl => "ACL in",
        Stage.EndpointGroup => "Group in",
        Stage.ReturnPath => "Answers",
        Stage.Policy => "Policy",
        _ => "Needs",
    };

    public static string Constant(Stage stage) => stage switch
    {
        Stage.Intent => "INTENT",
        Stage.Dns => "DNS",
        Stage.SourceGroup => "SOURCE_GROUP",
        Stage.SourceAcl => "SOURCE_ACL",
        Stage.Route => "ROUTE",
        Stage.Endpoint => "ENDPOINT",
        Stage.EndpointAcl => "ENDPOINT_ACL",
        Stage.EndpointGroup => "ENDPOINT_GROUP",
        Stage.ReturnPath => "RETURN_PATH",
        Stage.Policy => "POLICY",
        _ => "DEPENDENCIES",
    };

    public static string Constant(HopEffect effect) => effect switch
    {
        HopEffect.Passes => "PASSES",
        HopEffect.Note => "NOTE",
        HopEffect.Unknown => "UNKNOWN",
        HopEffect.Blocks => "BLOCKS",
        HopEffect.LeavesByNat => "LEAVES_BY_NAT",
        _ => "LEAVES_BY_INTERNET_GATEWAY",
    };

    /// <summary>The verdict for people, with the first thing that is wrong.</summary>
    public static string Sentence(TracedWay way)
    {
        var trace = way.Trace;
        var name = trace.To.Name ?? way.To;
        if (trace.Verdict != trace.OwnVerdict)
        {
            var worst = trace.Dependencies.First(dependency => !dependency.IsOptional && dependency.Trace.OwnVerdict == trace.Verdict);
            return $"The way to {way.To} itself is {trace.OwnVerdict.Word()}, but the one to {worst.Trace.To.Service}, which {worst.Bundle} needs, is {worst.Trace.OwnVerdict.Word()}: {Why(worst.Trace)}.";
        }
        var why = Why(trace);
        return trace.Verdict switch
        {
            PathVerdict.Private => $"Packets of {trace.From} reach {name} without touching the internet.",
            PathVerdict.PublicViaNat => $"It works, but publicly: packets of {trace.From} for {name} leave through a NAT gateway, past every endpoint: {why}.",
            PathVerdict.PublicViaIgw => $"It works, but publicly: packets of {trace.From} for {name} leave through an internet gateway, past every endpoint: {why}.",
            PathVerdict.Blocked => $"Packets of {trace.From} do not get to {name}: {why}.",
            _ => $"What was recorded does not tell where packets of {trace.From} for {name} go{(why is null ? "" : $": {why}")}.",
        };
    }

    /// <summary>What stops packets says more of a way that is blocked than the turn before it that they had better not taken.</summary>
    private static string? Why(Trace trace) =>
        (trace.OwnVerdict is PathVerdict.Blocked ? trace.Blockers.FirstOrDefault() : null)?.Text ?? trace.FirstWrong?.Text;
}
