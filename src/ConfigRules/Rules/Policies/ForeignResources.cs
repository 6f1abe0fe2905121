using System.Collections.Immutable;
using ConfigRules.Bundles;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// What belongs to accounts and organizations that nobody trusts, in all the forms that a policy can tell apart, and by which of its
/// statements somebody reaches that.
/// </summary>
internal sealed class ForeignResources(PolicyDocument document, VpcEndpoint endpoint, Network network, Trust trust, ImmutableArray<string> trustedResources)
{
    private readonly ForeignNames _foreign = new(document, trust);

    /// <summary>One's own principals, who may be any as far as the policy names none.</summary>
    public IEnumerable<(Outsider Asking, Statement? Statement)> ReachedByTrusted(RequestContext through)
    {
        var prefix = ActionPrefixes.Of(endpoint.Service, document);
        Outsider[] callers =
        [
            .. from account in trust.Accounts.Prepend(trust.Account)
               from arn in ArnsIn(account, document, network).Append($"arn:{network.Partition}:iam::{account}:root").Distinct()
               from context in OfOwnOrganizations(Callers.SignedBy(through, arn))
               select new Outsider("", PolicyPrincipal.Of(arn), context),
        ];
        return
            from owner in Owners("resources")
            let requests = new NamedRequests(document, endpoint, network, new(
                [.. EndpointPolicies.UnnamedResources(prefix, network).Where(arn => arn is not "*").Select(arn => arn.Replace(NoAccount, owner.Account, StringComparison.Ordinal))],
                resource => Of(owner.Account, resource),
                action => !Resourceless.Contains(action)))
            from caller in callers
            from context in OfImages(owner.Of(caller.Context), owner.Account)
            let asking = caller with { Name = owner.Name, Context = context, Doubt = owner.Doubt }
            select (asking, requests.StatementThatAdmits(asking));
    }

    /// <summary>Images and snapshots tell EC2 whose they are by a key of its own, and other resources do not.</summary>
    /// <remarks>https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-policy-keys</remarks>
    private IEnumerable<RequestContext> OfImages(RequestContext context, string account) =>
        ValuesOf(document, IsOwnerOfImages).Any() ? [context.With("ec2:Owner", account), context.Without("ec2:Owner")] : [context];

    private static bool IsOwnerOfImages(string key) => key is "EC2:OWNER";

    /// <summary>Users of identity providers, of whom nothing is known but the role that they ask for.</summary>
    public static IEnumerable<(Outsider Asking, Statement? Statement)> UsersOfIdentityProviders(
        PolicyDocument document, VpcEndpoint endpoint, RequestContext through, Trust trust, Network network)
    {
        if (endpoint.Service.Service is not "sts")
            return [];
        var foreign = new ForeignResources(document, endpoint, network, trust, []);
        return
            from owner in foreign.Owners("roles")
            let requests = new NamedRequests(document, endpoint, network, new(
                [$"arn:{network.Partition}:iam::{owner.Account}:role/{Anything}"], resource => foreign.Of(owner.Account, resource), _ => true))
            let asking = new Outsider($"users of identity providers to {owner.Name}", PolicyPrincipal.Federated, owner.Of(Callers.Federated(through)))
            {
                Actions = EndpointPolicies.OfIdentityProviders,
                Doubt = owner.Doubt is { } doubt ? $"users of identity providers to {doubt}" : null,
            }
            select (asking, requests.StatementThatAdmits(asking));
    }

    /// <summary>
    /// With the organizations that are one's own, and in whatever unit of these the document names; where nobody knows them, with each that
    /// the document names, with another one, and with none.
    /// </summary>
    private IEnumerable<RequestContext> OfOwnOrganizations(RequestContext context)
    {
        string?[] own = [.. trust.OrgIds, .. trust.OrgPaths.Select(path => path.Split('/')[0])];
        if (own is [])
            own = trust.IsAlone ? [null] : [null, $"o-{Anything}", .. ValuesOf(document, IsOfPrincipal).Select(value => Common(value.Split('/')[0], "o-*"))];
        return own.Distinct().SelectMany(id => id is null
            ? [Callers.OfOrganization(context, null)]
            : ValuesOf(document, key => key is "AWS:PRINCIPALORGPATHS").Select(path => Common(path, $"{id}/*")).OfType<string>().Prepend($"{id}/r-0000/").Distinct()
                .Select(path => Callers.OfOrganization(context, id, path)));

        static bool IsOfPrincipal(string key) => key is "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS" or "SSM:NODEORGID";
    }

    /// <summary>Every account that is named with every organization that is named, since a statement may ask for both.</summary>
    private IEnumerable<Owner> Owners(string what) =>
        from account in _foreign.Accounts(document.Statements.SelectMany(statement => statement.Resources.Patterns)
            .Where(pattern => pattern.Split(':', 6) is ["arn", _, _, _, { Length: > 0 }, _])
            .Concat(ValuesOf(document, key => key is "AWS:RESOURCEACCOUNT" or "S3:RESOURCEACCOUNT" || IsOwnerOfImages(key))))
        from organization in _foreign.Organizations(key => key is "AWS:RESOURCEORGID" or "AWS:RESOURCEORGPATHS")
            .OrderBy(organization => organization.Id is null)
        let whose = account.Name ?? organization.Name ?? (organization.Id is null ? "accounts that are in no organization" : "any account")
        select new Owner(account.Id, organization, $"{what} of {whose}", organization.Doubt is { } doubt ? $"{what} of {doubt}" : null);

    /// <summary>The part of what a pattern stands for that is the account's; null where that is nothing, or what nobody has to be kept from.</summary>
    private string? Of(string account, string resource)
    {
        if (ServiceOwnedBuckets.Contain(resource) || trustedResources.Any(trusted => Pattern.Matches(trusted, resource, ignoreCase: false)))
            return null;
        if (resource.Split(':', 6) is not ["arn", var partition, var service, var region, var owner, var name])
            return Pattern.Common(resource, $"arn:*:*:*:{account}:*");
        // Whoever names a bucket means that one, whose it may be; only patterns stand for others' as well.
        if (service is "s3" && owner is "")
            return name.Split('/')[0] is var bucket && (bucket is Anything || bucket.AsSpan().ContainsAny('*', '?')) ? resource : null;
        return IsOfAws(service, owner, name) ? null
            : Pattern.Common(owner, account) is { } common ? $"arn:{partition}:{service}:{region}:{common}:{name}"
            : null;
    }

    /// <summary>
    /// Whether what an ARN names is AWS's own: it has no account, or "aws", as models and public parameters; the queues of MWAA's
    /// workers are in accounts of the service's, and so are the images of add-ons of EKS.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/mwaa/latest/userguide/mwaa-create-role.html
    /// https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
    /// </remarks>
    public static bool IsOfAws(string service, string owner, string name) =>
        owner is "" or "aws" || (service is "sqs" && name.StartsWith("airflow-celery-", StringComparison.Ordinal))
            || (service is "ecr" && RegionalNames.IsRegistryOfEks(owner));

    private sealed record Owner(string Account, NamedOrganization Organization, string Name, string? Doubt)
    {
        public RequestContext Of(RequestContext context)
        {
            var owned = context.With("aws:ResourceAccount", Account).With("s3:ResourceAccount", Account);
            return Organization.Id is { } id
                ? owned.With("aws:ResourceOrgID", id).With("aws:ResourceOrgPaths", Organization.Path ?? $"{id}/r-0000/")
                : owned.Without("aws:ResourceOrgID", "aws:ResourceOrgPaths");
        }
    }
}
