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

    private readonly bool _asksForWorkloads = ValuesOf(document, IsWorkload).Any();

    /// <summary>Whoever is likeliest to be meant comes first.</summary>
    public IEnumerable<Outsider> All() =>
        Strangers().Concat(Named()).Concat(NamedByUniqueId()).Concat(Services()).Concat(OwnWithoutOrganization());

    private IEnumerable<Outsider> Strangers()
    {
        var anonymous = new Outsider("requests that nobody signs", PolicyPrincipal.Anonymous, Unsigned(through));
        var node = new Outsider(
            "nodes that anybody registers with Systems Manager", PolicyPrincipal.Anonymous, SignedByNode(through, NoAccount).With("ssm:NodeOrgId", NoOrganization))
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
        NamedOrganization[] organizations = [.. Organizations(IsOrganizationOfPrincipal).Where(organization => mayAdmit(
            new(AnyAccount, PolicyPrincipal.Somebody, OfOrganization(through, organization.Id, organization.Path))))];
        return
            from account in Accounts(document.Statements.SelectMany(statement => statement.Principals.Aws).Concat(ValuesOf(document, IsAccountOfPrincipal)))
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
        var context = Signed(through, arn, organization.Id, organization.Path)
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

    private string WorkloadIn(string account, string key, string service, string resource) =>
        ArnNamedBy(key, account) ?? $"arn:{network.Partition}:{service}:{Anything}:{account}:{resource}{Anything}";

    /// <summary>An ARN of the account that values of the condition key stand for, if there is one.</summary>
    private string? ArnNamedBy(string key, string account) =>
        ValuesOf(document, name => name == key).Select(value => Common(value, $"arn:{network.Partition}:*:*:{account}:*")).FirstOrDefault(arn => arn is not null);

    /// <summary>One that nobody names, and those that are named and that nobody trusts.</summary>
    private IEnumerable<NamedAccount> Accounts(IEnumerable<string> names)
    {
        yield return new(NoAccount, null);
        foreach (var account in names.Select(AccountIn).Distinct())
        {
            if (Forms.IsAccountId(account) && !trust.Has(account))
                yield return new(account, $"account {account}, which is not trusted");
            else if (account is not "*" && account.AsSpan().ContainsAny('*', '?') && account.All(IsDigitOrWildcard))
                yield return new(AccountLike(account), $"accounts like {account}, which are not trusted");
        }
    }

    /// <summary>
    /// One that nobody names, none at all, and those that the document names; each with the paths that the document names, as
    /// far as they can be in it, and without what is trusted.
    /// </summary>
    private IEnumerable<NamedOrganization> Organizations(Predicate<string> isSuchAKey)
    {
        yield return new(null);
        foreach (var organization in NamedOrganizations(isSuchAKey).Prepend(new(NoOrganization)).DistinctBy(organization => organization.Id))
        {
            var paths = ValuesOf(document, key => isSuchAKey(key) && IsPath(key)).Select(path => Common(path, $"{organization.Id}/*")).OfType<string>();
            foreach (var path in paths.Prepend($"{organization.Id}/r-0000/").Distinct().Where(path => !trust.HasOrganization(organization.Id!, path)))
                yield return organization with { Path = path };
        }
    }

    private IEnumerable<NamedOrganization> NamedOrganizations(Predicate<string> isSuchAKey)
    {
        foreach (var id in ValuesOf(document, isSuchAKey).Select(value => value.Split('/')[0]).Distinct())
        {
            if (id is not "*" && id.AsSpan().ContainsAny('*', '?') && Common(id, "o-*") is { } alike)
                yield return new(alike, Name: $"organizations like {id}, which are not trusted");
            else if (Forms.IsOrganizationId(id))
                yield return new(id, Name: $"organization {id}, which is not trusted", Doubt: trust.KnowsNoOrganization ? $"organization {id}; trustedOrgIds does not say whether that is one's own" : null);
        }
    }

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
            yield return new(name, PolicyPrincipal.OfService(service), SignedByService(through, service));
            yield return new(name, PolicyPrincipal.OfService(service), ActingFor(service, NoAccount, new(NoOrganization)));
        }

        var acting =
            from account in Accounts(ValuesOf(document, key => key is "AWS:SOURCEACCOUNT" or "AWS:SOURCEARN"))
            from organization in Organizations(key => key is "AWS:SOURCEORGID" or "AWS:SOURCEORGPATHS")
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
        var context = SignedByService(through, service)
            .With("aws:SourceAccount", account)
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
                "principals of its own account without asking for the organization", PolicyPrincipal.Of(arn), Signed(through, arn, NoOrganization));
        }
    }

    private static bool IsUniqueId(string key) => key is "AWS:USERID";

    private static bool IsWorkload(string key) => key is
        "EC2:SOURCEINSTANCEARN" or "AWS:EC2INSTANCESOURCEVPC" or "SSM:SOURCEINSTANCEARN" or "LAMBDA:SOURCEFUNCTIONARN";

    private static bool IsAccountOfPrincipal(string key) => IsWorkload(key) || key is
        "AWS:PRINCIPALARN" or "AWS:PRINCIPALACCOUNT" or "AWS:USERID" or "SSM:NODEACCOUNTID";

    private static bool IsPath(string key) => key is "AWS:PRINCIPALORGPATHS" or "AWS:SOURCEORGPATHS";

    private static bool IsOrganizationOfPrincipal(string key) => key is "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS" or "SSM:NODEORGID";

    private static bool IsDigitOrWildcard(char character) => char.IsAsciiDigit(character) || character is '*' or '?';

    private string RootOf(string account) => $"arn:{network.Partition}:iam::{account}:root";

    /// <summary>The account's part of an ARN, which a wildcard may end early, or else the text itself.</summary>
    private static string AccountIn(string name) => name.Split(':', 6) switch
    {
        ["arn", _, _, _, var account, _] => account,
        ["arn", _, _, _, var account] when account.EndsWith('*') => account,
        _ => name,
    };

    /// <summary>An account that the pattern stands for and that nobody trusts, if there is one.</summary>
    private string AccountLike(string pattern)
    {
        var open = 12 - pattern.Count(character => character is not '*');
        var candidates = Enumerable.Range(0, 10).Select(digit => (char)('0' + digit)).Select(digit =>
        {
            var star = pattern.IndexOf('*', StringComparison.Ordinal);
            var filled = star < 0 ? pattern : pattern.Insert(star, new string(digit, Math.Max(0, open)));
            return filled.Replace("*", "", StringComparison.Ordinal).Replace('?', digit);
        });
        return candidates.FirstOrDefault(account => !trust.Has(account)) ?? NoAccount;
    }

    /// <param name="Id">The account.</param>
    /// <param name="Name">As a reason calls it; null for an account that nobody names.</param>
    private sealed record NamedAccount(string Id, string? Name);

    private sealed record NamedOrganization(string? Id, string? Path = null, string? Name = null, string? Doubt = null);
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

/// <summary>Whom a deployment trusts, its own account first.</summary>
internal sealed record Trust(
    string Account, ImmutableArray<string> OrgIds, ImmutableArray<string> OrgPaths, ImmutableArray<string> Accounts,
    ImmutableArray<string> Services, bool RequiresOrganization)
{
    public bool Has(string account) => account == Account || Accounts.Contains(account);

    public bool KnowsNoOrganization => OrgIds is [] && OrgPaths is [];

    /// <summary>Whether principals with the path in the organization are trusted.</summary>
    public bool HasOrganization(string organization, string path) =>
        OrgIds.Contains(organization) || OrgPaths.Any(trusted => path.StartsWith($"{trusted.TrimEnd('*').TrimEnd('/')}/", StringComparison.Ordinal));
}
