using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ConfigRules.Policies;

/// <summary>A policy of an endpoint, read once; it decides requests as IAM would, as far as what is known reaches.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
/// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
/// </remarks>
public sealed class PolicyDocument
{
    /// <summary>The most characters that an endpoint's policy may have, white space included.</summary>
    public const int MaxLength = 20_480;

    private readonly bool _hasVariables;

    internal PolicyDocument(string? version, ImmutableArray<Statement> statements)
    {
        Version = version;
        Statements = statements;
        AsksForOrigin = statements.Any(statement =>
            statement.Resources.Patterns.Any(IsAboutOrigin)
            || statement.Conditions.Any(condition => IsAboutOrigin(condition.Key) || condition.Values.Any(IsAboutOrigin)));
        // Before 2012-10-17, which a document without a version is, ${...} is plain text.
        _hasVariables = version is "2012-10-17";
    }

    public string? Version { get; }

    public ImmutableArray<Statement> Statements { get; }

    /// <summary>Whether conditions or variables of it ask from which VPC, or by which endpoint, a request comes.</summary>
    public bool AsksForOrigin { get; }

    /// <exception cref="PolicyFormatException">The text is no policy document.</exception>
    public static PolicyDocument Parse(string text) => PolicyReader.Read(text);

    /// <summary>As EC2 counts it, white space included.</summary>
    public static int LengthOf(string text) => PolicyReader.Decoded(text).Length;

    public static bool TryParse(
        string? text, [NotNullWhen(true)] out PolicyDocument? document, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (document, problem) = (Parse(text ?? ""), null);
            return true;
        }
        catch (PolicyFormatException malformed)
        {
            (document, problem) = (null, malformed.Message);
            return false;
        }
    }

    /// <summary>Whether two endpoints' policies are written alike, however they are laid out.</summary>
    public static bool AreTheSame(string? one, string? other) => PolicyReader.AreTheSame(one ?? "", other ?? "");

    /// <summary>Whether a statement asks for who sends the request and how; whatever it is that is requested.</summary>
    internal Truth Concerns(Statement statement, PolicyRequest request) => statement.Concerns(request, _hasVariables).Concerns;

    /// <summary>Whether the resource that is requested is among those.</summary>
    internal Truth Match(PatternSet resources, PolicyRequest request) =>
        resources.Match(request.Resource, ignoreCase: false, _hasVariables ? request : null);

    /// <summary>A resource as the request makes it out: with the values of its variables, if it has all; none where one has no value.</summary>
    internal IEnumerable<string> Meant(string resource, PolicyRequest request) => _hasVariables
        ? PolicyVariables.Replace(resource, request) switch
        {
            { IsUnknown: true } => [resource],
            { Text: null } => [],
            { Text: var text } => [text],
        }
        : [resource];

    /// <summary>Conditions of which nobody knows whether they hold, as their operators are none that this version knows.</summary>
    internal IEnumerable<Condition> ConditionsOfUnknownOperators =>
        Statements.SelectMany(statement => statement.Conditions).Where(condition => !condition.IsKnownOperator);

    /// <summary>What it allows if such conditions keep nobody out: those of an Allow hold, and those of a Deny do not.</summary>
    internal PolicyDocument WithoutConditions(Predicate<Condition> isSuch) => WithoutConditions(isSuch, Effect.Allow);

    /// <summary>What it allows if such conditions keep everybody out: those of an Allow do not hold, and those of a Deny do.</summary>
    internal PolicyDocument WithConditionsThatKeepOut(Predicate<Condition> isSuch) => WithoutConditions(isSuch, Effect.Deny);

    public Decision Decide(PolicyRequest request)
    {
        Statement? maybeDeny = null, allow = null, maybeAllow = null, nearest = null;
        string denyObstacle = "", allowObstacle = "", nearestObstacle = "";
        foreach (var statement in Statements)
        {
            var (applies, obstacle) = statement.AppliesTo(request, _hasVariables);
            switch (statement.Effect, applies)
            {
                case (Effect.Deny, Truth.True):
                    return new(Outcome.Denied, statement, $"{statement.Label} denies it");
                case (Effect.Deny, Truth.Unknown):
                    (maybeDeny, denyObstacle) = (maybeDeny ?? statement, maybeDeny is null ? obstacle : denyObstacle);
                    break;
                case (Effect.Allow, Truth.True):
                    allow ??= statement;
                    break;
                case (Effect.Allow, Truth.Unknown):
                    (maybeAllow, allowObstacle) = (maybeAllow ?? statement, maybeAllow is null ? obstacle : allowObstacle);
                    break;
                // The statement that came nearest is the one to mend: its actions and resources match.
                case (Effect.Allow, Truth.False) when !obstacle.StartsWith("its actions", StringComparison.Ordinal)
                    && !obstacle.StartsWith("its resources", StringComparison.Ordinal):
                    (nearest, nearestObstacle) = (nearest ?? statement, nearest is null ? obstacle : nearestObstacle);
                    break;
                default:
                    break;
            }
        }

        return (allow, maybeAllow, maybeDeny) switch
        {
            ({ } allows, _, null) => new(Outcome.Allowed, allows, $"{allows.Label} allows it"),
            (null, null, _) when nearest is not null =>
                new(Outcome.Denied, nearest, $"{nearest.Label} does not match: {nearestObstacle}"),
            (null, null, _) => new(Outcome.Denied, null, "no statement allows it"),
            (_, _, { } denies) => new(Outcome.Unknown, denies, $"{denies.Label} may deny it: {denyObstacle}"),
            (_, { } allows, _) => new(Outcome.Unknown, allows, $"{allows.Label} may allow it: {allowObstacle}"),
        };
    }

    /// <summary>Without the statements of the other effect that have such conditions.</summary>
    private PolicyDocument WithoutConditions(Predicate<Condition> isSuch, Effect kept) => new(Version,
    [
        .. from statement in Statements
           where statement.Effect == kept || !statement.Conditions.Any(condition => isSuch(condition))
           select statement with { Conditions = [.. statement.Conditions.Where(condition => !isSuch(condition))] },
    ]);

    /// <summary>aws:SourceVpc, aws:SourceVpce, aws:SourceVpcArn and aws:VpcSourceIp, as keys and as variables.</summary>
    private static bool IsAboutOrigin(string text) =>
        text.Contains("SourceVpc", StringComparison.OrdinalIgnoreCase) || text.Contains("VpcSourceIp", StringComparison.OrdinalIgnoreCase);
}
