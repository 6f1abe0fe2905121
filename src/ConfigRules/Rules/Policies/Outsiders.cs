using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Paths.Callers;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// Everybody who is to be kept out: strangers, and whoever else the policy itself names, each in all the forms that a policy can
/// tell apart. A policy that admits none of them admits nobody from outside. Whom it does not admit however little is known of
/// the rest (mayAdmit) is left out early.
/// </summary>
internal sealed class Outsiders(
    PolicyDocument document, VpcEndpoint endpoint, RequestContext through, Trust trust, Network network, Predicate<Outsider> mayAdmit)
{
    private const string AnyAccount = "principals of any account";

    /// <summary>The caller's account again, by a key of the service's own.</summary>
    /// <remarks>https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account</remarks>
    private const string CallerOfKms = "kms:CallerAccount";

    private readonly ForeignNames _foreign = new(document, trust);
    private readonly RequestContext _ownedByNobody = through.Without("aws:SourceOwner", CallerOfKms);
    private readonly bool _asksForWorkloads = ValuesOf(document, IsWorkload).Any();

    /// <summary>Whoever is likeliest to be meant comes first.</summary>
    public IEnumerable<Outsider> All() =>
        Strangers().Concat(Named()).Concat(NamedByUniqueId()).Concat(Services()).Concat(OwnWithoutOrganization());

    private IEnumerable<Outsider> Strangers()
    {
        var anonymous = new Outsider("requests that nobody signs", PolicyPrincipal.Anonymous, Unsigned(_ownedByNobody));
        var node = new Outsider(
            "nodes that anybody registers with Systems Manager", PolicyPrincipal.Anonymous, SignedByNode(_ownedByNobody, NoAccount).With("ssm:NodeOrgId", NoOrganization))
        {
            Actions = ["ssm:RegisterManagedInstance", "ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey"],
        };
        return
        [
            .. Somebody(AnyAccount, RoleIn(NoAccount, network), new(NoOrganization)), anonymous,
            .. Somebody("principals of accounts that are in no organization", RoleIn(NoAccount, network), new(null)),
            .. endpoint.Service.Service is "ssm" ? [node] : (Outsider[])[],
        ];
    }

    /// <summary>Every account that is named with every organization that is named, since a statement may ask for both.</summary>
    private IEnumerable<Outsider> Named()
    {
        NamedOrganization[] organizations = [.. _foreign.Organizations(IsOrganizationOfPrincipal).Where(organization => mayAdmit(
            new(AnyAccount, PolicyPrincipal.Somebody, OfOrganization(through, organization.Id, organization.Path))))];
        return
            from account in _foreign.Accounts(document.Statements.SelectMany(statement => statement.Principals.Aws).Concat(ValuesOf(document, IsAccountOfPrincipal)))
            where mayAdmit(new(AnyAccount, PolicyPrincipal.SomeoneIn(account.Id), through.With("aws:PrincipalAccount", account.Id)))
            from arn in ArnsIn(account.Id, document, network).Append(RootOf(account.Id)).Distinct()
            from organization in organizations
            from somebody in Somebody(account.Name ?? organization.Name ?? AnyAccount, arn, organization)
            select somebody with { Doubt = organization.Doubt };
    }

    /// <summary>With credentials that AWS has handed to a workload in the same account too, where the document asks for such.</summary>
    private IEnumerable<Outsider> Somebody(string name, string arn, NamedOrganization organization)
    {
        var account = PolicyPrincipal.AccountOf(arn)!;
        var principal = PolicyPrincipal.Of(arn);
        var context = Signed(OwnedBy(account), arn, organization.Id, organization.Path)
            .With("aws:userid", arn == RootOf(account) ? account : $"{Anything}:{Anything}");
        yield return new(name, principal, context
            .Without("ec2:SourceInstanceArn", "aws:Ec2InstanceSourceVpc", "ssm:SourceInstanceArn", "lambda:SourceFunctionArn"));
        if (!_asksForWorkloads)
            yield break;
        yield return new(name, principal, context
            .With("ec2:SourceInstanceArn", WorkloadIn(account, "EC2:SOURCEINSTANCEARN", "ec2", "instance/"))
            .With("aws:Ec2InstanceSourceVpc", $"vpc-{Anything}")
            .With("ssm:SourceInstanceArn", WorkloadIn(account, "SSM:SOURCEINSTANCEARN", "ssm", "managed-instance/"))
            .With("lambda:SourceFunctionArn", WorkloadIn(account, "LAMBDA:SOURCEFUNCTIONARN", "lambda", "function:")));
    }

    /// <summary>
    /// The forerunner of aws:SourceAccount. SNS gives its topics policies that ask for it whoever calls, so that there it tells the
    /// caller's account as well.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html</remarks>
    private RequestContext OwnedBy(string account) => endpoint.Service.Service switch
    {
        "sns" => through.With("aws:SourceOwner", account),
        "kms" => _ownedByNobody.With(CallerOfKms, account),
        _ => _ownedByNobody,
    };

    private string WorkloadIn(string account, string key, string service, string resource) =>
        ArnNamedBy(key, account) ?? $"arn:{network.Partition}:{service}:{Anything}:{account}:{resource}{Anything}";

    /// <summary>An ARN of the account that values of the condition key stand for, if there is one.</summary>
    private string? ArnNamedBy(string key, string account) =>
        ValuesOf(document, name => name == key).Select(value => Common(value, $"arn:{network.Partition}:*:*:{account}:*")).FirstOrDefault(arn => arn is not null);

    /// <summary>The ids of users and roles (AIDA..., AROA...) do not tell whose they are.</summary>
    private IEnumerable<Outsider> NamedByUniqueId() =>
        from value in ValuesOf(document, IsUniqueId)
        where !Forms.IsAccountId(value)
        let id = value.Split(':')[0]
        let isAnybody = id.AsSpan().ContainsAny('*', '?')
        from organization in new NamedOrganization[] { new(NoOrganization), new(null) }
        from stranger in Somebody(AnyAccount, RoleIn(NoAccount, network), organization)
        select stranger with
        {
            Context = stranger.Context.With("aws:userid", Instance(value)),
            Doubt = isAnybody ? null : $"{id}; whose account that is, the id does not tell",
        };

    private IEnumerable<Outsider> Services()
    {
        string[] named = [.. document.Statements.SelectMany(statement => statement.Principals.Services).Distinct().Except(trust.Services)];
        foreach (var service in named)
        {
            var name = $"{service}, which is not allowed to call by itself";
            yield return new(name, PolicyPrincipal.OfService(service), SignedByService(_ownedByNobody, service));
            yield return new(name, PolicyPrincipal.OfService(service), ActingFor(service, NoAccount, new(NoOrganization)));
        }

        var acting =
            from account in _foreign.Accounts(ValuesOf(document, key => key is "AWS:SOURCEACCOUNT" or "AWS:SOURCEARN" or "AWS:SOURCEOWNER"))
            from organization in _foreign.Organizations(key => key is "AWS:SOURCEORGID" or "AWS:SOURCEORGPATHS")
            let whom = account.Name ?? organization.Name ?? "anybody"
            from service in named.Append($"{Anything}.amazonaws.com")
            select new Outsider($"AWS services that act for {whom}", PolicyPrincipal.OfService(service), ActingFor(service, account.Id, organization))
            {
                ActsForOthers = true,
                Doubt = organization.Doubt is { } doubt ? $"AWS services that act for {doubt}" : null,
            };
        foreach (var outsider in acting)
            yield return outsider;
    }

    private RequestContext ActingFor(string service, string account, NamedOrganization organization)
    {
        var context = SignedByService(_ownedByNobody, service)
            .With("aws:SourceAccount", account)
            .With("aws:SourceOwner", account)
            .With("aws:SourceArn", ArnNamedBy("AWS:SOURCEARN", account) ?? $"arn:{network.Partition}:{Anything}:{Anything}:{account}:{Anything}");
        return organization.Id is { } id
            ? context.With("aws:SourceOrgID", id).With("aws:SourceOrgPaths", organization.Path ?? $"{id}/r-0000/")
            : context;
    }

    private IEnumerable<Outsider> OwnWithoutOrganization()
    {
        if (!trust.RequiresOrganization)
            yield break;
        foreach (var arn in ArnsIn(trust.Account, document, network).Append(RootOf(trust.Account)).Distinct())
        {
            yield return new(
                "principals of its own account without asking for the organization", PolicyPrincipal.Of(arn), Signed(OwnedBy(trust.Account), arn, NoOrganization));
        }
    }

    private static bool IsUniqueId(string key) => key is "AWS:USERID";

    private static bool IsWorkload(string key) => key is
        "EC2:SOURCEINSTANCEARN" or "AWS:EC2INSTANCESOURCEVPC" or "SSM:SOURCEINSTANCEARN" or "LAMBDA:SOURCEFUNCTIONARN";

    private static bool IsAccountOfPrincipal(string key) => IsWorkload(key) || key is
        "AWS:PRINCIPALARN" or "AWS:PRINCIPALACCOUNT" or "AWS:USERID" or "SSM:NODEACCOUNTID" or "AWS:SOURCEOWNER" or "KMS:CALLERACCOUNT";

    private static bool IsOrganizationOfPrincipal(string key) => key is "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS" or "SSM:NODEORGID";

    private string RootOf(string account) => $"arn:{network.Partition}:iam::{account}:root";
}

/// <summary>Somebody whom an endpoint's policy has to keep out.</summary>
/// <param name="Name">As a reason calls it: "principals of any account".</param>
/// <param name="Principal">Who calls.</param>
/// <param name="Context">What IAM tells of the request.</param>
internal sealed record Outsider(string Name, PolicyPrincipal Principal, RequestContext Context)
{
    /// <summary>What is to be said of it where it may be one's own after all; null where it certainly is not.</summary>
    public string? Doubt { get; init; }

    /// <summary>The only actions that it can ask for; empty where it can ask for all.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Whether it is one only as far as a statement asks for whom a service acts.</summary>
    public bool ActsForOthers { get; init; }
}
