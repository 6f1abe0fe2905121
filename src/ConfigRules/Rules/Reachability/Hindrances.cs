using ConfigRules.Engine;
using ConfigRules.Paths;

namespace ConfigRules.Rules.Reachability;

/// <summary>What keeps packets from endpoints, put alike by the rules that ask the stages on the way.</summary>
internal static class Hindrances
{
    /// <summary>Compliant where everything passes; non-compliant for what blocks, each thing told once.</summary>
    /// <param name="hops">What the stages say.</param>
    /// <param name="question">What is not known where nothing blocks and something may: "Whether packets pass".</param>
    public static Verdict Judge(IEnumerable<Hop> hops, string question) => Judge(hops.Select(hop => (hop, (string?)null)), question);

    /// <param name="hops">What the stages say, and of a way that packets perhaps need not go, when they need not: "ssmmessages serves ECS Exec alone".</param>
    /// <param name="question">What is not known where nothing blocks and something may.</param>
    public static Verdict Judge(IEnumerable<(Hop Hop, string? Doubt)> hops, string question) => Finding.JudgeById(
    [
        .. hops.Where(one => one.Hop.Effect is not HopEffect.Passes).OrderBy(one => one is { Hop.Effect: HopEffect.Blocks, Doubt: not null })
            .DistinctBy(one => one.Hop.Text).Select(one => Of(one.Hop, one.Doubt, question)),
    ]);

    private static Finding Of(Hop hop, string? doubt, string question) =>
        hop.Effect is not HopEffect.Blocks ? Finding.InDoubt($"{question} is not known: {hop.Text}.")
        : doubt is null ? new(hop.Text)
        : Finding.InDoubt($"{hop.Text}, which matters unless {doubt}.");
}
