using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>A pure judgement of recorded resources: the same network always gets the same verdicts, in the same order.</summary>
public abstract class Rule(RuleInfo info)
{
    public RuleInfo Info { get; } = info;

    /// <summary>The rule's own parameters, then those that all rules of its kind have.</summary>
    public abstract ImmutableArray<Parameter> Parameters { get; }

    /// <summary>AWS Config's name of the type that it reports.</summary>
    public abstract string Reports { get; }

    /// <summary>The facts it needs when deployed so: what it reads, and what its parameters ask about.</summary>
    public abstract IEnumerable<FactKind> Needs(Parameters parameters);

    /// <summary>The facts that sharpen its verdict when deployed so; without them it judges all the same.</summary>
    public virtual IEnumerable<FactKind> Welcomes(Parameters parameters) => Info.ReadsWhereRecorded;

    /// <summary>One evaluation for each resource of the reported type, in the order of ids.</summary>
    public abstract IEnumerable<Evaluation> Evaluate(Network network, Parameters parameters);
}

/// <summary>A rule that judges each resource of one type, by parameters from its deployment.</summary>
public abstract class ParameterizedRule<TResource>(RuleInfo info) : Rule(info)
    where TResource : Resource
{
    public sealed override ImmutableArray<Parameter> Parameters { get; } =
        [.. info.Parameters, .. CommonParameters.Of<TResource>(info)];

    public sealed override string Reports { get; } = Screening.TypeOf<TResource>();

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        Screening.AsksAboutVpcs<TResource>(parameters) ? Info.Reads.Append(FactKind.Vpcs).Distinct() : Info.Reads;

    public sealed override IEnumerable<Evaluation> Evaluate(Network network, Parameters parameters)
    {
        var missing = Needs(parameters).Where(kind => !network.Has(kind)).ToArray();
        foreach (var resource in network.All<TResource>())
        {
            var verdict = Screening.Screen(Info, resource, network, parameters)
                ?? (missing is [var kind, ..]
                    ? Verdict.Undetermined($"{kind} have not been recorded.")
                    : Judge(resource, network, parameters));
            if (verdict.Compliance is Compliance.Undetermined && parameters.Get(CommonParameters.FailClosed))
                verdict = Verdict.NonCompliant($"It cannot be judged: {verdict.Reason}");
            yield return new(Reports, resource.Id, verdict);
        }
    }

    protected abstract Verdict Judge(TResource resource, Network network, Parameters parameters);
}

/// <summary>The common case: a rule without parameters of its own.</summary>
public abstract class Rule<TResource>(RuleInfo info) : ParameterizedRule<TResource>(info)
    where TResource : Resource
{
    protected sealed override Verdict Judge(TResource resource, Network network, Parameters parameters) =>
        Judge(resource, network);

    protected abstract Verdict Judge(TResource resource, Network network);
}
