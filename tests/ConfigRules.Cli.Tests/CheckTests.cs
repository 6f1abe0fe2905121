using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Rules;

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

    [Theory]
    [InlineData("low", 1)]
    [InlineData("high", 1)]
    [InlineData("critical", 1)]
    public void A_finding_of_the_severity_or_above_fails_a_pipeline(string severity, int code) =>
        Assert.Equal(code, Run.Of("check", Run.Path("events/networks/acme"), "--rule", "vpc-dns-supports-private-endpoints", "--fail-on", severity).ExitCode);

    [Theory]
    [InlineData("acme", "critical", 0)]
    [InlineData("acme", "high", 1)]
    [InlineData("healthy", "low", 0)]
    public void A_finding_below_the_severity_does_not(string network, string severity, int code) =>
        Assert.Equal(code, Run.Of("check", Run.Path($"events/networks/{network}"), "--rule", "endpoint-service-acceptance-required", "--fail-on", severity).ExitCode);

    [Fact]
    public void A_parameter_for_one_rule_goes_to_that_rule_alone()
    {
        var run = Run.Of("check", Run.Path("events/networks/acme"), "--all",
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

    public static TheoryData<string[], string> Refused { get; } = new()
    {
        { [], "Required command was not provided. Try: configrules --help" },
        { ["chekc"], "configrules does not know 'chekc' (did you mean check?). Try: configrules --help" },
        { ["check"], "No network is named; give a file, a folder, - for standard input, or --live. Try: configrules check --help" },
        { ["check", "none.json"], "none.json: there is no such file or folder." },
        { ["check", Run.Path("events/networks")], "events/networks holds no .json or .json.gz file of its own; name one of the folders in it, such as events/networks/acme." },
        { ["check", Run.Path("README.md")], "README.md, line 1, column 1: this is no JSON, or only the first part of it; record the file again." },
        { ["check", Run.Path("events/scheduled.json")], "events/scheduled.json says nothing of a network: what `aws ec2 describe-*` prints was expected (Vpcs, VpcEndpoints, ...), or a snapshot of AWS Config (configurationItems)." },
        { ["check", "--rul", "x"], "There is no option '--rul' (did you mean --rule?). Try: configrules check --help" },
        { ["check", "a", "--rule", "vpc-dns-support"], "No rule is named 'vpc-dns-support' (did you mean vpc-dns-supports-private-endpoints?); `configrules rules` lists them." },
        { ["check", "a", "--param", "failClosed"], "--param is 'failClosed'; it takes NAME=VALUE or RULE:NAME=VALUE." },
        { ["check", "a", "--param", "failclosed=true"], "No rule has a parameter 'failclosed' (did you mean failClosed?); `configrules explain RULE` lists those of a rule." },
        { ["check", "a", "--param", "failClosed=maybe"], "failClosed is 'maybe'; it takes true or false." },
        { ["check", "a", "--format", "xml"], "Argument 'xml' not recognized. Must be one of: 'text' 'json'. Try: configrules check --help" },
        { ["check", "a", "--fail-on", "never"], "Argument 'never' not recognized. Must be one of: 'low' 'medium' 'high' 'critical'. Try: configrules check --help" },
        { ["check", "a", "--live"], "Name recorded networks or --live, not both." },
        { ["check", "a", "--region", "eu-west-1"], "--profile and --region belong to --live, which is missing." },
        { ["check", "--live", "--region", "Ireland"], "'Ireland' is no region's name; they look like eu-west-1." },
        { ["invoke", Run.Path("events/scheduled.json")], "Option '--network' is required. Try: configrules invoke --help" },
        { ["invoke", "none.json", "--network", Run.Path("events/networks/acme")], "none.json: there is no such file." },
        { ["invoke", Run.Path("README.md"), "--network", Run.Path("events/networks/acme")], "The event is not JSON: line 1, byte 1 cannot be read." },
        { ["invoke", Run.Path("events/parameters-unknown-rule.json"), "--network", Run.Path("events/networks/acme")], $"rule is 'vpc-is-pretty'; it takes one of {string.Join(", ", RuleCatalog.All.Select(rule => rule.Info.Id))}." },
        { ["record"], "Option '--out' is required. Try: configrules record --help" },
        { ["record", "--region", "eu-west-1", "--region", "eu-west-2", "--out", "one.json"], "Several regions do not fit into one file; name a folder with --out." },
        { ["explain", "nothing"], "No rule is named 'nothing'; `configrules rules` lists them." },
        { ["completion", "tcsh"], "Argument 'tcsh' not recognized. Must be one of: 'bash' 'zsh' 'fish' 'pwsh'. Try: configrules completion --help" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_done_is_told_in_one_sentence_with_the_cure(string[] arguments, string sentence)
    {
        var run = Run.Of(arguments);
        Assert.Equal((2, "", sentence + "\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void A_damaged_gzip_file_is_named()
    {
        var packed = Encode("gzip");
        packed[^7] ^= 0xFF;
        var path = Write("net.json.gz", packed);
        var run = Check(path);
        Assert.Equal((2, $"{path}: the gzip file is damaged; fetch it again.\n"), (run.ExitCode, run.Error));
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
}
