using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>A pure judgement of recorded resources: the same network always gets the same verdicts, in the same order.</summary>
public abstract class Rule(RuleInfo info)
{
    public RuleInfo Info { get; } = info;

    /// <summary>The rule's own parameters, then those that all rules of its kind have.</summary>
    public abstract ImmutableArray<Parameter> Parameters { get; }

    /// <summary>AWS Config's names of the types that it reports: one, but for a rule that judges alike what is unlike.</summary>
    public abstract ImmutableArray<string> Reports { get; }

    /// <summary>The facts it needs when deployed so: what it reads, and what its parameters ask about.</summary>
    public abstract IEnumerable<FactKind> Needs(Parameters parameters);

    /// <summary>The facts that sharpen its verdict when deployed so; without them it judges all the same.</summary>
    public virtual IEnumerable<FactKind> Welcomes(Parameters parameters) => Info.ReadsWhereRecorded;

    /// <summary>The scope to judge by where a change has touched this one; wider for a rule that asks beyond the VPC.</summary>
    public virtual Scope Around(Scope scope, Parameters parameters) => scope;

    /// <summary>One evaluation for each resource of the reported types, type by type in the order of ids.</summary>
    public IEnumerable<Evaluation> Evaluate(Network network, Parameters parameters) =>
        Hearings(network, parameters).SelectMany(hearing => hearing.All());

    /// <summary>What is to be judged of the network, one for each reported type.</summary>
    internal abstract ImmutableArray<Hearing> Hearings(Network network, Parameters parameters);

    /// <summary>What it reads, and the VPCs where parameters choose by what only these tell.</summary>
    private protected IEnumerable<FactKind> NeededFor<TResource>(Parameters parameters)
        where TResource : Resource =>
        Screening.AsksAboutVpcs<TResource>(parameters) ? Info.Reads.Append(FactKind.Vpcs).Distinct() : Info.Reads;
}

/// <summary>A rule that judges each resource of one type, by parameters from its deployment.</summary>
public abstract class ParameterizedRule<TResource>(RuleInfo info) : Rule(info)
    where TResource : Resource
{
    public sealed override ImmutableArray<Parameter> Parameters { get; } =
        [.. info.Parameters, .. CommonParameters.Of<TResource>(info)];

    public sealed override ImmutableArray<string> Reports { get; } = [Screening.TypeOf<TResource>()];

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        NeededFor<TResource>(parameters);

    internal sealed override ImmutableArray<Hearing> Hearings(Network network, Parameters parameters) =>
        [new Hearing<TResource>(Info, network, parameters, Needs(parameters), Judge)];

    protected abstract Verdict Judge(TResource resource, Network network, Parameters parameters);
}

/// <summary>A rule that judges endpoints and endpoint services alike, by what both have. One can be judged without facts of the other.</summary>
public abstract class PrivateLinkRule(RuleInfo info) : Rule(info)
{
    public sealed override ImmutableArray<Parameter> Parameters { get; } =
        [.. info.Parameters, .. CommonParameters.Of<VpcEndpoint>(info).Union(CommonParameters.Of<EndpointService>(info))];

    public sealed override ImmutableArray<string> Reports { get; } = [ResourceType.VpcEndpoint, ResourceType.EndpointService];

    public sealed override IEnumerable<FactKind> Needs(Parameters parameters) =>
        NeededFor<VpcEndpoint>(parameters);

    internal sealed override ImmutableArray<Hearing> Hearings(Network network, Parameters parameters) =>
    [
        new Hearing<VpcEndpoint>(Info, network, parameters, Needs(parameters).Except([FactKind.ServiceConfigurations]), Judge),
        new Hearing<EndpointService>(Info, network, parameters, Needs(parameters).Except([FactKind.VpcEndpoints, FactKind.Vpcs]), Judge),
    ];

    protected abstract Verdict Judge(Resource resource, Network network, Parameters parameters);
}

/// <summary>The common case: a rule without parameters of its own.</summary>
public abstract class Rule<TResource>(RuleInfo info) : ParameterizedRule<TResource>(info)
    where TResource : Resource
{
    protected sealed override Verdict Judge(TResource resource, Network network, Parameters parameters) =>
        Judge(resource, network);

    protected abstract Verdict Judge(TResource resource, Network network);
}
