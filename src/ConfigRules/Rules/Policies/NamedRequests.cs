using System.Collections.Immutable;
using System.Numerics;
using ConfigRules.Bundles;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// What can be asked of an endpoint, as far as its policy tells one request from another: every action and resource that an
/// Allow statement names, or of these that a Deny spares, but for AWS's own buckets. Whoever is not admitted to these is not
/// admitted to any.
/// </summary>
internal sealed class NamedRequests
{
    private readonly AskedFor _asked;
    private readonly PolicyDocument _document;
    private readonly Network _network;
    private readonly bool _throughGateway;
    private readonly string _prefix;
    private readonly ImmutableArray<string>? _family;
    private readonly ImmutableArray<Statement> _denies;
    private readonly string[] _actionsSpared;
    private readonly string[] _resourcesSpared;
    private readonly bool _resourcesVary;
    private readonly Dictionary<int, BigInteger[]> _actions = [];
    private readonly Dictionary<int, BigInteger[]> _resources = [];

    public NamedRequests(PolicyDocument document, VpcEndpoint endpoint, Network network, AskedFor? asked = null)
    {
        _document = document;
        _network = network;
        _throughGateway = endpoint.Type is EndpointType.Gateway;
        _prefix = ActionPrefixes.Of(endpoint.Service, document);
        _family = ActionPrefixes.FamilyOf(endpoint.Service);
        _asked = asked ?? AskedFor.AllButBucketsOfAws(_prefix, network);
        _denies = [.. document.Statements.Where(statement => statement.Effect is Effect.Deny)];
        _actionsSpared = [.. Spared(document, ActionsInOneCase)];
        _resourcesSpared = [.. Spared(document, statement => statement.Resources)];
        _resourcesVary = document.Statements.Any(statement =>
            statement.Resources.Patterns.Any(pattern => pattern.Contains("${", StringComparison.Ordinal)));
    }

    /// <summary>The first statement by which the outsider is admitted, or may be, to any of them; null if there is none.</summary>
    public Statement? StatementThatAdmits(Outsider outsider)
    {
        var request = new PolicyRequest
        {
            Principal = outsider.Principal,
            Action = "",
            Resource = "",
            Context = outsider.Context,
            ThroughGateway = _throughGateway,
        };
        var denying = MaskOf(deny => _document.Concerns(deny, request));
        return _document.Statements.FirstOrDefault(statement =>
            statement.Effect is Effect.Allow
            && (!outsider.ActsForOthers || statement.Conditions.Any(IsAboutActingForOthers))
            && _document.Concerns(statement, request) is not Truth.False
            && IsAnyAdmitted(
                outsider.Actions is [_, ..] ? MasksOfActions(statement, outsider.Actions) : ActionsOf(statement),
                ResourcesOf(statement, request),
                denying));
    }

    /// <summary>A Deny keeps a request out that has both an action and a resource of its.</summary>
    private static bool IsAnyAdmitted(BigInteger[] actions, BigInteger[] resources, BigInteger denying) =>
        actions.Any(action => resources.Any(resource => (action & resource & denying).IsZero));

    private static bool IsAboutActingForOthers(Condition condition) => condition.Key.ToUpperInvariant() is
        "AWS:SOURCEACCOUNT" or "AWS:SOURCEOWNER" or "AWS:SOURCEARN" or "AWS:SOURCEORGID" or "AWS:SOURCEORGPATHS";

    private BigInteger[] ActionsOf(Statement statement) => _actions.TryGetValue(statement.Index, out var masks)
        ? masks
        : _actions[statement.Index] = MasksOfActions(statement, Named(ActionsInOneCase(statement), [$"{_prefix}:*"], _actionsSpared).SelectMany(Passing).Select(Instance).Where(action => _asked.IsAction(action)));

    /// <summary>Neither prefixes nor names of actions have a case.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html</remarks>
    private static PatternSet ActionsInOneCase(Statement statement) =>
        statement.Actions with { Patterns = [.. statement.Actions.Patterns.Select(action => action.ToLowerInvariant())] };

    /// <summary>What a pattern of actions stands for, as far as such pass the endpoint.</summary>
    private IEnumerable<string> Passing(string action) => _family is { } family
        ? family.Select(prefix => Pattern.Common(action, $"{prefix}:*")).OfType<string>()
        : [action];

    private BigInteger[] ResourcesOf(Statement statement, PolicyRequest request) =>
        _resourcesVary ? MasksOfResources(statement, request)
        : _resources.TryGetValue(statement.Index, out var masks) ? masks
        : _resources[statement.Index] = MasksOfResources(statement, request);

    private BigInteger[] MasksOfActions(Statement statement, IEnumerable<string> actions) =>
    [
        .. actions.Where(action => statement.Actions.Match(action, ignoreCase: true, null) is not Truth.False)
            .Select(action => MaskOf(deny => deny.Actions.Match(action, ignoreCase: true, null))).Distinct(),
    ];

    private BigInteger[] MasksOfResources(Statement statement, PolicyRequest request) =>
    [
        .. Named(statement.Resources, _asked.Everything, _resourcesSpared)
            .SelectMany(resource => _document.Meant(resource, request))
            .Select(_asked.Resource).OfType<string>()
            .Select(resource => request with { Resource = Instance(Here(resource)) })
            .Where(asked => _document.Match(statement.Resources, asked) is not Truth.False)
            .Select(asked => MaskOf(deny => _document.Match(deny.Resources, asked))).Distinct(),
    ];

    /// <summary>A bit for each Deny of which it is certain.</summary>
    private BigInteger MaskOf(Func<Statement, Truth> holds)
    {
        var mask = BigInteger.Zero;
        for (var index = 0; index < _denies.Length; index++)
        {
            if (holds(_denies[index]) is Truth.True)
                mask |= BigInteger.One << index;
        }
        return mask;
    }

    private static IEnumerable<string> Named(PatternSet patterns, ImmutableArray<string> all, string[] spared) =>
    [
        .. patterns.IsNegated ? all : patterns.Patterns.SelectMany(pattern => pattern is "*" ? all : [pattern]),
        .. from pattern in patterns.IsNegated ? ["*"] : patterns.Patterns
           from one in spared
           select Pattern.Common(pattern, one) into common
           where common is not null
           select common,
    ];

    /// <summary>A pattern of ARNs, as far as it stands for those of the endpoint's own partition and region.</summary>
    private string Here(string resource) =>
        Pattern.Common(resource, $"arn:{_network.Partition}:*:{_network.Region}:*")
        ?? Pattern.Common(resource, $"arn:{_network.Partition}:*")
        ?? resource;
}

/// <summary>Which of the requests that a policy names are asked for.</summary>
/// <param name="Everything">What "*" stands for, as ARNs.</param>
/// <param name="Resource">Of a resource that is named, the part that is asked for; null where that is none.</param>
/// <param name="IsAction">Whether the action is asked for.</param>
internal sealed record AskedFor(ImmutableArray<string> Everything, Func<string, string?> Resource, Predicate<string> IsAction)
{
    public static AskedFor AllButBucketsOfAws(string prefix, Network network) => new(
        EndpointPolicies.UnnamedResources(prefix, network),
        resource => ServiceOwnedBuckets.Contain(resource) ? null : resource,
        // Nobody signs these, so that they are for whoever they concern to be asked.
        action => !EndpointPolicies.OfIdentityProviders.Contains(action, StringComparer.OrdinalIgnoreCase));
}
