using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What roles are given is what is really asked for, no more and no less.</summary>
public sealed class PermissionsTests : IDisposable
{
    /// <summary>One of everything, so that nothing is left unasked.</summary>
    private readonly Ec2Double _ec2 = new Ec2Double()
        .On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId><dhcpOptionsId>dopt-1</dhcpOptionsId></item></vpcSet>")
        .On("DescribeVpcAttribute", form => form["Attribute"] is "enableDnsSupport"
            ? "<enableDnsSupport><value>true</value></enableDnsSupport>"
            : "<enableDnsHostnames><value>true</value></enableDnsHostnames>")
        .On("DescribeSubnets", "<subnetSet/>")
        .On("DescribeRouteTables", """
            <routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><routeSet><item><destinationPrefixListId>pl-2</destinationPrefixListId>
            <gatewayId>vpce-2</gatewayId><state>active</state></item></routeSet></item></routeTableSet>
            """)
        .On("DescribeNetworkInterfaces", "<networkInterfaceSet/>")
        .On("DescribeNatGateways", "<natGatewaySet/>")
        .On("DescribeVpcEndpoints", """
            <vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcEndpointType>Interface</vpcEndpointType><vpcId>vpc-1</vpcId>
            <serviceName>com.amazonaws.eu-west-1.sts</serviceName><state>available</state></item></vpcEndpointSet>
            """)
        .On("DescribeSecurityGroups", """
            <securityGroupInfo><item><groupId>sg-1</groupId><vpcId>vpc-1</vpcId><ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort>
            <toPort>443</toPort><prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds></item></ipPermissions></item></securityGroupInfo>
            """)
        .On("DescribePrefixLists", "<prefixListSet/>")
        .On("GetManagedPrefixListEntries", "<entrySet><item><cidr>10.0.0.0/8</cidr></item></entrySet>")
        .On("DescribeVpcEndpointServices", """
            <serviceNameSet><item>com.amazonaws.eu-west-1.sts</item></serviceNameSet><serviceDetailSet><item>
            <serviceName>com.amazonaws.eu-west-1.sts</serviceName></item></serviceDetailSet>
            """)
        .On("DescribeVpcEndpointServiceConfigurations", """
            <serviceConfigurationSet><item><serviceId>vpce-svc-1</serviceId><serviceName>com.amazonaws.vpce.eu-west-1.vpce-svc-1</serviceName>
            <serviceState>Available</serviceState><acceptanceRequired>false</acceptanceRequired>
            <networkLoadBalancerArnSet><item>arn:1/b</item></networkLoadBalancerArnSet></item></serviceConfigurationSet>
            """)
        .On("DescribeLoadBalancers", "<LoadBalancers><member><LoadBalancerArn>arn:1/b</LoadBalancerArn></member></LoadBalancers>")
        .On("DescribeLoadBalancerAttributes", "<Attributes/>")
        .On("DescribeListeners", """
            <Listeners><member><ListenerArn>arn:l</ListenerArn><DefaultActions><member><Type>forward</Type><TargetGroupArn>arn:t</TargetGroupArn></member></DefaultActions></member></Listeners>
            """)
        .On("DescribeTargetGroupAttributes", "<Attributes/>")
        .On("DescribeTargetHealth", "<TargetHealthDescriptions><member><Target><Id>i-1</Id></Target></member></TargetHealthDescriptions>")
        .On("DescribeInstances", "<reservationSet/>")
        .On("GetMetricData", "<MetricDataResults/>")
        .On("DescribeVpcEndpointServicePermissions", "<allowedPrincipals/>")
        .On("DescribeVpcEndpointConnections", "<vpcEndpointConnectionSet/>")
        .On("DescribeVpcEndpointConnectionNotifications", "<connectionNotificationSet/>")
        .On("DescribeNetworkAcls", "<networkAclSet/>")
        .On("DescribeDhcpOptions", "<dhcpOptionsSet/>")
        .On("DescribeVpcPeeringConnections", "<vpcPeeringConnectionSet/>")
        .On("DescribeVpcBlockPublicAccessOptions", "<vpcBlockPublicAccessOptions/>")
        .On("DescribeVpcBlockPublicAccessExclusions", "<vpcBlockPublicAccessExclusionSet/>");

    private readonly DnsDouble _dns = new DnsDouble()
        .On("ListHostedZonesByVPC", "<HostedZoneSummaries><HostedZoneSummary><HostedZoneId>Z1</HostedZoneId><Name>example.com.</Name></HostedZoneSummary></HostedZoneSummaries>")
        .On("GetHostedZone", "<HostedZone><Id>Z2</Id><Name>example.net.</Name><Config><PrivateZone>true</PrivateZone></Config></HostedZone>")
        .On("ListResolverEndpoints", """ "ResolverEndpoints":[{"Id":"rslvr-in-1","HostVPCId":"vpc-1","Direction":"INBOUND"}] """)
        .On("ListFirewallRuleGroupAssociations", """ "FirewallRuleGroupAssociations":[{"Id":"f-1","FirewallRuleGroupId":"g","VpcId":"vpc-1","Priority":1}] """)
        .On("ListFirewallRules", """ "FirewallRules":[{"FirewallRuleGroupId":"g","FirewallDomainListId":"l","Priority":1,"Action":"BLOCK"}] """)
        .On("ListProfileAssociations", """ "ProfileAssociations":[{"Id":"p-1","ProfileId":"rp-1","ResourceId":"vpc-1"}] """)
        .On("ListProfileResourceAssociations", """ "ProfileResourceAssociations":[{"Id":"r-1","ProfileId":"rp-1","ResourceArn":"arn:aws:route53:::hostedzone/Z2"}] """);

    private readonly OrganizationDouble _organizations = new();

    /// <summary>As IAM names the calls.</summary>
    private string[] Asked =>
    [
        .. _ec2.Calls.Select(call => call.Split(' ')[0]).Select(action => $"{ServiceOf(action)}:{action}")
            .Concat(_dns.Calls.Select(call => call.Split(' ')[0]).Select(operation => $"{ServiceOf(operation)}:{operation}"))
            .Concat(_organizations.Calls.Select(operation => $"organizations:{operation}"))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static string ServiceOf(string operation) => operation switch
    {
        "ListHostedZonesByVPC" or "GetHostedZone" or "ListResourceRecordSets" => "route53",
        "ListProfileAssociations" or "ListProfileResourceAssociations" => "route53profiles",
        _ when operation.StartsWith("List", StringComparison.Ordinal) => "route53resolver",
        "DescribeLoadBalancers" or "DescribeLoadBalancerAttributes" or "DescribeListeners" or "DescribeTargetGroupAttributes" or "DescribeTargetHealth" => "elasticloadbalancing",
        "GetMetricData" => "cloudwatch",
        _ => "ec2",
    };

    public static TheoryData<string> Rules { get; } = [.. RuleCatalog.All.Select(rule => rule.Info.Id)];

    public void Dispose()
    {
        _ec2.Dispose();
        _dns.Dispose();
        _organizations.Dispose();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_rule_is_given_what_reading_its_facts_asks_for(string id)
    {
        var rule = RuleCatalog.Find(id)!;
        var everything = Parameters.For(
            rule, rule.Parameters.OfType<BooleanParameter>().Select(parameter => KeyValuePair.Create(parameter.Name, "true")));
        await Doubles.Accounts(_ec2.Url, dns: _dns.Url, organizations: _organizations.Url).Find(Doubles.Key).ReadNetworkAsync(
            [.. rule.Needs(everything).Union(rule.Info.ReadsWhereRecorded)], Scope.Region, TestContext.Current.CancellationToken);
        Assert.Equal(Permissions.Reading([rule]), Asked);
    }

    [Fact]
    public async Task A_kind_of_fact_that_is_read_alone_is_given_what_it_takes()
    {
        foreach (var kind in Enum.GetValues<FactKind>())
        {
            _ec2.Calls.Clear();
            _dns.Calls.Clear();
            _organizations.Calls.Clear();
            await Doubles.Accounts(_ec2.Url, dns: _dns.Url, organizations: _organizations.Url).Find(Doubles.Key).ReadNetworkAsync([kind], Scope.Region, TestContext.Current.CancellationToken);
            Assert.Subset(Permissions.Reading(new HashSet<FactKind> { kind }).ToHashSet(), Asked.ToHashSet());
        }
    }

    [Fact]
    public async Task Everything_together_is_given_what_it_takes()
    {
        await Doubles.Accounts(_ec2.Url, dns: _dns.Url, organizations: _organizations.Url).Find(Doubles.Key).ReadNetworkAsync(Enum.GetValues<FactKind>(), Scope.Region, TestContext.Current.CancellationToken);
        Assert.Equal(
            Permissions.Reading(Enum.GetValues<FactKind>().ToHashSet()).Except(["ec2:DescribeDhcpOptions"]).Distinct().Order(StringComparer.Ordinal),
            Asked.Except(["ec2:DescribeDhcpOptions"]));
    }
}
