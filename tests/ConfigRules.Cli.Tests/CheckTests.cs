using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private const string Broken = """
        { "AccountId": "111122223333", "Region": "eu-west-1",
          "Vpcs": [{ "VpcId": "vpc-1" }], "VpcAttributes": [{ "VpcId": "vpc-1", "EnableDnsSupport": { "Value": true }, "EnableDnsHostnames": { "Value": false } }],
          "VpcEndpoints": [{ "VpcEndpointId": "vpce-1", "VpcId": "vpc-1", "VpcEndpointType": "Interface", "State": "available",
            "ServiceName": "com.amazonaws.eu-west-1.sts", "PrivateDnsEnabled": true }] }
        """;

    private const string Verdict = "  CRITICAL  vpc-1  vpc-dns-supports-private-endpoints: enableDnsHostnames is off, so in this VPC the names of sts do not resolve to the endpoints.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("configrules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("utf-8 with its mark")]
    [InlineData("utf-16")]
    [InlineData("utf-16 big-endian")]
    public void A_file_may_be_kept_in_several_ways(string how)
    {
        var path = Write("net.json", Encode(how));
        Assert.Contains(Verdict, Check(path).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_evaluations_are_written_as_one_list_in_order()
    {
        var path = Path.Combine(_folder.FullName, "net.json");
        using (var file = File.Create(path))
            GeneratedNetwork.Write(file, GeneratedNetwork.Facts(vpcs: 500, endpointsPerVpc: 6));
        string[] rules = ["vpc-endpoint-private-dns-enabled", "vpc-dns-supports-private-endpoints"];
        var json = Run.Of(["check", path, "--format", "json", .. rules.SelectMany(rule => new[] { "--rule", rule })]).Out;
        var evaluations = JsonNode.Parse(json)!["evaluations"]!.AsArray();
        Assert.Equal(json, new JsonObject { ["evaluations"] = evaluations.DeepClone() }.ToJsonString(new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        Assert.Equal(
            [.. Enumerable.Repeat(rules[0], 3000), .. Enumerable.Repeat(rules[1], 500)],
            evaluations.Select(evaluation => evaluation!["rule"]!.GetValue<string>()));
        Assert.Equal(3500, evaluations.DistinctBy(evaluation => evaluation!["resourceId"]!.GetValue<string>()).Count());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    public void A_network_may_come_from_standard_input(string how) =>
        Assert.Contains(Verdict, Run.Of(new MemoryStream(Encode(how)), null, "check", "-", "--rule", "vpc-dns-supports-private-endpoints").Out, StringComparison.Ordinal);

    [Fact]
    public void A_folder_may_hold_plain_and_packed_files_beside_others()
    {
        var members = JsonNode.Parse(Broken)!.AsObject();
        foreach (var (name, value) in members)
        {
            var text = new JsonObject { [name] = value!.DeepClone() }.ToJsonString();
            Write(name is "Vpcs" ? "vpcs.json.gz" : $"{name}.json", name is "Vpcs" ? Pack(Encoding.UTF8.GetBytes(text)) : Encoding.UTF8.GetBytes(text));
        }
        Write("notes.txt", "not JSON"u8.ToArray());
        Assert.Contains(Verdict, Check(_folder.FullName).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_is_not_proposed_where_nobody_knows_whose_the_network_is()
    {
        var path = Write("net.json", Encoding.UTF8.GetBytes("""
            { "Vpcs": [{ "VpcId": "vpc-1" }], "VpcEndpoints": [{ "VpcEndpointId": "vpce-1", "VpcId": "vpc-1", "VpcEndpointType": "Gateway",
              "State": "available", "ServiceName": "com.amazonaws.eu-west-1.s3" }] }
            """));
        var run = Run.Of("policy", path, "--endpoint", "vpce-1");
        Assert.Equal((2, "", "The AccountId of this network has not been recorded; add it to one of its files.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData(null, true)]
    public void A_policy_that_is_proposed_lets_own_data_pass_unless_somebody_says_otherwise(string? requires, bool passes)
    {
        string[] asked = ["policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60010", "--param", "bundles=ecr-pull"];
        var run = Run.Of([.. asked, .. requires is null ? (string[])[] : ["--param", $"requireOwnAccess={requires}"]]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(passes, run.Out.Contains("\"OwnPrincipalsToOwnResources\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_that_would_let_nothing_pass_is_not_proposed()
    {
        var path = Write("net.json", Encoding.UTF8.GetBytes("""
            { "AccountId": "111111111111", "Region": "eu-west-1", "Vpcs": [{ "VpcId": "vpc-1" }], "VpcEndpoints": [{ "VpcEndpointId": "vpce-1",
              "VpcId": "vpc-1", "VpcEndpointType": "Gateway", "State": "available", "ServiceName": "com.amazonaws.eu-west-1.s3" }] }
            """));
        var run = Run.Of("policy", path, "--endpoint", "vpce-1", "--param", "requireOwnAccess=false");
        Assert.Equal(
            (2, "", "Nothing is to pass vpce-1: no bundle is used in its VPC that sends requests through it; --param bundles=ID names one, and requireOwnAccess=true lets one's own data pass.\n"),
            (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void A_policy_that_no_endpoint_takes_is_not_proposed()
    {
        var accounts = string.Join(',', Enumerable.Range(0, 1_000).Select(number => number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture)));
        var run = Run.Of("policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60010", "--param", $"trustedAccountIds={accounts}");
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Matches("^The policy would have [0-9,]+ characters, and an endpoint takes 20,480 at most; trust fewer accounts, or an organization.\n$", run.Error);
    }

    [Theory]
    [InlineData("low", 1)]
    [InlineData("high", 1)]
    [InlineData("critical", 1)]
    public void A_finding_of_the_severity_or_above_fails_a_pipeline(string severity, int code) =>
        Assert.Equal(code, Run.Of("check", "events/networks/acme", "--rule", "vpc-dns-supports-private-endpoints", "--fail-on", severity).ExitCode);

    [Theory]
    [InlineData("high", "HIGH  ", 1)]
    [InlineData("critical", "HIGH  ", 0)]
    public void A_finding_that_is_graver_than_its_rule_counts_as_what_it_is(string severity, string word, int code)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "network.json"), """
            { "AccountId": "111122223333", "Region": "eu-west-1", "VpcEndpoints": [{ "VpcEndpointId": "vpce-1", "VpcEndpointType": "Gateway", "VpcId": "vpc-1", "OwnerId": "111122223333",
              "ServiceName": "com.amazonaws.eu-west-1.s3", "State": "available", "PolicyDocument": "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}" }] }
            """);
        var run = Run.Of("check", _folder.FullName, "--rule", "vpc-endpoint-policy-effective", "--fail-on", severity);
        Assert.Equal((code, true), (run.ExitCode, run.Out.Contains(word, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("acme", "critical", 0)]
    [InlineData("acme", "high", 1)]
    [InlineData("healthy", "low", 0)]
    public void A_finding_below_the_severity_does_not(string network, string severity, int code) =>
        Assert.Equal(code, Run.Of("check", $"events/networks/{network}", "--rule", "endpoint-service-acceptance-required", "--fail-on", severity).ExitCode);

    [Fact]
    public void A_parameter_for_one_rule_goes_to_that_rule_alone()
    {
        var run = Run.Of("check", "events/networks/acme", "--all",
            "--rule", "vpc-endpoint-policy-not-open", "--rule", "vpc-endpoint-policy-trusts-own-org",
            "--param", "vpc-endpoint-policy-trusts-own-org:excludeVpcIds=vpc-0a1b2c3d4e5f60002");
        var lines = run.Out.Split('\n').Where(line => line.Contains("vpce-0a1b2c3d4e5f60006", StringComparison.Ordinal)).Select(line => line.Trim());
        Assert.Equal(
            [
                "HIGH      vpce-0a1b2c3d4e5f60006  vpc-endpoint-policy-not-open: Statement 1 of its policy lets everybody do everything with secretsmanager.",
                "-         vpce-0a1b2c3d4e5f60006  vpc-endpoint-policy-trusts-own-org: vpc-0a1b2c3d4e5f60002 is excluded by a parameter.",
            ],
            lines);
    }

    public static TheoryData<string> Packs => [.. RulePack.All.Select(pack => pack.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void A_pack_chooses_its_rules_and_no_other(string pack)
    {
        var evaluations = JsonNode.Parse(Run.Of("check", "events/networks/acme", "--pack", pack, "--format", "json").Out)!["evaluations"]!.AsArray();
        Assert.Equal(
            RulePack.Find(pack)!.RuleIds.Order(StringComparer.Ordinal),
            evaluations.Select(evaluation => (string)evaluation!["rule"]!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_pack_and_a_rule_are_chosen_together_once() => Assert.Equal(
        ["endpoint-service-acceptance-required", .. RulePack.Find("provider")!.RuleIds.Where(id => id is not "endpoint-service-acceptance-required")],
        JsonNode.Parse(Run.Of("check", "events/networks/acme", "--rule", "endpoint-service-acceptance-required", "--pack", "provider", "--format", "json").Out)!["evaluations"]!
            .AsArray().Select(evaluation => (string)evaluation!["rule"]!).Distinct());

    /// <summary>The first rules to turn on ask for the organization; who does not want that says so.</summary>
    [Theory]
    [InlineData(true, "--pack", "seed")]
    [InlineData(false, "--pack", "seed", "--param", "requireOrgId=false")]
    [InlineData(false, "--rule", "vpc-endpoint-policy-trusts-own-org")]
    public void A_pack_brings_parameters_that_others_go_before(bool isAskedFor, params string[] chosen)
    {
        var path = Write("net.json", Encoding.UTF8.GetBytes("""
            { "AccountId": "111122223333", "Region": "eu-west-1", "VpcEndpoints": [{ "VpcEndpointId": "vpce-1", "VpcId": "vpc-1", "VpcEndpointType": "Gateway", "State": "available",
              "ServiceName": "com.amazonaws.eu-west-1.s3", "PolicyDocument": "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":\"111122223333\"}}}}" }],
              "ServiceDetails": [] }
            """));
        var verdict = JsonNode.Parse(Run.Of(["check", path, "--format", "json", .. chosen]).Out)!["evaluations"]!.AsArray()
            .Single(evaluation => (string)evaluation!["rule"]! is "vpc-endpoint-policy-trusts-own-org")!["compliance"];
        Assert.Equal(isAskedFor ? "NON_COMPLIANT" : "COMPLIANT", (string)verdict!);
    }

    [Fact]
    public void The_recorded_networks_show_every_rule_failing_and_repaired()
    {
        var rules = RuleCatalog.All.Select(rule => rule.Info.Id).Order(StringComparer.Ordinal);
        Assert.Equal(rules, Verdicts("acme").Where(verdict => verdict.Compliance is "NON_COMPLIANT").Select(verdict => verdict.Rule).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(rules, Verdicts("healthy").Where(verdict => verdict.Compliance is "COMPLIANT").Select(verdict => verdict.Rule).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Verdicts("healthy"), verdict => verdict.Compliance is "NON_COMPLIANT" or "UNDETERMINED");

        static (string Rule, string Compliance)[] Verdicts(string network) =>
        [
            .. JsonNode.Parse(Run.Of("check", $"events/networks/{network}", "--format", "json").Out)!["evaluations"]!.AsArray()
                .Select(evaluation => ((string)evaluation!["rule"]!, (string)evaluation["compliance"]!)),
        ];
    }

    public static TheoryData<string[], string> Refused { get; } = new()
    {
        { [], "configrules needs a command: check, trace, policy, report, invoke, record, rules, explain, template or completion; see `configrules --help`." },
        { ["chekc"], "configrules does not know 'chekc' (did you mean check?); see `configrules --help`." },
        { ["check"], "No network is named; give a file, a folder, - for standard input, or --live; see `configrules check --help`." },
        { ["check", ""], "A network's name is empty; give a file, a folder, or - for standard input." },
        { ["check", "none.json"], "none.json: there is no such file or folder." },
        { ["check", "events/networks/acme/vpcs.json/none.json"], "events/networks/acme/vpcs.json/none.json: there is no such file or folder." },
        { ["check", "events/networks"], "events/networks holds no .json or .json.gz file of its own; name one of the folders in it, such as events/networks/acme." },
        { ["check", "README.md"], "README.md, line 1, column 1: this is no JSON, or only the first part of it; record the file again." },
        { ["check", "events/scheduled.json"], "events/scheduled.json says nothing of a network: what `aws ec2 describe-*` prints was expected (Vpcs, VpcEndpoints, ...), or a snapshot of AWS Config (configurationItems)." },
        { ["check", "--rul", "x"], "There is no option '--rul' (did you mean --rule?); see `configrules check --help`." },
        { ["check", "a", "--rule"], "--rule takes a value: --rule ID; see `configrules check --help`." },
        { ["check", "a", "--pack", "private-paths"], "No pack is named 'private-paths' (did you mean private-path?); there are seed, fsbp-replacement, private-path, data-perimeter, provider and cost." },
        { ["check", "a", "--rule", "vpc-dns-support"], "No rule is named 'vpc-dns-support' (did you mean vpc-dns-supports-private-endpoints?); `configrules rules` lists them." },
        { ["check", "a", "--param", "failClosed"], "--param is 'failClosed'; it takes NAME=VALUE or RULE:NAME=VALUE." },
        { ["check", "a", "--param", "failclosed=true"], "No rule has a parameter 'failclosed' (did you mean failClosed?); `configrules explain RULE` lists those of a rule." },
        { ["check", "a", "--param", "vpc-endpoint-policy-not-open:strict=true"], "vpc-endpoint-policy-not-open has no parameter 'strict'; `configrules explain vpc-endpoint-policy-not-open` lists those that it has." },
        { ["check", "a", "--param", "failClosed=maybe"], "failClosed is 'maybe'; it takes true or false." },
        { ["check", "a", "--format", "xml"], "--format is 'xml'; it takes text or json; see `configrules check --help`." },
        { ["check", "a", "--format", "json", "--format", "text"], "--format may be given once, not 2 times; see `configrules check --help`." },
        { ["check", "a", "--fail-on", "never"], "--fail-on is 'never'; it takes low, medium, high or critical; see `configrules check --help`." },
        { ["check", "a", "--live"], "Name recorded networks or --live, not both." },
        { ["policy", "events/networks/acme"], "configrules policy needs --endpoint ID; see `configrules policy --help`." },
        { ["policy", "--endpoint", "vpce-1"], "No network is named; give a file, a folder, - for standard input, or --live; see `configrules policy --help`." },
        { ["policy", "none.json", "--endpoint", "vpce-1"], "none.json: there is no such file or folder." },
        { ["policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60099"], "No endpoint vpce-0a1b2c3d4e5f60099 has been recorded (did you mean vpce-0a1b2c3d4e5f60009?)." },
        { ["policy", "events/networks/acme/vpc-endpoints.json", "events/networks/acme/account.json", "--endpoint", "vpce-0a1b2c3d4e5f60001"], "Vpcs have not been recorded; add what `aws ec2 describe-vpcs` prints." },
        { ["policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60014"], "vpce-0a1b2c3d4e5f60014 leads to com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f6000b, which takes no endpoint policy." },
        { ["policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60010", "--param", "trustedOrgIds=acme"], "trustedOrgIds is 'acme'; it takes organization ids (o-...) separated by commas." },
        { ["policy", "events/networks/acme", "--endpoint", "vpce-0a1b2c3d4e5f60010", "--param", "trustedOrg=acme"], "No rule has a parameter 'trustedOrg' (did you mean trustedOrgIds?); `configrules explain RULE` lists those of a rule." },
        { ["check", "a", "--region", "eu-west-1"], "--profile and --region belong to --live, which is missing." },
        { ["check", "--live", "--region", "Ireland"], "'Ireland' is no region's name; they look like eu-west-1." },
        { ["check", "--live", "--region", ""], "'' is no region's name; they look like eu-west-1." },
        { ["check", "--live", "--region", "eu-west-1", "--profile", "nobody-has-this-one"], "There is no profile 'nobody-has-this-one' with credentials in ~/.aws." },
        { ["invoke", "events/scheduled.json"], "configrules invoke needs --network NETWORK; see `configrules invoke --help`." },
        { ["invoke", "none.json", "--network", "events/networks/acme"], "none.json: there is no such file or folder." },
        { ["invoke", "events", "--network", "events/networks/acme"], "events: this is a folder; name a file." },
        { ["invoke", "README.md", "--network", "events/networks/acme"], "README.md: the event is not JSON: line 1, byte 1 cannot be read." },
        { ["invoke", "events/networks/acme/vpcs.json", "--network", "events/networks/acme"], "events/networks/acme/vpcs.json: the event has no invokingEvent, so it is not from AWS Config." },
        { ["invoke", "events/parameters-unknown-rule.json", "--network", "events/networks/acme"], $"rule is 'vpc-is-pretty'; it takes one of {string.Join(", ", RuleCatalog.All.Select(rule => rule.Info.Id))}." },
        { ["record"], "configrules record needs --out NETWORK; see `configrules record --help`." },
        { ["record", "--out", ""], "--out is empty; it takes a folder, or a file whose name ends with .json." },
        { ["record", "--region", "eu-west-1", "--region", "eu-west-2", "--out", "one.json"], "Several regions do not fit into one file; name a folder with --out." },
        { ["explain"], "configrules explain needs a RULE; see `configrules explain --help`." },
        { ["explain", "nothing"], "No rule is named 'nothing'; `configrules rules` lists them." },
        { ["completion", "tcsh"], "SHELL is 'tcsh'; it takes bash, zsh, fish or pwsh; see `configrules completion --help`." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_done_is_told_in_one_sentence_with_the_cure(string[] arguments, string sentence)
    {
        var run = Run.Of(arguments);
        Assert.Equal((2, "", sentence + "\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Theory]
    [InlineData("a changed byte of the sum")]
    [InlineData("a changed byte in the middle")]
    [InlineData("half of it")]
    [InlineData("all but the sum")]
    [InlineData("nothing but its first bytes")]
    public void A_damaged_gzip_file_is_named(string what)
    {
        var packed = Encode("gzip");
        var path = Write("net.json.gz", what switch
        {
            "a changed byte of the sum" => [.. packed[..^7], (byte)~packed[^7], .. packed[^6..]],
            "a changed byte in the middle" => [.. packed[..60], (byte)~packed[60], .. packed[61..]],
            "half of it" => packed[..(packed.Length / 2)],
            "all but the sum" => packed[..^8],
            _ => packed[..2],
        });
        var run = Check(path);
        Assert.Equal((2, "", $"{path}: the gzip file is damaged, or its end is missing; fetch it again.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task Output_for_which_there_is_no_room_is_told()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var full = new FullWriter();
        var code = await CommandLine.RunAsync(["rules"], new() { In = Stream.Null, Out = full, Error = error }, TestContext.Current.CancellationToken);
        Assert.Equal((2, "The output cannot be written: No space left on device.\n"), (code, error.ToString()));
    }

    [Fact]
    public async Task Who_stops_it_gets_the_exit_code_of_shells_and_no_output()
    {
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        using var stop = new CancellationTokenSource();
        // Somebody loses patience while the file is read.
        var terminal = new Terminal { In = new StoppingStream(stop), Out = output, Error = error };
        var code = await CommandLine.RunAsync(["check", "-"], terminal, stop.Token);
        Assert.Equal((130, "", "Stopped before the end; nothing was changed.\n"), (code, output.ToString(), error.ToString()));
    }

    [Fact]
    public void Names_do_not_steer_the_terminal()
    {
        var network = JsonNode.Parse(Broken)!;
        network["Vpcs"]![0]!["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Name", ["Value"] = "a\e[31mred\nline\u202Ename" });
        var run = Check(Write("net.json", Encoding.UTF8.GetBytes(network.ToJsonString())));
        Assert.Contains("vpc-1 (a\uFFFD[31mred\uFFFDline\uFFFDname)\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_an_account_that_was_not_recorded_is_refused()
    {
        var text = File.ReadAllText("events/change-vpc.json").Replace("eu-west-1", "us-east-1", StringComparison.Ordinal);
        var run = Run.Of("invoke", Write("event.json", Encoding.UTF8.GetBytes(text)), "--network", "events/networks/acme");
        Assert.Equal(
            (2, "", "The event is of account 111122223333 in us-east-1, but 111122223333 in eu-west-1 was recorded; take an event of that account, or record the other.\n"),
            (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void An_event_may_be_kept_as_networks_may()
    {
        var text = File.ReadAllText("events/scheduled.json");
        string[] arguments = ["invoke", "-", "--network", "events/networks/acme"];
        var plain = Run.Of(text, null, arguments);
        Assert.Equal(0, plain.ExitCode);
        Assert.Equal(plain, Run.Of(new MemoryStream(Pack(Encoding.UTF8.GetBytes(text))), null, arguments));
        Assert.Equal(plain, Run.Of(new MemoryStream([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]), null, arguments));
        Assert.Equal(plain, Run.Of(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]), null, arguments));
    }

    [Fact]
    public void What_is_longer_than_any_event_is_refused()
    {
        var path = Write("event.json", [(byte)'{', .. Enumerable.Repeat((byte)' ', 7 << 20)]);
        Assert.Equal(
            $"{path}: this is longer than any event; name the JSON of one event of AWS Config.\n",
            Run.Of("invoke", path, "--network", "events/networks/acme").Error);
    }

    [Fact]
    public void What_the_function_would_keep_silent_of_is_told()
    {
        var run = Run.Of("invoke", "events/change-vpc.json", "--network", "events/networks/acme/vpcs.json", "--format", "text");
        Assert.Equal(
            (0, "UNDETERMINED    AWS::EC2::VPC  vpc-0a1b2c3d4e5f60001  VpcAttributes have not been recorded.\n0 evaluations would be put for vpc-dns-supports-private-endpoints, 1 not.\n"),
            (run.ExitCode, run.Out));
    }

    private static Run Check(string path) => Run.Of("check", path, "--rule", "vpc-dns-supports-private-endpoints");

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Encode(string how) => how switch
    {
        "gzip" => Pack(Encoding.UTF8.GetBytes(Broken)),
        "utf-16" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Broken)],
        "utf-16 big-endian" => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Broken)],
        "utf-8 with its mark" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Broken)],
        _ => Encoding.UTF8.GetBytes(Broken),
    };

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>A disk on which nothing fits any more.</summary>
    private sealed class FullWriter : StringWriter
    {
        public override Task FlushAsync(CancellationToken cancellationToken) => throw new IOException("No space left on device");
    }

    private sealed class StoppingStream(CancellationTokenSource stop) : MemoryStream(Encoding.UTF8.GetBytes(Broken))
    {
        public override int Read(Span<byte> buffer)
        {
            stop.Cancel();
            return base.Read(buffer);
        }
    }
}
