using System.Globalization;

namespace ConfigRules.Cli.Tests;

/// <summary>What shells are told may stand where the cursor is.</summary>
public sealed class CompletionTests
{
    public static TheoryData<string, string[]> Lines { get; } = new()
    {
        { "configrules ", ["check", "completion", "explain", "invoke", "policy", "record", "report", "rules", "template", "trace"] },
        { "configrules ch", ["check"] },
        { "configrules --", ["--help", "--version"] },
        { "configrules check --r", ["--region", "--rule"] },
        { "configrules check --format ", ["json", "text"] },
        { "configrules check --format=j", ["json"] },
        { "configrules check --fail-on c", ["critical"] },
        { "configrules check --rule vpc-dns", ["vpc-dns-supports-private-endpoints"] },
        { "configrules check --rule=vpc-dns", ["vpc-dns-supports-private-endpoints"] },
        { "configrules check --param failC", ["failClosed="] },
        { "configrules check net.json --fa", ["--fail-on"] },
        { "configrules trace net --f", ["--fail-on-public", "--format", "--from"] },
        { "configrules trace net --format ", ["dot", "json", "mermaid", "svg", "text"] },
        { "configrules trace net --assume-none Hos", ["HostedZones"] },
        { "configrules trace net --param bundl", ["bundles=", "bundlesTag="] },
        { "configrules policy net --param trustedO", ["trustedOrgIds=", "trustedOrgPaths="] },
        { "configrules explain vpc-endpoint-a", ["vpc-endpoint-admits-workloads"] },
        { "configrules completion ", ["bash", "fish", "pwsh", "zsh"] },
        { "configrules rules --format json ", ["--help"] },
        { "configrules rules ", ["--format", "--help"] },
        { "configrules check --param failClosed=", [] },
        // No name of ours stands here: the shell offers its files.
        { "configrules check ", [] },
        { "configrules check net.json ", [] },
        { "configrules check net", [] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_completed(string line, string[] words) => Assert.Equal(words, Words("complete", line));

    [Fact]
    public void What_stands_behind_the_cursor_does_not_count() => Assert.Equal(["check"], Complete("configrules ch --rule", 14));

    [Fact]
    public void A_cursor_behind_the_end_stands_after_a_blank() => Assert.Equal(["json", "text"], Complete("configrules check --format", 27));

    private static string[] Complete(string line, int position) =>
        Words("complete", "--position", position.ToString(CultureInfo.InvariantCulture), line);

    private static string[] Words(params string[] arguments) =>
        Run.Of(arguments).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
