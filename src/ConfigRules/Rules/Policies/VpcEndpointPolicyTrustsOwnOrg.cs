using System.Text;
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

        var requests = Requests(document, endpoint);
        Decision? doubtful = null;
        var doubtfulOrg = "";
        foreach (var outsider in Outsiders(document, network.AccountId, parameters))
        {
            var admitted = requests.Select(request => document.Decide(request with { Principal = outsider.Principal, Context = outsider.Context }))
                .FirstOrDefault(decision => decision.Outcome is not Outcome.Denied);
            if (admitted is null)
                continue;
            if (outsider.DoubtfulOrganization is not { } organization)
                return NonCompliant($"{Wording.Capital(admitted.Deciding!.Label)} of its policy admits {outsider.Name}.");
            (doubtful, doubtfulOrg) = (doubtful ?? admitted, organization);
        }
        return doubtful is null
            ? Compliant()
            : Undetermined($"{Wording.Capital(doubtful.Deciding!.Label)} of its policy admits organization {doubtfulOrg}; trustedOrgIds does not say whether that is one's own.");
    }

    /// <summary>
    /// One request for each action and resource that an Allow statement names, but for those of AWS's own buckets. Whoever is
    /// not admitted to these is not admitted to any.
    /// </summary>
    private static PolicyRequest[] Requests(PolicyDocument document, VpcEndpoint endpoint)
    {
        var prefix = EndpointPolicies.ActionPrefix(endpoint.Service);
        return
        [
            .. from statement in document.Statements
               where statement.Effect is Effect.Allow
               from action in statement.Actions.IsNegated ? [$"{prefix}:*"] : statement.Actions.Patterns
               from resource in statement.Resources.IsNegated ? ["*"] : statement.Resources.Patterns
               where !IsServiceOwned(resource)
               select new PolicyRequest
               {
                   Principal = PolicyPrincipal.Stranger,
                   Action = EndpointPolicies.Instance(action is "*" ? $"{prefix}:*" : action),
                   Resource = EndpointPolicies.Instance(resource),
                   ThroughGateway = endpoint.Type is EndpointType.Gateway,
               },
        ];
    }

    private static bool IsServiceOwned(string resource) =>
        ServiceBundles.ServiceOwnedResources.Any(owned => Wildcards.Match(owned, EndpointPolicies.Instance(resource)));

    /// <summary>Everybody who is to be kept out: strangers, and those whom the policy itself names.</summary>
    private static IEnumerable<Outsider> Outsiders(PolicyDocument document, string account, Parameters parameters)
    {
        yield return new("principals of any account", PolicyPrincipal.Stranger, Signed(EndpointPolicies.NoAccount, EndpointPolicies.NoOrganization));
        yield return new("requests that nobody signs", PolicyPrincipal.Anonymous, Unsigned());

        foreach (var name in NamedIn(document).Distinct())
        {
            if (AccountPatternIn(name) is { } pattern)
            {
                var stranger = AccountLike(pattern, account, parameters);
                var context = Signed(stranger, EndpointPolicies.NoOrganization);
                yield return new(
                    pattern is "*" ? "principals of any account" : $"accounts like {pattern}, which are not trusted",
                    PolicyPrincipal.Stranger,
                    name == pattern ? context : context.With("aws:PrincipalArn", OfAccount(name, stranger)));
            }
            else if (AccountIn(name) is { } other && other != account && !parameters.Get(TrustedAccountIds).Contains(other))
            {
                var context = Signed(other, EndpointPolicies.NoOrganization);
                var isAccount = Forms.IsAccountId(name) || name.EndsWith(":root", StringComparison.Ordinal);
                yield return new(
                    $"account {other}, which is not trusted",
                    isAccount ? PolicyPrincipal.SomeoneIn(other) : PolicyPrincipal.Of(EndpointPolicies.Instance(name)),
                    isAccount ? context : context.With("aws:PrincipalArn", EndpointPolicies.Instance(name)));
            }
            else if (OrganizationPatternIn(name) is { } organizations)
            {
                yield return new(
                    $"organizations like {organizations}, which are not trusted", PolicyPrincipal.Stranger,
                    Signed(EndpointPolicies.NoAccount, EndpointPolicies.Instance(organizations), EndpointPolicies.Instance(name)));
            }
            else if (OrganizationIn(name) is { } organization && !IsTrusted(name, organization, parameters))
            {
                var isDoubtful = parameters.Get(TrustedOrgIds) is [] && parameters.Get(TrustedOrgPaths) is [];
                yield return new(
                    $"organization {organization}, which is not trusted",
                    PolicyPrincipal.SomeoneIn(EndpointPolicies.NoAccount),
                    Signed(EndpointPolicies.NoAccount, organization, name.Contains('/', StringComparison.Ordinal) ? EndpointPolicies.Instance(name) : null),
                    isDoubtful ? organization : null);
            }
        }

        foreach (var service in document.Statements.SelectMany(statement => statement.Principals.Services).Distinct()
            .Where(service => !parameters.Get(AllowedServicePrincipals).Contains(service)))
        {
            yield return new($"{service}, which is not allowed to call by itself", PolicyPrincipal.OfService(service),
                Unsigned().With("aws:PrincipalIsAWSService", "true").With("aws:PrincipalServiceName", service));
        }

        if (parameters.Get(RequireOrgId))
        {
            yield return new("principals of its own account without asking for the organization",
                PolicyPrincipal.SomeoneIn(account), Signed(account, EndpointPolicies.NoOrganization));
        }
    }

    private static bool IsTrusted(string name, string organization, Parameters parameters) =>
        parameters.Get(TrustedOrgIds).Contains(organization)
        || parameters.Get(TrustedOrgPaths).Any(path => name.StartsWith(path, StringComparison.Ordinal));

    /// <summary>Accounts, organizations and principals that the document names, in Principal elements and in conditions.</summary>
    private static IEnumerable<string> NamedIn(PolicyDocument document) =>
        document.Statements.SelectMany(statement => statement.Principals.Aws
            .Concat(statement.Conditions.Where(IsAboutIdentity).SelectMany(condition => condition.Values)));

    private static bool IsAboutIdentity(Condition condition) => condition.Key.ToUpperInvariant() is
        "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS" or "AWS:PRINCIPALACCOUNT" or "AWS:PRINCIPALARN"
        or "SSM:NODEORGID" or "SSM:NODEACCOUNTID";

    private static string? AccountIn(string name) =>
        Forms.IsAccountId(name) ? name : name.Split(':', 6) is ["arn", _, _, _, var account, _] && Forms.IsAccountId(account) ? account : null;

    /// <summary>An account id, by itself or in an ARN, that leaves digits open: whoever has such an account is meant.</summary>
    private static string? AccountPatternIn(string name)
    {
        var account = name.Split(':', 6) is ["arn", _, _, _, var part, _] ? part : name;
        return name is not "*" && account.AsSpan().ContainsAny('*', '?') && account.All(character => char.IsAsciiDigit(character) || character is '*' or '?')
            ? account
            : null;
    }

    /// <summary>An account that the pattern stands for and that is not one's own, if there is one.</summary>
    private static string AccountLike(string pattern, string own, Parameters parameters)
    {
        var open = 12 - pattern.Count(character => character is not '*');
        var candidates = Enumerable.Range(0, 10).Select(digit => (char)('0' + digit)).Select(digit =>
        {
            var filled = new StringBuilder(pattern.Length + Math.Max(0, open)).Append(pattern);
            if (pattern.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star)
                filled.Insert(star, new string(digit, Math.Max(0, open)));
            return filled.Replace("*", "").Replace('?', digit).ToString();
        });
        return candidates.FirstOrDefault(account => account != own && !parameters.Get(TrustedAccountIds).Contains(account))
            ?? EndpointPolicies.NoAccount;
    }

    private static string OfAccount(string arn, string account)
    {
        var parts = arn.Split(':', 6);
        return EndpointPolicies.Instance($"arn:{parts[1]}:{parts[2]}:{parts[3]}:{account}:{parts[5]}");
    }

    /// <summary>An organization id that leaves letters open, alone or at the head of a path.</summary>
    private static string? OrganizationPatternIn(string name) =>
        name.Split('/')[0] is var organization && organization.StartsWith("o-", StringComparison.Ordinal)
            && organization.AsSpan().ContainsAny('*', '?') ? organization : null;

    private static string? OrganizationIn(string name) =>
        name.Split('/')[0] is var organization && Forms.IsOrganizationId(organization) ? organization : null;

    /// <summary>
    /// What IAM tells of a signed request. Of keys that say nothing of identity nothing is known: whoever is kept out by them
    /// alone is not kept out.
    /// </summary>
    private static RequestContext Signed(string account, string organization, string? path = null) => RequestContext.Partial
        .With("aws:PrincipalAccount", account)
        .With("aws:PrincipalOrgID", organization)
        .With("aws:PrincipalOrgPaths", path ?? $"{organization}/r-0000/")
        .With("aws:PrincipalArn", $"arn:aws:iam::{account}:role/{EndpointPolicies.Instance("*")}")
        .With("aws:PrincipalIsAWSService", "false")
        // A node that Systems Manager manages carries its own account's and organization's.
        .With("ssm:NodeAccountId", account)
        .With("ssm:NodeOrgId", organization)
        .Without("aws:PrincipalServiceName")
        .Without("aws:PrincipalServiceNamesList");

    private static RequestContext Unsigned() => RequestContext.Partial
        .Without("aws:PrincipalAccount")
        .Without("aws:PrincipalOrgID")
        .Without("aws:PrincipalOrgPaths")
        .Without("aws:PrincipalArn")
        .Without("ssm:NodeAccountId")
        .Without("ssm:NodeOrgId")
        .With("aws:PrincipalIsAWSService", "false")
        .Without("aws:PrincipalServiceName")
        .Without("aws:PrincipalServiceNamesList");

    /// <param name="Name">As a reason calls it.</param>
    /// <param name="Principal">Who calls.</param>
    /// <param name="Context">What IAM tells of the caller.</param>
    /// <param name="DoubtfulOrganization">An organization that may be one's own: nobody has said which that is.</param>
    private sealed record Outsider(string Name, PolicyPrincipal Principal, RequestContext Context, string? DoubtfulOrganization = null);
}
