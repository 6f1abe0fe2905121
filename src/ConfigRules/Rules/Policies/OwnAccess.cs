using ConfigRules.Bundles;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// Whether an endpoint's policy lets principals of its account reach anything of the account's: any action, on any resource that may
/// be the account's own. What hangs on something unknown may be let through.
/// </summary>
internal static class OwnAccess
{
    public static bool IsAdmitted(PolicyDocument document, VpcEndpoint endpoint, Network network) =>
        EndpointPolicy.Once(nameof(OwnAccess), endpoint, document, network, () => FindsAny(document, endpoint, network));

    private static bool FindsAny(PolicyDocument document, VpcEndpoint endpoint, Network network)
    {
        var account = network.AccountId!;
        var requests = new NamedRequests(document, endpoint, network, new(
            [.. EndpointPolicies.UnnamedResources(ActionPrefixes.Of(endpoint.Service, document), network).Select(arn => arn.Replace(NoAccount, account, StringComparison.Ordinal))],
            resource => PartOf(account, resource),
            // Nobody signs these.
            action => !EndpointPolicies.OfIdentityProviders.Contains(action, StringComparer.OrdinalIgnoreCase)));
        var owned = EndpointPolicy.OfOwnOrganization(
            Callers.Through(endpoint, network).With("aws:ResourceAccount", account).With("s3:ResourceAccount", account),
            "aws:ResourceOrgID", "aws:ResourceOrgPaths", network);
        return ArnsIn(account, document, network).Append($"arn:{network.Partition}:iam::{account}:root").Any(arn => requests.StatementThatAdmits(new(
            "", PolicyPrincipal.Of(arn),
            EndpointPolicy.OfOwnOrganization(Callers.SignedBy(owned, arn), "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", network))) is not null);
    }

    /// <summary>The part of what a pattern stands for that may be the account's; null where that is nothing. Any bucket may be, but for AWS's.</summary>
    private static string? PartOf(string account, string resource)
    {
        if (ServiceOwnedBuckets.Contain(resource))
            return null;
        if (resource.Split(':', 6) is not ["arn", var partition, var service, var region, var owner, var name] || (service is "s3" && owner is ""))
            return resource;
        return !ForeignResources.IsOfAws(service, owner, name) && Pattern.Common(owner, account) is { } common ? $"arn:{partition}:{service}:{region}:{common}:{name}" : null;
    }
}
