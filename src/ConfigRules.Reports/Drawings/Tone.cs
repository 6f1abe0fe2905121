using ConfigRules.Paths;

namespace ConfigRules.Reports.Drawings;

/// <summary>How a part of a drawing is meant, from the best to the worst; each has a colour and a word.</summary>
public enum Tone { Good, Note, Unknown, Public, Blocked }

internal static class Tones
{
    public static readonly Tone[] All = [Tone.Good, Tone.Note, Tone.Unknown, Tone.Public, Tone.Blocked];

    public static Tone Of(Hop hop) => hop switch
    {
        { Effect: HopEffect.Blocks } => Tone.Blocked,
        { Effect: HopEffect.LeavesByNat or HopEffect.LeavesByInternetGateway } => Tone.Public,
        { Effect: HopEffect.Unknown } => Tone.Unknown,
        { Effect: HopEffect.Note } or { Code: not null } => Tone.Note,
        _ => Tone.Good,
    };

    public static Tone Of(IEnumerable<Hop> hops) => hops.Aggregate(Tone.Good, (worst, hop) => Of(hop) > worst ? Of(hop) : worst);

    public static Tone Of(PathVerdict verdict) => verdict switch
    {
        PathVerdict.Private => Tone.Good,
        PathVerdict.Unknown => Tone.Unknown,
        PathVerdict.Blocked => Tone.Blocked,
        _ => Tone.Public,
    };

    /// <summary>Colours alone tell nothing to some, so that each has a word.</summary>
    public static string Word(Tone tone) => tone switch
    {
        Tone.Blocked => "BLOCKS",
        Tone.Public => "LEAVES",
        Tone.Unknown => "UNKNOWN",
        Tone.Note => "note",
        _ => "ok",
    };

    public static string Name(Tone tone) => tone switch
    {
        Tone.Blocked => "blocked",
        Tone.Public => "public",
        Tone.Unknown => "unknown",
        Tone.Note => "note",
        _ => "good",
    };
}
