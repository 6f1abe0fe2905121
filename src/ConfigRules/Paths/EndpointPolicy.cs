using ConfigRules.Bundles;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Paths;

/// <summary>What an endpoint's policy says to the requests that pass it.</summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html</remarks>
public static class EndpointPolicy
{
    /// <summary>
    /// Whether the endpoint has a policy that is its own to decide by; null where nothing tells whether its service takes one.
    /// </summary>
    public static bool? IsInForce(VpcEndpoint endpoint, Network network) =>
        endpoint.Service.IsProvided ? false
        // Both services that have gateway endpoints take policies.
        : endpoint.Type is EndpointType.Gateway ? true
        : network.Find<ServiceDetail>(endpoint.Service.Full)?.PolicySupported;

    /// <summary>Whether requests to the service take this endpoint: an S3 interface endpoint is bypassed unless names lead to it.</summary>
    public static bool Carries(VpcEndpoint endpoint, string service, Network network) =>
        network.LeadsTo(service, endpoint)
        && (endpoint.Type is EndpointType.Gateway || service is not "s3"
            || endpoint is { PrivateDnsEnabled: true, PrivateDnsOnlyForInboundResolver: false });

    /// <summary>
    /// The request as it really is. A policy may admit some of one's own resources and roles and not others, which is nobody's
    /// business here: then one of those that it names has to be admitted.
    /// </summary>
    public static Decision Decide(PolicyNeed need, VpcEndpoint endpoint, PolicyDocument document, Network network) =>
        Once(need, endpoint, document, network, () => Best(need, endpoint, document, network));

    private static Decision Best(PolicyNeed need, VpcEndpoint endpoint, PolicyDocument document, Network network) =>
    (
        from resource in need.IsOneOfSeveral ? SuchResources(document, need, network) : [need.ResourceIn(network)]
        from forms in CallersOf(need, resource, document, endpoint, network)
        select Least(forms.Select(form => document.Decide(new()
        {
            Principal = form.Principal,
            Action = need.Action,
            Resource = resource,
            Context = form.Context,
            ThroughGateway = endpoint.Type is EndpointType.Gateway,
        })))
    ).MaxBy(decision => decision.Outcome)!;

    /// <summary>
    /// An answer about the endpoint's policy to what is asked, which is compared by value. Endpoints to one service with one
    /// policy share it, unless the policy asks where a request comes from.
    /// </summary>
    internal static TAnswer Once<TAnswer>(
        object asked, VpcEndpoint endpoint, PolicyDocument document, Network network, Func<TAnswer> answer)
        where TAnswer : notnull => document.AsksForOrigin
            ? network.OnceIn(endpoint.VpcId, new Question(asked, document, endpoint.Type, endpoint.Service, endpoint.OwnerId, endpoint.Id), answer)
            : network.Once(new Question(asked, document, endpoint.Type, endpoint.Service, endpoint.OwnerId, ""), answer);

    /// <summary>Of a request of which nobody knows in which form it comes, the worst outcome is no more than possible.</summary>
    private static Decision Least(IEnumerable<Decision> decisions)
    {
        Decision[] all = [.. decisions];
        var least = all.MinBy(decision => decision.Outcome)!;
        return all.All(decision => decision.Outcome == least.Outcome) ? least : least with { Outcome = Outcome.Unknown };
    }

    /// <summary>Of the kind that is needed, those that the policy names; images, and roles to take on, may be another account's, which shares them.</summary>
    private static IEnumerable<string> SuchResources(PolicyDocument document, PolicyNeed need, Network network)
    {
        var resource = need.ResourceIn(network);
        var form = need.ResourcesIn(network).Split(':', 6);
        if (form[2] is "ecr" or "iam")
            form[4] = "*";
        return document.Statements.Where(statement => statement is { Effect: Effect.Allow, Resources.IsNegated: false })
            .SelectMany(statement => statement.Resources.Patterns)
            .Concat(Spared(document, statement => statement.Resources))
            .Select(pattern => pattern.Split(':', 6)).Where(parts => parts.Length is 6)
            .Select(parts => parts.Zip(form, Common).ToArray()).Where(common => !common.Contains(null))
            .Select(common => string.Join(':', common)).Where(common => !ServiceOwnedBuckets.Contain(common)).Prepend(resource);
    }

    /// <summary>Those who may make the request, one of whom has to be admitted; each in the forms that the request may have.</summary>
    private static IEnumerable<(PolicyPrincipal Principal, RequestContext Context)[]> CallersOf(
        PolicyNeed need, string resource, PolicyDocument document, VpcEndpoint endpoint, Network network)
    {
        var contexts = ContextsOf(need, resource, Callers.Through(endpoint, network), network);
        var own = ArnsIn(network.AccountId!, document, network).Select(arn => Forms(PolicyPrincipal.Of(arn), context => OfOwnOrganization(Callers.SignedBy(context, arn), "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", network)));
        var anonymous = Forms(PolicyPrincipal.Anonymous, Callers.Unsigned);
        return need.Caller switch
        {
            RequestCaller.Own => own,
            RequestCaller.OwnOrAnonymous => own.Append(anonymous),
            RequestCaller.Anonymous => [anonymous],
            RequestCaller.Federated => [Forms(PolicyPrincipal.Federated, Callers.Federated)],
            RequestCaller.Node => [Forms(PolicyPrincipal.Anonymous, context => OfOwnOrganization(Callers.SignedByNode(context, network.AccountId!), "ssm:NodeOrgId", null, network))],
            RequestCaller.Service => [Forms(PolicyPrincipal.OfService(need.Signer!), context => Callers.SignedByService(context, need.Signer!)
                .WithUnknown("aws:SourceAccount").WithUnknown("aws:SourceArn").WithUnknown("aws:SourceOrgID").WithUnknown("aws:SourceOrgPaths"))],
            RequestCaller.ForeignAccount => [[.. Foreign(NoOrganization), .. Foreign(null)]],
            _ => own.Select(forms => ((PolicyPrincipal, RequestContext)[])[.. forms, .. Foreign(NoOrganization), .. Foreign(null), .. anonymous]),
        };

        (PolicyPrincipal Principal, RequestContext Context)[] Forms(PolicyPrincipal principal, Func<RequestContext, RequestContext> sign) =>
            [.. contexts.Select(context => (principal, sign(context)))];

        (PolicyPrincipal Principal, RequestContext Context)[] Foreign(string? organization)
        {
            var arn = RoleIn(NoAccount, network);
            return Forms(PolicyPrincipal.Of(arn), context => Callers.SignedForSomebody(context, arn, organization));
        }
    }

    /// <summary>Whether AWS's own accounts belong to an organization is nowhere said: a bucket of theirs may have one, or none.</summary>
    private static RequestContext[] ContextsOf(PolicyNeed need, string resource, RequestContext through, Network network)
    {
        // Where a request concerns no resource, the keys tell of the account in which it is made, as AWS's own examples take for granted.
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
        if (need.IsOwnResource || (need.Resource is "*" && need.Caller is RequestCaller.Own))
        {
            var owner = PolicyPrincipal.AccountOf(resource) ?? network.AccountId!;
            var owned = through.With("aws:ResourceAccount", owner).With("s3:ResourceAccount", owner);
            return [owner == network.AccountId ? OfOwnOrganization(owned, "aws:ResourceOrgID", "aws:ResourceOrgPaths", network) : owned];
        }
        // Of models of Amazon Bedrock's no page says whose they are.
        if (need.Resource is "*" || !need.IsElsewhere)
            return [through];
        var stranger = PolicyPrincipal.AccountOf(resource) ?? NoAccount;
        var foreign = through.With("aws:ResourceAccount", stranger).With("s3:ResourceAccount", stranger);
        return
        [
            foreign.With("aws:ResourceOrgID", NoOrganization).With("aws:ResourceOrgPaths", $"{NoOrganization}/r-0000/"),
            foreign.Without("aws:ResourceOrgID", "aws:ResourceOrgPaths"),
        ];
    }

    /// <summary>The key of the account's organization as far as that is known; in which unit the account is, is not.</summary>
    internal static RequestContext OfOwnOrganization(RequestContext context, string key, string? paths, Network network) =>
        network.OrganizationId is { } own ? context.With(key, own)
        : !network.Has(FactKind.Organization) ? context
        : paths is null ? context.Without(key) : context.Without(key, paths);

    /// <summary>The request as somebody described it; what they left out is not known.</summary>
    public static Decision Decide(RequestToPass request, VpcEndpoint endpoint, PolicyDocument document, Network network)
    {
        var through = Callers.Through(endpoint, network);
        var principal = request.Principal ?? PolicyPrincipal.SomeoneIn(endpoint.OwnerId ?? network.AccountId ?? NoAccount);
        var context = principal.Kind switch
        {
            PrincipalKind.Anonymous => Callers.Unsigned(through),
            PrincipalKind.Service => Callers.SignedByService(through, principal.Service!),
            PrincipalKind.Identity => Callers.SignedBy(through, principal.Arn!),
            _ => through.With("aws:PrincipalAccount", principal.Account!).With("aws:PrincipalIsAWSService", "false"),
        };
        if (PolicyPrincipal.AccountOf(request.Resource) is { } account)
            context = context.With("aws:ResourceAccount", account);
        return document.Decide(new()
        {
            Principal = principal,
            Action = request.Action,
            Resource = request.Resource,
            Context = context,
            ThroughGateway = endpoint.Type is EndpointType.Gateway,
        });
    }

    /// <summary>What the policy says to the request, or to those that the bundles' clients make; a note where there is none to ask for.</summary>
    internal static IEnumerable<Hop> Check(VpcEndpoint endpoint, Intent intent, Network network, bool isTold)
    {
        if (IsInForce(endpoint, network) is not { } isInForce)
        {
            yield return network.Has(FactKind.ServiceDetails)
                ? Hop.Unknown(Stage.Policy, "NOT_RECORDED", $"whether {endpoint.Service} takes endpoint policies has not been recorded", endpoint.Id)
                : Hop.Lacks(Stage.Policy, FactKind.ServiceDetails);
            yield break;
        }
        if (!isInForce || string.IsNullOrWhiteSpace(endpoint.PolicyDocument))
        {
            yield return Hop.Passes(Stage.Policy, $"{endpoint.Id} has no policy that would refuse anything", endpoint.Id);
            yield break;
        }
        var (document, problem) = network.PolicyOf(endpoint);
        if (document is null)
        {
            yield return Hop.Unknown(Stage.Policy, "UNREADABLE_POLICY", $"the policy of {endpoint.Id} cannot be read: {problem.TrimEnd('.')}", endpoint.Id);
            yield break;
        }
        if (intent.Request is { } request)
        {
            yield return Say(Decide(request, endpoint, document, network), endpoint, $"{request.Action} on {request.Resource}");
            yield break;
        }
        var needs = intent.Needs.Where(need => need.IsKnownIn(network) && Carries(endpoint, need.Service, network)).Distinct().ToArray();
        if (needs is [])
        {
            yield return new(Stage.Policy, HopEffect.Note, $"what the policy of {endpoint.Id} lets through depends on the request, and none was given") { ResourceId = endpoint.Id };
            yield break;
        }
        if (network.Region is null || network.AccountId is null)
        {
            yield return Hop.Unknown(Stage.Policy, "NOT_RECORDED", $"the {(network.Region is null ? "Region" : "AccountId")} of this network has not been recorded");
            yield break;
        }
        var decisions = needs.ToDictionary(need => need, need => Decide(need, endpoint, document, network));
        foreach (var (need, decision) in decisions)
        {
            if (!isTold && decision.Outcome is Outcome.Allowed)
            {
                yield return Hop.Quiet;
                continue;
            }
            var what = $"{need.Action} on {need.ResourceIn(network)}";
            yield return decision.Outcome is not Outcome.Allowed && need.IsDispensable(needs, other => decisions[other].Outcome is Outcome.Allowed)
                ? new(Stage.Policy, HopEffect.Note, $"the policy of {endpoint.Id} does not let {what} through, which some clients alone ask for: {decision.Because}") { ResourceId = endpoint.Id }
                // Whether these clients are such, nothing tells.
                : decision.Outcome is Outcome.Denied && need.Unless is not null
                    ? Hop.Unknown(Stage.Policy, "POLICY_UNKNOWN", $"the policy of {endpoint.Id} refuses {what}, which some clients alone ask for: {decision.Because}", endpoint.Id)
                    : Say(decision, endpoint, what);
        }
    }

    private static Hop Say(Decision decision, VpcEndpoint endpoint, string what) => decision.Outcome switch
    {
        Outcome.Allowed => Hop.Passes(Stage.Policy, $"the policy of {endpoint.Id} allows {what}: {decision.Because}", endpoint.Id),
        Outcome.Unknown => Hop.Unknown(Stage.Policy, "POLICY_UNKNOWN", $"the policy of {endpoint.Id} may refuse {what}: {decision.Because}", endpoint.Id),
        _ => Hop.Blocks(Stage.Policy, decision.Deciding is { Effect: Effect.Deny } ? "POLICY_DENY" : "POLICY_IMPLICIT",
            $"the policy of {endpoint.Id} refuses {what}: {decision.Because}", endpoint.Id),
    };

    private sealed record Question(object Asked, PolicyDocument Document, EndpointType Type, ServiceName Service, string? Owner, string EndpointId);
}
