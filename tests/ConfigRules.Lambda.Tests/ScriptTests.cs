using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// The scripts of deploy/ as somebody runs them: by bash, in a copy of the repository, with the AWS CLI against moto. `sam package`
/// is the CLI's `cloudformation package`, of which it is another form.
/// </summary>
public sealed class ScriptTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Rule = "vpc-endpoint-policy-not-open";
    private const string Answer = $$"""{"rule":"{{Rule}}","compliant":1,"nonCompliant":2,"notApplicable":0,"undetermined":0,"withdrawn":0}""";
    private const string NoRules = "<StackResourceSummaries/>";
    private const string Template = "Resources:\n  Events: { Type: AWS::SQS::Queue }\n";

    [Theory]
    [InlineData("package")]
    [InlineData("package", "linux-x64", "linux-arm64")]
    [InlineData("upload")]
    [InlineData("upload", "acme")]
    [InlineData("change-set")]
    [InlineData("change-set", "dev")]
    [InlineData("execute")]
    [InlineData("smoke-test")]
    [InlineData("roll-out")]
    [InlineData("roll-out", "config-rules", "parameters.json", "acme", "eu-west-1")]
    public void Without_its_arguments_a_script_tells_its_usage_in_one_line(string script, params string[] arguments)
    {
        var usage = File.ReadLines(Repository.PathOf("deploy", script)).First(line => line.StartsWith("#   deploy/", StringComparison.Ordinal))[4..];
        Assert.Equal(new(2, "", $"usage: {usage}\n"), Shell.Run("", [], ["bash", Repository.PathOf("deploy", script), .. arguments]));
    }

    [Fact]
    public void A_package_holds_the_executable_under_a_key_of_its_content()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script makes packages on Linux.");
        foreach (var command in new[] { "zip", "readelf" })
            Shell.Needs(command);
        // What the others start is published by now, and not at the same time.
        PublishedProgram.PathOf("src/ConfigRules.Lambda", "bootstrap");
        var rid = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        var run = Shell.Run("", [], "bash", Repository.PathOf("deploy", "package"), rid);
        Assert.True(run.ExitCode is 0, run.Error);
        Assert.Matches($@"^config-rules/{rid}-\d+\.\d+\.\d+-[0-9a-f]{{16}}\.zip\n$", run.Out);
        var package = Repository.PathOf("artifacts", "packages", Path.GetFileName(run.Out.Trim()));
        var content = File.ReadAllBytes(package);
        using (var zip = ZipFile.OpenRead(package))
        {
            var entry = zip.Entries.Single();
            Assert.Equal("bootstrap", entry.Name);
            // Lambda starts it, so everybody may.
            Assert.Equal(0b001_001_001, entry.ExternalAttributes >> 16 & 0b001_001_001);
        }
        // The same executable makes the same file.
        Assert.Equal(run.Out, Shell.Run("", [], "bash", Repository.PathOf("deploy", "package"), rid).Out);
        Assert.Equal(content, File.ReadAllBytes(package));

        Assert.Equal(2, Shell.Run("", [], "bash", Repository.PathOf("deploy", "package"), "win-x64").ExitCode);
    }

    [Fact]
    public async Task A_change_set_is_made_shown_carried_out_and_then_there_is_nothing_to_change()
    {
        await using var cloud = new CloudDouble(moto.Url);
        using var work = new Work(cloud, moto.Url);
        work.Bucket("stages");
        work.Write("template.yaml", Template);

        var made = work.Run("change-set", "dev", "stages");
        Assert.Equal(0, made.ExitCode);
        Assert.Matches(@"^arn:aws:cloudformation:eu-west-1:123456789012:changeSet/config-rules-\d{14}/[0-9a-f-]+\n$", made.Out);
        Assert.Matches(@"Add .* Events .* AWS::SQS::Queue", made.Error);

        // Without rules there is nothing to call, and that is no success.
        var executed = work.Run("execute", made.Out.Trim());
        Assert.Equal((1, "0 called, 0 failed\n"), (executed.ExitCode, executed.Out));
        Assert.Equal("CREATE_COMPLETE\n", work.Aws("cloudformation", "describe-stacks", "--stack-name", "config-rules-dev", "--query", "Stacks[].StackStatus", "--output", "text"));

        // The stack has no alarms of its own: moto's CloudFormation makes none.
        foreach (var alarm in new[] { "ErrorsAlarm", "ThrottlesAlarm" })
        {
            work.Aws(
                "cloudwatch", "put-metric-alarm", "--alarm-name", $"config-rules-dev-{alarm}", "--comparison-operator", "GreaterThanThreshold",
                "--evaluation-periods", "1", "--metric-name", "Errors", "--namespace", "AWS/Lambda", "--period", "60", "--statistic", "Sum", "--threshold", "1");
            Assert.Contains($"\n  {alarm}:\n    Type: AWS::CloudWatch::Alarm\n", File.ReadAllText(Repository.PathOf("template.yaml")), StringComparison.Ordinal);
        }
        cloud.Results["DescribeStackResource"] = request => $"""
            <StackResourceDetail><LogicalResourceId>{request["LogicalResourceId"]}</LogicalResourceId><PhysicalResourceId>config-rules-dev-{request["LogicalResourceId"]}</PhysicalResourceId>
            <ResourceType>AWS::CloudWatch::Alarm</ResourceType><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp><ResourceStatus>CREATE_COMPLETE</ResourceStatus></StackResourceDetail>
            """;
        var nothing = work.Run("change-set", "dev", "stages");
        Assert.Equal((0, "", "Nothing changes."), (nothing.ExitCode, nothing.Out, nothing.Error.TrimEnd().Split('\n')[^1]));
        Assert.Contains(cloud.Requests, request => (request["Action"], request.GetValueOrDefault("ChangeSetName")) is ("DeleteChangeSet", not null));

        work.Write("template.yaml", Template + "  Queue: { Type: AWS::SQS::Queue }\n");
        made = work.Run("change-set", "dev", "stages");
        Assert.Equal(0, made.ExitCode);
        Assert.Matches(@"Add .* Queue .* AWS::SQS::Queue", made.Error);
        var request = cloud.Requests.Last(IsCreation);
        Assert.Equal("UPDATE", request["ChangeSetType"]);
        Assert.Equal(
            work.Aws("cloudwatch", "describe-alarms", "--query", "sort_by(MetricAlarms, &AlarmName)[].AlarmArn", "--output", "text").Trim().Split('\t'),
            Enumerable.Range(1, 2).Select(number => request[$"RollbackConfiguration.RollbackTriggers.member.{number}.Arn"]));
        Assert.Equal("10", request["RollbackConfiguration.MonitoringTimeInMinutes"]);

        work.Rule();
        cloud.Results["ListStackResources"] = _ => Rules(Rule);
        cloud.Invoke = _ => Task.FromResult(new LoopbackAnswer(200, Answer));
        executed = work.Run("execute", made.Out.Trim());
        Assert.Equal((0, $"{Rule}: {Answer}\n1 called, 0 failed\n"), (executed.ExitCode, executed.Out));
        Assert.Equal("UPDATE_COMPLETE\n", work.Aws("cloudformation", "describe-stacks", "--stack-name", "config-rules-dev", "--query", "Stacks[].StackStatus", "--output", "text"));
    }

    [Fact]
    public async Task A_stack_whose_change_set_nobody_carried_out_is_still_to_be_made()
    {
        await using var cloud = new CloudDouble(moto.Url);
        using var work = new Work(cloud, moto.Url);
        work.Bucket("patience");
        work.Write("template.yaml", Template);
        foreach (var _ in Enumerable.Range(1, 2))
            Assert.Equal(0, work.Run("change-set", "prod", "patience").ExitCode);
        Assert.Equal(["CREATE", "CREATE"], cloud.Requests.Where(IsCreation).Select(request => request["ChangeSetType"]));
    }

    [Fact]
    public async Task A_change_set_of_the_whole_template_holds_the_executable_that_was_packed()
    {
        await using var cloud = new CloudDouble(moto.Url);
        using var work = new Work(cloud, moto.Url);
        work.Bucket("whole");
        // The CLI does not know what SAM takes from Globals.
        work.Write("template.yaml", File.ReadAllText(work.PathOf("template.yaml")).Replace(
            "SkipBuild: true\n    Properties:\n", "SkipBuild: true\n    Properties:\n      CodeUri: artifacts/bootstrap/\n", StringComparison.Ordinal));
        var made = work.Run("change-set", "staging", "whole");
        Assert.Equal(0, made.ExitCode);
        foreach (var (name, _) in new Template().Of("AWS::Config::ConfigRule"))
            Assert.Contains($" {name} ", made.Error, StringComparison.Ordinal);
        var request = cloud.Requests.Single(IsCreation);
        Assert.Equal(("staging-", "RulePrefix"), (request["Parameters.member.1.ParameterValue"], request["Parameters.member.1.ParameterKey"]));
        Assert.Equal(("stage", "staging"), (request["Tags.member.2.Key"], request["Tags.member.2.Value"]));

        var code = work.Aws("s3api", "list-objects-v2", "--bucket", "whole", "--query", "Contents[?!ends_with(Key, '.yaml')].Key", "--output", "text").Trim();
        work.Aws("s3", "cp", $"s3://whole/{code}", "code.zip");
        using var zip = ZipFile.OpenRead(work.PathOf("code.zip"));
        Assert.Equal("bootstrap", zip.Entries.Single().Name);
    }

    [Fact]
    public async Task What_does_not_become_a_change_set_is_told_in_a_sentence()
    {
        await using var cloud = new CloudDouble(moto.Url);
        using var work = new Work(cloud, moto.Url);
        work.Bucket("sentences");
        work.Write("template.yaml", Template);

        Assert.Equal(new(1, "", "samconfig.toml has no stage production; it has dev, staging, prod.\n"), work.Run("change-set", "production", "sentences"));

        cloud.Results["DescribeChangeSet"] = _ => "<Status>FAILED</Status><StatusReason>Template format error: Unresolved resource dependencies [Nobody].</StatusReason>";
        Fails("The change set failed: Template format error: Unresolved resource dependencies [Nobody].");
        Assert.Contains(cloud.Requests, request => request["Action"] is "DeleteChangeSet");

        cloud.Results["DescribeStacks"] = _ => "<Stacks><member><StackName>config-rules</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>ROLLBACK_COMPLETE</StackStatus></member></Stacks>";
        Fails("The stack config-rules failed when it was made first; read its events, and delete it.");

        // Whoever may not look does not take it that there is no stack.
        cloud.Requests.Clear();
        cloud.Results["DescribeStacks"] = _ => CloudDouble.Refusal("AccessDenied", "User is not authorized to perform: cloudformation:DescribeStacks.");
        Fails("An error occurred (AccessDenied) when calling the DescribeStacks operation: User is not authorized to perform: cloudformation:DescribeStacks.");
        Assert.DoesNotContain(cloud.Requests, IsCreation);

        void Fails(string sentence)
        {
            var run = work.Run("change-set", "prod", "sentences");
            Assert.Equal((1, "", sentence), (run.ExitCode, run.Out, run.Error.TrimEnd().Split('\n')[^1]));
        }
    }

    [Fact]
    public async Task A_stack_that_goes_back_is_no_success()
    {
        await using var cloud = new CloudDouble(moto.Url);
        using var work = new Work(cloud, moto.Url);
        Queue<string> statuses = new(["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE"]);
        cloud.Results["DescribeChangeSet"] = _ => "<StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/config-rules/1</StackId>";
        cloud.Results["ExecuteChangeSet"] = _ => " ";
        cloud.Results["DescribeStacks"] = _ => $"<Stacks><member><StackName>config-rules</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>{statuses.Dequeue()}</StackStatus></member></Stacks>";
        cloud.Results["ListStackResources"] = _ => NoRules;

        var run = work.Run("execute", "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/config-rules-1/1");
        Assert.Equal(
            new(1, "0 called, 0 failed\n", "A call failed; where the stack was there before, CloudFormation goes back.\nThe stack is UPDATE_ROLLBACK_COMPLETE.\n"), run);
        Assert.Empty(statuses);
    }

    [Fact]
    public async Task A_smoke_test_counts_what_fails_and_goes_on()
    {
        await using var cloud = new CloudDouble(moto.Url);
        using var work = new Work(cloud, moto.Url);
        work.Rule();
        cloud.Results["ListStackResources"] = _ => Rules([.. Enumerable.Repeat(Rule, 7)]);
        var thrown = new LoopbackAnswer(200, """{"errorType":"InvalidParameterException","errorMessage":"No."}""") { Headers = new Dictionary<string, string> { ["X-Amz-Function-Error"] = "Unhandled" } };
        Queue<LoopbackAnswer> answers = new(
        [
            new(200, Answer), thrown,
            new(404, """{"Type":"User","Message":"Function not found."}""") { Headers = new Dictionary<string, string> { ["X-Amzn-ErrorType"] = "ResourceNotFoundException" } },
            new(200, "null"), new(200, Answer.Replace(Rule, "another", StringComparison.Ordinal)), new(200, $$"""{"rule":"{{Rule}}","compliant":1}"""),
            new(200, Answer),
        ]);
        cloud.Invoke = _ => Task.FromResult(answers.Dequeue());

        var run = work.Run("smoke-test", "config-rules");
        Assert.Equal((1, $"{Rule}: {Answer}\n{Rule}: {Answer}\n7 called, 5 failed\n"), (run.ExitCode, run.Out));
        Assert.Contains($$"""{{Rule}} failed: {"errorType":"InvalidParameterException","errorMessage":"No."}""", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{Rule} failed: \"Lambda refused the call.\"", run.Error, StringComparison.Ordinal);

        // What is sent is what the function takes.
        var sent = cloud.Events.First();
        Assert.Equal("TESTMODE", (string?)JsonNode.Parse(sent)!["resultToken"]);
        var account = new NetworkAccount(new(new() { AccountId = "123456789012", Region = "eu-west-1" }));
        var summary = await Handlers.Over(account, settings: new() { Region = "eu-west-1" }).HandleAsync(
            sent, new("request", "arn:aws:lambda:eu-west-1:123456789012:function:policies"), TestContext.Current.CancellationToken);
        Assert.Equal(Rule, summary.Rule);
    }

    [Fact]
    public async Task Units_follow_the_canary_and_nothing_is_done_twice()
    {
        await using var cloud = new CloudDouble(moto.Url) { Units = new Dictionary<string, int> { ["ou-acme-canary01"] = 2, ["ou-acme-others01"] = 60, ["ou-acme-others02"] = 1 } };
        using var work = new Work(cloud, moto.Url);
        work.Bucket("acme-eu-west-1");
        work.Bucket("acme-us-east-1");
        work.Package("1");
        work.Write("parameters.json", """[{"ParameterKey": "OrganizationId", "ParameterValue": "o-acme4example"}]""");
        Assert.Equal(0, work.Run("upload", "acme", "eu-west-1", "us-east-1").ExitCode);

        // The canary alone, as a job of its own; then all, as another job.
        Rolls("ou-acme-canary01, made: SUCCEEDED\n", "eu-west-1,us-east-1", "ou-acme-canary01");
        Rolls(
            "ou-acme-canary01: has it already\nou-acme-others01, made: SUCCEEDED\nou-acme-others02, made: SUCCEEDED\n",
            "eu-west-1,us-east-1", "ou-acme-canary01", "ou-acme-others01", "ou-acme-others02");
        Assert.Equal(
            [("1", null, "0", null), (null, "25", null, "5"), (null, "25", null, "5")],
            cloud.Requests.Where(request => request["Action"] is "CreateStackInstances").Select(request => (
                request.GetValueOrDefault("OperationPreferences.MaxConcurrentCount"), request.GetValueOrDefault("OperationPreferences.MaxConcurrentPercentage"),
                request.GetValueOrDefault("OperationPreferences.FailureToleranceCount"), request.GetValueOrDefault("OperationPreferences.FailureTolerancePercentage"))));
        Assert.Equal(126, cloud.Stacks.Count);
        Assert.All(cloud.Stacks.Values, stack => Assert.Equal(("CURRENT", cloud.Content), stack));
        // The template is where it was put, and names the code beside it.
        var url = cloud.Requests.Single(request => request["Action"] is "CreateStackSet")["TemplateURL"];
        Assert.Matches("^https://acme-eu-west-1.s3.eu-west-1.amazonaws.com/config-rules/stack-set-[0-9a-f]{16}.yaml$", url);
        Assert.Equal(
            $"config-rules/linux-x64-0.1.0-1.zip\t{new Uri(url).AbsolutePath[1..]}\n",
            work.Aws("s3api", "list-objects-v2", "--bucket", "acme-us-east-1", "--query", "Contents[].Key", "--output", "text"));

        // Another executable, and a canary that does not take it.
        work.Package("2");
        Assert.Equal(0, work.Run("upload", "acme", "eu-west-1", "us-east-1").ExitCode);
        cloud.Failing["ou-acme-canary01"] = true;
        var failed = work.Run("roll-out", "config-rules", "parameters.json", "acme", "eu-west-1,us-east-1", "ou-acme-canary01", "ou-acme-others01");
        Assert.Equal((1, "ou-acme-canary01, updated: FAILED\n"), (failed.ExitCode, failed.Out));
        Assert.Contains("ResourceLogicalId:PresenceFunction, not allowed.", failed.Error, StringComparison.Ordinal);
        Assert.All(cloud.Stacks.Where(stack => stack.Key.Unit is not "ou-acme-canary01"), stack => Assert.EndsWith("1.zip x86_64", stack.Value.Content, StringComparison.Ordinal));

        // Once it does, every unit gets it, each once.
        cloud.Failing.Clear();
        Rolls(
            "ou-acme-canary01, updated: SUCCEEDED\nou-acme-others01, updated: SUCCEEDED\nou-acme-others02, updated: SUCCEEDED\n",
            "eu-west-1,us-east-1", "ou-acme-canary01", "ou-acme-others01", "ou-acme-others02");
        Assert.All(cloud.Stacks.Values, stack => Assert.Equal(("CURRENT", cloud.Content), stack));
        Assert.EndsWith("2.zip x86_64", cloud.Content, StringComparison.Ordinal);

        // A region more is made where it is not.
        work.Bucket("acme-eu-north-1");
        Rolls("ou-acme-canary01, made: SUCCEEDED\n", "eu-west-1,us-east-1,eu-north-1", "ou-acme-canary01");
        Assert.Equal("eu-north-1", cloud.Operations.Last().Regions);

        void Rolls(string output, string regions, params string[] units)
        {
            var run = work.Run("roll-out", ["config-rules", "parameters.json", "acme", regions, .. units]);
            Assert.Equal(new(0, output, ""), run);
        }
    }

    [Fact]
    public async Task A_roll_out_ends_before_anything_is_made_where_it_may_not_look_or_has_no_package()
    {
        await using var cloud = new CloudDouble(moto.Url);
        using var work = new Work(cloud, moto.Url);
        work.Write("parameters.json", "[]");
        string[] arguments = ["config-rules", "parameters.json", "acme", "eu-west-1", "ou-acme-canary01"];
        Assert.Equal(new(2, "", "artifacts/packages has not one package of linux-x64; run deploy/package linux-x64.\n"), work.Run("roll-out", arguments));
        Assert.Equal(new(2, "", "artifacts/packages has no package; run deploy/package.\n"), work.Run("upload", "acme", "eu-west-1"));

        work.Package("1");
        cloud.Results["DescribeStackSet"] = _ => CloudDouble.Refusal("ValidationError", "You must be the management account or delegated admin account of an organization.");
        var run = work.Run("roll-out", arguments);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("You must be the management account or delegated admin account of an organization.", run.Error, StringComparison.Ordinal);
        Assert.Equal(["DescribeStackSet"], cloud.Requests.Select(request => request["Action"]));
    }

    private static bool IsCreation(IReadOnlyDictionary<string, string> request) => request["Action"] is "CreateChangeSet";

    private static string Rules(params string[] names) =>
        $"<StackResourceSummaries>{string.Concat(names.Select(name => $"<member><LogicalResourceId>R</LogicalResourceId><PhysicalResourceId>{name}</PhysicalResourceId><ResourceType>AWS::Config::ConfigRule</ResourceType><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"))}</StackResourceSummaries>";

    /// <summary>A copy of what the scripts work on, and an environment in which they find moto.</summary>
    private sealed class Work : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("configrules-");
        private readonly Dictionary<string, string> _environment;

        public Work(CloudDouble cloud, string moto)
        {
            Shell.Needs("jq");
            var tools = AwsCli.Folder;
            foreach (var path in Directory.EnumerateFiles(Repository.PathOf("deploy")).Append(Repository.PathOf("template.yaml")).Append(Repository.PathOf("samconfig.toml")))
            {
                var copy = PathOf(Path.GetRelativePath(Repository.PathOf(), path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(path, copy);
            }
            Write("artifacts/bootstrap/bootstrap", "An executable.");
            Write("tools/sam", "#!/usr/bin/env bash\n[ \"$1\" = package ] && exec aws cloudformation \"$@\"\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(PathOf("tools/sam"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            _environment = new()
            {
                ["PATH"] = string.Join(Path.PathSeparator, new[] { PathOf("tools"), tools, Environment.GetEnvironmentVariable("PATH")! }.Where(path => path.Length > 0)),
                ["AWS_ENDPOINT_URL"] = cloud.Url,
                ["AWS_ENDPOINT_URL_S3"] = moto,
                ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
                ["AWS_SECRET_ACCESS_KEY"] = "secret",
                ["AWS_REGION"] = "eu-west-1",
                ["AWS_DEFAULT_REGION"] = "eu-west-1",
                ["AWS_MAX_ATTEMPTS"] = "1",
                ["AWS_PAGER"] = "",
                ["POLL_SECONDS"] = "0",
            };
        }

        public string PathOf(string path) => Path.Combine(_folder.FullName, path);

        public void Write(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
            File.WriteAllText(PathOf(path), text);
        }

        /// <summary>As deploy/package leaves it.</summary>
        public void Package(string content)
        {
            if (Directory.Exists(PathOf("artifacts/packages")))
                Directory.Delete(PathOf("artifacts/packages"), recursive: true);
            Write($"artifacts/packages/linux-x64-0.1.0-{content}.zip", content);
        }

        public void Bucket(string name) => Aws("s3", "mb", $"s3://{name}");

        /// <summary>A rule, and the function that it calls.</summary>
        public void Rule()
        {
            using (var zip = ZipFile.Open(PathOf("function.zip"), ZipArchiveMode.Create))
                zip.CreateEntry("bootstrap");
            var name = $"policies-{Guid.NewGuid():N}";
            var role = Aws("iam", "create-role", "--role-name", name, "--assume-role-policy-document", "{}", "--query", "Role.Arn", "--output", "text").Trim();
            var function = Aws(
                "lambda", "create-function", "--function-name", name, "--runtime", "provided.al2023", "--handler", "bootstrap", "--role", role,
                "--zip-file", $"fileb://{PathOf("function.zip")}", "--query", "FunctionArn", "--output", "text").Trim();
            Aws("configservice", "put-config-rule", "--config-rule", new JsonObject
            {
                ["ConfigRuleName"] = ScriptTests.Rule,
                ["InputParameters"] = $$"""{"rule":"{{ScriptTests.Rule}}"}""",
                ["Source"] = new JsonObject
                {
                    ["Owner"] = "CUSTOM_LAMBDA",
                    ["SourceIdentifier"] = function,
                    ["SourceDetails"] = new JsonArray(new JsonObject { ["EventSource"] = "aws.config", ["MessageType"] = "ScheduledNotification", ["MaximumExecutionFrequency"] = "Six_Hours" }),
                },
            }.ToJsonString());
        }

        public string Aws(params string[] arguments)
        {
            var run = Shell.Run("", _environment, ["bash", "-c", $"cd '{_folder.FullName}' && exec aws \"$@\"", "aws", .. arguments]);
            Assert.True(run.ExitCode is 0, run.Error);
            return run.Out;
        }

        public Shell Run(string script, params string[] arguments) => Shell.Run("", _environment, ["bash", PathOf($"deploy/{script}"), .. arguments]);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
