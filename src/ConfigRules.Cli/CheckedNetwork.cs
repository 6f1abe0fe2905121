using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>A network, and what each rule said of it, in the order of the rules.</summary>
internal sealed record CheckedNetwork(NetworkSource Source, ImmutableArray<(Rule Rule, ImmutableArray<Evaluation> Evaluations)> Results)
{
    public Network Network => Source.Network;

    public IEnumerable<Finding> Findings => Results.SelectMany(result => result.Evaluations.Select(evaluation => new Finding(result.Rule, evaluation)));

    /// <summary>Judges by every rule; one that breaks does not hide what the others found.</summary>
    public static CheckedNetwork Check(
        NetworkSource source, IReadOnlyList<(Rule Rule, Parameters Parameters)> rules, Action<Rule, Exception> broke, CancellationToken cancellationToken) =>
        new(source, [.. rules.Select(chosen => chosen.Rule).Zip(Judgement.Of(source.Network, rules, broke, cancellationToken))]);
}

/// <summary>What one rule says of one resource.</summary>
internal readonly record struct Finding(Rule Rule, Evaluation Evaluation)
{
    public Compliance Compliance => Evaluation.Verdict.Compliance;

    public Severity Severity => Evaluation.Verdict.Severity ?? Rule.Info.Severity;

    public bool IsAtLeast(Severity severity) => Compliance is Compliance.NonCompliant && Severity >= severity;
}
