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

        `{rule.Info.Id}` · {rule.Info.Severity} severity · reports {Codes(rule.Reports)}

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

    /// <summary>Every rule in a line; the path leads from the page to the folder of the rules.</summary>
    public static string Table(string path) => $"""
        | Rule | It is true that | Severity | Reports |
        | --- | --- | --- | --- |
        {string.Join('\n', RuleCatalog.All.Select(rule => $"| [`{rule.Info.Id}`]({path}{RuleCatalog.SubjectOf(rule)}/{rule.GetType().Name}.md) | {rule.Info.Title} | {rule.Info.Severity} | {Codes(rule.Reports)} |"))}

        """;

    public static string Index() => $"""
        <!-- {Origin} -->
        # Rules

        {Table("")}
        """;

    private static string HowTo(Rule rule) => rule.Info.Repair is { } repair
        ? $"""
            {(repair is Repair.ByDocument ? $"By hand, or by the document `{Repair.ByDocument.NameOf(rule.Info.Id)}` of `remediation.yaml`:" : "By hand:")}

            ```sh
            {repair.Commands(rule.Info.Id)}
            ```
            """
        : "No document does it.";

    private static string Row(Scenario scenario) =>
        $"| {Cell(scenario.Name)}{With(scenario)} | {scenario.Expected} | {Cell(scenario.Reason)} |";

    private static string With(Scenario scenario) =>
        scenario.With is [] ? "" : $" ({string.Join(", ", scenario.With.Select(pair => $"`{pair.Name}={pair.Value}`"))})";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string Codes(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));
}
