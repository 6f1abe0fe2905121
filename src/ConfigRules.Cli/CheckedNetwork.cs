using System.Collections.Concurrent;
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
        // One by one to whoever is free, the last first: some rules take a hundred times as long as others, the whole way most of all.
        new(source, [.. Partitioner.Create([.. rules.Reverse()], loadBalance: true).AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(chosen => (chosen.Rule, Evaluate(source.Network, chosen.Rule, chosen.Parameters, broke))).Reverse()]);

#pragma warning disable CA1031 // A defect of one rule is told, and what the others found is told all the same.
    private static ImmutableArray<Evaluation> Evaluate(Network network, Rule rule, Parameters parameters, Action<Rule, Exception> broke)
    {
        try
        {
            return [.. rule.Evaluate(network, parameters)];
        }
        catch (Exception exception)
        {
            broke(rule, exception);
            return [];
        }
    }
#pragma warning restore CA1031
}

/// <summary>What one rule says of one resource.</summary>
internal readonly record struct Finding(Rule Rule, Evaluation Evaluation)
{
    public Compliance Compliance => Evaluation.Verdict.Compliance;

    public Severity Severity => Rule.Info.Severity;

    public bool IsAtLeast(Severity severity) => Compliance is Compliance.NonCompliant && Severity >= severity;
}
