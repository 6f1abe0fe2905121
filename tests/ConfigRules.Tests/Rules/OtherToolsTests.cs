using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Rules;

/// <summary>What the tests and the known faults of other tools decide, each beside the row in which we decide the same case.</summary>
public sealed partial class OtherToolsTests
{
    /// <summary>In place of a row: there is nothing of the kind that the rule judges, and it says nothing.</summary>
    private const string Nothing = "nothing that it judges";

    public static IEnumerable<TheoryDataRow<TheirCase>> Rows => Cases.Select(it => new TheoryDataRow<TheirCase>(it) { TestDisplayName = $"{it.Tool}: {it.Name}" });

    public static IEnumerable<TheoryDataRow<TheirFailure>> FailureRows =>
        Failures.Select(it => new TheoryDataRow<TheirFailure>(it) { TestDisplayName = $"{it.Tool}: {it.Name}" });

    /// <summary>The row exists, and where it decides otherwise than the tool, somebody has said why.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_decided_here_as_well(TheirCase it)
    {
        if (it.Row is Nothing)
            Assert.Empty(RuleOf(it).Evaluate(Bare(RuleOf(it)), Parameters.None));
        else
            Assert.Null(RowOf(it).Problem);
        Assert.True((it.Because is not "") == Differs(it), Differs(it)
            ? $"{it.Row} is {Here(it)} here and {it.Theirs} there, and nothing says why."
            : $"{it.Row} is {it.Theirs} in both, and needs no reason.");
    }

    /// <summary>What is no verdict, but a failure to come by one, is tested where it happens.</summary>
    [Theory]
    [MemberData(nameof(FailureRows))]
    public void Fails_here_as_is_tested(TheirFailure it) => Assert.Null(it.Here.Problem);

    [Fact]
    public void No_case_is_listed_twice() => Assert.Distinct(Cases.Select(it => (it.Tool, it.Name, it.Rule)));

    [Fact]
    public void Its_page_is_up_to_date() => Assert.Null(GoldenFile.Problem("tests/ConfigRules.Tests/Rules/OtherTools.md", Page()));

    private static Evidence.Row RowOf(TheirCase it) => new(it.Rule, it.Row);

    private static Rule RuleOf(TheirCase it) => RuleCatalog.Find(it.Rule) ?? throw new InvalidDataException($"No rule is named {it.Rule}.");

    /// <summary>A VPC alone; nothing at all for a rule that judges VPCs.</summary>
    private static Network Bare(Rule rule) => rule.Reports.Contains(ResourceType.Vpc)
        ? new(new() { AccountId = NetworkBuilder.Account, Region = NetworkBuilder.DefaultRegion, Kinds = { FactKind.Vpcs } })
        : new NetworkBuilder().Build();

    /// <summary>Null where nothing is said.</summary>
    private static Compliance? Here(TheirCase it) => RowOf(it).Scenario?.Expected;

    private static bool Differs(TheirCase it) => it.Theirs switch
    {
        Theirs.Passes => Here(it) is not Compliance.Compliant,
        Theirs.Fails => Here(it) is not Compliance.NonCompliant,
        Theirs.SaysNothing => Here(it) is not (null or Compliance.NotApplicable),
        _ => true,
    };

    private static string Page() => $"""
        <!-- Generated from the cases of OtherToolsTests. To change it, change them; then: UPDATE=1 dotnet test -->
        # What other tools decide

        Each case that the tests of other tools hold, and each that they are known to decide wrongly, beside the row of our own tables
        that decides it. {Cases.Count(Differs)} of {Cases.Length} are decided otherwise here, for the reason that stands beside them.

        | Tool | Case | It says | Here | Rule | Row | Why not the same |
        | --- | --- | --- | --- | --- | --- | --- |
        {string.Join('\n', Cases.Select(it => $"| {it.Tool} | {RulePage.Cell(it.Name)} | {Words(it.Theirs)} | {Here(it)?.ToString() ?? "says nothing"} | {Evidence.Row.LinkTo(it.Rule)} | {RulePage.Cell(it.Row)} | {RulePage.Cell(it.Because)} |"))}

        ## Where there is no verdict

        What their tests hold of failures, beside the test that holds what comes of it here: a failure is never a verdict.

        | Tool | Case | It says | Test |
        | --- | --- | --- | --- |
        {string.Join('\n', Failures.Select(it => $"| {it.Tool} | {it.Name} | {it.Theirs} | {it.Here.Link} |"))}

        """;

    private static string Words(Theirs theirs) => theirs switch
    {
        Theirs.Passes => "passes",
        Theirs.Fails => "fails",
        Theirs.SaysNothing => "says nothing",
        _ => "breaks",
    };

    /// <summary>A case as the tool's tests or its code have it.</summary>
    /// <param name="Tool">The tool, and its check.</param>
    /// <param name="Name">What is given.</param>
    /// <param name="Theirs">What the tool says of it.</param>
    /// <param name="Rule">Our rule.</param>
    /// <param name="Row">The row of its table.</param>
    /// <param name="Because">Why we say otherwise; empty where we do not.</param>
    public sealed record TheirCase(string Tool, string Name, Theirs Theirs, string Rule, string Row, string Because = "")
    {
        public override string ToString() => Name;
    }

    /// <summary>A failure as the tool's tests or its code have it.</summary>
    /// <param name="Tool">The tool, and its check.</param>
    /// <param name="Name">What fails.</param>
    /// <param name="Theirs">What the tool makes of it.</param>
    /// <param name="Here">The test of what comes of it here.</param>
    public sealed record TheirFailure(string Tool, string Name, string Theirs, Evidence.Test Here)
    {
        public override string ToString() => Name;
    }

    public enum Theirs
    {
        Passes,
        Fails,
        SaysNothing,
        Breaks,
    }
}
