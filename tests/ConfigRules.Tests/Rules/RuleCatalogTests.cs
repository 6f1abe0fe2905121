using System.Text.RegularExpressions;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Rules;

public sealed partial class RuleCatalogTests
{
    private static readonly string Folder = Path.Combine(GoldenFile.Root, "src/ConfigRules/Rules");

    [Fact]
    public void Findings_that_are_not_as_grave_as_their_rule_are_graver() =>
        Assert.All(RuleCatalog.All.Where(rule => rule.Info.Exceptionally is not null), rule => Assert.True(rule.Info.Exceptionally!.Severity > rule.Info.Severity, rule.Info.Id));

    [Fact]
    public void Lists_every_rule_once() => Assert.Equal(
        typeof(Rule).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Rule)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
        RuleCatalog.All.Select(rule => rule.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void Names_a_class_after_its_rule() => Assert.All(RuleCatalog.All, rule =>
        Assert.Equal(WordStart.Replace(rule.GetType().Name, "-").ToLowerInvariant(), rule.Info.Id));

    /// <summary>Packs add 27 characters to a name, and two of AWS Config's operations take no more than 64.</summary>
    [Fact]
    public void Names_are_short_enough_for_conformance_packs() =>
        Assert.All(RuleCatalog.All, rule => Assert.InRange(rule.Info.Id.Length, 1, 37));

    [Fact]
    public void Every_rule_cites_AWS() => Assert.All(RuleCatalog.All, rule =>
        Assert.Contains(rule.Info.Links, link => link.StartsWith("https://docs.aws.amazon.com/", StringComparison.Ordinal)));

    [Fact]
    public void Every_rule_has_a_table() => Assert.Equal(
        RuleCatalog.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal),
        typeof(RuleCatalogTests).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IRuleScenarios)) && !type.IsInterface)
            .Select(type => type.BaseType!.GetGenericArguments()[0].Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_page_has_a_rule() => Assert.Equal(
        RuleCatalog.All.Select(rule => $"{RuleCatalog.SubjectOf(rule)}/{rule.GetType().Name}.md").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(file => file is not "README.md").Order(StringComparer.Ordinal));

    [Fact]
    public void Parameters_take_their_own_defaults_and_have_distinct_names() => Assert.All(RuleCatalog.All, rule =>
    {
        Assert.All(rule.Parameters, parameter => Assert.Null(parameter.Refuses(parameter.Default)));
        Assert.Distinct(rule.Parameters.Select(parameter => parameter.Name));
    });

    [Fact]
    public void A_rule_reads_and_is_triggered_by_what_it_reports() => Assert.All(RuleCatalog.All, rule =>
        Assert.Subset(rule.Info.Triggers.ToHashSet(), rule.Reports.ToHashSet()));

    [Fact]
    public void No_rule_says_anything_of_a_network_without_resources()
    {
        var facts = new NetworkFacts { AccountId = NetworkBuilder.Account, Region = NetworkBuilder.DefaultRegion };
        facts.Kinds.UnionWith(Enum.GetValues<FactKind>());
        Assert.All(RuleCatalog.All, rule => Assert.Empty(rule.Evaluate(new(facts), Parameters.None)));
    }

    [Fact]
    public void Packs_hold_rules_that_there_are_once_each() => Assert.All(RulePack.All, pack =>
    {
        Assert.Distinct(pack.RuleIds);
        Assert.All(pack.RuleIds, id => Assert.NotNull(RuleCatalog.Find(id)));
        Assert.All(pack.Presets, preset =>
        {
            var (rule, name, value) = RulePack.Split(preset);
            Assert.Contains(rule, pack.RuleIds);
            Assert.Equal(value, Parameters.For(RuleCatalog.Find(rule)!, [new(name, value)]).Texts[name]);
        });
    });

    [Fact]
    public void What_replaces_other_tools_checks_is_a_rule() => Assert.All(Predecessors.RuleIds, id => Assert.NotNull(RuleCatalog.Find(id)));

    [Fact]
    public void Every_rule_is_in_a_pack() => Assert.All(RuleCatalog.All, rule => Assert.NotEmpty(RulePack.With(rule)));

    [Fact]
    public void The_index_is_up_to_date() => Assert.Null(GoldenFile.Problem("src/ConfigRules/Rules/README.md", RulePage.Index()));

    [Fact]
    public void The_table_in_the_readme_is_up_to_date() => Assert.Null(GoldenFile.Problem(
        "README.md", GoldenFile.WithSection("README.md", "rules", RulePage.Subjects("src/ConfigRules/Rules/"))));

    [GeneratedRegex("(?<=.)(?=[A-Z])")]
    private static partial Regex WordStart { get; }
}
