using System.Collections.Immutable;

namespace ConfigRules.Policies;

/// <summary>One statement of a policy, taken apart once.</summary>
public sealed record Statement
{
    /// <summary>Its place in the document; the first is 1.</summary>
    public required int Index { get; init; }

    public string? Sid { get; init; }

    public required Effect Effect { get; init; }

    public required PrincipalSet Principals { get; init; }

    public required PatternSet Actions { get; init; }

    public required PatternSet Resources { get; init; }

    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>"statement 2 (OnlyOwnOrg)", for messages.</summary>
    public string Label => Sid is null or "" ? $"statement {Index}" : $"statement {Index} ({Sid})";

    /// <summary>Whether it applies to the request, and if not certainly, what keeps it from doing so.</summary>
    internal (Truth Applies, string Obstacle) AppliesTo(PolicyRequest request, bool hasVariables)
    {
        var actions = Actions.Match(request.Action, ignoreCase: true, null);
        if (actions is Truth.False)
            return (actions, $"its actions leave out {request.Action}");

        var resources = Resources.Match(request.Resource, ignoreCase: false, hasVariables ? request : null);
        if (resources is Truth.False)
            return (resources, $"its resources leave out {request.Resource}");

        var (concerns, obstacle) = Concerns(request, hasVariables);
        return (concerns.And(resources), concerns is Truth.True && resources is Truth.Unknown ? "its resources hang on who calls" : obstacle);
    }

    /// <summary>Whether it asks for the caller and for the circumstances of the request, whatever the request asks for.</summary>
    internal (Truth Concerns, string Obstacle) Concerns(PolicyRequest request, bool hasVariables)
    {
        var truth = Principals.Match(request, Effect);
        if (truth is Truth.False)
            return (truth, "its principals leave out the caller");

        var obstacle = truth is Truth.Unknown ? "who calls is not known well enough" : "";
        foreach (var condition in Conditions)
        {
            var holds = condition.Holds(request, hasVariables);
            if (holds is Truth.False)
                return (holds, condition.Label);
            if (holds is Truth.Unknown)
                obstacle = condition.Label;
            truth = truth.And(holds);
        }
        return (truth, obstacle);
    }
}

public enum Effect { Allow, Deny }

/// <summary>The patterns of an Action or Resource element, or, negated, of NotAction or NotResource.</summary>
public sealed record PatternSet(ImmutableArray<string> Patterns, bool IsNegated)
{
    internal Truth Match(string text, bool ignoreCase, PolicyRequest? variables)
    {
        var truth = Truth.False;
        foreach (var pattern in Patterns)
        {
            truth = truth.Or(variables is null || !pattern.Contains("${", StringComparison.Ordinal)
                ? TruthLogic.Of(Pattern.Matches(pattern, text, ignoreCase))
                : PolicyVariables.Replace(pattern, variables) switch
                {
                    { IsUnknown: true } => Truth.Unknown,
                    { Text: null } => Truth.False,
                    { Text: var replaced } => TruthLogic.Of(Pattern.Matches(replaced, text, ignoreCase)),
                });
            if (truth is Truth.True)
                break;
        }
        return IsNegated ? truth.Not() : truth;
    }
}
