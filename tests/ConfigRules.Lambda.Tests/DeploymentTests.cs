using System.Text.Json.Nodes;
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

    [Theory]
    [InlineData(true, "UPDATE", "ErrorsAlarm", "ThrottlesAlarm")]
    [InlineData(false, "CREATE")]
    public void A_change_set_is_made_for_the_stage_and_watched_by_alarms_that_are_there(bool isThere, string type, params string[] alarms)
    {
        Shell.Needs("jq");
        using var fakes = new Fakes();
        fakes.Command("sam", """cp template.yaml "${@: -1}" """);
        fakes.Command("aws", $$"""
            case "$1 $2" in
                "cloudformation describe-stacks") exit {{(isThere ? 0 : 255)}} ;;
                "cloudformation describe-stack-resource") echo "physical-$6" ;;
                "cloudwatch describe-alarms") echo "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:$4" ;;
                "cloudformation create-change-set") echo arn:aws:cloudformation:eu-west-1:111122223333:changeSet/config-rules/1 ;;
            esac
            """);
        var run = fakes.Run("deploy/change-set", "prod", "packages");
        Assert.Equal((0, "arn:aws:cloudformation:eu-west-1:111122223333:changeSet/config-rules/1\n"), (run.ExitCode, run.Out));

        var made = fakes.Calls.Single(call => call.StartsWith("aws cloudformation create-change-set", StringComparison.Ordinal));
        Assert.Contains("--stack-name config-rules --change-set-name config-rules-", made, StringComparison.Ordinal);
        Assert.Contains($"--change-set-type {type} --template-url https://packages.s3.eu-west-1.amazonaws.com/config-rules/sam/template-", made, StringComparison.Ordinal);
        Assert.Equal(
            """[{"ParameterKey":"Frequency","ParameterValue":"Three_Hours"},{"ParameterKey":"LogRetentionDays","ParameterValue":"365"}]""",
            Json("artifacts/change-set/parameters.json"));
        Assert.Equal(
            new JsonObject
            {
                ["RollbackTriggers"] = new JsonArray([.. alarms.Select(alarm => new JsonObject
                {
                    ["Arn"] = $"arn:aws:cloudwatch:eu-west-1:111122223333:alarm:physical-{alarm}",
                    ["Type"] = "AWS::CloudWatch::Alarm",
                })]),
                ["MonitoringTimeInMinutes"] = 10,
            }.ToJsonString(),
            Json("artifacts/change-set/rollback.json"));
        Assert.All(alarms, alarm => Assert.Contains(alarm, Keys(Load("template.yaml")["Resources"])));
    }

    [Theory]
    [InlineData("{}", """{"rule":"vpc-endpoint-policy-not-open","compliant":1,"nonCompliant":2,"notApplicable":0,"undetermined":0,"withdrawn":0}""", true)]
    [InlineData("{}", """{"rule":"another","compliant":1,"nonCompliant":2,"notApplicable":0,"undetermined":0,"withdrawn":0}""", false)]
    [InlineData("{}", """{"rule":"vpc-endpoint-policy-not-open","compliant":1}""", false)]
    [InlineData("{}", "null", false)]
    [InlineData("""{"FunctionError":"Unhandled"}""", """{"errorType":"InvalidParameterException","errorMessage":"No."}""", false)]
    public async Task A_smoke_test_calls_as_AWS_Config_does_and_reads_the_answer(string status, string answer, bool isGood)
    {
        Shell.Needs("jq");
        using var fakes = new Fakes();
        fakes.Command("aws", $$$"""
            case "$1 $2" in
                "sts get-caller-identity") echo 111122223333 ;;
                "cloudformation list-stack-resources") echo "dev-vpc-endpoint-policy-not-open" ;;
                "configservice describe-config-rules")
                    echo '{"ConfigRuleName":"dev-vpc-endpoint-policy-not-open","ConfigRuleId":"config-rule-a1b2c3","ConfigRuleArn":"arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-a1b2c3","InputParameters":"{\"rule\":\"vpc-endpoint-policy-not-open\",\"exemptServices\":\"\"}","Source":{"SourceIdentifier":"arn:aws:lambda:eu-west-1:111122223333:function:policies"}}' ;;
                "lambda invoke")
                    cp "${6#fileb://}" "$FAKES/event.json"
                    echo '{{{answer}}}' > "${@: -1}"
                    echo '{{{status}}}' ;;
            esac
            """);
        var run = fakes.Run("deploy/smoke-test", "config-rules");
        Assert.Equal((isGood ? 0 : 1, $"1 called, {(isGood ? 0 : 1)} failed"), (run.ExitCode, run.Out.TrimEnd().Split('\n')[^1]));

        // The function takes what was sent, and reports in test mode.
        var account = new NetworkAccount(new(new() { AccountId = "111122223333", Region = "eu-west-1" }));
        var summary = await Handlers.Over(account, settings: new() { Region = "eu-west-1" }).HandleAsync(
            fakes.Read("event.json"), new("request", "arn:aws:lambda:eu-west-1:111122223333:function:policies"), TestContext.Current.CancellationToken);
        Assert.Equal(("vpc-endpoint-policy-not-open", "Schedule"), (summary.Rule, summary.Trigger.GetType().Name));
        Assert.Equal("TESTMODE", (string?)JsonNode.Parse(fakes.Read("event.json"))!["resultToken"]);
    }

    [Fact]
    public void A_stack_without_rules_is_no_success()
    {
        Shell.Needs("jq");
        using var fakes = new Fakes();
        fakes.Command("aws", "exit 0");
        var run = fakes.Run("deploy/smoke-test", "config-rules");
        Assert.Equal((1, "0 called, 0 failed\n"), (run.ExitCode, run.Out));
    }

    private static string Json(string path) => JsonNode.Parse(File.ReadAllText(Repository.PathOf(path)))!.ToJsonString();

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

    [GeneratedRegex("parameter_overrides = \"([^\"]+)\"")]
    private static partial Regex Overrides();

    [GeneratedRegex("ParameterKey: \"([A-Za-z]+)\"")]
    private static partial Regex ParameterKeys();

    /// <summary>Commands that stand for those of AWS, found before them, and what they were called with.</summary>
    private sealed class Fakes : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("configrules-");

        public IEnumerable<string> Calls => File.ReadLines(Path.Combine(_folder.FullName, "calls"));

        public void Command(string name, string script)
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, $"#!/usr/bin/env bash\necho \"{name} $*\" >> \"$FAKES/calls\"\n{script}\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_folder.FullName, name));

        public Shell Run(string script, params string[] arguments) => Shell.Run("", new Dictionary<string, string>
        {
            ["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
            ["FAKES"] = _folder.FullName,
            ["AWS_REGION"] = "eu-west-1",
        }, ["bash", Repository.PathOf(script), .. arguments]);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
