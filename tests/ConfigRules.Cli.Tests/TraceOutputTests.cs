using System.Xml.Linq;
using ConfigRules.Testing;

namespace ConfigRules.Cli.Tests;

/// <summary>What `trace` prints is committed, with the exit code that belongs to it.</summary>
public sealed class TraceOutputTests
{
    private const string Acme = "events/networks/acme";
    private const string Healthy = "events/networks/healthy";
    private const string FirstApp = "subnet-0a1b2c3d4e5f60001";
    private const string SecondApp = "subnet-0a1b2c3d4e5f60002";
    private const string Patches = "tests/ConfigRules.Cli.Tests/Patches";

    /// <summary>What describes the network without what decides about names and ACLs, as recordings of other tools do.</summary>
    public static string[] Poor { get; } =
    [
        .. new[] { "account", "nat-gateways", "network-interfaces", "prefix-lists", "route-tables", "security-groups", "subnets", "vpc-attributes", "vpc-endpoint-services", "vpc-endpoints", "vpcs" }
            .Select(name => $"events/networks/acme/{name}.json"),
    ];

    public static TheoryData<string, int?, int, string[]> Outputs { get; } = new()
    {
        { "trace-private.txt", 80, 0, [Healthy, "--from", FirstApp, "--to", "ecr.dkr"] },
        { "trace-public.txt", 80, 1, [.. Poor, "--from", SecondApp, "--to", "s3", "--assume-none", "all"] },
        { "trace-blocked.txt", 80, 1, [Acme, "--from", FirstApp, "--to", "ecr.dkr"] },
        { "trace-blocked-narrow.txt", 44, 1, [Acme, "--from", FirstApp, "--to", "ecr.dkr"] },
        { "trace-blocked-piped.txt", null, 1, [Acme, "--from", FirstApp, "--to", "ecr.dkr"] },
        { "trace-unknown.txt", 80, 2, [.. Poor, "--from", FirstApp, "--to", "s3"] },
        { "trace-interface.txt", 80, 1, [Acme, "--from", "eni-0a1b2c3d4e5f60001", "--to", "sts.amazonaws.com"] },
        { "trace-group.txt", 80, 1, [Acme, "--from", "sg-0a1b2c3d4e5f60003", "--to", "s3"] },
        { "trace-request.txt", 80, 2, [Acme, "--from", FirstApp, "--to", "s3", "--action", "s3:GetObject", "--resource", "arn:aws:s3:::shop/key", "--principal", "presigned:999988887777"] },
        { "trace.json", null, 1, [Acme, "--from", FirstApp, "--to", "ecr.dkr", "--format", "json"] },
        { "trace-unknown.json", null, 2, [.. Poor, "--from", FirstApp, "--to", "s3", "--format", "json"] },
        { "trace.mmd", null, 1, [Acme, "--from", FirstApp, "--to", "ecr.dkr", "--format", "mermaid"] },
        { "trace.dot", null, 1, [Acme, "--from", SecondApp, "--to", "s3", "--format", "dot"] },
        { "trace.svg", null, 1, [Acme, "--from", FirstApp, "--to", "ecr.dkr", "--format", "svg"] },
        { "trace-what-if.txt", 80, 1, [Acme, "--from", SecondApp, "--to", "s3", "--what-if", $"{Patches}/without-s3-endpoint.json"] },
        { "trace-what-if-repaired.txt", 80, 0, [Acme, "--from", SecondApp, "--to", "s3", "--what-if", $"{Patches}/with-open-s3-policy.json"] },
        { "trace-what-if.json", null, 0, [Acme, "--from", SecondApp, "--to", "s3", "--what-if", $"{Patches}/with-open-s3-policy.json", "--format", "json"] },
        { "trace-what-if.svg", null, 0, [Acme, "--from", SecondApp, "--to", "s3", "--what-if", $"{Patches}/with-open-s3-policy.json", "--format", "svg"] },
        { "trace-what-if-matrix.txt", 80, 0, [Acme, "--matrix", "--what-if", $"{Patches}/with-open-s3-policy.json"] },
        { "trace-matrix.txt", 80, 0, [Acme, "--matrix"] },
        { "trace-matrix-narrow.txt", 44, 0, [Acme, "--matrix", "--services", "s3,ecr.api,kms"] },
        { "trace-matrix-failing.txt", 80, 1, [Acme, "--matrix", "--services", "s3", "--fail-on-public"] },
        { "trace-matrix.json", null, 0, [Acme, "--matrix", "--format", "json"] },
        { "trace-diff.txt", 80, 0, ["--diff", Acme, Healthy] },
        { "trace-diff-worse.txt", 80, 1, ["--diff", Healthy, Acme, "--fail-on-public"] },
        { "trace-diff-none.txt", 80, 0, ["--diff", Acme, Acme, "--fail-on-public"] },
        { "trace-diff.json", null, 0, ["--diff", Acme, Healthy, "--format", "json"] },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void The_output_is_as_committed(string file, int? width, int code, string[] arguments)
    {
        var run = Run.Of("", width, ["trace", .. arguments]);
        Assert.Equal((code, ""), (run.ExitCode, run.Error));
        Assert.Null(GoldenFile.Problem($"tests/ConfigRules.Cli.Tests/Outputs/{file}", run.Out));
    }

    [Theory]
    [InlineData("trace.svg")]
    [InlineData("trace-what-if.svg")]
    public void A_picture_needs_nothing_but_itself(string file)
    {
        var svg = XDocument.Load(Path.Combine(GoldenFile.Root, "tests/ConfigRules.Cli.Tests/Outputs", file));
        var names = svg.Descendants().Select(element => element.Name.LocalName).ToHashSet();
        Assert.Contains("title", names);
        Assert.Contains("desc", names);
        Assert.Subset(new HashSet<string> { "svg", "title", "desc", "style", "rect", "g", "path", "text" }, names);
        Assert.DoesNotContain(svg.Descendants().Attributes(), attribute => attribute.Value.Contains("://", StringComparison.Ordinal) && !attribute.IsNamespaceDeclaration);
        Assert.Contains("prefers-color-scheme: dark", svg.Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trace-private.txt", 80)]
    [InlineData("trace-blocked.txt", 80)]
    [InlineData("trace-unknown.txt", 80)]
    [InlineData("trace-matrix.txt", 80)]
    [InlineData("trace-diff.txt", 80)]
    public void Lines_end_before_the_edge_unless_one_word_is_longer(string file, int width)
    {
        foreach (var line in File.ReadLines(Path.Combine(GoldenFile.Root, "tests/ConfigRules.Cli.Tests/Outputs", file)))
            Assert.True(line.Length <= width || !line.Trim().Contains(' ', StringComparison.Ordinal), line);
    }

    [Fact]
    public void The_readme_shows_what_the_command_prints()
    {
        string[] arguments = ["trace", Acme, "--from", SecondApp, "--to", "s3"];
        var shown = $"```console\n$ configrules {string.Join(' ', arguments)}\n{Run.Of("", 100, arguments).Out}```\n";
        Assert.Null(GoldenFile.Problem("src/ConfigRules/Paths/README.md", GoldenFile.WithSection("src/ConfigRules/Paths/README.md", "trace", shown)));
    }
}
