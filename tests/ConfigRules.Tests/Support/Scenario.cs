using ConfigRules.Engine;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Support;

/// <summary>One row of a rule's table: a network, and the verdict that the rule must reach on it.</summary>
public sealed record Scenario(
    string Name,
    Func<NetworkBuilder, NetworkBuilder> Given,
    Compliance Expected,
    string Reason = "")
{
    /// <summary>What the rule is deployed with, where that differs from its defaults.</summary>
    public (string Name, string Value)[] With { get; init; } = [];

    /// <summary>The resource whose verdict it is, where the rule judges several.</summary>
    public string? Of { get; init; }

    /// <summary>How grave the finding is, where that is not as grave as the rule.</summary>
    public Severity? Severity { get; init; }

    public override string ToString() => Name;
}

/// <summary>What a rule's test file supplies: its table. The compiler insists on it.</summary>
public interface IRuleScenarios
{
    static abstract IEnumerable<Scenario> Scenarios { get; }
}
