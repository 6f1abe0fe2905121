using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>What a reader needs to know of a rule; its page and its part of template.yaml must agree with it.</summary>
public sealed record RuleInfo
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>How much graver some of its findings are; null for a rule whose findings are all alike.</summary>
    public ExceptionalSeverity? Exceptionally { get; init; }

    /// <summary>The facts it judges by, the reported resources among them.</summary>
    public required ImmutableArray<FactKind> Reads { get; init; }

    /// <summary>Facts that sharpen its verdict; without them it judges all the same.</summary>
    public ImmutableArray<FactKind> ReadsWhereRecorded { get; init; } = [];

    /// <summary>The AWS Config types whose change can turn its verdict, the reported one among them.</summary>
    public required ImmutableArray<string> Triggers { get; init; }

    /// <summary>The endpoint types that it judges; empty for a rule that reports something else.</summary>
    public ImmutableArray<EndpointType> EndpointTypes { get; init; } = [];

    /// <summary>Whether it judges endpoints in whatever state they are, and not those alone that carry traffic.</summary>
    public bool JudgesEveryState { get; init; }

    /// <summary>Whether it judges by where workloads are; one that reports VPCs leaves those without any alone.</summary>
    public bool ConcernsWorkloads { get; init; }

    /// <summary>What happens to whom, if it is not compliant.</summary>
    public required string Why { get; init; }

    public required string Fix { get; init; }

    /// <summary>How to do that: a document, or lines to type. Every rule of the catalogue has it.</summary>
    public Repair? Repair { get; init; }

    /// <summary>Commands (aws, dig) with which anyone can see by hand what the rule saw.</summary>
    public required string Proof { get; init; }

    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    public ImmutableArray<string> Links { get; init; } = [];
}

public enum Severity { Low, Medium, High, Critical }

/// <summary>A severity of some of a rule's findings.</summary>
/// <param name="Severity">Above the rule's, so that the gravest of several findings counts.</param>
/// <param name="Where">Of which, as words behind it: "where no target is healthy".</param>
public sealed record ExceptionalSeverity(Severity Severity, string Where);
