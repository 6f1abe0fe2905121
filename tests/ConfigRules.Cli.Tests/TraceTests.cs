using System.Net;
using System.Text.Json.Nodes;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Cli.Tests;

public sealed class TraceTests : IDisposable
{
    private const string Acme = "events/networks/acme";
    private const string Healthy = "events/networks/healthy";
    private const string App = "subnet-0a1b2c3d4e5f60001";
    private const string S3Endpoint = "vpce-0a1b2c3d4e5f60001";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("configrules-");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, string[]> WrongInput { get; } = new()
    {
        { "A trace needs --from and --to, or --matrix for all ways, or --diff for two recordings; see `configrules trace --help`.", [Acme] },
        { "A trace needs --from and --to, or --matrix for all ways, or --diff for two recordings; see `configrules trace --help`.", [Acme, "--from", App] },
        { "No network is named; give a file, a folder, - for standard input, or --live; see `configrules trace --help`.", ["--from", App, "--to", "s3"] },
        { "no-such-network: there is no such file or folder.", ["no-such-network", "--from", App, "--to", "s3"] },
        { "--from is 'subnet-0a1b2c3d4e5f60099', and no interface, subnet or security group of that id was recorded (did you mean subnet-0a1b2c3d4e5f60009?).", [Acme, "--from", "subnet-0a1b2c3d4e5f60099", "--to", "s3"] },
        { "--from is i-0a1b2c3d4e5f60001, and a recorded network does not tell the interfaces of instances apart; name its interface (eni-...) or its subnet.", [Acme, "--from", "i-0a1b2c3d4e5f60001", "--to", "s3"] },
        { "--from is sg-0a1b2c3d4e5f60001, which no workload's interface carries now, so that nobody sends packets by it; name a subnet.", [Acme, "--from", "sg-0a1b2c3d4e5f60001", "--to", "s3"] },
        { "--to is 'https://s3.amazonaws.com/'; it takes a service (s3, ecr.api) or a host name (sts.eu-west-1.amazonaws.com), and nothing before or after it.", [Acme, "--from", App, "--to", "https://s3.amazonaws.com/"] },
        { "--to is ''; it takes a service (s3, ecr.api) or a host name (sts.eu-west-1.amazonaws.com), and nothing before or after it.", [Acme, "--from", App, "--to", ""] },
        { "--to names a service of us-east-1, and the network is of eu-west-1; name its host, such as SERVICE.us-east-1.amazonaws.com.", [Acme, "--from", App, "--to", "com.amazonaws.us-east-1.s3"] },
        { "--port is '70000'; it takes a number from 1 to 65535.", [Acme, "--from", App, "--to", "s3", "--port", "70000"] },
        { "--port is 'https'; it takes a number from 1 to 65535.", [Acme, "--from", App, "--to", "s3", "--port", "https"] },
        { "--resource describes a request, which needs --action too, such as --action s3:GetObject.", [Acme, "--from", App, "--to", "s3", "--resource", "arn:aws:s3:::a/b"] },
        { "--principal describes a request, which needs --action too, such as --action s3:GetObject.", [Acme, "--from", App, "--to", "s3", "--principal", "anonymous"] },
        { "--action is 'GetObject'; it takes a service's prefix and an action, such as s3:GetObject.", [Acme, "--from", App, "--to", "s3", "--action", "GetObject"] },
        { "--resource is 'bucket'; it takes an ARN, such as arn:aws:s3:::my-bucket/key, or *.", [Acme, "--from", App, "--to", "s3", "--action", "s3:GetObject", "--resource", "bucket"] },
        { "--principal is 'somebody'; it takes an ARN, the 12 digits of an account, anonymous, or presigned:ACCOUNT.", [Acme, "--from", App, "--to", "s3", "--action", "s3:GetObject", "--principal", "somebody"] },
        { "--from does not go with --matrix, which asks for all ways.", [Acme, "--matrix", "--from", App] },
        { "--live-dns does not go with --matrix, which asks for all ways.", [Acme, "--matrix", "--live-dns"] },
        { "--services does not go with a single way, which is one question.", [Acme, "--from", App, "--to", "s3", "--services", "s3"] },
        { "--fail-on-public does not go with a single way, which is one question.", [Acme, "--from", App, "--to", "s3", "--fail-on-public"] },
        { "--services is empty; it takes services separated by commas, such as s3,ecr.api.", [Acme, "--matrix", "--services", ","] },
        { "--format svg draws a single way; --matrix takes text or json.", [Acme, "--matrix", "--format", "svg"] },
        { "--format is 'pdf'; it takes text, json, mermaid, svg or dot; see `configrules trace --help`.", [Acme, "--matrix", "--format", "pdf"] },
        { "--diff compares matrices by itself; leave --matrix away.", [Acme, Healthy, "--matrix", "--diff"] },
        { "--diff compares two recordings: configrules trace --diff OLD NEW.", ["--diff", Acme] },
        { "--what-if does not go with --diff, which compares two recordings.", ["--diff", Acme, Healthy, "--what-if", "patch.json"] },
        { "--live does not go with --diff, which compares two recordings.", ["--diff", "--live"] },
        { "--assume-none is empty; it takes kinds of facts separated by commas, such as HostedZones,ResolverRules, or all.", [Acme, "--matrix", "--assume-none", ""] },
        { "--assume-none names Subnets, of which every network has some; record them.", [Acme, "--matrix", "--assume-none", "Subnets"] },
        { "subnet-reaches-services-privately has no parameter 'bundle' (did you mean bundles?); `configrules explain subnet-reaches-services-privately` lists those that it has.", [Acme, "--matrix", "--param", "bundle=ecr-pull"] },
        { "--what-if is empty; it takes a file of changes, such as patch.json.", [Acme, "--matrix", "--what-if", ""] },
        { "events: this is a folder; name a file.", [Acme, "--matrix", "--what-if", "events"] },
        { "--from is '', and no interface, subnet or security group of that id was recorded.", [Acme, "--from", "", "--to", "s3"] },
        { "--port takes a value: --port PORT; see `configrules trace --help`.", [Acme, "--from", App, "--to", "s3", "--port"] },
        { "no-such-patch.json: there is no such file or folder.", [Acme, "--matrix", "--what-if", "no-such-patch.json"] },
    };

    [Theory]
    [MemberData(nameof(WrongInput))]
    public void Wrong_input_is_told_in_one_sentence(string sentence, string[] arguments)
    {
        var run = Run.Of(["trace", .. arguments]);
        Assert.Equal((2, "", $"{sentence}\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void A_mistyped_kind_to_assume_gets_a_suggestion() => Assert.StartsWith(
        "--assume-none names 'HostedZone', which is no kind of facts (did you mean HostedZones?); it takes all, NetworkAcls, ",
        Run.Of("trace", Acme, "--matrix", "--assume-none", "HostedZone").Error, StringComparison.Ordinal);

    [Fact]
    public void A_mistyped_service_gets_a_suggestion_where_all_services_are_known()
    {
        var services = Write("services.json", """{ "ServiceNames": ["com.amazonaws.eu-west-1.ec2", "com.amazonaws.eu-west-1.kms", "com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.sts", "com.amazonaws.eu-west-1.ecr.api"] }""");
        var run = Run.Of(["trace", .. Directory.GetFiles(Acme), services, "--from", App, "--to", "ecr.apo"]);
        Assert.Equal((2, "--to is 'ecr.apo', which is no service that can be had in eu-west-1 (did you mean ecr.api?).\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Services_that_nobody_offers_are_told()
    {
        var net = Write("net.json", """{ "Region": "eu-west-1", "Vpcs": [], "ServiceNames": ["com.amazonaws.eu-west-1.ec2", "com.amazonaws.eu-west-1.kms", "com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.sts"] }""");
        Assert.Equal("--services names 'stz', which is no service that can be had in eu-west-1 (did you mean sts?).\n", Run.Of("trace", net, "--matrix", "--services", "s3,stz").Error);
    }

    [Fact]
    public void The_port_that_is_given_is_asked_for()
    {
        var trace = Json(Trace("--to", "s3", "--port", "8443"))["traces"]![0]!;
        Assert.Equal(8443, (int)trace["to"]!["port"]!);
        Assert.Contains("TCP 8443", (string?)trace["legs"]![0]!["hops"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_found_by_what_sends()
    {
        var other = Write("other.json", """{ "AccountId": "999999999999", "Region": "us-east-1", "Vpcs": [{ "VpcId": "vpc-9" }] }""");
        Assert.Equal(1, Run.Of("trace", other, Acme, "--from", App, "--to", "s3", "--assume-none", "all").ExitCode);
    }

    [Fact]
    public void Only_what_is_named_is_assumed() => Assert.Equal(
        ["NetworkAcls", "DhcpOptions", "ResolverRules", "ResolverRuleAssociations", "FirewallRuleGroupAssociations", "ProfileAssociations"],
        Json(Run.Of(["trace", .. TraceOutputTests.Poor, "--from", App, "--to", "s3", "--assume-none", "HostedZones", "--format", "json"]).Out)["traces"]![0]!["missing"]!.AsArray().Select(kind => (string?)kind));

    public static TheoryData<string, string> WrongPatches { get; } = new()
    {
        { "", ", line 1, column 1: this is no JSON, or a member is there twice; a patch looks like a recorded network." },
        { "[]", """: a JSON object was expected, such as {"VpcAttributes": [{"VpcId": "vpc-1", "EnableDnsHostnames": {"Value": true}}]}.""" },
        { """{ "VpcEndpont": [] }""", ", VpcEndpont: this is no kind of facts (did you mean VpcEndpoints?)." },
        { """{ "VpcEndpoints": {} }""", ", VpcEndpoints: a list was expected." },
        { """{ "VpcEndpoints": [1] }""", ", VpcEndpoints[0]: an object was expected." },
        { """{ "VpcEndpoints": [{ "Removed": true }] }""", ", VpcEndpoints[0]: VpcEndpointId is missing, so that nothing tells which one is meant." },
        { """{ "VpcEndpoints": [{ "VpcEndpointId": "vpce-0a1b2c3d4e5f6000f", "Removed": true }] }""", ", VpcEndpoints[0]: vpce-0a1b2c3d4e5f6000f is not in the network, so that it cannot be taken out (did you mean vpce-0a1b2c3d4e5f60001?)." },
        { """{ "VpcEndpoints": [{ "VpcEndpointId": "vpce-0a1b2c3d4e5f60001", "Removed": "yes" }] }""", ", VpcEndpoints[0]: Removed takes true or false." },
        { """{ "VpcEndpoints": [{ "VpcEndpointId": "vpce-0a1b2c3d4e5f60001", "RouteTableIds": ["rtb-9"] }] }""", ", VpcEndpoints[0]: rtb-9 of RouteTableIds is not in the network." },
        { """{ "VpcEndpoints": [{ "VpcEndpointId": "vpce-0a1b2c3d4e5f60001", "RouteTableIds": [1] }] }""", ", VpcEndpoints[0]: RouteTableIds takes ids of route tables." },
        { """{ "Vpcs": [], "Vpcs": [] }""", ", line 1, column 1: this is no JSON, or a member is there twice; a patch looks like a recorded network." },
        { """{ "Vpcs": [{ "VpcId": "\ud800" }] }""", ": a text is not valid Unicode; save the file as UTF-8." },
        { """{ "AccountId": 1 }""", ", AccountId: a text was expected." },
        { """{ "AccountId": "999999999999" }""", " is for another account or region than the network that has subnet-0a1b2c3d4e5f60001." },
        { """{ "ServiceNames": ["a"] }""", ", ServiceNames: none of them have been recorded, so that nothing can be changed." },
    };

    [Theory]
    [MemberData(nameof(WrongPatches))]
    public void A_wrong_patch_is_told_with_its_place(string patch, string sentence)
    {
        var path = Write("patch.json", patch);
        var run = Run.Of("trace", Acme, "--from", App, "--to", "s3", "--what-if", path);
        Assert.Equal((2, "", $"{path}{sentence}\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void A_patch_cannot_add_to_what_nobody_recorded()
    {
        var path = Write("patch.json", """{ "VpcPeeringConnections": [{ "VpcPeeringConnectionId": "pcx-1" }] }""");
        Assert.Equal(
            $"{path}, VpcPeeringConnections: none of them have been recorded, so that nothing can be changed; with --assume-none VpcPeeringConnections there are none but those of the patch.\n",
            Run.Of(["trace", .. TraceOutputTests.Poor, "--from", App, "--to", "s3", "--what-if", path]).Error);
    }

    [Fact]
    public void What_a_patch_makes_of_a_resource_has_to_make_sense()
    {
        var path = Write("patch.json", """{ "RouteTables": [{ "RouteTableId": "rtb-0a1b2c3d4e5f60001", "Routes": [{ "DestinationCidrBlock": "10.0.0.0/99", "GatewayId": "local" }] }] }""");
        var run = Run.Of("trace", Acme, "--from", App, "--to", "s3", "--what-if", path);
        Assert.Equal((2, $"the network as {path} changes it, RouteTables[0]: '10.0.0.0/99' is no block of addresses.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_patch_of_several_networks_has_to_say_of_which()
    {
        var other = Write("other.json", """{ "AccountId": "999999999999", "Region": "us-east-1", "Vpcs": [{ "VpcId": "vpc-9" }] }""");
        var path = Write("patch.json", $$"""{ "VpcEndpoints": [{ "VpcEndpointId": "{{S3Endpoint}}", "Removed": true }] }""");
        Assert.Equal($"{path} does not say which of the networks it changes; add \"AccountId\" and \"Region\" to it.\n", Run.Of("trace", other, Acme, "--matrix", "--what-if", path).Error);
        Assert.Equal(0, Run.Of("trace", other, Acme, "--matrix", "--what-if", "tests/ConfigRules.Cli.Tests/Patches/without-s3-endpoint.json").ExitCode);
    }

    [Fact]
    public void A_patch_that_changes_nothing_is_told()
    {
        var path = Write("patch.json", $$"""{ "VpcEndpoints": [{ "VpcEndpointId": "{{S3Endpoint}}", "Sate": "failed" }] }""");
        var run = Run.Of("trace", Acme, "--from", App, "--to", "s3", "--what-if", path, "--assume-none", "all");
        Assert.Equal((1, $"{path} changes nothing that is read of the network.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("""{ "NatGateways": [{ "NatGatewayId": "nat-0a1b2c3d4e5f60001", "Removed": true }] }""", "BLOCKED", "the route of rtb-0a1b2c3d4e5f60002 for 0.0.0.0/0 to nat-0a1b2c3d4e5f60001 is a blackhole")]
    [InlineData("""{ "VpcEndpoints": [{ "VpcEndpointId": "vpce-new", "VpcId": "vpc-0a1b2c3d4e5f60001", "VpcEndpointType": "Gateway", "State": "available", "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": ["rtb-0a1b2c3d4e5f60002"] }] }""", "PRIVATE", "rtb-0a1b2c3d4e5f60002 sends pl-6da54004 to vpce-new")]
    [InlineData("""{ "RouteTables": [{ "RouteTableId": "rtb-0a1b2c3d4e5f60002", "Routes": [] }] }""", "BLOCKED", "rtb-0a1b2c3d4e5f60002 has no route to the addresses of s3 (pl-6da54004)")]
    [InlineData("""{ "VpcAttributes": [{ "VpcId": "vpc-0a1b2c3d4e5f60001", "EnableDnsSupport": { "Value": false } }] }""", "BLOCKED", "s3.eu-west-1.amazonaws.com does not resolve: enableDnsSupport of vpc-0a1b2c3d4e5f60001 is off, so its resolver answers nothing")]
    public void A_change_has_the_consequences_that_AWS_gives_it(string patch, string verdict, string hop)
    {
        var json = Json(Run.Of("trace", Acme, "--from", "subnet-0a1b2c3d4e5f60002", "--to", "s3", "--what-if", Write("patch.json", patch), "--assume-none", "all", "--format", "json").Out);
        Assert.Equal("PUBLIC_VIA_NAT", (string?)json["before"]![0]!["verdict"]);
        var after = json["after"]![0]!;
        Assert.Equal(verdict, (string?)after["verdict"]);
        Assert.Contains(hop, after["hops"]!.AsArray().Concat(after["legs"]!.AsArray().SelectMany(leg => leg!["hops"]!.AsArray())).Select(one => (string?)one!["text"]));
    }

    [Theory]
    [InlineData("""{ "FirewallRuleGroupId": "rslvr-frg-1", "FirewallThreatProtectionId": "rslvr-ftp-2", "Action": "ALERT" }""", "PartnerThreatProtection")]
    [InlineData("""{ "FirewallRuleGroupId": "rslvr-frg-1", "FirewallThreatProtectionId": "rslvr-ftp-1", "Removed": true }""", "ContentCategory")]
    public void Rules_of_DNS_Firewall_that_have_no_list_are_told_apart_by_what_they_look_for(string change, string other)
    {
        var network = Write("firewall.json", """
            { "AccountId": "111122223333", "Region": "eu-west-1", "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }],
              "VpcAttributes": [{ "VpcId": "vpc-1", "EnableDnsSupport": { "Value": true }, "EnableDnsHostnames": { "Value": true } }],
              "Subnets": [{ "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" }],
              "FirewallRuleGroupAssociations": [{ "Id": "rslvr-frgassoc-1", "FirewallRuleGroupId": "rslvr-frg-1", "VpcId": "vpc-1", "Priority": 101, "Status": "COMPLETE" }],
              "FirewallRules": [
                { "FirewallRuleGroupId": "rslvr-frg-1", "FirewallThreatProtectionId": "rslvr-ftp-1", "Priority": 10, "Action": "BLOCK", "FirewallRuleType": { "PartnerThreatProtection": {} } },
                { "FirewallRuleGroupId": "rslvr-frg-1", "FirewallThreatProtectionId": "rslvr-ftp-2", "Priority": 20, "Action": "BLOCK", "FirewallRuleType": { "ContentCategory": {} } }] }
            """);
        var run = Run.Of(
            "trace", network, "--from", "subnet-1", "--to", "sts.eu-west-1.amazonaws.com", "--assume-none", "all", "--format", "json",
            "--what-if", Write("patch.json", $$"""{ "FirewallRules": [{{change}}] }"""));
        string[] Blocked(string when) => [.. Json(run.Out)[when]![0]!["hops"]!.AsArray().Select(hop => (string)hop!["text"]!).Where(text => text.StartsWith("rslvr-frg-1 blocks", StringComparison.Ordinal))];
        Assert.Contains("PartnerThreatProtection", Assert.Single(Blocked("before")), StringComparison.Ordinal);
        Assert.Contains(other, Assert.Single(Blocked("after")), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_blocks_all_is_told_and_the_verdict_names_the_first()
    {
        var patch = Write("patch.json", """
            { "SecurityGroups": [{ "GroupId": "sg-0a1b2c3d4e5f60003", "IpPermissionsEgress": [] }],
              "NatGateways": [{ "NatGatewayId": "nat-0a1b2c3d4e5f60001", "State": "failed" }] }
            """);
        var run = Run.Of("trace", Acme, "--from", "subnet-0a1b2c3d4e5f60002", "--to", "s3", "--what-if", patch);
        Assert.EndsWith("""
            BLOCKED
              Packets of subnet-0a1b2c3d4e5f60002 do not get to s3.eu-west-1.amazonaws.com: sg-0a1b2c3d4e5f60003 lets TCP 443 not out to the addresses of s3 (pl-6da54004).
              What keeps packets from arriving, all of it:
              - sg-0a1b2c3d4e5f60003 lets TCP 443 not out to the addresses of s3 (pl-6da54004)
              - nat-0a1b2c3d4e5f60001 is failed

            The change makes BLOCKED of PUBLIC_VIA_NAT.
            """.ReplaceLineEndings("\n") + "\n", run.Out.Split("\nNot seen by")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_document_in_which_every_hop_has_all_of_its_members()
    {
        foreach (var hop in Json(Trace("--to", "ecr.dkr"))["traces"]![0]!["hops"]!.AsArray())
            Assert.Equal(["stage", "effect", "code", "resource", "text"], hop!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void A_way_that_vanished_or_appeared_has_one_side_alone()
    {
        var network = JsonNode.Parse("""
            { "AccountId": "111122223333", "Region": "eu-west-1", "Vpcs": [{ "VpcId": "vpc-1" }],
              "Subnets": [{ "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" }],
              "NetworkInterfaces": [{ "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1", "Status": "in-use", "PrivateIpAddress": "10.0.1.4" }] }
            """)!;
        var old = Write("old.json", network.ToJsonString());
        var later = Write("new.json", network.ToJsonString().Replace("subnet-1", "subnet-2", StringComparison.Ordinal));
        var changes = Json(Run.Of("trace", "--diff", old, later, "--services", "s3", "--format", "json").Out)["changes"]!.AsArray();
        Assert.Equal(["subnet-2 null UNKNOWN", "subnet-1 UNKNOWN null"], changes.Select(change => $"{change!["subnet"]} {change["before"]?.ToString() ?? "null"} {change["after"]?.ToString() ?? "null"}"));
    }

    [Fact]
    public void A_network_in_which_nobody_uses_a_bundle_has_no_matrix() => Assert.StartsWith(
        "No workload's subnet lies in a VPC in which a bundle is used; name services with --services, or bundles with --param bundles=ID.",
        Run.Of("trace", Write("net.json", """{ "AccountId": "111122223333", "Region": "eu-west-1", "Vpcs": [{ "VpcId": "vpc-1" }] }"""), "--matrix").Out, StringComparison.Ordinal);

    [Fact]
    public void A_real_name_is_resolved_by_this_machine()
    {
        var run = Run.Of("trace", Acme, "--from", App, "--to", "203.0.113.7", "--live-dns", "--assume-none", "all");
        Assert.Contains("This machine resolves 203.0.113.7 to 203.0.113.7 (no endpoint of vpc-0a1b2c3d4e5f60001).", run.Out, StringComparison.Ordinal);
        Assert.Contains("That proves something only where this command runs inside vpc-0a1b2c3d4e5f60001", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_addresses_of_the_endpoint_are_its_answers()
    {
        var (own, others) = (IPAddress.Parse("10.0.1.9"), IPAddress.Parse("10.0.1.10"));
        var subnet = new Subnet("subnet-1", "vpc-1");
        var network = new Network(new()
        {
            Region = "eu-west-1",
            Subnets = { subnet },
            VpcEndpoints =
            {
                new("vpce-1", "vpc-1") { Type = EndpointType.Interface, Service = ServiceName.Parse("com.amazonaws.eu-west-1.sts"), NetworkInterfaceIds = ["eni-1"] },
            },
            NetworkInterfaces = { new("eni-1", "vpc-1") { Addresses = [own] }, new("eni-2", "vpc-1") { Addresses = [others] } },
        });
        var live = LiveDns.Compare("sts.eu-west-1.amazonaws.com", [own, others, own], network, Asked(subnet, "sts", network));
        Assert.Equal([(others, null), (own, "vpce-1")], live.Answers);
        Assert.Equal(
            [
                "This machine resolves sts.eu-west-1.amazonaws.com to 10.0.1.10 (no endpoint of vpc-1) and 10.0.1.9 (vpce-1).",
                "The interfaces of the service's endpoints in vpc-1 have 10.0.1.9.",
                "That proves something only where this command runs inside vpc-1: elsewhere other servers are asked.",
            ],
            live.Sentences);
    }

    [Fact]
    public void A_name_that_does_not_resolve_is_told()
    {
        var network = new Network(new());
        var live = LiveDns.Compare("nowhere.example.com", [], network, Asked(new("subnet-1", "vpc-1"), "nowhere.example.com", network));
        Assert.Equal("This machine resolves nowhere.example.com to nothing (no such host).", (live with { Problem = "no such host" }).Sentences.First());
    }

    private static Trace Asked(Subnet subnet, string to, Network network) => new(Sender.Of(subnet, network), Intent.To(to, network));

    private static string Trace(params string[] arguments) => Run.Of(["trace", Acme, "--from", App, "--assume-none", "all", "--format", "json", .. arguments]).Out;

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
