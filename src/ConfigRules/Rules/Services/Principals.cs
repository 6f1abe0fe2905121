using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Rules.Services;

/// <summary>What the rules about those who may connect to endpoint services have in common.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllowedPrincipal.html</remarks>
internal static class Principals
{
    public static readonly ListParameter TrustedAccountIds = new(
        "trustedAccountIds", "Accounts to trust besides the service's own.", Forms.IsAccountId, "12-digit account ids separated by commas");

    public static readonly ListParameter TrustedOrgIds = new(
        "trustedOrgIds", "The organizations whose units may be allowed; without them, the one that the account is in.",
        Forms.IsOrganizationId, "organization ids (o-...) separated by commas");

    public static readonly ListParameter AllowedServicePrincipals = new(
        "allowedServicePrincipals", "AWS services that may be allowed: quicksight.amazonaws.com.",
        text => text.Contains('.', StringComparison.Ordinal), "service principals separated by commas");

    /// <summary>Whether it is one's own or a trusted one; null where nobody can tell whose it is, and never for everybody.</summary>
    public static bool? IsTrusted(AllowedPrincipal principal, Network network, Parameters parameters) =>
        IsEverybody(principal) ? false
        : parameters.Get(AllowedServicePrincipals).Contains(principal.Principal) ? true
        : OrganizationOf(principal) is { } organization ? IsTrustedOrganization(organization, network, parameters)
        : AccountOf(principal) is not { } account ? false
        : IsTrusted(account, network, parameters) ? true
        : network.AccountId is null ? null
        : false;

    /// <summary>What is to be said of one of which nobody can tell whose it is.</summary>
    public static string Doubt(AllowedPrincipal principal) => OrganizationOf(principal) is { } organization
        ? $"Whether {organization} is the account's own organization has not been recorded."
        : NotKnown.AccountId;

    private static bool? IsTrustedOrganization(string organization, Network network, Parameters parameters) =>
        parameters.Get(TrustedOrgIds) is [_, ..] trusted ? trusted.Contains(organization)
        : network.Has(FactKind.Organization) ? organization == network.OrganizationId
        : null;

    /// <summary>The account must be the very same: one that holds the digits of another is another.</summary>
    public static bool IsTrusted(string account, Network network, Parameters parameters) =>
        account == network.AccountId || parameters.Get(TrustedAccountIds).Contains(account);

    public static string? AccountOf(AllowedPrincipal principal) =>
        Forms.IsAccountId(principal.Principal) ? principal.Principal
        : principal.Principal.Split(':', 6) is ["arn", _, "iam", _, var account, _] && Forms.IsAccountId(account) ? account
        : null;

    /// <summary>The organization of a unit, or of a whole one; null for any other principal.</summary>
    public static string? OrganizationOf(AllowedPrincipal principal) =>
        principal.Principal.Split(':', 6) is ["arn", _, "organizations", _, _, var path]
            && path.Split('/') is ["ou" or "root" or "organization", var organization, ..]
            ? organization
            : null;

    /// <summary>Whether it is a service of AWS, which has a domain name: "quicksight.amazonaws.com", and in China one that ends in ".cn".</summary>
    public static bool IsService(AllowedPrincipal principal) =>
        principal.Type is "Service" || (principal.Principal.Contains('.', StringComparison.Ordinal) && !principal.Principal.Contains(':', StringComparison.Ordinal));

    public static bool IsEverybody(AllowedPrincipal principal) => principal is { Principal: "*" } or { Type: "All" };

    public static string Name(AllowedPrincipal principal) => IsEverybody(principal) ? "everybody (*)" : principal.Principal is "" ? "a principal without a name" : principal.Principal;
}
