using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
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

        return EndpointPolicies.Once(Info.Id, endpoint, document, network, parameters, () => JudgeByOperators(document, endpoint, network, parameters));
    }

    /// <summary>Whether a condition holds nobody knows whose operator is not known.</summary>
    private Verdict JudgeByOperators(PolicyDocument document, VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var verdict = Judge(document, endpoint, network, parameters);
        if (verdict.Compliance is not Compliance.NonCompliant
            || document.ConditionsOfUnknownOperators.FirstOrDefault() is not { } unknown)
        {
            return verdict;
        }
        var strict = Judge(document.WithConditionsThatKeepOut(condition => !condition.IsKnownOperator), endpoint, network, parameters);
        return strict.Compliance is not Compliance.Compliant ? strict
            : Undetermined($"{verdict.Reason.TrimEnd('.')} unless {unknown.Label} prevents that, an operator that is not known.");
    }

    /// <summary>Of a service that may tell policies whose endpoint a request passes, and may not, both are asked.</summary>
    private Verdict Judge(PolicyDocument document, VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var told = Trust.Of(network, parameters).ThroughTold(endpoint, network);
        var ifTold = Worst(Asked(document, endpoint, network, parameters, told));
        if (EndpointKeys.AsLeftOutBy(endpoint.Service, document, told) is not { } untold)
            return ifTold;

        var ifNot = Worst(Asked(document, endpoint, network, parameters, untold));
        return (ifTold.Compliance, ifNot.Compliance) switch
        {
            var (one, other) when one == other || one is Compliance.Undetermined => ifTold,
            (_, Compliance.Undetermined) => ifNot,
            (Compliance.NonCompliant, _) => Hanging(ifTold, "if"),
            _ => Hanging(ifNot, "unless"),
        };

        Verdict Hanging(Verdict verdict, string how) => Undetermined(
            $"{verdict.Reason.TrimEnd('.')} {how} {endpoint.Service.Service} tells policies whose endpoint a request passes, which is not known.");
    }

    /// <summary>What nobody may be let through to, or who, and the statement that does it all the same; null where none does.</summary>
    /// <param name="document">The endpoint's policy.</param>
    /// <param name="endpoint">Through which requests come.</param>
    /// <param name="network">The endpoint's.</param>
    /// <param name="parameters">Of the rule.</param>
    /// <param name="through">What every request through the endpoint has.</param>
    private protected abstract IEnumerable<(Outsider Asking, Statement? Statement)> Asked(
        PolicyDocument document, VpcEndpoint endpoint, Network network, Parameters parameters, RequestContext through);

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
