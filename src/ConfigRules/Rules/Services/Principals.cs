using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Rules.Services;

/// <summary>What the rules about those who may connect to endpoint services have in common.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllowedPrincipal.html</remarks>
internal static class Principals
{
    public static readonly ListParameter TrustedAccountIds = new(
        "trustedAccountIds", "Accounts to trust besides the service's own.", Forms.IsAccountId, "12-digit account ids separated by commas");

    /// <summary>Whether it is of the network's own account or of a trusted one; one without an account (everybody, a service, a unit) never is.</summary>
    public static bool IsOfTrustedAccount(AllowedPrincipal principal, Network network, Parameters parameters) =>
        AccountOf(principal) is { } account && IsTrusted(account, network, parameters);

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

    public static bool IsEverybody(AllowedPrincipal principal) => principal is { Principal: "*" } or { Type: "All" };

    public static string Name(AllowedPrincipal principal) => IsEverybody(principal) ? "everybody (*)" : principal.Principal is "" ? "a principal without a name" : principal.Principal;
}
