using System.Text.RegularExpressions;
using ConfigRules.Engine;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Support;

/// <summary>What shows that a case is decided here: a row of a rule's table, or a test of what is no rule.</summary>
public abstract record Evidence
{
    private static readonly Dictionary<string, Scenario[]> Tables = typeof(Evidence).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IRuleScenarios)))
        .ToDictionary(
            type => ((Rule)Activator.CreateInstance(type.BaseType!.GetGenericArguments()[0])!).Info.Id,
            type => ((IEnumerable<Scenario>)type.GetProperty(nameof(IRuleScenarios.Scenarios))!.GetValue(null)!).ToArray());

    /// <summary>Null where it is there.</summary>
    public abstract string? Problem { get; }

    /// <summary>As a page in the folder of the rules' tests names it.</summary>
    public abstract string Link { get; }

    /// <summary>A row of the table of the rule.</summary>
    public sealed record Row(string RuleId, string Name) : Evidence
    {
        public Scenario? Scenario => Tables.GetValueOrDefault(RuleId, []).FirstOrDefault(row => row.Name == Name);

        public override string? Problem => Scenario is null ? $"The table of {RuleId} has no row '{Name}'." : null;

        public override string Link => $"{LinkTo(RuleId)}: {RulePage.Cell(Name)}";

        public static string LinkTo(string ruleId) => RuleCatalog.Find(ruleId) is { } rule
            ? $"[`{ruleId}`](../../../src/ConfigRules/Rules/{RuleCatalog.SubjectOf(rule)}/{rule.GetType().Name}.md)"
            : throw new InvalidDataException($"No rule is named {ruleId}.");
    }

    /// <summary>A test of any project, looked up in its text: most projects know nothing of each other. One that is skipped shows nothing.</summary>
    public sealed record Test(string File, string Method) : Evidence
    {
        public override string? Problem =>
            System.IO.File.Exists(FullPath) && Regex.IsMatch(System.IO.File.ReadAllText(FullPath), $$"""
                \[(Fact|Theory)\]\s*(\[.*\]\s*)*public (async Task|Task|void) {{Method}}\(
                """.Trim())
                ? null
                : $"{File} has no test '{Method}'.";

        public override string Link => $"[{Words}]({Path.GetRelativePath("tests/ConfigRules.Tests/Rules", File).Replace('\\', '/')})";

        private string Words => Method.Replace('_', ' ');

        private string FullPath => Path.Combine(GoldenFile.Root, File);
    }
}
