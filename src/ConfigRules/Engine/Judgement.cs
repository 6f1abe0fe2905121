using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>
/// Judges a network by many rules, VPC by VPC: what rules ask of a VPC is worked out once for all of them, and given up when it
/// has been judged. VPCs are judged side by side.
/// </summary>
public static class Judgement
{
    /// <summary>What each rule says, as <see cref="Rule.Evaluate"/> would; of a rule that fails, nothing.</summary>
    /// <param name="network">What was recorded.</param>
    /// <param name="rules">Each with the values that it was deployed with.</param>
    /// <param name="broke">Is told, once, of a rule that fails. What the others find is found all the same.</param>
    /// <param name="cancellationToken">Ends it before its time.</param>
    public static ImmutableArray<ImmutableArray<Evaluation>> Of(
        Network network, IEnumerable<(Rule Rule, Parameters Parameters)> rules, Action<Rule, Exception> broke, CancellationToken cancellationToken)
    {
        network.Prepare();
        Run[] runs = [.. rules.Select(chosen => new Run(chosen.Rule, network, chosen.Parameters, broke))];
        string[] vpcs = [.. runs.SelectMany(run => run.Vpcs).Distinct()];
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.ForEach(vpcs, options, vpcId =>
        {
            foreach (var run in runs)
                run.JudgeIn(vpcId);
            network.Forget(vpcId);
        });
        Parallel.ForEach(runs, options, run => run.JudgeRest());
        return [.. runs.Select(run => run.Evaluations)];
    }

    /// <summary>One rule at work.</summary>
    private sealed class Run
    {
        private readonly Rule _rule;
        private readonly Action<Rule, Exception> _broke;
        private ImmutableArray<Hearing> _hearings = [];
        private int _failures;

        public Run(Rule rule, Network network, Parameters parameters, Action<Rule, Exception> broke)
        {
            (_rule, _broke) = (rule, broke);
            Try(() => _hearings = rule.Hearings(network, parameters));
        }

        public IEnumerable<string> Vpcs => _hearings.SelectMany(hearing => hearing.Vpcs ?? []);

        public ImmutableArray<Evaluation> Evaluations => _failures > 0 ? [] : _hearings is [var only] ? only.Evaluations : [.. _hearings.SelectMany(hearing => hearing.Evaluations)];

        public void JudgeIn(string vpcId) => Try(() =>
        {
            foreach (var hearing in _hearings)
                hearing.JudgeIn(vpcId);
        });

        public void JudgeRest() => Try(() =>
        {
            foreach (var hearing in _hearings)
                hearing.JudgeRest();
        });

#pragma warning disable CA1031 // A defect of one rule is told, and what the others found is told all the same.
        private void Try(Action judge)
        {
            try
            {
                if (_failures is 0)
                    judge();
            }
            catch (Exception exception)
            {
                if (Interlocked.Increment(ref _failures) is 1)
                    _broke(_rule, exception);
            }
        }
#pragma warning restore CA1031
    }
}
