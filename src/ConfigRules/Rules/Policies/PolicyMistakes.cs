using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// What of an endpoint's policy does nothing, or something else than it says. A policy that refuses everything is the gravest. What AWS may
/// have introduced since is no mistake.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#vpc-endpoint-policy-considerations</remarks>
internal sealed class PolicyMistakes(PolicyDocument document, VpcEndpoint endpoint, Network network)
{
    private const string Variables = "2012-10-17";

    /// <summary>Before or behind each wildcard in a value of a string operator.</summary>
    private const int FewestAroundWildcard = 6;

    private static readonly string[] WordsOfIds = ["AIDA", "AROA", "AGPA"];

    /// <summary>Keys that have one value in all requests through an endpoint, besides those that tell whose it is.</summary>
    private static readonly string[] OfPlace = ["aws:SourceVpce", "aws:SourceVpc"];
    private static readonly string[] OfOrigin = [.. OfPlace, "aws:RequestedRegion"];

    /// <summary>In the order in which they hurt: first what is wrong with the whole.</summary>
    public IEnumerable<Finding> All()
    {
        if (WhyItIsOfNoUse() is { } useless)
            yield return useless;
        foreach (var statement in document.Statements)
        {
            foreach (var mistake in InPrincipals(statement).Concat(InActions(statement)).Concat(InResources(statement)).Concat(InTexts(statement)).Concat(statement.Conditions.SelectMany(condition => InCondition(condition, statement))))
                yield return new($"{statement.Label} of its policy {mistake}");
        }
    }

    /// <summary>
    /// A policy that only denies allows nothing, and so does one whose Allow statements are for others, or that denies everything. Others may
    /// come through it all the same, as the spokes of a hub.
    /// </summary>
    private Finding? WhyItIsOfNoUse()
    {
        Statement[] allows = [.. document.Statements.Where(statement => statement.Effect is Effect.Allow)];
        if (allows is [])
            return new($"its policy {(document.Statements is [] ? "has no statements" : "only denies")}, so it refuses every request") { Severity = Severity.High };
        if (network.AccountId is not { } account)
            return null;

        var through = Callers.Through(endpoint, network);
        PolicyRequest[] requests =
        [
            .. from arn in ArnsIn(account, document, network).Append($"arn:{network.Partition}:iam::{account}:root")
               select Of(PolicyPrincipal.Of(arn), EndpointPolicy.OfOwnOrganization(Callers.SignedBy(through, arn), "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", network)),
            Of(PolicyPrincipal.Anonymous, Callers.Unsigned(through)),
            Of(PolicyPrincipal.Federated, Callers.Federated(through)),
        ];
        Statement[] denies = [.. document.Statements.Where(IsDenyOfEverything)];
        var servesOthers = document.Statements.SelectMany(statement => statement.Principals.Aws)
            .Concat(ValuesOf(document, key => key is "AWS:PRINCIPALACCOUNT" or "AWS:PRINCIPALARN")).Select(AccountIn).OfType<string>().Except([account])
            .SelectMany(other => ArnsIn(other, document, network)).Select(arn => Of(PolicyPrincipal.Of(arn), Callers.SignedBy(through, arn)))
            .Concat(OfOtherOrganizations())
            .Any(request => allows.Any(allow => MayConcern(allow, request)) && !denies.Any(deny => document.Concerns(deny, request) is Truth.True));
        if (!allows.Any(allow => requests.Concat(OfServices(allow)).Any(request => MayConcern(allow, request))))
        {
            return new($"no Allow statement of its policy is for anybody in its account{(servesOthers ? "" : ", so it refuses every request")}") { Severity = servesOthers ? null : Severity.High };
        }

        // A policy that spares services, some or all, may be meant for them.
        var services = denies.SelectMany(OfServices).Append(Of(PolicyPrincipal.OfService($"{Anything}.amazonaws.com"), Callers.SignedByService(through, $"{Anything}.amazonaws.com")));
        return services.All(service => denies.Any(deny => MayConcern(deny, service)))
            && requests.All(request => denies.Any(deny => document.Concerns(deny, request) is Truth.True))
            ? new($"{denies.First(deny => document.Concerns(deny, requests[0]) is Truth.True).Label} of its policy denies everything to everybody in its account") { Severity = servesOthers ? null : Severity.High }
            : null;

        bool MayConcern(Statement statement, PolicyRequest request) => document.Concerns(statement, request) is not Truth.False;

        IEnumerable<PolicyRequest> OfOtherOrganizations() =>
            from id in ValuesOf(document, key => key is "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS").Select(value => value.Split('/')[0]).Distinct()
            where Forms.IsOrganizationId(id) && id != network.OrganizationId
            let arn = RoleIn(NoAccount, network)
            select Of(PolicyPrincipal.Of(arn), Callers.Signed(through, arn, id).WithUnknown("aws:PrincipalAccount").WithUnknown("aws:PrincipalOrgPaths"));

        // Those that it names as principals, or, where conditions tell that it is for services, whichever these ask for.
        IEnumerable<PolicyRequest> OfServices(Statement statement) =>
            from service in statement.Principals.Services.Concat(statement.Conditions.SelectMany(condition => condition.Key.ToUpperInvariant() switch
            {
                "AWS:PRINCIPALISAWSSERVICE" => [$"{Anything}.amazonaws.com"],
                "AWS:PRINCIPALSERVICENAME" => condition.Values.Select(Instance),
                _ => (IEnumerable<string>)[],
            }))
            select Of(PolicyPrincipal.OfService(service), Callers.SignedByService(through, service));

        PolicyRequest Of(PolicyPrincipal principal, RequestContext context) => new()
        {
            Principal = principal,
            Action = "",
            Resource = "",
            Context = context,
            ThroughGateway = endpoint.Type is EndpointType.Gateway,
        };
    }

    /// <summary>The account that an ARN or the text itself names; null where it is none, or a pattern.</summary>
    private static string? AccountIn(string text) =>
        (PolicyPrincipal.AccountOf(text) ?? text) is { Length: 12 } account && account.All(char.IsAsciiDigit) ? account : null;

    private bool IsDenyOfEverything(Statement statement) =>
        statement is { Effect: Effect.Deny, Actions.IsNegated: false, Resources.IsNegated: false } && statement.Resources.Patterns.Contains("*")
        && statement.Actions.Patterns.Any(action => action is "*" || action.Equals($"{ActionPrefixes.Of(endpoint.Service, document)}:*", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> InPrincipals(Statement statement)
    {
        foreach (var name in statement.Principals.Aws.Where(name => name is not "*"))
        {
            // What a policy names a user or role by once that is gone.
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
            if (WordsOfIds.Any(word => name.StartsWith(word, StringComparison.Ordinal)))
                yield return $"names {name} as principal, which has been deleted";
            else if (endpoint.Type is EndpointType.Gateway && statement is { Effect: Effect.Allow, Principals.IsNegated: false })
                yield return $"names {name} as principal, and a gateway endpoint takes \"*\" alone";
        }
    }

    private IEnumerable<string> InActions(Statement statement)
    {
        if (statement.Actions.IsNegated || ActionPrefixes.FamilyOf(endpoint.Service) is not { } family)
            yield break;
        if (statement.Actions.Patterns is [_, ..] actions && actions.All(action => !family.Any(prefix => Pattern.Common(action.ToLowerInvariant(), $"{prefix}:*") is not null)))
            yield return $"has no action of {endpoint.Service.Service}: {Wording.List(actions, 2)}";
    }

    private IEnumerable<string> InResources(Statement statement)
    {
        foreach (var resource in statement.Resources.Patterns)
        {
            if (resource.Split(':', 6) is ["arn", _, _, _, var account, _] && IsHalfAnAccount(account))
                yield return $"has {resource}, whose account is neither an id nor a wildcard";
        }
        if (BucketsAndObjects.Mistaken(statement) is { } mistaken)
            yield return mistaken;
        if (statement.Resources.IsNegated || network.Region is null)
            yield break;
        var elsewhere = statement.Resources.Patterns.Where(IsElsewhere).ToArray();
        if (elsewhere is [var first, ..] && elsewhere.Length == statement.Resources.Patterns.Length)
            yield return $"has resources alone that are not in {(IsOfOtherPartition(first) ? $"partition {network.Partition}" : Region)}: {first}";
    }

    private string Region => endpoint.RegionOfService ?? network.Region!;

    private bool IsElsewhere(string resource) => IsOfOtherPartition(resource)
        || (endpoint.Service.Region is not null && resource.Split(':', 6) is ["arn", _, _, { Length: > 0 } region, _, _] && !CanBe(region, Region));

    private bool IsOfOtherPartition(string arn) => network.Region is not null && arn.Split(':', 6) is ["arn", var partition, _, _, _, _] && !CanBe(partition, network.Partition);

    private static bool CanBe(string pattern, string text, bool ignoreCase = false) => Pattern.Matches(PolicyVariables.AsWildcards(pattern), text, ignoreCase);

    private static bool IsHalfAnAccount(string account) =>
        account is not ("" or "*" or "aws") && account.AsSpan().ContainsAny('*', '?') && !account.Contains("${", StringComparison.Ordinal);

    /// <summary>Templates that nobody filled in; and variables, where the document's version is of the time before there were any.</summary>
    private IEnumerable<string> InTexts(Statement statement)
    {
        var texts = statement.Resources.Patterns.Concat(statement.Principals.Aws).Concat(statement.Actions.Patterns)
            .Concat(statement.Conditions.SelectMany(condition => condition.Values.Append(condition.Key)));
        foreach (var text in texts)
        {
            if (PolicyVariables.Placeholder(text) is { } placeholder)
                yield return $"has {placeholder}, which nobody has filled in";
            else if (document.Version is not Variables && text.Contains("${aws:", StringComparison.OrdinalIgnoreCase))
                yield return $"has {text}, which is plain text without \"Version\": \"{Variables}\"";
        }
    }

    private IEnumerable<string> InCondition(Condition condition, Statement statement)
    {
        if (!condition.IsKnownOperator)
            yield return $"has the operator {condition.Operator}, which IAM does not have";
        if (GlobalKeys.Meant(condition.Key) is { } meant)
            yield return $"asks for {condition.Key}, which is no key; {meant} is";

        if (GlobalKeys.IsOfIds(condition.Key) && (condition.ComparesNumbers || (condition.TakesWildcards && condition.Values.Any(HasWildcard))))
            yield return $"has {condition.Label} with {Wording.List(condition.Values, 2)}, and endpoint policies take neither wildcards nor numbers there";
        else if (condition is { ComparesText: true, TakesWildcards: true } && condition.Values.FirstOrDefault(HasLonelyWildcard) is { } lonely)
            yield return $"has {condition.Label} with {lonely}, and endpoint policies take a wildcard beside {FewestAroundWildcard} other characters alone";

        if (IdForms.Misfit(condition) is (var misfit, var kind))
            yield return $"asks for {condition.Key} {misfit}, which is no {kind}";

        if (condition.ComparesArns && condition.Values.FirstOrDefault(value => value.Split(':', 6) is ["arn", _, _, _, var account, ..] && IsHalfAnAccount(account)) is { } half)
            yield return $"has {half}, whose account is neither an id nor a wildcard";
        if (condition.Key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase) && condition.Values is [var first, ..] && condition.Values.All(IsOfOtherPartition))
            yield return $"asks for {first}, and its partition is {network.Partition}";
        // What a Deny asks for in vain, as where one text is for all accounts and regions, harms nobody; that another endpoint is meant may be a slip.
        var isInVain = statement.Effect is Effect.Deny && !condition.IsNegated && !OfPlace.Contains(condition.Key, StringComparer.OrdinalIgnoreCase);
        if (!isInVain && condition.Values is [var other, ..] && Instead(condition) is { } own)
            yield return $"asks for {condition.Key} {other}, and {own}";
    }

    /// <summary>What every request through the endpoint has instead of all that the condition compares it with; null where it has, or may have, one of these.</summary>
    private string? Instead(Condition condition)
    {
        var isOfEndpoint = EndpointKeys.Contain(condition.Key);
        if (!(isOfEndpoint || OfOrigin.Contains(condition.Key, StringComparer.OrdinalIgnoreCase)) || !(condition.ComparesText || condition.ComparesArns))
            return null;
        // A condition on what the service may leave out is mistaken where it comes to the same without it.
        var isTheSameWithout = condition.HoldsWithoutKey == condition.IsNegated;
        if (!isTheSameWithout && !EndpointKeys.IsToldBy(endpoint.Service, condition.Key))
            return null;
        // In which unit the account is, is not known.
        var isOfUnits = condition.Key.Equals(EndpointKeys.OrgPaths, StringComparison.OrdinalIgnoreCase);
        return Callers.ThroughTold(endpoint, network)[isOfUnits ? "aws:VpceOrgID" : condition.Key] switch
        {
            { IsUnknown: true } => null,
            { IsAbsent: true } => isTheSameWithout ? "the endpoint's account is in no organization" : null,
            var own when condition.Values.Any(value => isOfUnits ? Common(PolicyVariables.AsWildcards(value), $"{own.Values[0]}/*") is not null : CanBe(value, own.Values[0], condition.IgnoresCase)) => null,
            var own => $"{(isOfUnits ? "the endpoint's is of" : isOfEndpoint ? "the endpoint's is" : "every request through it has")} {own.Values[0]}",
        };
    }

    private static bool HasWildcard(string value) => value.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether some wildcard has less than six other characters on either side, up to the next wildcard or the end.</summary>
    private static bool HasLonelyWildcard(string value)
    {
        var runs = PolicyVariables.WithoutLiterals(value).Split('*', '?');
        return Enumerable.Range(0, runs.Length - 1).Any(place => Math.Max(runs[place].Length, runs[place + 1].Length) < FewestAroundWildcard);
    }
}
