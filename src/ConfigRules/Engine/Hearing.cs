using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>The resources of one type in a network, as one rule judges them: one by one in the order of ids, or VPC by VPC.</summary>
internal abstract class Hearing
{
    /// <summary>The VPCs in which they are; null for a type that lies in none.</summary>
    public abstract IReadOnlyCollection<string>? Vpcs { get; }

    /// <summary>Those of every resource that has been judged so far, in the order of ids.</summary>
    public abstract ImmutableArray<Evaluation> Evaluations { get; }

    public abstract IEnumerable<Evaluation> All();

    /// <summary>Judges those of the VPC; two VPCs may be judged at once.</summary>
    public abstract void JudgeIn(string vpcId);

    /// <summary>Judges those that lie in no VPC.</summary>
    public abstract void JudgeRest();
}

/// <summary>None of the resources can be judged without the facts that are needed.</summary>
internal sealed class Hearing<TResource> : Hearing
    where TResource : Resource
{
    private readonly string _type = Screening.TypeOf<TResource>();
    private readonly Network _network;
    private readonly Parameters _parameters;
    private readonly Func<TResource, Network, Parameters, Verdict> _judge;
    private readonly Screening _screening;
    private readonly bool _failsClosed;
    private readonly Verdict? _lacking;
    private readonly Lazy<Evaluation[]> _evaluations;
    // Most resources get one of a few reasons, and a million texts would fill the memory: of equal ones, one is kept.
    private readonly string[] _told = new string[8];
    private int _oldest;

    public Hearing(RuleInfo rule, Network network, Parameters parameters, IEnumerable<FactKind> needed, Func<TResource, Network, Parameters, Verdict> judge)
    {
        (_network, _parameters, _judge) = (network, parameters, judge);
        _screening = new(rule, network, parameters);
        _failsClosed = parameters.Get(CommonParameters.FailClosed);
        _lacking = needed.Where(kind => !network.Has(kind)).Select(kind => (Verdict?)Verdict.Undetermined($"{kind} have not been recorded.")).FirstOrDefault();
        _evaluations = new(() => new Evaluation[network.All<TResource>().Length]);
    }

    public override IReadOnlyCollection<string>? Vpcs => _network.VpcsOf<TResource>();

    public override ImmutableArray<Evaluation> Evaluations => ImmutableCollectionsMarshal.AsImmutableArray(_evaluations.Value);

    public override IEnumerable<Evaluation> All() => _network.All<TResource>().Select(resource => Judge(resource, _screening.Screen(resource)));

    public override void JudgeIn(string vpcId)
    {
        if (_network.PlacesIn<TResource>(vpcId) is not [_, ..] places)
            return;
        var ofVpc = _screening.OfVpc(vpcId);
        var (resources, evaluations) = (_network.All<TResource>(), _evaluations.Value);
        foreach (var place in places)
            evaluations[place] = Judge(resources[place], _screening.Screen(resources[place], ofVpc));
    }

    public override void JudgeRest()
    {
        if (Vpcs is null)
            All().ToArray().CopyTo(_evaluations.Value, 0);
    }

    private Evaluation Judge(TResource resource, Verdict? screened)
    {
        var verdict = screened ?? _lacking ?? _judge(resource, _network, _parameters);
        if (_failsClosed && verdict.Compliance is Compliance.Undetermined)
            verdict = Verdict.NonCompliant($"It cannot be judged: {verdict.Reason}");
        return new(_type, resource.Id, verdict with { Reason = Kept(verdict.Reason) });
    }

    private string Kept(string reason)
    {
        foreach (var told in _told)
        {
            if (told == reason)
                return told;
        }
        // Threads that overtake each other here keep a text twice, or forget one, and nothing else.
        return _told[_oldest = (_oldest + 1) % _told.Length] = reason;
    }
}
