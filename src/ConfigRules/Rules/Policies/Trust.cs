using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>Whom a deployment trusts, its own account first.</summary>
internal sealed record Trust(
    string Account, ImmutableArray<string> OrgIds, ImmutableArray<string> OrgPaths, ImmutableArray<string> Accounts,
    ImmutableArray<string> Services, bool RequiresOrganization)
{
    public static readonly ListParameter OrgIdsParameter = new(
        "trustedOrgIds", "The organizations that are one's own; without them, and without units, the one that the account is in.",
        Forms.IsOrganizationId, "organization ids (o-...) separated by commas");

    public static readonly ListParameter OrgPathsParameter = new(
        "trustedOrgPaths", "Units of organizations (o-.../r-.../ou-.../) that are one's own.",
        text => text.StartsWith("o-", StringComparison.Ordinal) && text.Contains('/', StringComparison.Ordinal),
        "organization paths (o-.../r-.../) separated by commas");

    public static readonly ListParameter AccountsParameter = new(
        "trustedAccountIds", "Accounts to trust besides the VPC's own.", Forms.IsAccountId, "12-digit account ids separated by commas");

    /// <summary>Whether it is known that the account is in no organization, so that none is one's own.</summary>
    public bool IsAlone { get; init; }

    /// <summary>As parameters say, or else as the network knows. Its account has to be known.</summary>
    public static Trust Of(Network network, Parameters parameters)
    {
        var (ids, paths, isSaid) = (parameters.Get(OrgIdsParameter), parameters.Get(OrgPathsParameter), IsSaid(parameters));
        return new(
            network.AccountId!, isSaid || network.OrganizationId is not { } own ? ids : [own], paths, parameters.Get(AccountsParameter), [], RequiresOrganization: false)
        {
            IsAlone = !isSaid && network.Has(FactKind.Organization) && network.OrganizationId is null,
        };
    }

    /// <summary>Whether parameters say which organization is one's own, so that nobody else has to be asked.</summary>
    public static bool IsSaid(Parameters parameters) => parameters.Get(OrgIdsParameter) is not [] || parameters.Get(OrgPathsParameter) is not [];

    /// <summary>What comes through the endpoint, whose organization is the own one, where the service tells all of the endpoint.</summary>
    public RequestContext ThroughTold(VpcEndpoint endpoint, Network network)
    {
        var through = Callers.ThroughTold(endpoint, network);
        return OrgIds is [var own] ? through.With("aws:VpceOrgID", own) : through;
    }

    public bool Has(string account) => account == Account || Accounts.Contains(account);

    public bool KnowsNoOrganization => OrgIds is [] && OrgPaths is [] && !IsAlone;

    /// <summary>Whether principals with the path in the organization are trusted.</summary>
    public bool HasOrganization(string organization, string path) =>
        OrgIds.Contains(organization) || OrgPaths.Any(trusted => path.StartsWith($"{trusted.TrimEnd('*').TrimEnd('/')}/", StringComparison.Ordinal));
}
