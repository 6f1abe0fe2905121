using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Policies;

/// <summary>A rule about who or what is on either end of an endpoint: it looks for a statement that reaches beyond what is trusted.</summary>
/// <param name="info">The rule.</param>
/// <param name="withoutPolicy">What an endpoint does that has no policy: "admits everybody".</param>
/// <param name="does">What a statement does that is at fault: "admits".</param>
public abstract class PerimeterRule(RuleInfo info, string withoutPolicy, string does) : ParameterizedRule<VpcEndpoint>(info)
{
    public sealed override IEnumerable<FactKind> Welcomes(Parameters parameters) =>
        Trust.IsSaid(parameters) ? base.Welcomes(parameters).Except([FactKind.Organization]) : base.Welcomes(parameters);

    protected sealed override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (EndpointPolicies.Screen(endpoint, network, parameters, out var document) is { } verdict)
            return verdict;
        if (document is null)
            return NonCompliant($"It has no policy of its own, so it {withoutPolicy}.");
        if (network.AccountId is null)
            return Undetermined(NotKnown.AccountId);

        return EndpointPolicies.Once(Info.Id, endpoint, document, network, parameters, () => Worst(Asked(document, endpoint, network, parameters)));
    }

    /// <summary>What nobody may be let through to, or who, and the statement that does it all the same; null where none does.</summary>
    private protected abstract IEnumerable<(Outsider Asking, Statement? Statement)> Asked(
        PolicyDocument document, VpcEndpoint endpoint, Network network, Parameters parameters);

    /// <summary>What is certain comes before what is in doubt.</summary>
    private Verdict Worst(IEnumerable<(Outsider Asking, Statement? Statement)> asked)
    {
        string? doubt = null;
        foreach (var (asking, statement) in asked)
        {
            if (statement is null)
                continue;
            if (asking.Doubt is null)
                return NonCompliant($"{Wording.Capital(statement.Label)} of its policy {does} {asking.Name}.");
            doubt ??= $"{Wording.Capital(statement.Label)} of its policy {does} {asking.Doubt}.";
        }
        return doubt is null ? Compliant() : Undetermined(doubt);
    }
}
