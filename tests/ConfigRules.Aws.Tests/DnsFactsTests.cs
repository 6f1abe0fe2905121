using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What Route 53, its resolver and its profiles tell of a region.</summary>
public sealed class DnsFactsTests : IDisposable
{
    private static readonly FactKind[] Dns = [.. Enum.GetValues<FactKind>().Where(kind => kind is >= FactKind.HostedZones and not FactKind.TxtRecords)];

    private readonly Ec2Double _ec2 = new Ec2Double().On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item><item><vpcId>vpc-2</vpcId></item></vpcSet>");
    private readonly DnsDouble _dns = new();

    public void Dispose()
    {
        _ec2.Dispose();
        _dns.Dispose();
    }

    [Fact]
    public async Task Zones_are_those_of_each_VPC_with_their_records()
    {
        _dns.On("ListHostedZonesByVPC", asked => asked.Contains("vpcid=vpc-1", StringComparison.Ordinal)
                ? asked.Contains("nexttoken", StringComparison.Ordinal)
                    ? $"<HostedZoneSummaries>{Summary("Z2", "far.example.com.", "444455556666")}</HostedZoneSummaries><MaxItems>100</MaxItems>"
                    : $"<HostedZoneSummaries>{Summary("Z1", "Corp.example.com.", "111122223333")}<HostedZoneSummary><HostedZoneId>Z9</HostedZoneId><Name>efs.</Name><Owner><OwningService>efs.amazonaws.com</OwningService></Owner></HostedZoneSummary></HostedZoneSummaries><MaxItems>100</MaxItems><NextToken>more</NextToken>"
                : $"<HostedZoneSummaries>{Summary("Z1", "Corp.example.com.", "111122223333")}</HostedZoneSummaries><MaxItems>100</MaxItems>")
            .On("ListResourceRecordSets", asked => asked.Contains("Z2", StringComparison.Ordinal) ? throw new RefusedException("AccessDenied")
                : asked.Contains("name=", StringComparison.Ordinal)
                    ? "<ResourceRecordSets><ResourceRecordSet><Name>api.corp.example.com.</Name><Type>A</Type><AliasTarget><HostedZoneId>Z7</HostedZoneId><DNSName>Lb.example.net.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget></ResourceRecordSet></ResourceRecordSets><IsTruncated>false</IsTruncated>"
                    : @"<ResourceRecordSets><ResourceRecordSet><Name>\052.corp.example.com.</Name><Type>A</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>10.0.0.1</Value></ResourceRecord><ResourceRecord><Value>10.0.0.2</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></ResourceRecordSets><IsTruncated>true</IsTruncated><NextRecordName>api.corp.example.com.</NextRecordName><NextRecordType>A</NextRecordType>");
        var network = (await ReadAsync([FactKind.Vpcs, FactKind.HostedZones])).Whole;
        Assert.Equal(
            [
                "Z1 corp.example.com of 111122223333 in vpc-1,vpc-2: *.corp.example.com A 10.0.0.1,10.0.0.2 ; api.corp.example.com A  lb.example.net",
                "Z2 far.example.com of 444455556666 in vpc-1: ?",
            ],
            network.All<HostedZone>().Select(zone => $"{zone.Id} {zone.Name} of {zone.OwnerId} in {string.Join(',', zone.VpcIds)}: {(zone.Records is { } records
                ? string.Join("; ", records.Select(record => $"{record.Name} {record.Type} {string.Join(',', record.Values)} {record.AliasOf}")) : "?")}"));
        Assert.Contains("ListHostedZonesByVPC hostedzonesbyvpc?maxitems=100&vpcid=vpc-2&vpcregion=eu-west-1", _dns.Calls);
        Assert.DoesNotContain(_dns.Calls, call => call.Contains("Z9", StringComparison.Ordinal));
    }

    /// <summary>Zones are answered from by them, in VPCs without endpoints as well.</summary>
    [Fact]
    public async Task Attributes_of_all_VPCs_are_read_where_zones_are()
    {
        _ec2.On("DescribeVpcEndpoints", "<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcId>vpc-2</vpcId></item></vpcEndpointSet>")
            .On("DescribeVpcAttribute", form => $"<{form["Attribute"]}><value>true</value></{form["Attribute"]}>");
        _dns.On("ListHostedZonesByVPC", "<HostedZoneSummaries></HostedZoneSummaries>");
        var network = (await ReadAsync([FactKind.Vpcs, FactKind.VpcAttributes, FactKind.VpcEndpoints, FactKind.HostedZones])).Whole;
        Assert.Equal(new DnsAttributes(Support: true, Hostnames: true), network.Find<Vpc>("vpc-1")!.Dns);
    }

    [Fact]
    public async Task A_zone_of_the_account_that_may_not_be_read_leaves_zones_out()
    {
        _dns.On("ListHostedZonesByVPC", $"<HostedZoneSummaries>{Summary("Z1", "corp.example.com.", "111122223333")}</HostedZoneSummaries>")
            .Refusing("ListResourceRecordSets", "AccessDenied");
        var reading = await ReadAsync([FactKind.Vpcs, FactKind.HostedZones]);
        Assert.False(reading.WholeOrWithoutKinds.Has(FactKind.HostedZones));
        Assert.Equal("HostedZones could not be read: Route 53 refused ListResourceRecordSets (AccessDenied): No.", reading.Unread!.Message);
    }

    [Fact]
    public async Task What_the_resolver_does_in_each_VPC_is_read_to_the_last_page()
    {
        _dns.On("ListResolverRules", asked => asked.Contains("NextToken", StringComparison.Ordinal)
                ? """ "ResolverRules":[{"Id":"rslvr-autodefined-rr-internet-resolver","DomainName":".","RuleType":"RECURSIVE","OwnerId":"Route 53 Resolver"}] """
                : """ "NextToken":"more","ResolverRules":[{"Id":"rslvr-rr-1","DomainName":"Corp.Example.com.","RuleType":"FORWARD","OwnerId":"444455556666","TargetIps":[{"Ip":"192.0.2.53","Port":53},{"Ipv6":"2001:db8::53"}]}] """)
            .On("ListResolverRuleAssociations", """ "ResolverRuleAssociations":[{"Id":"a-1","ResolverRuleId":"rslvr-rr-1","VPCId":"vpc-1","Status":"COMPLETE"},{"Id":"a-2","ResolverRuleId":"rslvr-rr-1","VPCId":"vpc-2","Status":"DELETING"}] """)
            .On("ListResolverEndpoints", """ "ResolverEndpoints":[{"Id":"rslvr-in-1","HostVPCId":"vpc-1","Direction":"INBOUND"},{"Id":"rslvr-out-1","HostVPCId":"vpc-2","Direction":"OUTBOUND"}] """)
            .On("ListResolverEndpointIpAddresses", asked => asked.Contains("rslvr-in-1", StringComparison.Ordinal) ? """ "IpAddresses":[{"IpId":"rni-1","Ip":"10.0.0.53"},{"IpId":"rni-2"}] """ : """ "IpAddresses":[] """);
        var network = (await ReadAsync([FactKind.ResolverRules, FactKind.ResolverRuleAssociations, FactKind.ResolverEndpoints])).Whole;
        Assert.Equal(
            ["rslvr-autodefined-rr-internet-resolver '' Recursive  Route 53 Resolver", "rslvr-rr-1 'corp.example.com' Forward 192.0.2.53,2001:db8::53 444455556666"],
            network.All<ResolverRule>().Select(rule => $"{rule.Id} '{rule.DomainName}' {rule.Type} {string.Join(',', rule.TargetIps)} {rule.OwnerId}"));
        Assert.Equal([("a-1", "vpc-1", "rslvr-rr-1")], network.All<ResolverRuleAssociation>().Select(one => (one.Id, one.VpcId, one.ResolverRuleId)));
        Assert.Equal(
            ["rslvr-in-1 vpc-1 True 10.0.0.53", "rslvr-out-1 vpc-2 False "],
            network.All<ResolverEndpoint>().Select(endpoint => $"{endpoint.Id} {endpoint.VpcId} {endpoint.IsInbound} {string.Join(',', endpoint.Addresses)}"));
    }

    [Fact]
    public async Task Firewalls_and_zones_come_with_profiles_too()
    {
        _dns.On("ListProfileAssociations", """ "ProfileAssociations":[{"Id":"rpassoc-1","ProfileId":"rp-1","ResourceId":"vpc-1","Status":"COMPLETE"},{"Id":"rpassoc-2","ProfileId":"rp-2","ResourceId":"vpc-1","Status":"DELETED"}] """)
            .On("ListProfileResourceAssociations", """
                "ProfileResourceAssociations":[
                  {"Id":"rpr-1","ProfileId":"rp-1","ResourceArn":"arn:aws:route53:::hostedzone/Z5","Status":"COMPLETE"},
                  {"Id":"rpr-2","ProfileId":"rp-1","ResourceArn":"arn:aws:route53:::hostedzone/Z6","Status":"COMPLETE"},
                  {"Id":"rpr-3","ProfileId":"rp-1","ResourceArn":"arn:aws:route53resolver:eu-west-1:111122223333:firewall-rule-group/rslvr-frg-2","Status":"COMPLETE"}]
                """)
            .On("GetHostedZone", asked => asked.Contains("Z6", StringComparison.Ordinal) ? throw new RefusedException("AccessDenied")
                : "<HostedZone><Id>/hostedzone/Z5</Id><Name>shared.example.com.</Name><Config><PrivateZone>true</PrivateZone></Config></HostedZone><VPCs><VPC><VPCRegion>eu-west-1</VPCRegion><VPCId>vpc-7</VPCId></VPC></VPCs>")
            .On("ListFirewallRuleGroupAssociations", """ "FirewallRuleGroupAssociations":[{"Id":"f-1","FirewallRuleGroupId":"rslvr-frg-1","VpcId":"vpc-1","Priority":101,"Status":"COMPLETE"}] """)
            .On("ListFirewallRules", asked => asked.Contains("rslvr-frg-1", StringComparison.Ordinal)
                ? """ "FirewallRules":[{"FirewallRuleGroupId":"rslvr-frg-1","FirewallDomainListId":"rslvr-fdl-1","Priority":10,"Action":"BLOCK","Qtype":"TXT"},{"FirewallRuleGroupId":"rslvr-frg-1","FirewallThreatProtectionId":"rslvr-ftp-1","Priority":20,"Action":"ALERT","DnsThreatProtection":"DGA"},{"FirewallRuleGroupId":"rslvr-frg-1","FirewallDomainListId":"rslvr-fdl-other","Priority":30,"Action":"BLOCK"}] """
                : """ "FirewallRules":[{"FirewallRuleGroupId":"rslvr-frg-2","FirewallDomainListId":"rslvr-fdl-aws","Priority":1,"Action":"ALLOW","FirewallDomainRedirectionAction":"TRUST_REDIRECTION_DOMAIN"}] """)
            .On("ListFirewallDomainLists", """ "FirewallDomainLists":[{"Id":"rslvr-fdl-1","Name":"own"},{"Id":"rslvr-fdl-aws","ManagedOwnerName":"Route 53 Resolver DNS Firewall"},{"Id":"rslvr-fdl-aws-2","ManagedOwnerName":"Route 53 Resolver DNS Firewall"}] """)
            .On("ListFirewallDomains", asked => asked.Contains("rslvr-fdl-other", StringComparison.Ordinal) ? throw new RefusedException("AccessDeniedException") : """ "Domains":["*.Evil.example."] """);
        var network = (await ReadAsync([FactKind.Vpcs, .. Dns])).Whole;
        Assert.Equal([("vpc-1", "rp-1")], network.All<ProfileAssociation>().Select(association => (association.VpcId, association.ProfileId)));
        Assert.Equal(["Z5", "Z6", "rslvr-frg-2"], network.All<ProfileResource>().Select(resource => resource.ResourceId));
        Assert.Equal(("shared.example.com", "vpc-7", 0), Assert.Single(network.All<HostedZone>()) is var zone ? (zone.Name, zone.VpcIds.Single(), zone.Records!.Value.Length) : default);
        Assert.Equal([("rslvr-frg-1", 101)], network.In<FirewallAssociation>("vpc-1").Select(one => (one.FirewallRuleGroupId, one.Priority)));
        Assert.Equal(
            ["rslvr-frg-1//20 ALERT  DnsThreatProtection rslvr-ftp-1 False", "rslvr-frg-1/rslvr-fdl-1/10/TXT BLOCK TXT   False", "rslvr-frg-1/rslvr-fdl-other/30 BLOCK    False", "rslvr-frg-2/rslvr-fdl-aws/1 ALLOW    True"],
            network.All<FirewallRule>().Select(rule => $"{rule.Id} {rule.Action} {rule.QueryType} {rule.Detector} {rule.ThreatProtectionId} {rule.TrustsRedirection}"));
        Assert.Equal(
            ["rslvr-fdl-1 *.evil.example False", "rslvr-fdl-aws ? True", "rslvr-fdl-other ? False"],
            network.All<FirewallDomainList>().Select(list => $"{list.Id} {(list.Domains is { } domains ? string.Join(',', domains) : "?")} {list.IsAws}"));
        // What is in AWS's lists is not asked for.
        Assert.Equal(2, _dns.Calls.Count(call => call.StartsWith("ListFirewallDomains", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_what_is_in_the_scope_is_kept()
    {
        _dns.On("ListResolverRuleAssociations", """ "ResolverRuleAssociations":[{"Id":"a-1","ResolverRuleId":"r","VPCId":"vpc-1"},{"Id":"a-2","ResolverRuleId":"r","VPCId":"vpc-2"}] """)
            .On("ListResolverEndpoints", """ "ResolverEndpoints":[{"Id":"rslvr-in-1","HostVPCId":"vpc-1","Direction":"INBOUND"},{"Id":"rslvr-in-2","HostVPCId":"vpc-2","Direction":"INBOUND"}] """);
        var network = (await ReadAsync([FactKind.HostedZones, FactKind.ResolverRuleAssociations, FactKind.ResolverEndpoints], new Scope.OfVpcs(["vpc-2"]))).Whole;
        Assert.Equal(["a-2"], network.All<ResolverRuleAssociation>().Select(association => association.Id));
        Assert.Equal(["rslvr-in-2"], network.All<ResolverEndpoint>().Select(endpoint => endpoint.Id));
        Assert.Single(_dns.Calls, call => call.StartsWith("ListHostedZonesByVPC", StringComparison.Ordinal));
        Assert.Empty(_ec2.Calls);
    }

    [Fact]
    public async Task A_service_that_is_refused_leaves_out_its_kinds_and_those_made_of_them()
    {
        _dns.Refusing("ListFirewallRuleGroupAssociations").Refusing("ListProfileAssociations");
        var reading = await ReadAsync([FactKind.Vpcs, .. Dns]);
        Assert.Equal(
            [FactKind.HostedZones, FactKind.ResolverRules, FactKind.ResolverRuleAssociations, FactKind.ResolverEndpoints],
            Dns.Where(reading.WholeOrWithoutKinds.Has));
        Assert.Equal(
            "FirewallRuleGroupAssociations and 4 more could not be read: Route 53 Resolver refused ListFirewallRuleGroupAssociations (AccessDeniedException): No.",
            reading.Unread!.Message);
    }

    [Fact]
    public async Task Who_asks_for_none_of_it_asks_nobody()
    {
        await ReadAsync([FactKind.Vpcs]);
        Assert.Empty(_dns.Calls);
    }

    private Task<NetworkReading> ReadAsync(IReadOnlyCollection<FactKind> kinds, Scope? scope = null) =>
        Doubles.Accounts(_ec2.Url, dns: _dns.Url).Find(Doubles.Key).ReadNetworkAsync(kinds, scope ?? Scope.Region, TestContext.Current.CancellationToken);

    private static string Summary(string id, string name, string owner) =>
        $"<HostedZoneSummary><HostedZoneId>{id}</HostedZoneId><Name>{name}</Name><Owner><OwningAccount>{owner}</OwningAccount></Owner></HostedZoneSummary>";
}
