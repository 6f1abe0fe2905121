using System.Collections.Immutable;

namespace ConfigRules.Policies;

/// <summary>A Principal element, or, negated, a NotPrincipal element.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
/// </remarks>
public sealed record PrincipalSet(ImmutableArray<string> Aws, ImmutableArray<string> Services, bool IsNegated)
{
    private const string RootUser = ":root";

    /// <summary>Identity providers, of whose users some calls to AWS STS come; "*" for all.</summary>
    public ImmutableArray<string> Federated { get; init; } = [];

    /// <summary>Whether it names everybody: "*", or {"AWS": "*"}.</summary>
    public bool IsEveryone => !IsNegated && Aws.Contains("*");

    internal Truth Match(PolicyRequest request, Effect effect)
    {
        var truth = Truth.False;
        foreach (var name in Aws)
            truth = truth.Or(MatchAws(name, request, effect));
        if (request.Principal.Kind is PrincipalKind.Service)
            truth = truth.Or(TruthLogic.Of(Services.Contains(request.Principal.Service!)));
        else if (request.Principal.Kind is PrincipalKind.Federated && Federated is not [])
            truth = truth.Or(Federated.Contains("*") ? Truth.True : Truth.Unknown);
        else if (request.Principal.Kind is PrincipalKind.Somebody && (Services is not [] || Federated is not []))
            truth = truth.Or(Truth.Unknown);
        if (!IsNegated)
            return truth;

        // A Deny that leaves out somebody, and not the account too, may deny the whole account all the same.
        var isInDoubt = effect is Effect.Deny && truth is Truth.True && request.Principal.Kind is PrincipalKind.Identity
            && !Aws.Any(name => name is "*" || AccountNamedBy(name) == request.Principal.Account);
        return isInDoubt ? Truth.Unknown : truth.Not();
    }

    private Truth MatchAws(string name, PolicyRequest request, Effect effect)
    {
        if (name is "*")
            return Truth.True;

        var caller = request.Principal;
        if (caller.Kind is PrincipalKind.Somebody)
            return Truth.Unknown;
        if (AccountNamedBy(name) is { } account)
        {
            if (caller.Account != account)
                return Truth.False;
            if (caller.Arn?.EndsWith(RootUser, StringComparison.Ordinal) is true || !(IsNegated || request.ThroughGateway))
                return Truth.True;
            // An account stands for all who are in it; in NotPrincipal for its root user alone, and at a gateway endpoint it
            // gives access to its root user alone, while of whom it takes access there nothing is said.
            return caller.Arn is null || (request.ThroughGateway && effect is Effect.Deny) ? Truth.Unknown : Truth.False;
        }

        return caller.Kind switch
        {
            PrincipalKind.Identity when name == caller.Arn => Truth.True,
            // A session acts with the name of its role too; whether the role has the path that is named, its ARN does not show.
            PrincipalKind.Identity when PolicyPrincipal.RoleOf(caller.Arn!) is { } role =>
                name == role ? Truth.True : Pattern.Matches(role.Insert(role.LastIndexOf('/'), "/*"), name, ignoreCase: false) ? Truth.Unknown : Truth.False,
            // The one in the account that is named may be the one who calls.
            PrincipalKind.SomeoneInAccount when PolicyPrincipal.AccountOf(name) == caller.Account => Truth.Unknown,
            _ => Truth.False,
        };
    }

    /// <summary>Null where it names no account as such: 111111111111, or arn:aws:iam::111111111111:root.</summary>
    private static string? AccountNamedBy(string name) =>
        name.Length is 12 && name.All(char.IsAsciiDigit) ? name
        : name.EndsWith(RootUser, StringComparison.Ordinal) ? PolicyPrincipal.AccountOf(name)
        : null;
}
