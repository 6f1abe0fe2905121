using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Model;
using ConfigRules.Recordings;
using CsCheck;

namespace ConfigRules.Tests.Recordings;

/// <summary>The facts that decide where a packet goes, as the AWS CLI prints them.</summary>
public sealed class PacketFactsTests
{
    private const string Ec2 = """
        { "AccountId": "111122223333", "Region": "eu-west-1",
          "Vpcs": [{ "VpcId": "vpc-1", "DhcpOptionsId": "dopt-1", "CidrBlock": "10.0.0.0/16", "CidrBlockAssociationSet": [
            { "CidrBlock": "10.1.0.0/16", "CidrBlockState": { "State": "associated" } }, { "CidrBlock": "10.0.0.0/16", "CidrBlockState": { "State": "associated" } }] }],
          "Subnets": [{ "SubnetId": "subnet-1", "VpcId": "vpc-1", "EnableDns64": true }],
          "NetworkInterfaces": [
            { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "Association": { "PublicIp": "198.51.100.7", "IpOwnerId": "amazon" },
              "PrivateIpAddresses": [{ "PrivateIpAddress": "10.0.0.7", "Primary": true }] },
            { "NetworkInterfaceId": "eni-2", "VpcId": "vpc-1", "PrivateIpAddresses": [
              { "PrivateIpAddress": "10.0.0.8" }, { "PrivateIpAddress": "10.0.0.9", "Association": { "PublicIp": "198.51.100.9" } }] },
            { "NetworkInterfaceId": "eni-3", "VpcId": "vpc-1", "PrivateIpAddress": "10.0.0.10", "Association": { "CarrierIp": "203.0.113.1" } },
            { "NetworkInterfaceId": "eni-4", "VpcId": "vpc-1", "PrivateIpAddresses": [{ "PrivateIpAddress": "10.0.0.11", "Association": null }] }],
          "NatGateways": [
            { "NatGatewayId": "nat-1", "VpcId": "vpc-1", "SubnetId": "subnet-1", "ConnectivityType": "private", "State": "available" },
            { "NatGatewayId": "nat-2", "VpcId": "vpc-1", "AvailabilityMode": "regional", "RouteTableId": "rtb-nat", "ConnectivityType": "public", "State": "pending" }],
          "NetworkAcls": [
            { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "OwnerId": "111122223333", "Tags": [{ "Key": "Name", "Value": "open" }],
              "Associations": [{ "NetworkAclAssociationId": "aclassoc-1", "NetworkAclId": "acl-1", "SubnetId": "subnet-1" }],
              "Entries": [
                { "CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "6", "PortRange": { "From": 443, "To": 443 }, "RuleAction": "allow", "RuleNumber": 100 },
                { "Ipv6CidrBlock": "::/0", "Egress": false, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32768 },
                { "CidrBlock": "10.0.0.0/8", "Egress": false, "Protocol": "1", "IcmpTypeCode": { "Code": -1, "Type": -1 }, "RuleAction": "allow", "RuleNumber": 110 }] }],
          "DhcpOptions": [{ "DhcpOptionsId": "dopt-1", "OwnerId": "111122223333", "Tags": [], "DhcpConfigurations": [
            { "Key": "domain-name", "Values": [{ "Value": "corp.example.com" }] },
            { "Key": "domain-name-servers", "Values": [{ "Value": "10.0.0.2" }, { "Value": "AmazonProvidedDNS" }] }] }],
          "VpcPeeringConnections": [{ "VpcPeeringConnectionId": "pcx-1", "RequesterVpcInfo": { "VpcId": "vpc-1", "OwnerId": "111122223333", "CidrBlockSet": [] },
            "AccepterVpcInfo": { "VpcId": "vpc-2", "Region": "us-east-1" }, "Status": { "Code": "active", "Message": "Active" }, "Tags": [] }],
          "VpcBlockPublicAccessOptions": { "AwsAccountId": "111122223333", "AwsRegion": "eu-west-1", "State": "update-complete", "InternetGatewayBlockMode": "block-ingress" },
          "VpcBlockPublicAccessExclusions": [
            { "ExclusionId": "vpcbpa-exclude-1", "InternetGatewayExclusionMode": "allow-egress", "State": "create-complete",
              "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1", "Tags": [] },
            { "ExclusionId": "vpcbpa-exclude-2", "State": "delete-complete", "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1" }] }
        """;

    private const string Dns = """
        { "HostedZones": [
            { "Id": "/hostedzone/Z1", "Name": "Corp.Example.com.", "CallerReference": "1", "ResourceRecordSetCount": 4, "Config": { "PrivateZone": true },
              "VPCs": [{ "VPCRegion": "eu-west-1", "VPCId": "vpc-1" }, { "VPCRegion": "us-east-1", "VPCId": "vpc-9" }],
              "ResourceRecordSets": [
                { "Name": "\\052.corp.example.com.", "Type": "A", "TTL": 60, "ResourceRecords": [{ "Value": "10.0.0.20" }, { "Value": "10.0.0.21" }] },
                { "Name": "api.corp.example.com.", "Type": "CNAME", "SetIdentifier": "a", "Weight": 1, "ResourceRecords": [{ "Value": "A.Example.NET." }] },
                { "Name": "api.corp.example.com.", "Type": "CNAME", "SetIdentifier": "b", "Weight": 1, "ResourceRecords": [{ "Value": "b.example.net" }] },
                { "Name": "corp.example.com.", "Type": "AAAA", "AliasTarget": { "HostedZoneId": "Z9", "DNSName": "Vpce-1.vpce.amazonaws.com.", "EvaluateTargetHealth": false } }] },
            { "Id": "Z2", "Name": "example.com.", "Config": { "Comment": "", "PrivateZone": false } },
            { "Id": "Z3", "Name": "unread.example.com.", "Owner": { "OwningAccount": "444455556666" }, "VPCs": [{ "VPCId": "vpc-1" }] }],
          "ResolverRules": [
            { "Id": "rslvr-rr-1", "Arn": "arn", "DomainName": "Corp.Example.com.", "Status": "COMPLETE", "RuleType": "FORWARD", "OwnerId": "444455556666", "ShareStatus": "SHARED_WITH_ME",
              "TargetIps": [{ "Ip": "192.0.2.53", "Port": 53, "Protocol": "Do53" }, { "Ipv6": "2001:db8::53", "Port": 53 }] },
            { "Id": "rslvr-autodefined-rr-internet-resolver", "DomainName": ".", "RuleType": "RECURSIVE", "OwnerId": "Route 53 Resolver" },
            { "Id": "rslvr-rr-2", "DomainName": "new.example.com.", "RuleType": "SOMETHING_NEW" }],
          "ResolverRuleAssociations": [
            { "Id": "rslvr-rrassoc-1", "ResolverRuleId": "rslvr-rr-1", "Name": "corp", "VPCId": "vpc-1", "Status": "COMPLETE" },
            { "Id": "rslvr-rrassoc-2", "ResolverRuleId": "rslvr-rr-2", "VPCId": "vpc-1", "Status": "DELETING" }],
          "ResolverEndpoints": [
            { "Id": "rslvr-in-1", "HostVPCId": "vpc-1", "Direction": "INBOUND", "IpAddressCount": 2, "IpAddresses": [{ "IpId": "rni-1", "SubnetId": "subnet-1", "Ip": "10.0.0.53" }] },
            { "Id": "rslvr-in-2", "HostVPCId": "vpc-1", "Direction": "INBOUND_DELEGATION", "IpAddressCount": 2 },
            { "Id": "rslvr-out-1", "HostVPCId": "vpc-1", "Direction": "OUTBOUND", "IpAddressCount": 2 }],
          "FirewallRuleGroupAssociations": [{ "Id": "rslvr-frgassoc-1", "FirewallRuleGroupId": "rslvr-frg-1", "VpcId": "vpc-1", "Priority": 101, "Status": "COMPLETE" }],
          "FirewallRules": [
            { "FirewallRuleGroupId": "rslvr-frg-1", "FirewallDomainListId": "rslvr-fdl-1", "Name": "block", "Priority": 10, "Action": "BLOCK", "BlockResponse": "NODATA", "Qtype": "TXT" },
            { "FirewallRuleGroupId": "rslvr-frg-1", "FirewallThreatProtectionId": "rslvr-ftp-2", "Priority": 30, "Action": "BLOCK", "FirewallRuleType": { "PartnerThreatProtection": { "Partner": "feed" } } },
            { "FirewallRuleGroupId": "rslvr-frg-1", "FirewallThreatProtectionId": "rslvr-ftp-1", "Priority": 20, "Action": "ALERT", "DnsThreatProtection": "DGA", "ConfidenceThreshold": "HIGH" },
            { "FirewallRuleGroupId": "rslvr-frg-1", "FirewallDomainListId": "rslvr-fdl-2", "Priority": 40, "Action": "ALLOW", "FirewallDomainRedirectionAction": "TRUST_REDIRECTION_DOMAIN" },
            { "FirewallRuleGroupId": "rslvr-frg-1", "FirewallDomainListId": "rslvr-fdl-2", "Priority": 50, "Action": "ALLOW", "FirewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN", "Qtype": "A" }],
          "FirewallDomainLists": [{ "Id": "rslvr-fdl-1", "Name": "bad", "Domains": ["*.Evil.example.", "worse.example"] }, { "Id": "rslvr-fdl-2", "ManagedOwnerName": "Route 53 Resolver DNS Firewall" }],
          "ProfileAssociations": [
            { "Id": "rpassoc-1", "Name": "all", "OwnerId": "111122223333", "ProfileId": "rp-1", "ResourceId": "vpc-1", "Status": "COMPLETE" },
            { "Id": "rpassoc-2", "ProfileId": "rp-2", "ResourceId": "vpc-1", "Status": "DELETED" }],
          "ProfileResourceAssociations": [
            { "Id": "rpr-1", "ProfileId": "rp-1", "ResourceArn": "arn:aws:route53:::hostedzone/Z1", "ResourceType": "HOSTED_ZONE", "Status": "COMPLETE" },
            { "Id": "rpr-2", "ProfileId": "rp-1", "ResourceArn": "arn:aws:route53:::hostedzone/Z7", "Status": "FAILED" }],
          "TxtRecords": [{ "Name": "_Abc.Example.com.", "Values": ["vpce:one", "v=spf1 -all"] }, { "Name": "example.com", "Values": [] }] }
        """;

    [Fact]
    public void Facts_of_EC2_are_read_as_its_command_prints_them()
    {
        var network = Read(("ec2.json", Ec2));
        Assert.Equal(("dopt-1", IPNetwork.Parse("10.0.0.0/16"), 2), network.Find<Vpc>("vpc-1") is { } vpc ? (vpc.DhcpOptionsId, vpc.PrimaryBlock, vpc.CidrBlocks.Length) : default);
        Assert.True(network.Find<Subnet>("subnet-1")!.HasDns64);
        Assert.Equal(
            ["eni-1 10.0.0.7 public", "eni-2 10.0.0.8,10.0.0.9 public", "eni-3 10.0.0.10", "eni-4 10.0.0.11"],
            network.All<NetworkInterface>().Select(one => $"{one.Id} {string.Join(',', one.Addresses)}{(one.HasPublicAddress ? " public" : "")}"));

        Assert.Equal(
            [("subnet-1", null, Connectivity.Private, NatGatewayState.Available), ("", "rtb-nat", Connectivity.Public, NatGatewayState.Pending)],
            network.All<NatGateway>().Select(nat => (nat.SubnetId, nat.RouteTableId, nat.Connectivity, nat.State)));

        var acl = Assert.Single(network.In<NetworkAcl>("vpc-1"));
        Assert.Equal((true, "subnet-1", "open"), (acl.IsDefault, acl.SubnetIds.Single(), acl.Tags["Name"]));
        Assert.Equal(
            ["100 out allow 6 443-443 0.0.0.0/0", "32768 in deny -1 - ::/0", "110 in allow 1 - 10.0.0.0/8"],
            acl.Entries.Select(entry =>
                $"{entry.Number} {(entry.IsEgress ? "out" : "in")} {(entry.Allows ? "allow" : "deny")} {entry.Protocol} {entry.FromPort}-{entry.ToPort} {entry.Block}"));

        Assert.Equal(["10.0.0.2", "AmazonProvidedDNS"], network.Find<DhcpOptions>("dopt-1")!.DomainNameServers);
        var peering = network.Find<PeeringConnection>("pcx-1")!;
        Assert.Equal(("vpc-2", true), (peering.OtherEndOf("vpc-1"), peering.IsActive));
        Assert.Equal(("111122223333", GatewayBlock.Ingress), Assert.Single(network.All<PublicAccessBlock>()) is var block ? (block.Id, block.Mode) : default);
        Assert.Equal([("subnet-1", true), ("vpc-1", false)], network.All<PublicAccessExclusion>().Select(one => (one.ExcludedId, one.IsActive)));
    }

    [Theory]
    [InlineData("off", GatewayBlock.Off)]
    [InlineData("block-bidirectional", GatewayBlock.Bidirectional)]
    [InlineData("block-everything", GatewayBlock.Unknown)]
    public void The_block_on_public_access_may_stand_in_a_list(string word, GatewayBlock mode) => Assert.Equal(mode, Assert.Single(
        Read(("bpa.json", $$"""{ "VpcBlockPublicAccessOptions": [{ "AwsAccountId": "1", "InternetGatewayBlockMode": "{{word}}" }] }""")).All<PublicAccessBlock>()).Mode);

    [Fact]
    public void Facts_of_DNS_are_read_as_their_commands_print_them()
    {
        var network = Read(("dns.json", Dns));
        Assert.Equal(
            ["Z1 corp.example.com of  in vpc-1,vpc-9", "Z3 unread.example.com of 444455556666 in vpc-1"],
            network.All<HostedZone>().Select(zone => $"{zone.Id} {zone.Name} of {zone.OwnerId} in {string.Join(',', zone.VpcIds)}"));
        Assert.Equal(
            [
                "*.corp.example.com A 10.0.0.20,10.0.0.21", "api.corp.example.com CNAME a.example.net", "api.corp.example.com CNAME b.example.net",
                "corp.example.com AAAA -> vpce-1.vpce.amazonaws.com",
            ],
            network.Find<HostedZone>("Z1")!.Records!.Value.Select(Text));
        Assert.Null(network.Find<HostedZone>("Z3")!.Records);

        Assert.Equal(
            ["rslvr-autodefined-rr-internet-resolver '' Recursive ", "rslvr-rr-1 'corp.example.com' Forward 192.0.2.53,2001:db8::53", "rslvr-rr-2 'new.example.com' Unknown "],
            network.All<ResolverRule>().Select(rule => $"{rule.Id} '{rule.DomainName}' {rule.Type} {string.Join(',', rule.TargetIps)}"));
        Assert.Equal(["rslvr-rr-1"], network.In<ResolverRuleAssociation>("vpc-1").Select(association => association.ResolverRuleId));
        Assert.Equal(
            ["rslvr-in-1 True 10.0.0.53", "rslvr-in-2 False ", "rslvr-out-1 False "],
            network.In<ResolverEndpoint>("vpc-1").Select(endpoint => $"{endpoint.Id} {endpoint.IsInbound} {string.Join(',', endpoint.Addresses)}"));

        Assert.Equal([("rslvr-frg-1", 101)], network.In<FirewallAssociation>("vpc-1").Select(one => (one.FirewallRuleGroupId, one.Priority)));
        Assert.Equal(
            [
                ("rslvr-frg-1//20", "", 20, "ALERT", null, "DnsThreatProtection"), ("rslvr-frg-1//30", "", 30, "BLOCK", null, "PartnerThreatProtection"),
                ("rslvr-frg-1/rslvr-fdl-1/10/TXT", "rslvr-fdl-1", 10, "BLOCK", "TXT", null),
                ("rslvr-frg-1/rslvr-fdl-2/40", "rslvr-fdl-2", 40, "ALLOW", null, null), ("rslvr-frg-1/rslvr-fdl-2/50/A", "rslvr-fdl-2", 50, "ALLOW", "A", null),
            ],
            network.All<FirewallRule>().Select(rule => (rule.Id, rule.FirewallDomainListId, rule.Priority, rule.Action, rule.QueryType, rule.Detector)));
        Assert.Equal([40], network.All<FirewallRule>().Where(rule => rule.TrustsRedirection).Select(rule => rule.Priority));
        Assert.Equal(["rslvr-ftp-1", "rslvr-ftp-2", null, null, null], network.All<FirewallRule>().Select(rule => rule.ThreatProtectionId));
        Assert.Equal(["*.evil.example", "worse.example"], network.Find<FirewallDomainList>("rslvr-fdl-1")!.Domains!.Value);
        Assert.False(network.Find<FirewallDomainList>("rslvr-fdl-1")!.IsAws);
        Assert.True(network.Find<FirewallDomainList>("rslvr-fdl-2") is { IsAws: true, Domains: null });
        Assert.Equal(["rp-1"], network.In<ProfileAssociation>("vpc-1").Select(association => association.ProfileId));
        Assert.Equal(["_abc.example.com vpce:one|v=spf1 -all", "example.com "], network.All<TxtRecord>().Select(record => $"{record.Id} {string.Join('|', record.Values)}"));
        Assert.Equal([("rp-1", "Z1")], network.All<ProfileResource>().Select(resource => (resource.ProfileId, resource.ResourceId)));
    }

    [Fact]
    public void What_is_written_is_read_as_the_same_network()
    {
        var network = Read(("ec2.json", Ec2), ("dns.json", Dns));
        using var written = new MemoryStream();
        RecordingWriter.Write(written, network, Enum.GetValues<FactKind>());
        Assert.Equal(NetworkText.Of(network), NetworkText.Of(Read(("written.json", Encoding.UTF8.GetString(written.ToArray())))));
    }

    [Fact]
    public void Each_kind_is_known_only_where_a_file_tells_of_it()
    {
        var all = Read(("ec2.json", Ec2), ("dns.json", Dns));
        FactKind[] told = [.. Enum.GetValues<FactKind>().Where(kind => kind >= FactKind.NetworkAcls)];
        Assert.Equal(15, told.Length);
        Assert.All(told, kind => Assert.True(all.Has(kind)));
        foreach (var (file, kind) in new[] { Ec2, Dns }.SelectMany(text => JsonNode.Parse(text)!.AsObject().Select(member => (text, member.Key))))
        {
            var without = JsonNode.Parse(file)!.AsObject();
            without.Remove(kind);
            Assert.Equal(
                without.Select(member => member.Key).Intersect(Enum.GetNames<FactKind>()).Order(StringComparer.Ordinal),
                Enum.GetValues<FactKind>().Where(Read(("net.json", without.ToJsonString())).Has).Select(has => has.ToString()).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_item_of_AWS_Config_says_the_same_of_an_ACL(bool asText)
    {
        var lists = JsonNode.Parse(Ec2)!.AsObject();
        string[] members = ["Vpcs", "Subnets", "NetworkInterfaces", "NetworkAcls"];
        var items = new JsonArray([.. members.SelectMany(member => lists[member]!.AsArray().Select(resource => Items.Of(member, resource!.AsObject(), asText)))]);
        foreach (var other in lists.Select(member => member.Key).Except([.. members, "AccountId", "Region"]).ToArray())
            lists.Remove(other);
        var snapshot = new JsonObject { ["fileVersion"] = "1.0", ["configurationItems"] = items };
        Assert.Equal(NetworkText.Of(Read(("lists.json", lists.ToJsonString()))), NetworkText.Of(Read(("snapshot.json", snapshot.ToJsonString()))));
    }

    private static readonly (string Name, string Text)[] Commands =
    [
        ("vpcs.json", """{ "Vpcs": [{ "VpcId": "vpc-1" }, { "VpcId": "vpc-2" }] }"""),
        ("hosted-zones.json", """{ "HostedZones": [{ "Id": "/hostedzone/Z1", "Name": "corp.example.com.", "Config": { "PrivateZone": true } }, { "Id": "/hostedzone/Z2", "Name": "example.com.", "Config": { "PrivateZone": false } }] }"""),
        ("zone.json", """{ "HostedZone": { "Id": "/hostedzone/Z1", "Name": "corp.example.com.", "Config": { "PrivateZone": true } }, "VPCs": [{ "VPCRegion": "eu-west-1", "VPCId": "vpc-1" }] }"""),
        ("public.json", """{ "HostedZone": { "Id": "/hostedzone/Z2", "Name": "example.com.", "Config": { "PrivateZone": false } }, "DelegationSet": { "NameServers": [] } }"""),
        ("records/Z1.json", """{ "ResourceRecordSets": [{ "Name": "corp.example.com.", "Type": "NS", "ResourceRecords": [{ "Value": "ns-0.awsdns-00.com." }] }] }"""),
        ("records/Z2.json", """{ "ResourceRecordSets": [{ "Name": "example.com.", "Type": "A", "ResourceRecords": [{ "Value": "198.51.100.1" }] }] }"""),
        ("zones/vpc-1.json", """{ "HostedZoneSummaries": [{ "HostedZoneId": "Z1", "Name": "corp.example.com.", "Owner": { "OwningAccount": "111122223333" } }, { "HostedZoneId": "Z4", "Name": "efs.", "Owner": { "OwningService": "efs.amazonaws.com" } }], "MaxItems": "100" }"""),
        ("zones/vpc-2.json", """{ "HostedZoneSummaries": [{ "HostedZoneId": "Z5", "Name": "far.example.com.", "Owner": { "OwningAccount": "444455556666" } }], "MaxItems": "100" }"""),
        ("endpoints.json", """{ "ResolverEndpoints": [{ "Id": "rslvr-in-1", "HostVPCId": "vpc-1", "Direction": "INBOUND" }] }"""),
        ("rslvr-in-1.json", """{ "IpAddresses": [{ "IpId": "rni-1", "Ip": "10.0.0.53" }, { "IpId": "rni-2", "Status": "CREATING" }] }"""),
        ("lists.json", """{ "FirewallDomainLists": [{ "Id": "rslvr-fdl-1", "Name": "bad" }] }"""),
        ("rslvr-fdl-1.json", """{ "Domains": ["evil.example."] }"""),
        ("domains.json", """{ "Domains": [{ "DomainName": "example.com" }] }"""),
    ];

    [Fact]
    public void What_several_commands_tell_of_one_resource_comes_together_in_any_order() => Gen.Shuffle(Commands).Sample(
        files =>
        {
            var network = Read(files);
            Assert.Equal(
                ["Z1 corp.example.com vpc-1 corp.example.com NS ns-0.awsdns-00.com", "Z5 far.example.com vpc-2 ?"],
                network.All<HostedZone>().Select(zone => $"{zone.Id} {zone.Name} {string.Join(',', zone.VpcIds)} {(zone.Records is { } records ? string.Join(';', records.Select(Text)) : "?")}"));
            Assert.Equal(["10.0.0.53"], network.Find<ResolverEndpoint>("rslvr-in-1")!.Addresses.Select(address => address.ToString()));
            Assert.Equal(["evil.example"], network.Find<FirewallDomainList>("rslvr-fdl-1")!.Domains!.Value);
            Assert.True(network.Has(FactKind.HostedZones));
        },
        iter: 20);

    [Theory]
    [InlineData("zones/vpc-2.json", true)] // Where each listed zone answers is known still, from the zone itself.
    [InlineData("zones/vpc-2.json zone.json zones/vpc-1.json", false)] // Nobody says where Z1 answers.
    [InlineData("hosted-zones.json zone.json", true)]
    [InlineData("hosted-zones.json zone.json zones/vpc-2.json", false)] // What answers in vpc-2 nobody says.
    [InlineData("hosted-zones.json zones/vpc-1.json zones/vpc-2.json", false)] // One zone is not all there are.
    public void Zones_are_known_where_it_is_known_which_VPCs_they_answer_in(string missing, bool areKnown) =>
        Assert.Equal(areKnown, Read([.. Commands.Where(file => !missing.Split(' ').Contains(file.Name))]).Has(FactKind.HostedZones));

    [Fact]
    public void Records_alone_are_of_no_zone_that_is_known_to_be_private()
    {
        var network = Read(("Z9.json", """{ "ResourceRecordSets": [{ "Name": "example.com.", "Type": "A", "ResourceRecords": [] }] }"""));
        Assert.Empty(network.All<HostedZone>());
        Assert.False(network.Has(FactKind.HostedZones));
    }

    private static string Text(DnsRecord record) =>
        $"{record.Name} {record.Type} {(record.AliasOf is { } alias ? $"-> {alias}" : string.Join(',', record.Values))}";

    private static Network Read(params (string Name, string Text)[] files)
    {
        var reader = new RecordingReader(256);
        foreach (var (name, text) in files)
            reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), name);
        return Assert.Single(reader.Networks());
    }
}
