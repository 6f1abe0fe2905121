namespace ConfigRules.Policies;

/// <summary>A request that passes an endpoint: who asks, for what, of what.</summary>
public sealed record PolicyRequest
{
    public required PolicyPrincipal Principal { get; init; }

    /// <summary>"s3:GetObject".</summary>
    public required string Action { get; init; }

    /// <summary>An ARN, or "*" for an action that has no resource.</summary>
    public required string Resource { get; init; }

    public RequestContext Context { get; init; } = RequestContext.Complete;

    /// <summary>
    /// Whether a gateway endpoint decides: there a principal given as an account means its root user alone.
    /// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#vpc-endpoint-policies-gateway
    /// </summary>
    public bool ThroughGateway { get; init; }
}

/// <summary>Who asks.</summary>
public sealed record PolicyPrincipal
{
    private PolicyPrincipal(PrincipalKind kind, string? arn, string? account, string? service)
    {
        Kind = kind;
        Arn = arn;
        Account = account;
        Service = service;
    }

    /// <summary>Nobody: the request is not signed.</summary>
    public static PolicyPrincipal Anonymous { get; } = new(PrincipalKind.Anonymous, null, null, null);

    /// <summary>Anybody: who, is not known.</summary>
    public static PolicyPrincipal Somebody { get; } = new(PrincipalKind.Somebody, null, null, null);

    /// <summary>A user of an identity provider, with a token of it in place of a signature.</summary>
    public static PolicyPrincipal Federated { get; } = new(PrincipalKind.Federated, null, null, null);

    public PrincipalKind Kind { get; }

    public string? Arn { get; }

    public string? Account { get; }

    /// <summary>"ecs.amazonaws.com".</summary>
    public string? Service { get; }

    /// <summary>A user, a role, a session of a role (assumed-role), or the root user (arn:...:root).</summary>
    public static PolicyPrincipal Of(string arn) => new(PrincipalKind.Identity, arn, AccountOf(arn), null);

    /// <summary>Somebody of the account; which user or role is not known.</summary>
    public static PolicyPrincipal SomeoneIn(string account) => new(PrincipalKind.SomeoneInAccount, null, account, null);

    public static PolicyPrincipal OfService(string service) => new(PrincipalKind.Service, null, null, service);

    /// <summary>The role of a session, whose ARN does not show the role's path; null where the ARN is not of a session.</summary>
    internal static string? RoleOf(string arn) =>
        arn.Split(':', 6) is [_, var partition, "sts", _, var account, var name] && name.Split('/') is ["assumed-role", var role, _]
            ? $"arn:{partition}:iam::{account}:role/{role}"
            : null;

    /// <summary>Null where the text is no ARN.</summary>
    internal static string? AccountOf(string arn) => arn.Split(':') is ["arn", _, _, _, { Length: > 0 } account, _, ..] ? account : null;
}

public enum PrincipalKind { Identity, SomeoneInAccount, Somebody, Anonymous, Federated, Service }
