using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Model;
using ConfigRules.Recordings;
using ConfigRules.Testing;
using CsCheck;

namespace ConfigRules.Tests.Recordings;

public sealed class RecordingReaderTests
{
    private static readonly (string Name, string Text)[] Acme =
    [
        .. Directory.GetFiles(Path.Combine(GoldenFile.Root, "events/networks/acme"), "*.json").Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path))),
    ];

    private static readonly string WholeAcme = NetworkText.Of(Assert.Single(Read(JsonWindow.FirstSize, Acme)));

    [Fact]
    public void The_text_of_a_network_tells_its_resources_apart() =>
        Assert.Contains("vpce-", WholeAcme, StringComparison.Ordinal);

    [Fact]
    public void Where_the_window_ends_changes_nothing() => Gen.Int[8, 3000].Sample(
        size => Assert.Equal(WholeAcme, NetworkText.Of(Assert.Single(Read(size, Acme)))), iter: 25);

    [Fact]
    public void The_order_of_members_changes_nothing() => Gen.Int.Sample(
        seed => Assert.Equal(WholeAcme, NetworkText.Of(Assert.Single(Read(4096,
            [.. Acme.Select(file => (file.Name, Shuffled(JsonNode.Parse(file.Text)!, new(seed)).ToJsonString()))])))), iter: 20);

    [Fact]
    public void The_order_of_files_changes_nothing() => Gen.Shuffle(Acme).Sample(
        files => Assert.Equal(WholeAcme, NetworkText.Of(Assert.Single(Read(4096, files)))), iter: 10);

    [Fact]
    public void One_file_with_all_members_says_the_same_as_a_file_for_each()
    {
        var whole = new JsonObject();
        foreach (var (_, text) in Acme)
        {
            foreach (var (name, value) in JsonNode.Parse(text)!.AsObject())
                whole[name] = value?.DeepClone();
        }
        Assert.Equal(WholeAcme, NetworkText.Of(Assert.Single(Read(4096, [("acme.json", whole.ToJsonString())]))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Items_of_AWS_Config_say_the_same_as_the_command_line(bool asText)
    {
        string[] types = ["Vpcs", "Subnets", "RouteTables", "VpcEndpoints", "SecurityGroups", "NetworkInterfaces", "NatGateways", "ServiceConfigurations"];
        var members = Acme.SelectMany(file => JsonNode.Parse(file.Text)!.AsObject().Select(member => (member.Key, member.Value)))
            .Where(member => types.Contains(member.Key)).ToArray();
        var lists = new JsonObject { ["AccountId"] = "111122223333", ["Region"] = "eu-west-1" };
        var items = new JsonArray();
        foreach (var (name, list) in members)
        {
            lists[name] = list!.DeepClone();
            foreach (var resource in list.AsArray())
                items.Add(Items.Of(name, resource!.AsObject(), asText));
        }
        var snapshot = new JsonObject { ["fileVersion"] = "1.0", ["configurationItems"] = items };
        Assert.Equal(
            NetworkText.Of(Assert.Single(Read(4096, [("lists.json", lists.ToJsonString())]))),
            NetworkText.Of(Assert.Single(Read(4096, [("snapshot.json", snapshot.ToJsonString())]))));
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("healthy")]
    public void What_is_written_is_read_as_the_same_network(string name)
    {
        var network = Assert.Single(Read(4096, Directory.GetFiles(Path.Combine(GoldenFile.Root, "events/networks", name), "*.json")
            .Select(path => (path, File.ReadAllText(path)))));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Fact]
    public void The_latest_state_of_a_resource_counts_and_a_deleted_one_is_gone()
    {
        var network = Assert.Single(Read(4096, [("history.json", """
            { "configurationItems": [
              { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-1", "configurationItemCaptureTime": "2026-03-02T00:00:00.500Z",
                "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": { "vpcId": "vpc-1", "isDefault": true } },
              { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-1", "configurationItemCaptureTime": "2026-03-02T00:00:00.400Z",
                "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": { "vpcId": "vpc-1", "isDefault": false } },
              { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-2", "configurationItemCaptureTime": "2026-03-01T00:00:00.000Z",
                "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": "{\"vpcId\": \"vpc-2\"}" },
              { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-2", "configurationItemCaptureTime": "2026-03-03T00:00:00.000Z",
                "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configurationItemStatus": "ResourceDeleted" },
              { "resourceType": "AWS::S3::Bucket", "resourceId": "logs", "configuration": { "name": "logs" } } ] }
            """)]));
        Assert.Equal(["vpc-1"], network.All<Vpc>().Select(vpc => vpc.Id));
        Assert.True(network.Find<Vpc>("vpc-1")!.IsDefault);
        Assert.Equal(("111122223333", "eu-west-1"), (network.AccountId, network.Region));
        Assert.Equal([FactKind.Vpcs], Enum.GetValues<FactKind>().Where(network.Has));
    }

    [Fact]
    public void A_snapshot_of_two_accounts_makes_two_networks()
    {
        var networks = Read(4096, [("snapshot.json", """
            { "configurationItems": [
              { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-2", "awsAccountId": "222222222222", "awsRegion": "eu-west-1", "configuration": { "vpcId": "vpc-2" } },
              { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-1", "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": { "vpcId": "vpc-1" } } ] }
            """)]);
        Assert.Equal([("111122223333", "vpc-1"), ("222222222222", "vpc-2")], networks.Select(network => (network.AccountId!, network.All<Vpc>().Single().Id)));
    }

    [Fact]
    public void Attributes_of_a_VPC_may_come_one_at_a_time()
    {
        var network = Assert.Single(Read(4096, [
            ("vpcs.json", """{ "Vpcs": [{ "VpcId": "vpc-1" }, { "VpcId": "vpc-2" }] }"""),
            ("support.json", """{ "VpcId": "vpc-1", "EnableDnsSupport": { "Value": true } }"""),
            ("hostnames.json", """{ "VpcId": "vpc-1", "EnableDnsHostnames": { "Value": false } }"""),
            ("half.json", """{ "VpcAttributes": [{ "VpcId": "vpc-2", "EnableDnsHostnames": { "Value": true } }] }""")]));
        Assert.Equal(new(Support: true, Hostnames: false), network.Find<Vpc>("vpc-1")!.Dns);
        Assert.Null(network.Find<Vpc>("vpc-2")!.Dns);
    }

    [Fact]
    public void What_a_file_does_not_say_of_its_account_and_region_its_resources_show()
    {
        var network = Assert.Single(Read(4096, [
            ("a.json", """{ "VpcEndpoints": [{ "VpcEndpointId": "vpce-1", "OwnerId": "111122223333", "ServiceName": "com.amazonaws.eu-west-1.s3" }] }"""),
            ("b.json", """{ "RouteTables": [] }""")]));
        Assert.Equal(("111122223333", "eu-west-1"), (network.AccountId, network.Region));
        Assert.True(network.Has(FactKind.RouteTables));
    }

    [Fact]
    public void Numbers_texts_and_wrapped_words_are_all_understood()
    {
        var network = Assert.Single(Read(4096, [("groups.json", """
            { "SecurityGroups": [{ "GroupId": "sg-1", "VpcId": "vpc-1", "Tags": null, "IpPermissions": [
              { "IpProtocol": "6", "FromPort": "443", "ToPort": 443, "IpRanges": ["10.0.0.7/16"], "UserIdGroupPairs": null } ] }],
              // A person's note.
              "Unheard": { "of": [1, 2, { "deep": [] }] }, }
            """)]));
        Assert.Equal(["10.0.0.0/16"], network.AdmissionOf(["sg-1"], 443).Blocks.Select(block => block.ToString()));
    }

    [Fact]
    public void A_value_that_no_rule_asks_for_may_be_longer_than_the_window()
    {
        var network = Assert.Single(Read(16, [("big.json", $$"""{ "Reservations": [{{string.Join(',', Enumerable.Repeat("[1,2,3]", 20_000))}}], "Vpcs": [{ "VpcId": "vpc-1" }] }""")]));
        Assert.NotNull(network.Find<Vpc>("vpc-1"));
    }

    public static TheoryData<string, string> BadFiles { get; } = new()
    {
        { "", "net.json: the file is empty." },
        { "  \n ", "net.json: the file is empty." },
        { "[]", "net.json: a JSON object was expected, as `aws ec2 describe-*` prints it." },
        { "42", "net.json: a JSON object was expected, as `aws ec2 describe-*` prints it." },
        { "<html>", "net.json, line 1, column 1: this is no JSON, or only the first part of it; record the file again." },
        { "{\n  \"Vpcs\": [\n    { \"VpcId\": oops }]}", "net.json, line 3, column 16: this is no JSON, or only the first part of it; record the file again." },
        { """{ "Vpcs": [{ "VpcId": "vpc-1" }""", "net.json, line 1, column 32: this is no JSON, or only the first part of it; record the file again." },
        { """{ "Vpcs": {} }""", "net.json, Vpcs: a list was expected." },
        { """{ "Vpcs": null }""", "net.json, Vpcs: a list was expected." },
        { """{ "Vpcs": [{ "VpcId": "vpc-1" }, 7] }""", "net.json, Vpcs[1]: an object was expected." },
        { """{ "Vpcs": [{ "VpcId": "vpc-1" }, { "CidrBlock": "10.0.0.0/8" }] }""", "net.json, Vpcs[1]: an entry has no VpcId." },
        { """{ "Subnets": [{ "SubnetId": "subnet-1", "CidrBlock": "10.0.0/99" }] }""", "net.json, Subnets[0]: '10.0.0/99' is no block of addresses." },
        { """{ "Vpcs": [], "NextToken": "abc" }""", "net.json, NextToken: this is only a part of the list; record it again without --max-items and --no-paginate." },
        { """{ "Vpcs": [] } { "Subnets": [] }""", "net.json, line 1, column 16: this is no JSON, or only the first part of it; record the file again." },
        { """{ "Reservations": [] }""", "net.json says nothing of a network: what `aws ec2 describe-*` prints was expected (Vpcs, VpcEndpoints, ...), or a snapshot of AWS Config (configurationItems)." },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_named_with_the_place_and_the_cure(string text, string message) =>
        Assert.Equal(message, Assert.Throws<RecordingException>(() => Read(16, [("net.json", text)])).Message);

    [Fact]
    public void A_file_that_fits_none_of_several_accounts_is_refused() => Assert.Equal(
        "c.json: of which account and region is it? Add \"AccountId\" and \"Region\" to the file, or check each account's folder by itself.",
        Assert.Throws<RecordingException>(() => Read(4096, [
            ("a.json", """{ "AccountId": "111122223333", "Region": "eu-west-1", "Vpcs": [] }"""),
            ("b.json", """{ "AccountId": "222222222222", "Region": "eu-west-1", "Vpcs": [] }"""),
            ("c.json", """{ "RouteTables": [] }""")])).Message);

    private static ImmutableArray<Network> Read(int window, IEnumerable<(string Name, string Text)> files)
    {
        var reader = new RecordingReader(window);
        foreach (var (name, text) in files)
            reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), name);
        return reader.Networks();
    }

    private static JsonNode Shuffled(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonObject members:
                var shuffled = members.ToArray();
                random.Shuffle(shuffled);
                return new JsonObject(shuffled.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Shuffled(member.Value, random))));
            case JsonArray list:
                return new JsonArray([.. list.Select(element => element is null ? null : Shuffled(element, random))]);
            default:
                return node.DeepClone();
        }
    }
}
