using System.Collections.Concurrent;
using Amazon;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using ConfigRules.Testing;
using Profiles = Amazon.Route53Profiles.Model;
using Resolver = Amazon.Route53Resolver.Model;
using Zones = Amazon.Route53.Model;

namespace ConfigRules.Amazon.Tests;

/// <summary>Route 53, its resolver and its profiles, which speak three protocols.</summary>
public sealed class Route53Tests : IAsyncDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly ConcurrentQueue<LoopbackAnswer> _answers = [];
    private readonly ConcurrentQueue<LoopbackRequest> _requests = [];
    private readonly LoopbackServer _server;
    private readonly AmazonRoute53Client _zones;
    private readonly AmazonRoute53ResolverClient _resolver;
    private readonly AmazonRoute53ProfilesClient _profiles;

    public Route53Tests()
    {
        _server = new((request, _) =>
        {
            _requests.Enqueue(request);
            return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : new LoopbackAnswer(200, "{}"));
        });
        var credentials = new SessionAWSCredentials("AKIDEXAMPLE", "secret", "session");
        var url = $"http://{_server.Address}";
        _zones = new(credentials, new AmazonRoute53Config { ServiceURL = url, AuthenticationRegion = "us-east-1" });
        _resolver = new(credentials, new AmazonRoute53ResolverConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1" });
        _profiles = new(credentials, new AmazonRoute53ProfilesConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1" });
    }

    public async ValueTask DisposeAsync()
    {
        _zones.Dispose();
        _resolver.Dispose();
        _profiles.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Lists_the_zones_of_a_VPC()
    {
        Answer(200, """
            <?xml version="1.0"?>
            <ListHostedZonesByVPCResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HostedZoneSummaries>
              <HostedZoneSummary><HostedZoneId>Z1</HostedZoneId><Name>a&amp;b.</Name><Owner><OwningAccount>111122223333</OwningAccount></Owner></HostedZoneSummary>
              <HostedZoneSummary><HostedZoneId>Z2</HostedZoneId><Owner><OwningService>efs.amazonaws.com</OwningService></Owner></HostedZoneSummary>
            </HostedZoneSummaries><MaxItems>100</MaxItems><NextToken>n=</NextToken></ListHostedZonesByVPCResponse>
            """);
        var answer = await _zones.ListHostedZonesByVPCAsync(new() { VPCId = "vpc-1", VPCRegion = VPCRegion.EuWest1, MaxItems = "100", NextToken = "t=/" }, Cancellation);
        var request = Sent();
        Assert.Equal(("GET", "/2013-04-01/hostedzonesbyvpc?maxitems=100&nexttoken=t%3D%2F&vpcid=vpc-1&vpcregion=eu-west-1"), (request.Method, request.Path));
        Assert.Contains("/us-east-1/route53/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(
            ["Z1 a&b. 111122223333 ", "Z2   efs.amazonaws.com"],
            answer.HostedZoneSummaries.Select(zone => $"{zone.HostedZoneId} {zone.Name} {zone.Owner.OwningAccount} {zone.Owner.OwningService}"));
        Assert.Equal(("100", "n="), (answer.MaxItems, answer.NextToken));
    }

    [Theory]
    [InlineData("Z1")]
    [InlineData("/hostedzone/Z1")]
    public async Task Gets_a_zone_by_its_id_in_either_form(string id)
    {
        Answer(200, """
            <GetHostedZoneResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HostedZone><Id>/hostedzone/Z1</Id><Name>example.com.</Name><CallerReference>r</CallerReference>
              <Config><Comment/><PrivateZone>true</PrivateZone></Config><ResourceRecordSetCount>2</ResourceRecordSetCount></HostedZone>
              <VPCs><VPC><VPCRegion>eu-west-1</VPCRegion><VPCId>vpc-1</VPCId></VPC></VPCs></GetHostedZoneResponse>
            """);
        var answer = await _zones.GetHostedZoneAsync(new() { Id = id }, Cancellation);
        Assert.Equal("/2013-04-01/hostedzone/Z1", Sent().Path);
        var zone = answer.HostedZone;
        Assert.Equal(("/hostedzone/Z1", "example.com.", "r", "", true, 2L), (zone.Id, zone.Name, zone.CallerReference, zone.Config.Comment, zone.Config.PrivateZone, zone.ResourceRecordSetCount));
        Assert.Equal([(VPCRegion.EuWest1, "vpc-1")], answer.VPCs.Select(vpc => (vpc.VPCRegion, vpc.VPCId)));
    }

    [Fact]
    public async Task Lists_records()
    {
        Answer(200, """
            <ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ResourceRecordSets>
              <ResourceRecordSet><Name>\052.example.com.</Name><Type>A</Type><SetIdentifier>one</SetIdentifier><TTL>60</TTL>
                <ResourceRecords><ResourceRecord><Value>10.0.0.1</Value></ResourceRecord><ResourceRecord><Value>10.0.0.2</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>
              <ResourceRecordSet><Name>example.com.</Name><Type>AAAA</Type><AliasTarget><HostedZoneId>Z2</HostedZoneId><DNSName>lb.example.net.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget></ResourceRecordSet>
            </ResourceRecordSets><IsTruncated>true</IsTruncated><NextRecordName>www.example.com.</NextRecordName><NextRecordType>CNAME</NextRecordType><NextRecordIdentifier>two</NextRecordIdentifier><MaxItems>2</MaxItems></ListResourceRecordSetsResponse>
            """);
        var answer = await _zones.ListResourceRecordSetsAsync(
            new() { HostedZoneId = "Z1", StartRecordName = "a.example.com.", StartRecordType = RRType.A, StartRecordIdentifier = "x", MaxItems = "2" }, Cancellation);
        Assert.Equal("/2013-04-01/hostedzone/Z1/rrset?identifier=x&maxitems=2&name=a.example.com.&type=A", Sent().Path);
        var (values, alias) = (answer.ResourceRecordSets[0], answer.ResourceRecordSets[1]);
        Assert.Equal((@"\052.example.com.", RRType.A, "one", 60L), (values.Name, values.Type, values.SetIdentifier, values.TTL));
        Assert.Equal(["10.0.0.1", "10.0.0.2"], values.ResourceRecords.Select(record => record.Value));
        Assert.Null(values.AliasTarget);
        Assert.Equal(("Z2", "lb.example.net.", false), (alias.AliasTarget.HostedZoneId, alias.AliasTarget.DNSName, alias.AliasTarget.EvaluateTargetHealth));
        Assert.Equal((true, "www.example.com.", RRType.CNAME, "two"), (answer.IsTruncated, answer.NextRecordName, answer.NextRecordType, answer.NextRecordIdentifier));
    }

    [Fact]
    public async Task A_refusal_of_Route_53_has_its_code()
    {
        Answer(403, """<ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not yours.</Message></Error><RequestId>r-1</RequestId></ErrorResponse>""");
        var refusal = await Assert.ThrowsAsync<AmazonRoute53Exception>(() => _zones.GetHostedZoneAsync(new() { Id = "Z1" }, Cancellation));
        Assert.Equal(("AccessDenied", "Not yours.", "r-1"), (refusal.ErrorCode, refusal.Message, refusal.RequestId));
    }

    [Fact]
    public async Task Lists_rules_of_the_resolver()
    {
        Answer(200, """{"MaxResults":1,"NextToken":"n","ResolverRules":[{"Id":"rslvr-rr-1","Arn":"a","DomainName":".","Name":"all","OwnerId":"o","RuleType":"FORWARD","TargetIps":[{"Ip":"192.0.2.1","Port":53},{"Ipv6":"::1"}]}]}""");
        var answer = await _resolver.ListResolverRulesAsync(new() { MaxResults = 1, NextToken = "t" }, Cancellation);
        Asked("ListResolverRules", """{"MaxResults":1,"NextToken":"t"}""");
        var rule = Assert.Single(answer.ResolverRules);
        Assert.Equal(("rslvr-rr-1", ".", "o", RuleTypeOption.FORWARD), (rule.Id, rule.DomainName, rule.OwnerId, rule.RuleType));
        Assert.Equal(["192.0.2.1  53", " ::1 "], rule.TargetIps.Select(target => $"{target.Ip} {target.Ipv6} {target.Port}"));
        Assert.Equal("n", answer.NextToken);
    }

    [Fact]
    public async Task Lists_what_the_resolver_does_in_VPCs()
    {
        Answer(200, """{"ResolverRuleAssociations":[{"Id":"a","ResolverRuleId":"r","VPCId":"vpc-1","Status":"COMPLETE"}]}""");
        var association = Assert.Single((await _resolver.ListResolverRuleAssociationsAsync(new(), Cancellation)).ResolverRuleAssociations);
        Asked("ListResolverRuleAssociations", "{}");
        Assert.Equal(("a", "r", "vpc-1", ResolverRuleAssociationStatus.COMPLETE), (association.Id, association.ResolverRuleId, association.VPCId, association.Status));

        Answer(200, """{"ResolverEndpoints":[{"Id":"e","HostVPCId":"vpc-1","Direction":"INBOUND","IpAddressCount":2}]}""");
        var endpoint = Assert.Single((await _resolver.ListResolverEndpointsAsync(new(), Cancellation)).ResolverEndpoints);
        Asked("ListResolverEndpoints", "{}");
        Assert.Equal(("e", "vpc-1", ResolverEndpointDirection.INBOUND, 2), (endpoint.Id, endpoint.HostVPCId, endpoint.Direction, endpoint.IpAddressCount));

        Answer(200, """{"IpAddresses":[{"IpId":"i","SubnetId":"s","Ip":"10.0.0.1"}]}""");
        var address = Assert.Single((await _resolver.ListResolverEndpointIpAddressesAsync(new() { ResolverEndpointId = "e" }, Cancellation)).IpAddresses);
        Asked("ListResolverEndpointIpAddresses", """{"ResolverEndpointId":"e"}""");
        Assert.Equal(("i", "s", "10.0.0.1", null), (address.IpId, address.SubnetId, address.Ip, address.Ipv6));
    }

    [Fact]
    public async Task Lists_what_DNS_Firewall_does()
    {
        Answer(200, """{"FirewallRuleGroupAssociations":[{"Id":"a","FirewallRuleGroupId":"g","VpcId":"vpc-1","Priority":101,"Status":"UPDATING"}]}""");
        var association = Assert.Single((await _resolver.ListFirewallRuleGroupAssociationsAsync(new() { VpcId = "vpc-1" }, Cancellation)).FirewallRuleGroupAssociations);
        Asked("ListFirewallRuleGroupAssociations", """{"VpcId":"vpc-1"}""");
        Assert.Equal(("a", "g", "vpc-1", 101, FirewallRuleGroupAssociationStatus.UPDATING), (association.Id, association.FirewallRuleGroupId, association.VpcId, association.Priority, association.Status));

        Answer(200, """{"FirewallRules":[{"FirewallRuleGroupId":"g","FirewallDomainListId":"l","Priority":1,"Action":"BLOCK","FirewallDomainRedirectionAction":"TRUST_REDIRECTION_DOMAIN","Qtype":"TXT"},{"FirewallRuleGroupId":"g","FirewallThreatProtectionId":"t","Priority":2,"Action":"ALERT","DnsThreatProtection":"DGA","ConfidenceThreshold":"HIGH"}]}""");
        var rules = (await _resolver.ListFirewallRulesAsync(new() { FirewallRuleGroupId = "g" }, Cancellation)).FirewallRules;
        Asked("ListFirewallRules", """{"FirewallRuleGroupId":"g"}""");
        Assert.Equal(
            ["g l  1 BLOCK TRUST_REDIRECTION_DOMAIN TXT ", "g  t 2 ALERT   DGA"],
            rules.Select(rule => $"{rule.FirewallRuleGroupId} {rule.FirewallDomainListId} {rule.FirewallThreatProtectionId} {rule.Priority} {rule.Action} {rule.FirewallDomainRedirectionAction} {rule.Qtype} {rule.DnsThreatProtection}"));

        Answer(200, """{"FirewallDomainLists":[{"Id":"l","Arn":"arn","Name":"AWSManagedDomainsMalwareDomainList","ManagedOwnerName":"Route 53 Resolver DNS Firewall"}],"NextToken":"n"}""");
        var lists = await _resolver.ListFirewallDomainListsAsync(new() { MaxResults = 100, NextToken = "t" }, Cancellation);
        Asked("ListFirewallDomainLists", """{"MaxResults":100,"NextToken":"t"}""");
        var list = Assert.Single(lists.FirewallDomainLists);
        Assert.Equal(("l", "arn", "AWSManagedDomainsMalwareDomainList", "Route 53 Resolver DNS Firewall", "n"), (list.Id, list.Arn, list.Name, list.ManagedOwnerName, lists.NextToken));

        Answer(200, """{"Domains":["*.example.com."]}""");
        Assert.Equal(["*.example.com."], (await _resolver.ListFirewallDomainsAsync(new() { FirewallDomainListId = "l" }, Cancellation)).Domains);
        Asked("ListFirewallDomains", """{"FirewallDomainListId":"l"}""");
    }

    [Fact]
    public async Task A_refusal_of_the_resolver_has_its_code()
    {
        Answer(400, """{"__type":"AccessDeniedException","Message":"No."}""");
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AmazonRoute53ResolverException>(() => _resolver.ListResolverRulesAsync(new(), Cancellation))).ErrorCode);
    }

    [Fact]
    public async Task Lists_profiles_and_what_they_bring()
    {
        Answer(200, """{"NextToken":"n","ProfileAssociations":[{"Id":"a","Name":"all","OwnerId":"o","ProfileId":"rp-1","ResourceId":"vpc-1","Status":"COMPLETE"}]}""");
        var answer = await _profiles.ListProfileAssociationsAsync(new() { MaxResults = 100, NextToken = "t/", ResourceId = "vpc-1" }, Cancellation);
        var request = Sent();
        Assert.Equal(("GET", "/profileassociations?maxResults=100&nextToken=t%2F&resourceId=vpc-1"), (request.Method, request.Path));
        Assert.Contains("/eu-west-1/route53profiles/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        var association = Assert.Single(answer.ProfileAssociations);
        Assert.Equal(("a", "rp-1", "vpc-1", ProfileStatus.COMPLETE, "n"), (association.Id, association.ProfileId, association.ResourceId, association.Status, answer.NextToken));

        Answer(200, """{"ProfileResourceAssociations":[{"Id":"b","ProfileId":"rp-1","ResourceArn":"arn:aws:route53:::hostedzone/Z1","ResourceType":"HOSTED_ZONE","Status":"FAILED"}]}""");
        var resource = Assert.Single((await _profiles.ListProfileResourceAssociationsAsync(new() { ProfileId = "rp-1" }, Cancellation)).ProfileResourceAssociations);
        Assert.Equal("/profileresourceassociations/profileid/rp-1", Sent().Path);
        Assert.Equal(("b", "rp-1", "arn:aws:route53:::hostedzone/Z1", ProfileStatus.FAILED), (resource.Id, resource.ProfileId, resource.ResourceArn, resource.Status));
    }

    [Fact]
    public async Task A_refusal_of_profiles_has_its_code()
    {
        _answers.Enqueue(new(403, """{"Message":"No."}""") { Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = "AccessDeniedException", ["Content-Type"] = "application/json" } });
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AmazonRoute53ProfilesException>(() => _profiles.ListProfileAssociationsAsync(new(), Cancellation))).ErrorCode);
    }

    [Theory]
    [InlineData("eu-west-1", "https://route53.amazonaws.com", "https://route53resolver.eu-west-1.amazonaws.com", "https://route53profiles.eu-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://route53.amazonaws.com.cn", "https://route53resolver.cn-north-1.amazonaws.com.cn", "https://route53profiles.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-east-1", "https://route53.us-gov.amazonaws.com", "https://route53resolver.us-gov-east-1.amazonaws.com", "https://route53profiles.us-gov-east-1.amazonaws.com")]
    public void Finds_the_endpoints_of_a_region(string region, string zones, string resolver, string profiles)
    {
        var place = RegionEndpoint.GetBySystemName(region);
        Assert.Equal(zones, Url(new AmazonRoute53Config { RegionEndpoint = place }, new Zones.GetHostedZoneRequest()));
        Assert.Equal(resolver, Url(new AmazonRoute53ResolverConfig { RegionEndpoint = place }, new Resolver.ListResolverRulesRequest()));
        Assert.Equal(profiles, Url(new AmazonRoute53ProfilesConfig { RegionEndpoint = place }, new Profiles.ListProfileAssociationsRequest()));
    }

    private static string Url(ClientConfig config, AmazonWebServiceRequest request) =>
        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request)).URL.TrimEnd('/');

    private void Answer(int status, string body) => _answers.Enqueue(new(status, body)
    {
        Headers = new Dictionary<string, string> { ["Content-Type"] = body.StartsWith('{') ? "application/x-amz-json-1.1" : "text/xml" },
    });

    private LoopbackRequest Sent() => _requests.TryDequeue(out var request) ? request : throw new InvalidOperationException("Nothing was sent.");

    private void Asked(string operation, string body)
    {
        var request = Sent();
        Assert.Equal(("POST", "/", $"Route53Resolver.{operation}", body), (request.Method, request.Path, request.Headers["X-Amz-Target"], request.Text));
    }
}
