using ConfigRules.Engine;
using ConfigRules.Paths;

namespace ConfigRules.Rules.Reachability;

/// <summary>What keeps packets from endpoints, put alike by the rules that ask the stages on the way.</summary>
internal static class Hindrances
{
    /// <summary>Compliant where everything passes; non-compliant for what blocks, each thing told once.</summary>
    /// <param name="hops">What the stages say.</param>
    /// <param name="question">What is not known where nothing blocks and something may: "Whether packets pass".</param>
    public static Verdict Judge(IEnumerable<Hop> hops, string question) => Finding.JudgeById(
        [.. hops.Where(hop => hop.Effect is not HopEffect.Passes).DistinctBy(hop => hop.Text).Select(hop => Of(hop, question))]);

    private static Finding Of(Hop hop, string question) =>
        hop.Effect is HopEffect.Blocks ? new(hop.Text) : Finding.InDoubt($"{question} is not known: {hop.Text}.");
}
