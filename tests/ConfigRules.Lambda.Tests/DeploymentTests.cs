using System.Text.RegularExpressions;
using ConfigRules.Testing;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Lambda.Tests;

/// <summary>What a team copies to deploy: the scripts in deploy/, the workflow and the buildspec that call them.</summary>
public sealed partial class DeploymentTests
{
    private const string Workflow = ".github/workflows/deploy.yml";
    private const string BuildSpec = "deploy/buildspec.yml";

    public static TheoryData<string> Scripts { get; } = ["package", "upload", "change-set", "execute", "smoke-test", "roll-out"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_one_that_bash_can_read(string name)
    {
        var path = Repository.PathOf("deploy", name);
        Assert.Equal(new(0, "", ""), Shell.Run("", [], "bash", "-n", path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal("set -euo pipefail", File.ReadLines(path).First(line => !line.StartsWith('#')));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_passes_shellcheck(string name)
    {
        Shell.Needs("shellcheck");
        Assert.Equal(new(0, "", ""), Shell.Run("", [], "shellcheck", Repository.PathOf("deploy", name)));
    }

    [Fact]
    public void The_commands_of_the_workflow_and_the_buildspec_are_ones_that_bash_can_read()
    {
        var commands = Texts(Load(Workflow), "run").Concat(Texts(Load(BuildSpec), "commands")).ToArray();
        Assert.InRange(commands.Length, 10, 40);
        Assert.All(commands, command => Assert.Equal(new(0, "", ""), Shell.Run(Expression().Replace(command, "x"), [], "bash", "-n")));
    }

    /// <summary>What a line of usage asks for: a word each, one of those that a bar separates, and at least one where dots follow.</summary>
    [Theory]
    [InlineData(Workflow, "change-set", "execute", "package", "roll-out", "upload")]
    [InlineData(BuildSpec, "change-set", "package")]
    [InlineData("deploy/README.md", "package", "roll-out", "upload")]
    public void Every_script_that_is_called_gets_the_arguments_that_its_usage_asks_for(string file, params string[] scripts)
    {
        var commands = file.EndsWith(".md", StringComparison.Ordinal)
            ? Fence().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => match.Groups["commands"].Value)
            : Texts(Load(file), "run").Concat(Texts(Load(file), "commands"));
        var calls = commands.SelectMany(command => Call().Matches(Expression().Replace(command, "x"))).ToArray();
        Assert.Equal(scripts, calls.Select(call => call.Groups["script"].Value).Distinct().Order(StringComparer.Ordinal));
        foreach (var call in calls)
        {
            var path = Repository.PathOf("deploy", call.Groups["script"].Value);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute), path);
            var usage = File.ReadLines(path).First(line => line.StartsWith("#   deploy/", StringComparison.Ordinal));
            var asked = usage.Split(" | ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];
            var given = call.Groups["argument"].Captures.Count;
            Assert.True(usage.EndsWith("...", StringComparison.Ordinal) ? given >= asked.Length : given == asked.Length, $"{call.Value} is not {usage}");
        }
    }

    [Fact]
    public void The_workflow_runs_when_it_is_started_and_may_do_nothing_that_a_job_does_not_ask_for()
    {
        var workflow = Load(Workflow);
        Assert.Equal(["workflow_dispatch"], Keys(workflow["on"]));
        Assert.Empty(Keys(workflow["permissions"]));
        foreach (var (name, job) in Members(workflow["jobs"]))
        {
            var permissions = Members(job["permissions"]).Select(member => $"{member.Name}: {Template.Text(member.Node)}").ToArray();
            var assumesRole = Texts(job, "uses").Any(action => action.Contains("configure-aws-credentials", StringComparison.Ordinal));
            Assert.Equal(assumesRole ? ["contents: read", "id-token: write"] : ["contents: read"], permissions);
            // Whoever protects the environments decides who deploys.
            Assert.True(assumesRole == Keys(job).Contains("environment"), name);
        }
        Assert.All(Texts(workflow, "uses"), action => Assert.Matches("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$", action));
        Assert.DoesNotContain("secrets.", File.ReadAllText(Repository.PathOf(Workflow)), StringComparison.Ordinal);
        // What somebody types is no part of a command.
        Assert.All(Texts(workflow, "run"), command => Assert.DoesNotContain("inputs.", command, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_actions_are_pinned_as_for_tests()
    {
        var tests = Texts(Load(".github/workflows/ci.yml"), "uses").ToHashSet();
        var own = Texts(Load(Workflow), "uses").GroupBy(action => action.Split('@')[0]);
        Assert.All(own, action => Assert.Single(action.Distinct()));
        Assert.Subset(Texts(Load(Workflow), "uses").ToHashSet(), tests);
    }

    [Theory]
    [InlineData(Workflow)]
    [InlineData(BuildSpec)]
    [InlineData("deploy/README.md")]
    [InlineData("deploy/package")]
    [InlineData("deploy/upload")]
    [InlineData("deploy/change-set")]
    [InlineData("deploy/execute")]
    [InlineData("deploy/smoke-test")]
    [InlineData("deploy/roll-out")]
    [InlineData("deploy/stack-set.yaml")]
    [InlineData("deploy/organization-rules.yaml")]
    [InlineData("deploy/member-role.yaml")]
    [InlineData("deploy/conformance-pack.yaml")]
    [InlineData("deploy/code-bucket.yaml")]
    public void Every_file_that_is_named_is_there(string file) =>
        Assert.All(
            FileName().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => match.Value.TrimEnd('.')),
            name => Assert.True(Path.Exists(Repository.PathOf(name)), name));

    [Fact]
    public void Stages_and_their_parameters_are_those_of_the_templates()
    {
        var config = File.ReadAllText(Repository.PathOf("samconfig.toml"));
        var parameters = Keys(Load("template.yaml")["Parameters"]).ToHashSet();
        var overrides = Overrides().Matches(config).SelectMany(match => match.Groups[1].Value.Split(' ')).Select(pair => pair.Split('=')[0]).ToArray();
        Assert.NotEmpty(overrides);
        Assert.Subset(parameters, overrides.ToHashSet());
        Assert.All(
            ((YamlSequenceNode)Load(Workflow)["on"]["workflow_dispatch"]["inputs"]["stage"]["options"]).Select(Template.Text),
            stage => Assert.Contains($"[{stage}.deploy.parameters]", config, StringComparison.Ordinal));

        var code = ParameterKeys().Matches(File.ReadAllText(Repository.PathOf("deploy", "roll-out"))).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(["CodeBucketPrefix", "CodeKey", "Architecture"], code);
        Assert.Subset(Keys(Load("deploy/stack-set.yaml")["Parameters"]).ToHashSet(), code.ToHashSet());
    }

    [Fact]
    public void The_bucket_of_the_code_is_valid_for_cfn_lint()
    {
        var (succeeded, output) = PythonTools.Run("import sys; from cfnlint.runner import main; main()", Repository.PathOf("deploy", "code-bucket.yaml"));
        Assert.True(succeeded, output);
        Assert.Empty(output);
    }

    private static YamlMappingNode Load(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Repository.PathOf(path))));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<(string Name, YamlNode Node)> Members(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(member => (Template.Text(member.Key), member.Value));

    private static IEnumerable<string> Keys(YamlNode node) => Members(node).Select(member => member.Name);

    /// <summary>The texts, or lists of texts, of all members of the name, however deep.</summary>
    private static IEnumerable<string> Texts(YamlNode node, string name) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(member => (Template.Text(member.Key) == name, member.Value) switch
        {
            (true, YamlScalarNode text) => [text.Value!],
            (true, YamlSequenceNode list) => list.OfType<YamlScalarNode>().Select(text => text.Value!),
            var (_, value) => Texts(value, name),
        }),
        YamlSequenceNode list => list.SelectMany(item => Texts(item, name)),
        _ => [],
    };

    [GeneratedRegex(@"\$\{\{.*?\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"(?<![\w/.-])(deploy/[a-z][a-z.-]*|\.ci/[a-z]+|\.github/workflows/[a-z.]+|template\.yaml|remediation\.yaml|samconfig\.toml|global\.json)")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?<![\w/])deploy/(?<script>[a-z-]+)(?=[ \n]|$)(?: +(?<argument>""[^""]*""|[^\s""#)|;&<>]+))*")]
    private static partial Regex Call();

    [GeneratedRegex("```sh\n(?<commands>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("parameter_overrides = \"([^\"]+)\"")]
    private static partial Regex Overrides();

    [GeneratedRegex("ParameterKey: \"([A-Za-z]+)\"")]
    private static partial Regex ParameterKeys();
}
