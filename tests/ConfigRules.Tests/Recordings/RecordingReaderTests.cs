using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Model;
using ConfigRules.Paths;
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

    private const string Snapshot = """
        { "fileVersion": "1.0", "configSnapshotId": "1", "configurationItems": [
          { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-1", "configurationItemCaptureTime": "2026-03-02T00:00:00.400Z", "configurationItemStatus": "OK",
            "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": { "vpcId": "vpc-1", "isDefault": false } },
          { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-2", "configurationItemCaptureTime": "2026-03-01T00:00:00.000Z",
            "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": "{\"vpcId\": \"vpc-2\"}" },
          { "resourceType": "AWS::S3::Bucket", "resourceId": "logs", "configuration": { "name": "logs" } } ] }
        """;

    private const string History = """
        { "fileVersion": "1.0", "configurationItems": [
          { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-1", "configurationItemCaptureTime": "2026-03-02T00:00:00.500Z",
            "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": { "vpcId": "vpc-1", "isDefault": true } },
          { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-1", "configurationItemCaptureTime": "2026-03-02T00:00:00.300Z",
            "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": { "vpcId": "vpc-1", "isDefault": false } },
          { "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-2", "configurationItemCaptureTime": "2026-03-03T00:00:00.000Z",
            "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configurationItemStatus": "ResourceDeleted", "configuration": null },
          { "resourceType": "AWS::EC2::Subnet", "resourceId": "subnet-1", "configurationItemCaptureTime": "2026-03-03T00:00:00.000Z",
            "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configuration": { "subnetId": "subnet-1", "vpcId": "vpc-1" } } ] }
        """;

    [Theory]
    [InlineData("snapshot first")]
    [InlineData("history first")]
    public void The_latest_state_of_a_resource_counts_and_a_deleted_one_is_gone(string order)
    {
        (string, string)[] files = [("snapshot.json", Snapshot), ("history.json", History)];
        var network = Assert.Single(Read(4096, order is "snapshot first" ? files : files.Reverse()));
        Assert.Equal(["vpc-1"], network.All<Vpc>().Select(vpc => vpc.Id));
        Assert.True(network.Find<Vpc>("vpc-1")!.IsDefault);
        Assert.Equal(("111122223333", "eu-west-1"), (network.AccountId, network.Region));
        // That a subnet has changed does not say that it is the only one.
        Assert.Equal([FactKind.Vpcs], Enum.GetValues<FactKind>().Where(network.Has));
    }

    [Fact]
    public void What_lists_say_is_newer_than_what_AWS_Config_recorded()
    {
        var network = Assert.Single(Read(4096, [
            ("snapshot.json", Snapshot),
            ("vpcs.json", """{ "AccountId": "111122223333", "Region": "eu-west-1", "Vpcs": [{ "VpcId": "vpc-1", "IsDefault": true }] }""")]));
        Assert.True(network.Find<Vpc>("vpc-1")!.IsDefault);
    }

    public static TheoryData<string, string> Histories { get; } = new()
    {
        { "111122223333_Config_eu-west-1_ConfigHistory_AWS::EC2::VPC_20260302T000000Z_20260302T060000Z_1.json.gz", Snapshot },
        { "history.json", History },
        // As `aws configservice get-resource-config-history` prints it.
        { "item.json", """{ "configurationItems": [{ "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-1", "accountId": "111122223333", "configuration": "{\"vpcId\":\"vpc-1\"}" }] }""" },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public void What_only_changed_is_no_network(string file, string text) => Assert.Equal(
        $"{file} tells only what changed, as histories of AWS Config do; add a snapshot (aws configservice deliver-config-snapshot) or what `configrules record` writes.",
        Assert.Throws<RecordingException>(() => Read(4096, [(file, text)])).Message);

    [Theory]
    [InlineData("""{ "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-3", "configurationItemStatus": "OK", "configuration": null }""")]
    [InlineData("""{ "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-3", "configurationItemStatus": "OK", "configuration": "null" }""")]
    [InlineData("""{ "resourceType": "AWS::EC2::VPC", "resourceId": "vpc-3", "configurationItemStatus": "ResourceNotRecorded" }""")]
    public void An_item_that_does_not_say_how_its_resource_is_leaves_its_kind_unknown(string item)
    {
        var text = Snapshot.Replace("\"configurationItems\": [", $"\"configurationItems\": [ {item.Replace("}", """, "awsAccountId": "111122223333", "awsRegion": "eu-west-1" }""", StringComparison.Ordinal)},", StringComparison.Ordinal);
        var network = Assert.Single(Read(4096, [("snapshot.json", text), ("subnets.json", """{ "Subnets": [] }""")]));
        Assert.Equal(["vpc-1", "vpc-2"], network.All<Vpc>().Select(vpc => vpc.Id));
        Assert.False(network.Has(FactKind.Vpcs));
    }

    /// <summary>As items of 2026 and of ten years before have them, and as queries of AWS Config answer.</summary>
    [Fact]
    public void Items_are_understood_in_each_of_their_forms()
    {
        var network = Assert.Single(Read(64, [("snapshot.json", """
            { "fileVersion": "1.0", "configSnapshotId": "1", "configurationItems": [
              { "relatedEvents": [], "relationships": [{ "resourceName": "role", "resourceType": "AWS::IAM::Role", "name": "Is associated with " }],
                "configuration": { "vpcEndpointId": "vpce-1", "vpcEndpointType": "Interface", "vpcId": "vpc-1", "serviceName": "com.amazonaws.eu-west-1.sts",
                  "state": "available", "policyDocument": "{\n  \"Statement\": [\n    {\n      \"Action\": \"*\",\n      \"Effect\": \"Allow\",\n      \"Principal\": \"*\",\n      \"Resource\": \"*\"\n    }\n  ]\n}", "routeTableIds": [], "subnetIds": ["subnet-1"],
                  "groups": [{ "groupId": "sg-1", "groupName": "endpoints" }], "ipAddressType": "ipv4", "dnsOptions": { "dnsRecordIpType": "ipv4" },
                  "privateDnsEnabled": true, "requesterManaged": false, "networkInterfaceIds": ["eni-1"],
                  "dnsEntries": [{ "dnsName": "vpce-1.sts.eu-west-1.vpce.amazonaws.com", "hostedZoneId": "Z1" }], "creationTimestamp": 1770963399904,
                  "tags": [{ "key": "Name", "value": "sts" }], "ownerId": "111122223333" },
                "supplementaryConfiguration": {}, "tags": { "Name": "sts" }, "configurationItemVersion": "1.3", "configurationItemCaptureTime": "2026-02-13T06:16:39.904Z",
                "configurationStateId": 1770963399904, "awsAccountId": "111122223333", "configurationItemStatus": "OK", "resourceType": "AWS::EC2::VPCEndpoint",
                "resourceId": "vpce-1", "resourceName": null, "ARN": "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1", "awsRegion": "eu-west-1" },
              { "resourceType": "AWS::EC2::VPCEndpoint", "resourceId": "vpce-2", "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "configurationItemStatus": "OK",
                "configuration": { "vpcEndpointId": "vpce-2", "vpcEndpointType": { "value": "Gateway" }, "vpcId": "vpc-1", "serviceName": "com.amazonaws.eu-west-1.s3",
                  "state": { "value": "deleting" }, "dnsEntries": [], "tags": [{ "tag": "a=b", "key": "a", "value": "b" }] } },
              { "resourceType": "AWS::EC2::SecurityGroup", "resourceId": "sg-1", "awsAccountId": "111122223333", "awsRegion": "eu-west-1",
                "configuration": { "groupId": "sg-1", "groupName": "endpoints", "vpcId": "vpc-1", "ipPermissions": [
                  { "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "ipRanges": ["10.0.0.0/24"], "ipv4Ranges": [{ "cidrIp": "10.0.0.0/24", "description": "x" }],
                    "ipv6Ranges": [{ "cidrIpv6": "2001:db8::/56" }], "prefixListIds": [{ "prefixListId": "pl-1" }], "userIdGroupPairs": [{ "groupId": "sg-2", "userId": "111122223333" }] },
                  { "ipProtocol": "tcp", "fromPort": null, "toPort": null, "ipRanges": ["10.0.1.0/24"] } ] } },
              { "resourceType": "AWS::EC2::RouteTable", "resourceId": "rtb-1", "awsAccountId": "111122223333", "awsRegion": "eu-west-1",
                "configuration": { "routeTableId": "rtb-1", "vpcId": "vpc-1", "propagatingVgws": [], "associations": [
                    { "main": true, "routeTableAssociationId": "a", "routeTableId": "rtb-1", "associationState": { "state": "associated" } },
                    { "main": false, "routeTableAssociationId": "b", "routeTableId": "rtb-1", "subnetId": "subnet-2", "associationState": { "state": "disassociated" } }],
                  "routes": [{ "destinationCidrBlock": "10.0.0.0/16", "gatewayId": "local", "origin": "CreateRouteTable", "state": "active" },
                    { "destinationPrefixListId": "pl-1", "gatewayId": "vpce-2", "origin": "CreateRoute", "state": "active" }] } },
              { "resourceType": "AWS::EC2::NatGateway", "resourceId": "nat-1", "awsAccountId": "111122223333", "awsRegion": "eu-west-1",
                "configuration": { "connectivityType": "public", "createTime": 1770963399000, "deleteTime": 1770963400000, "natGatewayId": "nat-1", "state": "deleted",
                  "natGatewayAddresses": [{ "allocationId": "eipalloc-1", "isPrimary": true, "primary": true, "status": "succeeded" }], "subnetId": "subnet-1", "vpcId": "vpc-1" } },
              { "resourceType": "AWS::EC2::VPCEndpointService", "resourceId": "vpce-svc-1", "awsAccountId": "111122223333", "awsRegion": "eu-west-1",
                "configuration": { "serviceId": "vpce-svc-1", "serviceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "serviceState": { "value": "Available" },
                  "serviceType": [{ "serviceType": "Interface" }], "acceptanceRequired": false, "availabilityZones": [{ "value": "eu-west-1a" }] } } ] }
            """)]));
        Assert.Equal(("111122223333", "eu-west-1"), (network.AccountId, network.Region));

        var endpoint = network.Find<VpcEndpoint>("vpce-1")!;
        Assert.Equal((EndpointType.Interface, EndpointState.Available, true, "ipv4"), (endpoint.Type, endpoint.State, endpoint.PrivateDnsEnabled, endpoint.DnsRecordIpType));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1770963399904), endpoint.CreatedAt);
        Assert.NotNull(network.PolicyOf(endpoint).Document);
        var gateway = network.Find<VpcEndpoint>("vpce-2")!;
        Assert.Equal((EndpointType.Gateway, EndpointState.Deleting, "b"), (gateway.Type, gateway.State, gateway.Tags["a"]));
        var admission = Groups.WhoGetsIn(["sg-1"], 443, network);
        Assert.Equal(["10.0.0.0/24", "2001:db8::/56", "10.0.1.0/24"], admission.Blocks.Select(block => block.ToString()));
        var table = network.Find<RouteTable>("rtb-1")!;
        Assert.Equal((true, 0, 2), (table.IsMain, table.SubnetIds.Length, table.Routes.Length));
        Assert.Equal(NatGatewayState.Deleted, network.Find<NatGateway>("nat-1")!.State);
        Assert.Equal((EndpointServiceState.Available, false), (network.Find<EndpointService>("vpce-svc-1")!.State, network.Find<EndpointService>("vpce-svc-1")!.AcceptanceRequired));
    }

    [Fact]
    public void A_snapshot_of_two_accounts_makes_two_networks()
    {
        var networks = Read(4096, [("snapshot.json", """
            { "fileVersion": "1.0", "configurationItems": [
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
    public void An_attribute_that_is_not_told_is_not_off()
    {
        var network = Assert.Single(Read(4096, [
            ("vpcs.json", """{ "Vpcs": [{ "VpcId": "vpc-1" }], "VpcAttributes": [{ "VpcId": "vpc-1", "EnableDnsSupport": { "Value": true }, "EnableDnsHostnames": null }] }"""),
            ("usage.json", """{ "VpcId": "vpc-1", "EnableNetworkAddressUsageMetrics": { "Value": false } }""")]));
        Assert.Null(network.Find<Vpc>("vpc-1")!.Dns);
    }

    [Fact]
    public void Several_commands_may_print_into_one_stream()
    {
        var network = Assert.Single(Read(16, [("-", """
            { "Vpcs": [{ "VpcId": "vpc-1" }] }
            { "VpcId": "vpc-1", "EnableDnsSupport": { "Value": true } }{ "VpcId": "vpc-1", "EnableDnsHostnames": { "Value": true } }
            { "Subnets": [{ "SubnetId": "subnet-1", "VpcId": "vpc-1" }] }

            """)]));
        Assert.Equal(new(Support: true, Hostnames: true), network.Find<Vpc>("vpc-1")!.Dns);
        Assert.Single(network.In<Subnet>("vpc-1"));
    }

    private const string Managed = """
        { "PrefixLists": [
          { "PrefixListId": "pl-1", "AddressFamily": "IPv4", "State": "create-complete", "PrefixListArn": "arn:aws:ec2:eu-west-1:aws:prefix-list/pl-1",
            "PrefixListName": "com.amazonaws.eu-west-1.s3", "Tags": [], "OwnerId": "AWS" },
          { "PrefixListId": "pl-2", "AddressFamily": "IPv4", "State": "create-complete", "PrefixListArn": "arn:aws:ec2:eu-west-1:111122223333:prefix-list/pl-2",
            "PrefixListName": "offices", "MaxEntries": 10, "Version": 1, "Tags": [], "OwnerId": "111122223333" },
          { "PrefixListId": "pl-3", "PrefixListName": "unknown" } ] }
        """;

    private static readonly (string Name, string Text)[] PrefixLists =
    [
        ("managed.json", Managed),
        ("lists.json", """{ "PrefixLists": [{ "Cidrs": ["52.218.0.0/17", "3.5.64.0/21"], "PrefixListId": "pl-1", "PrefixListName": "com.amazonaws.eu-west-1.s3" }] }"""),
        ("entries/pl-2.json", """{ "Entries": [{ "Cidr": "192.0.2.0/24", "Description": "Dublin" }, { "Cidr": "198.51.100.0/24" }] }"""),
    ];

    [Fact]
    public void Prefix_lists_come_from_three_commands_in_any_order() => Gen.Shuffle(PrefixLists).Sample(
        files => Assert.Equal(
            ["pl-1 com.amazonaws.eu-west-1.s3 52.218.0.0/17,3.5.64.0/21", "pl-2 offices 192.0.2.0/24,198.51.100.0/24", "pl-3 unknown ?"],
            Assert.Single(Read(4096, files)).All<PrefixList>()
                .Select(list => $"{list.Id} {list.Name} {(list.Blocks is { } blocks ? string.Join(',', blocks) : "?")}")),
        iter: 6);

    [Fact]
    public void Principals_without_their_service_are_those_of_the_service_after_which_the_file_is_named()
    {
        var network = Assert.Single(Read(4096, [
            ("services.json", """{ "ServiceConfigurations": [{ "ServiceId": "vpce-svc-1" }, { "ServiceId": "vpce-svc-2" }, { "ServiceId": "vpce-svc-3" }, { "ServiceId": "vpce-svc-4" }] }"""),
            ("vpce-svc-1.json", """{ "AllowedPrincipals": [{ "PrincipalType": "Account", "Principal": "arn:aws:iam::111122223333:root" }] }"""),
            ("vpce-svc-2.json.gz", """{ "AllowedPrincipals": [] }"""),
            ("others.json", """{ "AllowedPrincipals": [{ "ServiceId": "vpce-svc-3", "PrincipalType": "All", "Principal": "*" }] }"""),
            ("more.json", """{ "AllowedPrincipals": [{ "ServiceId": "vpce-svc-3", "PrincipalType": "All", "Principal": "*" }, { "ServiceId": "vpce-svc-3", "Principal": "444455556666" }] }""")]));
        Assert.Equal(
            ["vpce-svc-1: arn:aws:iam::111122223333:root", "vpce-svc-2: ", "vpce-svc-3: *,444455556666", "vpce-svc-4: ?"],
            network.All<EndpointService>().Select(service =>
                $"{service.Id}: {(service.AllowedPrincipals is { } all ? string.Join(',', all.Select(principal => principal.Principal)) : "?")}"));
    }

    [Fact]
    public void What_a_provider_says_of_its_service_is_kept_but_for_regions_in_which_it_is_closed()
    {
        var network = Assert.Single(Read(4096, [("services.json", """
            { "AccountId": "111122223333", "Region": "eu-west-1", "ServiceConfigurations": [{ "ServiceId": "vpce-svc-1", "SupportedRegions": [
              { "Region": "eu-west-1", "ServiceState": "Available" }, { "Region": "us-east-1", "ServiceState": "Closed" },
              { "Region": "us-west-2", "ServiceState": "Deleted" }, { "Region": "eu-north-1" }], "PrivateDnsName": "api.example.com",
              "PrivateDnsNameConfiguration": { "State": "pendingVerification", "Type": "TXT", "Value": "vpce:b", "Name": "_a" } }] }
            """)]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());

        Assert.Equal(["eu-west-1", "eu-north-1"], Assert.Single(network.All<EndpointService>()).SupportedRegions);
        Assert.Equal(new DnsNameVerification(DnsNameState.PendingVerification, "TXT", "_a", "vpce:b"), Assert.Single(network.All<EndpointService>()).PrivateDnsVerification);
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Theory]
    [InlineData("""{ "Organization": { "Id": "o-abcdefghij", "MasterAccountId": "111122223333", "AvailablePolicyTypes": [] } }""", "o-abcdefghij")]
    [InlineData("""{ "Organization": [{ "Id": "o-abcdefghij" }] }""", "o-abcdefghij")]
    [InlineData("""{ "Organization": [] }""", null)]
    public void The_organization_is_what_the_command_prints_and_an_account_may_be_in_none(string json, string? id)
    {
        var network = Assert.Single(Read(4096, [("organization.json", json)]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());

        Assert.True(network.Has(FactKind.Organization));
        Assert.Equal(id, network.OrganizationId);
        Assert.Equal(id, network.Within(new ConfigRules.Engine.Scope.OfVpcs(["vpc-1"])).OrganizationId);
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Theory]
    [InlineData("""{ "Organization": { "Arn": "arn" } }""")]
    [InlineData("""{ "Organization": "o-abcdefghij" }""")]
    [InlineData("""{ "Organization": ["o-abcdefghij"] }""")]
    public void An_organization_without_its_id_is_refused(string json) =>
        Assert.Throws<RecordingException>(() => Read(4096, [("organization.json", json)]));

    [Fact]
    public void Connections_go_with_the_services_of_the_scope()
    {
        var network = Assert.Single(Read(4096, [("connections.json", """
            { "AccountId": "111122223333", "Region": "eu-west-1", "VpcEndpointConnections": [
              { "ServiceId": "vpce-svc-2", "VpcEndpointId": "vpce-1", "VpcEndpointOwner": "444455556666", "VpcEndpointState": "available", "CreationTimestamp": "2026-03-02T12:00:00+00:00" },
              { "ServiceId": "vpce-svc-1", "VpcEndpointId": "vpce-1", "VpcEndpointState": "Rejected", "DnsEntries": [] }] }
            """)]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());
        var scoped = network.Within(new ConfigRules.Engine.Scope.OfEndpointServices(["vpce-svc-2"]));

        Assert.Equal([EndpointState.Rejected, EndpointState.Available], network.All<ServiceConnection>().Select(connection => connection.State));
        Assert.Equal(network.ConnectionsTo(new("vpce-svc-2")), scoped.All<ServiceConnection>());
        Assert.Empty(network.Within(new ConfigRules.Engine.Scope.OfVpcs(["vpc-1"])).All<ServiceConnection>());
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Fact]
    public void Notifications_go_with_the_services_of_the_scope()
    {
        var network = Assert.Single(Read(4096, [("notifications.json", """
            { "AccountId": "111122223333", "Region": "eu-west-1", "ConnectionNotificationSet": [
              { "ConnectionNotificationId": "vpce-nfn-2", "ServiceId": "vpce-svc-2", "ConnectionNotificationType": "Topic", "ConnectionNotificationArn": "arn:aws:sns:eu-west-1:111122223333:t",
                "ConnectionEvents": ["Accept", "Connect"], "ConnectionNotificationState": "Enabled" },
              { "ConnectionNotificationId": "vpce-nfn-1", "VpcEndpointId": "vpce-1", "ConnectionEvents": [], "ConnectionNotificationState": "Disabled" }] }
            """)]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());
        var scoped = network.Within(new ConfigRules.Engine.Scope.OfEndpointServices(["vpce-svc-2"]));

        Assert.Equal([NotificationState.Disabled, NotificationState.Enabled], network.All<ServiceNotification>().Select(notification => notification.State));
        Assert.Equal(["Accept", "Connect"], Assert.Single(scoped.All<ServiceNotification>()).Events);
        Assert.Equal(network.NotificationsOf(new("vpce-svc-2")), scoped.All<ServiceNotification>());
        Assert.Empty(network.Within(new ConfigRules.Engine.Scope.OfVpcs(["vpc-1"])).All<ServiceNotification>());
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Fact]
    public void What_stands_behind_a_service_goes_with_it()
    {
        const string Arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333";
        var network = Assert.Single(Read(4096,
        [
            ("services.json", $$"""
                { "AccountId": "111122223333", "Region": "eu-west-1", "ServiceConfigurations": [{ "ServiceId": "vpce-svc-1", "NetworkLoadBalancerArns": ["{{Arn}}:loadbalancer/net/orders/50dc"],
                  "AvailabilityZones": ["eu-west-1a"], "SupportedIpAddressTypes": ["ipv4", "ipv6"] }],
                  "SecurityGroups": [{ "GroupId": "sg-1", "VpcId": "vpc-1" }, { "GroupId": "sg-2", "VpcId": "vpc-1" }] }
                """),
            ("balancers.json", $$"""
                { "LoadBalancers": [{ "LoadBalancerArn": "{{Arn}}:loadbalancer/net/orders/50dc", "State": { "Code": "active_impaired" }, "IpAddressType": "dualstack",
                    "AvailabilityZones": [{ "ZoneName": "eu-west-1a", "SubnetId": "subnet-1" }], "SecurityGroups": ["sg-1"], "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "on" },
                  { "LoadBalancerArn": "{{Arn}}:loadbalancer/app/web/60dc", "State": { "Code": "active" } }],
                  "Listeners": [{ "ListenerArn": "l-1", "LoadBalancerArn": "{{Arn}}:loadbalancer/net/orders/50dc", "Port": 443, "Protocol": "TCP",
                    "DefaultActions": [{ "Type": "forward", "TargetGroupArn": "{{Arn}}:targetgroup/t/73e2", "ForwardConfig": { "TargetGroups": [{ "TargetGroupArn": "{{Arn}}:targetgroup/t/73e2" }] } }] }] }
                """),
            ("loadbalancer-50dc.json", """{ "Attributes": [{ "Key": "load_balancing.cross_zone.enabled", "Value": "true" }, { "Key": "deletion_protection.enabled", "Value": "false" }] }"""),
            ("targetgroup-73e2.attributes.json", """{ "Attributes": [{ "Key": "stickiness.enabled", "Value": "false" }] }"""),
            ("targetgroup-73e2.health.json", """
                { "TargetHealthDescriptions": [{ "Target": { "Id": "i-1", "Port": 80 }, "TargetHealth": { "State": "unhealthy.draining" } },
                  { "Target": { "Id": "10.0.0.1", "Port": 80, "AvailabilityZone": "eu-west-1a" }, "TargetHealth": { "State": "healthy" } }] }
                """),
            ("instances.json", """{ "Reservations": [{ "ReservationId": "r-1", "Instances": [{ "InstanceId": "i-1", "Placement": { "AvailabilityZone": "eu-west-1b" } }] }] }"""),
        ]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());
        var scoped = network.Within(new ConfigRules.Engine.Scope.OfEndpointServices(["vpce-svc-1"]));

        var service = Assert.Single(network.All<EndpointService>());
        Assert.Equal(["eu-west-1a"], service.AvailabilityZones);
        Assert.Equal(["ipv4", "ipv6"], service.IpAddressTypes);
        var balancer = Assert.Single(scoped.All<LoadBalancer>());
        Assert.Equal(("50dc", LoadBalancerState.Impaired, true, CrossZone.On, true), (balancer.Id, balancer.State, balancer.TakesIpv6, balancer.CrossZone, balancer.EnforcesGroupsOnPrivateLink));
        Assert.Equal(["sg-1"], scoped.All<SecurityGroup>().Select(group => group.Id));
        var group = Assert.Single(scoped.TargetGroupsOf(Assert.Single(scoped.ListenersOf(balancer))))!;
        Assert.Equal(CrossZone.AsLoadBalancer, group.CrossZone);
        Assert.Equal([new BalancedTarget("i-1", 80, null, TargetState.Draining), new BalancedTarget("10.0.0.1", 80, "eu-west-1a", TargetState.Healthy)], group.Targets!.Value);
        Assert.Equal("eu-west-1b", scoped.Find<Instance>("i-1")!.AvailabilityZone);
        Assert.Equal(2, network.All<LoadBalancer>().Length);
        Assert.Empty(network.Within(new ConfigRules.Engine.Scope.OfVpcs(["vpc-1"])).All<LoadBalancer>());
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Fact]
    public void A_listener_forwards_to_groups_that_have_a_weight()
    {
        var network = Assert.Single(Read(4096, [("listeners.json", """
            { "Listeners": [{ "ListenerArn": "l-1", "LoadBalancerArn": "net/orders/50dc", "Port": 443, "Protocol": "TCP", "DefaultActions": [{ "Type": "forward", "ForwardConfig": {
              "TargetGroupStickinessConfig": { "Enabled": false }, "TargetGroups": [{ "TargetGroupArn": "t/1", "Weight": 100 }, { "Weight": 0, "TargetGroupArn": "t/2" }, { "TargetGroupArn": "t/3" }] } }] }] }
            """)]));
        Assert.Equal(["t/1", "t/3"], Assert.Single(network.All<Listener>()).TargetGroupArns);
    }

    [Theory]
    [InlineData("health.json", """{ "TargetHealthDescriptions": [{ "Target": { "Id": "i-1" }, "TargetHealth": { "State": "healthy" } }] }""",
        "health.json, TargetHealthDescriptions: nothing says of which target group these are; name the file after it, such as targetgroup-73e2d6bc24d8a067.json.")]
    [InlineData("balancers.json", """{ "LoadBalancers": [{ "State": { "Code": "active" } }] }""", "balancers.json, LoadBalancers[0]: an entry has no LoadBalancerArn.")]
    [InlineData("balancers.json", """{ "LoadBalancers": [], "NextMarker": "more" }""", "balancers.json, NextMarker: this is only a part of the list; record it again without --max-items and --no-paginate.")]
    public void What_cannot_be_told_of_load_balancers_is_refused(string file, string json, string message) =>
        Assert.Equal(message, Assert.Throws<RecordingException>(() => Read(4096, [(file, json)])).Message);

    [Fact]
    public void Traffic_is_what_CloudWatch_says_of_endpoints_part_by_part()
    {
        var network = Assert.Single(Read(4096,
        [
            ("traffic.json", """
                { "AccountId": "111122223333", "Region": "eu-west-1", "MetricDataResults": [
                  { "Id": "e0", "Label": "vpce-2", "Timestamps": ["2026-11-22T00:00:00+00:00", "2026-11-23T00:00:00+00:00"], "Values": [1048576.0, 0.5], "StatusCode": "PartialData" },
                  { "Id": "e1", "Label": "vpce-1", "Timestamps": [], "Values": [], "StatusCode": "Complete" },
                  { "Id": "e3", "Label": "nat-1", "Timestamps": ["2026-11-23T00:00:00+00:00"], "Values": [12.0], "StatusCode": "Complete" },
                  { "Id": "e2", "Label": "NatGateway", "Timestamps": [], "Values": [], "StatusCode": "Complete" }], "Messages": [] }
                """),
            ("more.json", """{ "MetricDataResults": [{ "Id": "e0", "Label": "vpce-2", "Timestamps": ["2026-11-21T00:00:00+00:00"], "Values": [8.0], "StatusCode": "Complete" }] }"""),
        ]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());

        Assert.Equal(["nat-1", "vpce-1", "vpce-2"], network.All<Traffic>().Select(traffic => traffic.Id));
        Assert.All(network.All<Traffic>(), traffic => Assert.True(traffic.IsWhole));
        Assert.Equal(0, network.Find<Traffic>("vpce-1")!.Since(DateTimeOffset.MinValue.AddDays(2)));
        Assert.Equal(1_048_584.5, network.Find<Traffic>("vpce-2")!.Since(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)));
        Assert.Equal(1_048_576.5, network.Find<Traffic>("vpce-2")!.Since(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
        Assert.Equal(3, network.Within(new ConfigRules.Engine.Scope.OfVpcs(["vpc-1"])).All<Traffic>().Length);
    }

    [Theory]
    [InlineData("""{ "MetricDataResults": [{ "Label": "vpce-1", "Timestamps": ["2026-11-22T00:00:00Z"], "Values": [] }] }""", "traffic.json, MetricDataResults[0]: vpce-1 has 1 Timestamps and 0 Values.")]
    [InlineData("""{ "MetricDataResults": [{ "Label": "vpce-1", "Timestamps": ["yesterday"], "Values": [1.0] }] }""", "traffic.json, MetricDataResults[0]: 'yesterday' is no time.")]
    [InlineData("""{ "MetricDataResults": [{ "Label": "vpce-1", "Timestamps": ["2026-11-22T00:00:00Z"], "Values": ["much"] }] }""", "traffic.json, MetricDataResults[0]: 'much' is no number.")]
    public void What_cannot_be_told_of_traffic_is_refused(string json, string message) =>
        Assert.Equal(message, Assert.Throws<RecordingException>(() => Read(4096, [("traffic.json", json)])).Message);

    [Fact]
    public void A_network_was_recorded_when_its_first_file_says_and_tells_it_again()
    {
        var network = Assert.Single(Read(4096, [
            ("vpcs.json", """{ "AccountId": "111122223333", "Region": "eu-west-1", "RecordedAt": "2026-03-02T12:00:00+01:00", "Vpcs": [] }"""),
            ("subnets.json", """{ "Subnets": [] }"""),
            ("endpoints.json", """
                { "RecordedAt": "2026-03-02T10:30:00Z", "VpcEndpoints": [
                  { "VpcEndpointId": "vpce-1", "State": "Failed", "LastError": { "Code": "InsufficientAddresses", "Message": "No address is free." } },
                  { "VpcEndpointId": "vpce-2", "State": "failed", "LastError": { "Code": "Other" }, "FailureReason": "" },
                  { "VpcEndpointId": "vpce-3", "State": "failed", "LastError": null, "FailureReason": "Its own words." }] }
                """)]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 10, 30, 0, TimeSpan.Zero), network.RecordedAt);
        Assert.Equal(network.RecordedAt, network.Within(new ConfigRules.Engine.Scope.OfVpcs(["vpc-1"])).RecordedAt);
        Assert.Equal(["No address is free.", "Other", "Its own words."], network.All<VpcEndpoint>().Select(endpoint => endpoint.FailureReason));
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Theory]
    [InlineData("Resource", "ResourceConfigurationArn", "arn:aws:vpc-lattice:eu-west-1:444455556666:resourceconfiguration/rcfg-1")]
    [InlineData("ServiceNetwork", "ServiceNetworkArn", "arn:aws:vpc-lattice:eu-west-1:444455556666:servicenetwork/sn-1")]
    public void An_endpoint_of_Lattice_names_what_it_leads_to(string type, string member, string arn)
    {
        var network = Assert.Single(Read(4096, [("endpoints.json", $$"""
            { "AccountId": "111122223333", "Region": "eu-west-1", "VpcEndpoints": [
              { "VpcEndpointId": "vpce-1", "VpcId": "vpc-1", "VpcEndpointType": "{{type}}", "State": "available", "{{member}}": "{{arn}}" }] }
            """)]));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());

        Assert.Equal(arn, Assert.Single(network.All<VpcEndpoint>()).TargetArn);
        Assert.Contains($"\"{member}\": \"{arn}\"", Encoding.UTF8.GetString(written.ToArray()), StringComparison.Ordinal);
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Assert.Single(Read(4096, [("written.json", Encoding.UTF8.GetString(written.ToArray()))]))));
    }

    [Fact]
    public void The_account_may_come_from_the_identity_of_who_recorded()
    {
        var network = Assert.Single(Read(4096, [
            ("vpcs.json", """{ "Vpcs": [{ "VpcId": "vpc-1", "OwnerId": "444455556666" }] }"""),
            ("identity.json", """{ "UserId": "AROA1:me", "Account": "111122223333", "Arn": "arn:aws:sts::111122223333:assumed-role/reader/me" }"""),
            ("organization.json", """{ "Organization": { "Id": "o-acme4example", "MasterAccountId": "777788889999" } }""")]));
        Assert.Equal("111122223333", network.AccountId);
    }

    [Theory]
    [InlineData("InternetGateways")]
    [InlineData("TransitGatewayAttachments")]
    public void What_no_rule_reads_is_passed_over(string member)
    {
        var network = Assert.Single(Read(16, [("net.json", $$"""{ "{{member}}": [{ "Entries": [{ "RuleNumber": 100, "Protocol": "-1" }], "Tags": [] }], "Vpcs": [], "NextToken": "" }""")]));
        Assert.Equal([FactKind.Vpcs], Enum.GetValues<FactKind>().Where(network.Has));
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
        Assert.Equal(["10.0.0.0/16"], Groups.WhoGetsIn(["sg-1"], 443, network).Blocks.Select(block => block.ToString()));
    }

    [Fact]
    public void A_value_that_no_rule_asks_for_may_be_longer_than_the_window()
    {
        var network = Assert.Single(Read(16, [("big.json", $$"""{ "Images": [{{string.Join(',', Enumerable.Repeat("[1,2,3]", 20_000))}}], "Vpcs": [{ "VpcId": "vpc-1" }] }""")]));
        Assert.NotNull(network.Find<Vpc>("vpc-1"));
    }

    public static TheoryData<string, string> BadFiles { get; } = new()
    {
        { "", "net.json: the file is empty; record it again." },
        { "  \n ", "net.json: the file is empty; record it again." },
        { "// nothing but a note", "net.json: the file is empty; record it again." },
        { "[]", "net.json: a JSON object was expected, as `aws ec2 describe-*` prints it." },
        { "42", "net.json: a JSON object was expected, as `aws ec2 describe-*` prints it." },
        { "null", "net.json: a JSON object was expected, as `aws ec2 describe-*` prints it." },
        { "<html>", "net.json, line 1, column 1: this is no JSON, or only the first part of it; record the file again." },
        { "\0\0\0\0", "net.json, line 1, column 1: this is no JSON, or only the first part of it; record the file again." },
        { "{\n  \"Vpcs\": [\n    { \"VpcId\": oops }]}", "net.json, line 3, column 16: this is no JSON, or only the first part of it; record the file again." },
        { """{ "Vpcs": [{ "VpcId": "vpc-1" }""", "net.json, line 1, column 32: this is no JSON, or only the first part of it; record the file again." },
        { $$"""{ "Unheard": {{new string('[', 100)}}{{new string(']', 100)}} }""", "net.json, line 1, column 77: lists and objects are nested deeper than any command prints them; record the file again." },
        { $$"""{ "Vpcs": [{ "VpcId": {{new string('[', 100)}}{{new string(']', 100)}} }] }""", "net.json, line 1, column 84: lists and objects are nested deeper than any command prints them; record the file again." },
        { """{ "Vpcs": {} }""", "net.json, Vpcs: a list was expected." },
        { """{ "Vpcs": null }""", "net.json, Vpcs: a list was expected." },
        { """{ "Vpcs": [{ "VpcId": "vpc-1" }, 7] }""", "net.json, Vpcs[1]: an object was expected." },
        { """{ "Vpcs": [[{ "VpcId": "vpc-1" }]] }""", "net.json, Vpcs[0]: an object was expected." },
        { """{ "Vpcs": [{ "VpcId": "vpc-1" }, { "CidrBlock": "10.0.0.0/8" }] }""", "net.json, Vpcs[1]: an entry has no VpcId." },
        { """{ "Vpcs": [{ "VpcId": "" }] }""", "net.json, Vpcs[0]: an entry has no VpcId." },
        { """{ "Vpcs": [{ "VpcId": ["vpc-1"] }] }""", "net.json, Vpcs[0]: an entry has no VpcId." },
        { """{ "Vpcs": [{ "VpcId": 5 }] }""", "net.json, Vpcs[0]: an entry's VpcId is '5', which is no id." },
        { """{ "Vpcs": [{ "VpcId": "\ud800" }] }""", "net.json, Vpcs[0]: a text is not valid Unicode; save the file as UTF-8, or record it again." },
        { """{ "Vpcs": [], "\ud800": 1 }""", "net.json, Vpcs: a text is not valid Unicode; save the file as UTF-8, or record it again." },
        { """{ "Subnets": [{ "SubnetId": "subnet-1", "CidrBlock": "10.0.0/99" }] }""", "net.json, Subnets[0]: '10.0.0/99' is no block of addresses." },
        { """{ "Subnets": [{ "SubnetId": "subnet-1", "CidrBlock": "10.1/16" }] }""", "net.json, Subnets[0]: '10.1/16' is no block of addresses." },
        { """{ "SecurityGroups": [{ "GroupId": "sg-1", "IpPermissions": { "IpProtocol": "-1" } }] }""", "net.json, SecurityGroups[0]: something else stands where a list belongs." },
        { """{ "SecurityGroups": [{ "GroupId": "sg-1", "IpPermissions": [{ "FromPort": "https" }] }] }""", "net.json, SecurityGroups[0]: 'https' is no port." },
        { """{ "RouteTables": [{ "RouteTableId": "rtb-1", "Routes": "none" }] }""", "net.json, RouteTables[0]: something else stands where a list belongs." },
        { """{ "VpcEndpoints": [{ "VpcEndpointId": "vpce-1", "PrivateDnsEnabled": "yes" }] }""", "net.json, VpcEndpoints[0]: 'yes' stands where true or false belongs." },
        { """{ "VpcId": "vpc-1", "EnableDnsSupport": {} }""", "net.json, EnableDnsSupport: '' stands where true or false belongs." },
        { """{ "Entries": [{ "Cidr": "10.0.0.0/8" }] }""", "net.json, Entries: nothing says of which prefix list these are; name the file after it, such as pl-0123456789abcdef0.json." },
        { """{ "NetworkAcls": [{ "NetworkAclId": "acl-1", "Entries": [{ "RuleNumber": 100 }] }] }""", "net.json, NetworkAcls[0]: an entry has neither a CidrBlock nor an Ipv6CidrBlock." },
        { """{ "NetworkAcls": [{ "NetworkAclId": "acl-1", "Entries": [{ "CidrBlock": "0.0.0.0/0" }] }] }""", "net.json, NetworkAcls[0]: an entry has no RuleNumber." },
        { """{ "NetworkAcls": [{ "NetworkAclId": "acl-1", "Entries": [{ "RuleNumber": "last", "CidrBlock": "0.0.0.0/0" }] }] }""", "net.json, NetworkAcls[0]: 'last' is no RuleNumber." },
        { """{ "NetworkAcls": [{ "NetworkAclId": "acl-1", "Entries": {} }] }""", "net.json, NetworkAcls[0]: something else stands where a list belongs." },
        { """{ "DhcpOptions": [{ "DhcpConfigurations": [] }] }""", "net.json, DhcpOptions[0]: an entry has no DhcpOptionsId." },
        { """{ "VpcPeeringConnections": [{}] }""", "net.json, VpcPeeringConnections[0]: an entry has no VpcPeeringConnectionId." },
        { """{ "VpcBlockPublicAccessOptions": "off" }""", "net.json, VpcBlockPublicAccessOptions: an object was expected, or a list of such." },
        { """{ "VpcBlockPublicAccessOptions": ["off"] }""", "net.json, VpcBlockPublicAccessOptions: an object was expected." },
        { """{ "VpcBlockPublicAccessExclusions": [{}] }""", "net.json, VpcBlockPublicAccessExclusions[0]: an entry has no ExclusionId." },
        { """{ "HostedZones": [{ "Name": "example.com." }] }""", "net.json, HostedZones[0]: an entry has no Id." },
        { """{ "HostedZones": [{ "Id": "Z1", "ResourceRecordSets": [{ "Type": "A" }] }] }""", "net.json, HostedZones[0]: a record has no Name." },
        { """{ "HostedZones": [{ "Id": "Z1", "ResourceRecordSets": [{ "Name": "example.com." }] }] }""", "net.json, HostedZones[0]: a record has no Type." },
        { """{ "HostedZones": [], "IsTruncated": true }""", "net.json, IsTruncated: this is only a part of the list; record it again without --max-items and --no-paginate." },
        { """{ "HostedZone": [] }""", "net.json, HostedZone: an object was expected." },
        { """{ "HostedZoneSummaries": [] }""", "net.json, HostedZoneSummaries: nothing says of which VPC these are; name the file after it, such as vpc-0123456789abcdef0.json." },
        { """{ "ResourceRecordSets": [] }""", "net.json, ResourceRecordSets: nothing says of which hosted zone these are; name the file after it, such as Z0123456789ABCDEFGHIJ.json." },
        { """{ "IpAddresses": [] }""", "net.json, IpAddresses: nothing says of which resolver endpoint these are; name the file after it, such as rslvr-in-0123456789abcdef0.json." },
        { """{ "ResolverRules": [{ "DomainName": "." }] }""", "net.json, ResolverRules[0]: an entry has no Id." },
        { """{ "ResolverEndpoints": [{ "Id": "rslvr-in-1", "IpAddresses": [{ "Ip": "ten" }] }] }""", "net.json, ResolverEndpoints[0]: 'ten' is no address." },
        { """{ "FirewallRuleGroupAssociations": [{ "Id": "rslvr-frgassoc-1" }] }""", "net.json, FirewallRuleGroupAssociations[0]: an entry has no Priority." },
        { """{ "FirewallRules": [{ "Priority": 1 }] }""", "net.json, FirewallRules[0]: an entry has no FirewallRuleGroupId." },
        { """{ "ProfileAssociations": [7] }""", "net.json, ProfileAssociations[0]: an object was expected." },
        { """{ "AllowedPrincipals": [{ "Principal": "*" }] }""", "net.json, AllowedPrincipals: an entry has no ServiceId; name the file after the service, such as vpce-svc-0123456789abcdef0.json." },
        { """{ "configurationItems": [{ "resourceType": "AWS::EC2::VPC", "configuration": "{" }] }""", "net.json, configurationItems[0]: the text of an item's configuration is no JSON." },
        { """{ "Vpcs": [], "NextToken": "abc" }""", "net.json, NextToken: this is only a part of the list; record it again without --max-items and --no-paginate." },
        { """{ "Vpcs": [] } ]""", "net.json, line 1, column 16: this is no JSON, or only the first part of it; record the file again." },
        { """{ "Vpcs": [] } 5""", "net.json: a JSON object was expected, as `aws ec2 describe-*` prints it." },
        { """{ "Images": [] }""", "net.json says nothing of a network: what `aws ec2 describe-*` prints was expected (Vpcs, VpcEndpoints, ...), or a snapshot of AWS Config (configurationItems)." },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_named_with_the_place_and_the_cure(string text, string message) =>
        Assert.Equal(message, Assert.Throws<RecordingException>(() => Read(16, [("net.json", text)])).Message);

    [Fact]
    public void A_file_that_fits_none_of_several_accounts_is_refused() => Assert.Equal(
        "c.json: nothing says of which account and region it is; add \"AccountId\" and \"Region\" to the file, or check each account's folder by itself.",
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
