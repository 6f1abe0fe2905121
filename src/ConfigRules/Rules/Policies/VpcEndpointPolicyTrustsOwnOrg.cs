using System.Collections.Immutable;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Policies;

/// <summary>Nobody but the organization's own principals has a reason to send requests out of its VPCs.</summary>
public sealed class VpcEndpointPolicyTrustsOwnOrg() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-policy-trusts-own-org",
    Title = "Endpoint policies admit nobody from outside",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = EndpointPolicies.Types,
    Why = """
        Credentials of a stranger's account work through the endpoint as well as one's own, unless its policy asks who signs.
        Malware needs no more to carry data into an account of its own. Naming the VPC or the endpoint in a condition does not
        help: every request that comes this way has them.
        """,
    Fix = "Let the policy's Allow statements ask for aws:PrincipalOrgID or aws:PrincipalAccount, or deny whoever lacks them.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[0].PolicyDocument' --output text > policy.json
        # Add to each Allow of policy.json: "Condition": {"StringEquals": {"aws:PrincipalOrgID": "ORGANIZATION"}}
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json
        # In CloudFormation, at each Allow of the AWS::EC2::VPCEndpoint's PolicyDocument:
        #   Condition: {StringEquals: {aws:PrincipalOrgID: ORGANIZATION}}
        # Statements for buckets of AWS's own stay without it: configrules explain vpc-endpoint-policy-serves-bundles
        """),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].PolicyDocument' --output text
        aws organizations describe-organization --query Organization.Id
        """,
    Parameters = [TrustedOrgIds, TrustedOrgPaths, TrustedAccountIds, RequireOrgId, AllowedServicePrincipals, EndpointPolicies.ExemptServices],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
        "https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html",
    ],
})
{
    private static readonly ListParameter TrustedOrgIds = new(
        "trustedOrgIds", "The organizations whose principals are one's own.", Forms.IsOrganizationId, "organization ids (o-...) separated by commas");

    private static readonly ListParameter TrustedOrgPaths = new(
        "trustedOrgPaths", "Units of organizations (o-.../r-.../ou-.../) whose principals are one's own.",
        text => text.StartsWith("o-", StringComparison.Ordinal) && text.Contains('/', StringComparison.Ordinal),
        "organization paths (o-.../r-.../) separated by commas");

    private static readonly ListParameter TrustedAccountIds = new(
        "trustedAccountIds", "Accounts to trust besides the VPC's own.", Forms.IsAccountId, "12-digit account ids separated by commas");

    private static readonly BooleanParameter RequireOrgId = new(
        "requireOrgId", "Whether to ask for the organization even of principals of the own account.", false);

    private static readonly ListParameter AllowedServicePrincipals = new(
        "allowedServicePrincipals", "AWS services that may call by themselves: logs.amazonaws.com.",
        text => text.Contains('.', StringComparison.Ordinal), "service principals separated by commas");

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (EndpointPolicies.Screen(endpoint, network, parameters, out var document) is { } verdict)
            return verdict;
        if (document is null)
            return NonCompliant("It has no policy of its own, so it admits everybody.");
        if (network.AccountId is null)
            return Undetermined("The AccountId of this network has not been recorded.");

        var trust = new Trust(
            network.AccountId, parameters.Get(TrustedOrgIds), parameters.Get(TrustedOrgPaths), parameters.Get(TrustedAccountIds),
            parameters.Get(AllowedServicePrincipals), parameters.Get(RequireOrgId));
        var through = Callers.Through(endpoint, network);
        // The endpoint's organization is the own one, which only the parameter tells.
        if (trust.OrgIds is [var own])
            through = through.With("aws:VpceOrgID", own);

        var asked = new Asked(document, endpoint, network);
        string? doubt = null;
        foreach (var outsider in new Outsiders(document, endpoint, through, trust, network).All())
        {
            if (asked.StatementThatAdmits(outsider) is not { } statement)
                continue;
            if (outsider.Doubt is null)
                return NonCompliant($"{Wording.Capital(statement.Label)} of its policy admits {outsider.Name}.");
            doubt ??= $"{Wording.Capital(statement.Label)} of its policy admits {outsider.Doubt}.";
        }
        return doubt is null ? Compliant() : Undetermined(doubt);
    }

    private static bool IsAboutActingForOthers(Condition condition) => condition.Key.ToUpperInvariant() is
        "AWS:SOURCEACCOUNT" or "AWS:SOURCEARN" or "AWS:SOURCEORGID" or "AWS:SOURCEORGPATHS";

    /// <summary>What outsiders may ask of the endpoint: whatever its policy's statements name.</summary>
    private sealed class Asked(PolicyDocument document, VpcEndpoint endpoint, Network network)
    {
        private readonly string _prefix = EndpointPolicies.ActionPrefix(endpoint.Service, document);
        private readonly ImmutableArray<string> _everything =
            EndpointPolicies.UnnamedResources(EndpointPolicies.ActionPrefix(endpoint.Service, document), network);
        private readonly string[] _actionsSpared = [.. EndpointPolicies.Spared(document, statement => statement.Actions)];
        private readonly string[] _resourcesSpared = [.. EndpointPolicies.Spared(document, statement => statement.Resources).Where(resource => !ServiceOwnedBuckets.Contain(resource))];

        public Statement? StatementThatAdmits(Outsider outsider)
        {
            var request = new PolicyRequest
            {
                Principal = outsider.Principal,
                Action = "",
                Resource = "",
                Context = outsider.Context,
                ThroughGateway = endpoint.Type is EndpointType.Gateway,
            };
            return document.Statements.FirstOrDefault(statement =>
                statement.Effect is Effect.Allow
                && (!outsider.ActsForOthers || statement.Conditions.Any(IsAboutActingForOthers))
                && document.MayConcern(statement, request)
                && Requests(statement, outsider, request).Any(asked =>
                    document.Applies(statement, asked) && document.Decide(asked).Outcome is not Outcome.Denied));
        }

        /// <summary>
        /// One for each action and resource that the statement names, or of these that a Deny spares, but for those of AWS's own
        /// buckets. Whoever is not admitted to these is not admitted to any.
        /// </summary>
        private IEnumerable<PolicyRequest> Requests(Statement statement, Outsider outsider, PolicyRequest request)
        {
            var actions = outsider.Actions is [_, ..] only ? only : Named(statement.Actions, [$"{_prefix}:*"], _actionsSpared);
            var resources = Named(statement.Resources, _everything, _resourcesSpared)
                .Where(resource => !ServiceOwnedBuckets.Contain(resource)).SelectMany(resource => document.Meant(resource, request));
            return
                from resource in resources
                from action in actions
                select request with { Action = EndpointPolicies.Instance(action), Resource = EndpointPolicies.Instance(Here(resource)) };
        }

        /// <summary>A pattern of ARNs, as far as it stands for those of the endpoint's own partition and region.</summary>
        private string Here(string resource) =>
            Pattern.Common(resource, $"arn:{network.Partition}:*:{network.Region}:*")
            ?? Pattern.Common(resource, $"arn:{network.Partition}:*")
            ?? resource;

        private static IEnumerable<string> Named(PatternSet patterns, ImmutableArray<string> all, string[] spared)
        {
            var named = patterns.IsNegated ? all : patterns.Patterns.SelectMany(pattern => pattern is "*" ? all : [pattern]);
            return named.Concat(from pattern in patterns.IsNegated ? ["*"] : patterns.Patterns
                                from one in spared
                                select Pattern.Common(pattern, one) into common
                                where common is not null
                                select common);
        }
    }
}
