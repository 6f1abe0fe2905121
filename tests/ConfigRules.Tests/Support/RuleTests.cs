using System.Text.RegularExpressions;
using ConfigRules.Engine;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Support;

/// <summary>Runs a rule's table, and checks that its page says the same.</summary>
public abstract partial class RuleTests<TRule, TTests>
    where TRule : Rule, new()
    where TTests : IRuleScenarios
{
    public static IEnumerable<TheoryDataRow<Scenario>> Rows =>
        TTests.Scenarios.Select(scenario => new TheoryDataRow<Scenario>(scenario) { TestDisplayName = scenario.Name });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Judges(Scenario scenario)
    {
        Assert.Equal(new Verdict(scenario.Expected, scenario.Reason) { Severity = scenario.Severity }, Evaluate(scenario).Verdict);
    }

    /// <summary>Its page and `explain` name both.</summary>
    [Fact]
    public void Shows_each_severity_that_it_says_its_findings_have() => Assert.Equal(
        (HashSet<Severity?>)(new TRule().Info.Exceptionally is { } other ? [null, other.Severity] : [null]),
        TTests.Scenarios.Where(scenario => scenario.Expected is Compliance.NonCompliant).Select(scenario => scenario.Severity).ToHashSet());

    [Theory]
    [MemberData(nameof(Rows))]
    public void Gives_a_reason_that_is_one_sentence_and_fits(Scenario scenario)
    {
        if (scenario.Expected is Compliance.Compliant)
            return;
        Assert.EndsWith(".", scenario.Reason);
        Assert.DoesNotContain('\n', scenario.Reason);
        // The ids of a scenario are short; in the field they have 17 digits.
        var real = ShortId.Replace(scenario.Reason, "$1-0123456789abcdef0");
        Assert.True(real.Length <= Wording.LongestReason, $"{real.Length} characters: {real}");
    }

    /// <summary>Without a kind of facts that a rule reads, it says so, or what it said: it never says the contrary.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Never_guesses_what_was_not_recorded(Scenario scenario)
    {
        foreach (var kind in new TRule().Info.Reads)
        {
            var poorer = Evaluate(scenario with { Given = net => scenario.Given(net).Without(kind) }).Verdict;
            Assert.True(
                poorer.Compliance is Compliance.Undetermined || poorer.Compliance == scenario.Expected
                    || scenario.With.Contains(("failClosed", "true")),
                $"Without {kind} it says: {poorer}");
        }
    }

    [Fact]
    public void Shows_a_compliant_and_a_non_compliant_case() =>
        Assert.Superset(
            new HashSet<Compliance> { Compliance.Compliant, Compliance.NonCompliant },
            TTests.Scenarios.Select(scenario => scenario.Expected).ToHashSet());

    [Fact]
    public void Its_page_is_up_to_date() => Assert.Null(GoldenFile.Problem(
        $"src/ConfigRules/Rules/{typeof(TRule).Namespace!.Split('.')[^1]}/{typeof(TRule).Name}.md",
        RulePage.Render(new TRule(), TTests.Scenarios)));

    private static Evaluation Evaluate(Scenario scenario)
    {
        var rule = new TRule();
        var parameters = Parameters.For(rule, scenario.With.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var evaluations = rule.Evaluate(scenario.Given(new()).Build(), parameters);
        return Assert.Single(evaluations, evaluation => scenario.Of is null || evaluation.ResourceId == scenario.Of);
    }

    [GeneratedRegex(@"\b(vpc|vpce|subnet|rtb|sg|pl|nat|igw|eni|vpce-svc)-[a-z0-9.]+")]
    private static partial Regex ShortId { get; }
}
