using System.Text.RegularExpressions;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Cli.Tests;

/// <summary>What the command prints is committed, so that a change of it is seen in review.</summary>
public sealed partial class OutputTests
{
    private const int Screen = 100;

    public static TheoryData<string, int?, string[]> Outputs { get; } = new()
    {
        { "check-acme.txt", Screen, ["check", "events/networks/acme"] },
        { "check-acme-narrow.txt", 60, ["check", "events/networks/acme"] },
        { "check-acme-piped.txt", null, ["check", "events/networks/acme"] },
        { "check-acme-all.txt", null, ["check", "events/networks/acme", "--all"] },
        { "check-acme.json", null, ["check", "events/networks/acme", "--format", "json"] },
        { "check-healthy.txt", Screen, ["check", "events/networks/healthy"] },
        { "check-two.txt", null, ["check", "events/networks/acme", "events/networks/healthy", "--rule", "vpc-dns-supports-private-endpoints"] },
        { "invoke-change.json", null, ["invoke", "events/change-vpc.json", "--network", "events/networks/acme"] },
        { "invoke-scheduled.txt", null, ["invoke", "events/scheduled.json", "--network", "events/networks/acme", "--format", "text"] },
        { "rules.txt", null, ["rules"] },
        { "rules-narrow.txt", 80, ["rules"] },
        { "rules.json", null, ["rules", "--format", "json"] },
        { "help.txt", null, ["--help"] },
        { "help-check.txt", null, ["check", "--help"] },
        { "help-trace.txt", null, ["trace", "--help"] },
        { "help-policy.txt", null, ["policy", "--help"] },
        { "policy-acme.txt", Screen, ["policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60001", "--param", "trustedOrgIds=o-acme4example"] },
        { "policy-acme.json", null, ["policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60010", "--param", "bundles=ssm,cloudformation-signals", "--format", "json"] },
        { "help-report.txt", null, ["report", "--help"] },
        { "help-invoke.txt", null, ["invoke", "--help"] },
        { "help-record.txt", null, ["record", "--help"] },
        { "help-explain.txt", null, ["explain", "--help"] },
        { "help-template.txt", null, ["template", "--help"] },
        { "completion-bash.txt", null, ["completion", "bash"] },
        { "completion-zsh.txt", null, ["completion", "zsh"] },
        { "completion-fish.txt", null, ["completion", "fish"] },
        { "completion-pwsh.txt", null, ["completion", "pwsh"] },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void The_output_is_as_committed(string file, int? width, string[] arguments)
    {
        var run = Run.Of("", width, arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Null(GoldenFile.Problem($"tests/ConfigRules.Cli.Tests/Outputs/{file}", TrailingBlanks().Replace(run.Out, "")));
    }

    public static TheoryData<string> Rules { get; } = [.. RuleCatalog.All.Select(rule => rule.Info.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_is_explained_as_committed(string rule)
    {
        var run = Run.Of("explain", rule);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Null(GoldenFile.Problem($"tests/ConfigRules.Cli.Tests/Outputs/explain-{rule}.txt", TrailingBlanks().Replace(run.Out, "")));
    }

    [Fact]
    public void The_readme_shows_what_the_command_prints()
    {
        string[] arguments = ["check", "events/networks/acme", "--rule", "vpc-dns-supports-private-endpoints", "--rule", "vpc-endpoint-policy-serves-bundles"];
        var shown = $"```console\n$ configrules {string.Join(' ', arguments)}\n{TrailingBlanks().Replace(Run.Of("", Screen, arguments).Out, "")}```\n";
        Assert.Null(GoldenFile.Problem("README.md", GoldenFile.WithSection("README.md", "verdict", shown)));
    }

    // A wrapped line ends with the blank at which it was broken; files of this repository do not.
    [GeneratedRegex("[ ]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingBlanks();
}
