using ConfigRules.Engine;
using ConfigRules.Rules;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Rules;

/// <summary>What the tests and the known faults of other tools decide, each beside the row in which we decide the same case.</summary>
public sealed partial class OtherToolsTests
{
    private static readonly Dictionary<string, Scenario[]> Tables = typeof(OtherToolsTests).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IRuleScenarios)))
        .ToDictionary(
            type => ((Rule)Activator.CreateInstance(type.BaseType!.GetGenericArguments()[0])!).Info.Id,
            type => ((IEnumerable<Scenario>)type.GetProperty(nameof(IRuleScenarios.Scenarios))!.GetValue(null)!).ToArray());

    public static IEnumerable<TheoryDataRow<TheirCase>> Rows => Cases.Select(it => new TheoryDataRow<TheirCase>(it) { TestDisplayName = $"{it.Tool}: {it.Name}" });

    /// <summary>The row exists, and where it decides otherwise than the tool, somebody has said why.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_decided_here_as_well(TheirCase it)
    {
        Assert.Contains(it.Rule, Tables.Keys);
        Assert.Contains(Tables[it.Rule], row => row.Name == it.Row);
        Assert.True((it.Because is not "") == Differs(it), Differs(it)
            ? $"{it.Row} is {RowOf(it).Expected} here and {it.Theirs} there, and nothing says why."
            : $"{it.Row} is {it.Theirs} in both, and needs no reason.");
    }

    [Fact]
    public void Its_page_is_up_to_date() => Assert.Null(GoldenFile.Problem("tests/ConfigRules.Tests/Rules/OtherTools.md", Page()));

    private static Scenario RowOf(TheirCase it) => Tables[it.Rule].First(row => row.Name == it.Row);

    private static bool Differs(TheirCase it) => it.Theirs switch
    {
        Theirs.Passes => RowOf(it).Expected is not Compliance.Compliant,
        Theirs.Fails => RowOf(it).Expected is not Compliance.NonCompliant,
        Theirs.SaysNothing => RowOf(it).Expected is not Compliance.NotApplicable,
        _ => true,
    };

    private static string Page() => $"""
        <!-- Generated from the cases of OtherToolsTests. To change it, change them; then: UPDATE=1 dotnet test -->
        # What other tools decide

        Each case that the tests of other tools hold, and each that they are known to decide wrongly, beside the row of our own tables
        that decides it. {Cases.Count(Differs)} of {Cases.Length} are decided otherwise here, for the reason that stands beside them.

        | Tool | Case | It says | Here | Rule | Row | Why not the same |
        | --- | --- | --- | --- | --- | --- | --- |
        {string.Join('\n', Cases.Select(it => $"| {it.Tool} | {Cell(it.Name)} | {Words(it.Theirs)} | {RowOf(it).Expected} | [`{it.Rule}`]({PageOf(it.Rule)}) | {Cell(it.Row)} | {Cell(it.Because)} |"))}

        """;

    private static string PageOf(string id) => RuleCatalog.Find(id) is { } rule
        ? $"../../../src/ConfigRules/Rules/{RuleCatalog.SubjectOf(rule)}/{rule.GetType().Name}.md"
        : throw new InvalidDataException($"No rule is named {id}.");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

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

    public enum Theirs
    {
        Passes,
        Fails,
        SaysNothing,
        Breaks,
    }
}
