using System.Collections.Immutable;

namespace ConfigRules.Policies;

/// <summary>A Principal element, or, negated, a NotPrincipal element.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html</remarks>
public sealed record PrincipalSet(ImmutableArray<string> Aws, ImmutableArray<string> Services, bool IsNegated)
{
    /// <summary>Whether it names everybody: "*", or {"AWS": "*"}.</summary>
    public bool IsEveryone => !IsNegated && Aws.Contains("*");

    internal Truth Match(PolicyRequest request)
    {
        var truth = Truth.False;
        foreach (var name in Aws)
            truth = truth.Or(MatchAws(name, request));
        if (request.Principal.Kind is PrincipalKind.Service)
            truth = truth.Or(TruthLogic.Of(Services.Contains(request.Principal.Service!)));
        return IsNegated ? truth.Not() : truth;
    }

    private Truth MatchAws(string name, PolicyRequest request)
    {
        if (name is "*")
            return Truth.True;

        var caller = request.Principal;
        var account = name.Length is 12 && name.All(char.IsAsciiDigit)
            ? name
            : name.EndsWith(":root", StringComparison.Ordinal) ? PolicyPrincipal.AccountOf(name) : null;
        if (account is not null)
        {
            if (caller.Account != account)
                return Truth.False;
            var isRoot = caller.Arn?.EndsWith(":root", StringComparison.Ordinal);
            // An account stands for all who are in it, but at a gateway endpoint, and in NotPrincipal, for its root user alone:
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
            return (!request.ThroughGateway && !IsNegated) || isRoot is true
                ? Truth.True
                : isRoot is null ? Truth.Unknown : Truth.False;
        }

        return caller.Kind switch
        {
            PrincipalKind.Identity => TruthLogic.Of(name == caller.Arn || name == RoleOf(caller.Arn!)),
            // The one in the account that is named may be the one who calls.
            PrincipalKind.SomeoneInAccount when PolicyPrincipal.AccountOf(name) == caller.Account => Truth.Unknown,
            _ => Truth.False,
        };
    }

    /// <summary>A session acts with the name of its role too; its ARN does not show the role's path.</summary>
    private static string? RoleOf(string arn) =>
        arn.Split(':', 6) is [_, var partition, "sts", _, var account, var name] && name.Split('/') is ["assumed-role", var role, _]
            ? $"arn:{partition}:iam::{account}:role/{role}"
            : null;
}
