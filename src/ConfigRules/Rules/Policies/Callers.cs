using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>What IAM tells an endpoint's policy of a request, by who sends it.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html</remarks>
internal static class Callers
{
    /// <summary>
    /// Names that nobody has: what a policy says of them it says of everybody and everything that it does not name. The text
    /// has a character that names do not have, so that no pattern matches it but by its wildcards.
    /// </summary>
    public const string NoAccount = "000000000000";
    public const string NoOrganization = "o-0000000000";
    public const string Anything = "~any~";

    /// <summary>Keys that say with which credentials a request is signed, or for whom a service that signs it acts.</summary>
    private static readonly string[] OfCredentials =
    [
        "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalTag", "aws:PrincipalIsAWSService",
        "aws:username", "aws:AssumedRoot", "aws:FederatedProvider", "aws:TokenIssueTime", "aws:MultiFactorAuthAge",
        "aws:MultiFactorAuthPresent", "aws:ChatbotSourceArn", "aws:SourceIdentity", "aws:Ec2InstanceSourceVpc",
        "aws:Ec2InstanceSourcePrivateIPv4", "ec2:RoleDelivery", "ec2:SourceInstanceArn", "glue:RoleAssumedBy",
        "glue:CredentialIssuingService", "lambda:SourceFunctionArn", "ssm:SourceInstanceArn", "identitystore:UserId",
    ];

    /// <summary>
    /// What holds of every request that comes this way: encrypted, since whoever sends it can choose that; from the VPC; made by
    /// the caller itself, which is why keys of services that act for others are absent.
    /// </summary>
    public static RequestContext Through(VpcEndpoint endpoint, Network network)
    {
        var context = RequestContext.Partial
            .With("aws:SourceVpc", endpoint.VpcId)
            .With("aws:SourceVpce", endpoint.Id)
            .With("aws:SecureTransport", "true")
            .With("aws:ViaAWSService", "false")
            .Without(
                "aws:SourceIp", "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast",
                "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList",
                "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths");
        if ((endpoint.OwnerId ?? network.AccountId) is { } owner)
            context = context.With("aws:VpceAccount", owner);
        return endpoint.Service.Region is { } region ? context.With("aws:RequestedRegion", region) : context;
    }

    public static string RoleIn(string account, Network network) => $"arn:{network.Partition}:iam::{account}:role/{Anything}";

    /// <summary>A role that nobody names, and those users and roles that the document names, as far as they can be of the account.</summary>
    public static IEnumerable<string> ArnsIn(string account, PolicyDocument document, Network network) =>
    [
        RoleIn(account, network),
        .. document.Statements.SelectMany(statement => statement.Principals.Aws)
            .Where(name => PolicyPrincipal.AccountOf(name) == account && !name.EndsWith(":root", StringComparison.Ordinal)),
        .. ValuesOf(document, key => key is "AWS:PRINCIPALARN")
            .Select(value => IsPattern(value)
                ? Common(value, $"arn:{network.Partition}:iam::{account}:*") ?? Common(value, $"arn:{network.Partition}:sts::{account}:*")
                : PolicyPrincipal.AccountOf(value) == account ? value : null)
            .OfType<string>().Where(arn => !arn.EndsWith(":root", StringComparison.Ordinal)),
    ];

    /// <summary>What conditions on the keys, given in upper case, compare with; a wildcard stands for each variable.</summary>
    public static IEnumerable<string> ValuesOf(PolicyDocument document, Predicate<string> isSuchAKey) =>
    (
        from statement in document.Statements
        from condition in statement.Conditions
        let key = condition.Key.ToUpperInvariant()
        where isSuchAKey(key)
        group condition.Values.Select(PolicyVariables.AsWildcards) by key into values
        from value in WithShared([.. values.Select(list => list.ToArray())])
        select value
    ).Distinct();

    /// <summary>The patterns of the lists, and those for what two patterns of different lists stand for both.</summary>
    public static IEnumerable<string> WithShared(string[][] lists)
    {
        var shared =
            from index in Enumerable.Range(0, lists.Length)
            from one in lists[..index]
            from pattern in one.Where(IsPattern)
            from other in lists[index].Where(IsPattern)
            select Pattern.Common(pattern, other);
        return lists.SelectMany(list => list).Concat(shared.OfType<string>());
    }

    /// <summary>A text that both patterns stand for, and with a name that nobody has if that can be; null if there is no such text.</summary>
    public static string? Common(string pattern, string form) =>
        Pattern.Common(pattern, form) is { } common ? EndpointPolicies.Instance(common) : null;

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Somebody with the ARN signs, of an account that belongs to the organization, or to none where that is null.</summary>
    public static RequestContext Signed(RequestContext context, string arn, string? organization, string? path = null)
    {
        var account = PolicyPrincipal.AccountOf(arn)!;
        return Of(SignedBy(context, arn).With("ssm:NodeAccountId", account), organization, path);
    }

    /// <summary>Somebody of the organization signs, or of none.</summary>
    public static RequestContext Of(RequestContext context, string? organization, string? path = null) => organization is null
        ? context.Without("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "ssm:NodeOrgId")
        : context
            .With("aws:PrincipalOrgID", organization)
            .With("aws:PrincipalOrgPaths", path ?? $"{organization}/r-0000/")
            .With("ssm:NodeOrgId", organization);

    /// <summary>Somebody with the ARN signs; whether the account belongs to an organization is not known.</summary>
    public static RequestContext SignedBy(RequestContext context, string arn) => context
        .With("aws:PrincipalAccount", PolicyPrincipal.AccountOf(arn)!)
        .With("aws:PrincipalArn", PolicyPrincipal.RoleOf(arn) ?? arn)
        .With("aws:PrincipalIsAWSService", "false");

    /// <summary>Nobody signs.</summary>
    public static RequestContext Unsigned(RequestContext context) => context
        .Without(OfCredentials)
        .Without("ssm:NodeAccountId", "ssm:NodeOrgId")
        .With("aws:PrincipalAccount", "anonymous")
        .With("aws:PrincipalType", "Anonymous")
        .With("aws:userid", "anonymous");

    /// <summary>
    /// A node that Systems Manager manages outside of EC2 signs with a key of its own, which is no identity of the account that
    /// it is registered to.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html#vpc-endpoint-policies-hybrid-nodes</remarks>
    public static RequestContext SignedByNode(RequestContext context, string account, string organization) => context
        .Without(OfCredentials)
        .Without("aws:PrincipalAccount")
        .With("ssm:NodeAccountId", account)
        .With("ssm:NodeOrgId", organization);

    /// <summary>An AWS service signs by itself, and not for a resource of anybody's.</summary>
    public static RequestContext SignedByService(RequestContext context, string service) => context
        .Without("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "ssm:NodeAccountId", "ssm:NodeOrgId")
        .With("aws:PrincipalIsAWSService", "true")
        .With("aws:PrincipalServiceName", service)
        .WithUnknown("aws:PrincipalServiceNamesList");
}
