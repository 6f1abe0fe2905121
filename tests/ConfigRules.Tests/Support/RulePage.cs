using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Tests.Support;

/// <summary>A rule's page: what its metadata says, then what its executed scenarios prove.</summary>
public static class RulePage
{
    private const string Origin = "Generated from the rules and their tests. To change it, change them; then: UPDATE=1 dotnet test";

    public static string Render(Rule rule, IEnumerable<Scenario> scenarios) => $"""
        <!-- {Origin} -->
        # {rule.Info.Title}

        `{rule.Info.Id}` · {rule.Info.Severity} severity{(rule.Info.Exceptionally is { } other ? $", {other.Severity} {other.Where}" : "")} · reports {Codes(rule.Reports)}

        Judged again when one of these changes: {Codes(rule.Info.Triggers)}; and on a schedule, which sees what no
        configuration item holds. Reads {Codes(rule.Info.Reads.Select(kind => kind.ToString()))}.

        ## Why

        {rule.Info.Why}

        ## How to fix it

        {rule.Info.Fix}

        {HowTo(rule)}

        ## How to see it by hand

        ```sh
        {rule.Info.Proof}
        ```

        ## Parameters

        | Name | Meaning | Default |
        | --- | --- | --- |
        {string.Join('\n', rule.Parameters.Select(p => $"| `{p.Name}` | {p.Meaning} | {(p.Default is "" ? "" : $"`{p.Default}`")} |"))}

        ## What it decides

        | Given | Verdict | Reason |
        | --- | --- | --- |
        {string.Join('\n', scenarios.Select(Row))}

        ## References

        {string.Join('\n', rule.Info.Links.Select(link => $"- <{link}>"))}

        """;

    /// <summary>The rules of each subject in a line; the path leads from the page to the folder of the rules.</summary>
    public static string Subjects(string path) => $"""
        | Subject | Rules |
        | --- | --- |
        {string.Join('\n', RuleCatalog.All.GroupBy(RuleCatalog.SubjectOf).Select(subject => $"| {subject.Key} | {string.Join(" · ", subject.Select(rule => Link(rule, path)))} |"))}

        """;

    /// <summary>Every rule, and all packs.</summary>
    public static string Index() => $"""
        <!-- {Origin} -->
        # Rules

        | Rule | It is true that | Severity | Reports | Judged again when one of these changes, and on a schedule |
        | --- | --- | --- | --- | --- |
        {string.Join('\n', RuleCatalog.All.Select(rule => $"| {Link(rule)} | {rule.Info.Title} | {rule.Info.Severity}{(rule.Info.Exceptionally is { } other ? $", {other.Severity} {other.Where}" : "")} | {string.Join(", ", rule.Reports.Select(Short))} | {string.Join(", ", rule.Info.Triggers.Select(Short))} |"))}

        ## What they replace, and what they rest on

        A rule finds what these checks find, and is right where they are not; some of them ask for a part only of what the rule asks.

        | Rule | Instead of | AWS says |
        | --- | --- | --- |
        {string.Join('\n', RuleCatalog.All.Select(rule => $"| {Link(rule)} | {Replaced(rule)} | {string.Join(" · ", rule.Info.Links.Where(IsOfAws).Select((link, place) => $"[{PageName(link)}]({link})"))} |"))}

        ## Packs

        `configrules check --pack PACK` judges by the rules of one; so do `configrules report` and `configrules template`, and the
        parameter `Pack` of `template.yaml`.

        | Pack | For | Rules |
        | --- | --- | --- |
        {string.Join('\n', RulePack.All.Select(pack => $"| `{pack.Id}` | {pack.Purpose} | {string.Join(" · ", RuleCatalog.All.Where(rule => pack.RuleIds.Contains(rule.Info.Id)).Select(rule => Link(rule)))}{Presets(pack)} |"))}

        """;

    /// <summary>The text as a table of Markdown takes it.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string Link(Rule rule, string path = "") => $"[`{rule.Info.Id}`]({path}{RuleCatalog.SubjectOf(rule)}/{rule.GetType().Name}.md)";

    private static string Short(string type) => $"`{type[(type.LastIndexOf(':') + 1)..]}`";

    private static string Replaced(Rule rule) => Predecessors.Of(rule.Info.Id) is { Length: > 0 } checks ? string.Join("; ", checks) : "nothing that we know";

    private static bool IsOfAws(string link) => link.StartsWith("https://docs.aws.amazon.com/", StringComparison.Ordinal);

    private static string PageName(string link)
    {
        var page = new Uri(link);
        return $"{page.Segments[1]}{Path.GetFileNameWithoutExtension(page.AbsolutePath.TrimEnd('/'))}";
    }

    private static string Presets(RulePack pack) => pack.Presets is [] ? "" : $"; with {string.Join(", ", pack.Presets.Select(preset => $"`{preset}`"))}";

    private static string HowTo(Rule rule) => rule.Info.Repair is { } repair
        ? $"""
            {(repair is Repair.ByHand hand ? $"By hand. {hand.Why}" : $"By hand, or by the document `{Repair.ByDocument.NameOf(rule.Info.Id)}` of `remediation.yaml`:")}

            ```sh
            {repair.Commands(rule.Info.Id)}
            ```
            """
        : "No document does it.";

    private static string Row(Scenario scenario) =>
        $"| {Cell(scenario.Name)}{With(scenario)} | {scenario.Expected} | {Cell(scenario.Reason)} |";

    private static string With(Scenario scenario) =>
        scenario.With is [] ? "" : $" ({string.Join(", ", scenario.With.Select(pair => $"`{pair.Name}={pair.Value}`"))})";

    private static string Codes(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));
}
