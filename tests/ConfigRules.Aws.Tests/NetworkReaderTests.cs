using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What moto does not do: pages, refusals, and resources that vanish while they are read.</summary>
public sealed class NetworkReaderTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly Ec2Double _ec2 = new();

    public void Dispose() => _ec2.Dispose();

    [Fact]
    public async Task Every_page_of_a_list_is_read()
    {
        _ec2.On("DescribeVpcs", form => form.GetValueOrDefault("NextToken") switch
        {
            null => "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet><nextToken>second</nextToken>",
            // A page may be empty though another follows.
            "second" => "<vpcSet/><nextToken>third</nextToken>",
            _ => "<vpcSet><item><vpcId>vpc-2</vpcId></item></vpcSet>",
        });
        var network = await Read([FactKind.Vpcs]);
        Assert.Equal(["vpc-1", "vpc-2"], network.All<Vpc>().Select(vpc => vpc.Id));
        Assert.Equal(["DescribeVpcs", "DescribeVpcs NextToken=second", "DescribeVpcs NextToken=third"], _ec2.Calls);
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_read_and_only_of_the_scope()
    {
        _ec2.On("DescribeVpcEndpoints", "<vpcEndpointSet/>").On("DescribeNatGateways", "<natGatewaySet/>");
        var network = await Read([FactKind.VpcEndpoints, FactKind.NatGateways, FactKind.ServiceConfigurations], new Scope.OfVpcs(["vpc-1", "vpc-2"]));
        Assert.Equal(
            [
                "DescribeNatGateways Filter.1.Name=vpc-id Filter.1.Value.1=vpc-1 Filter.1.Value.2=vpc-2",
                "DescribeVpcEndpoints Filter.1.Name=vpc-id Filter.1.Value.1=vpc-1 Filter.1.Value.2=vpc-2",
            ],
            _ec2.Calls.Order(StringComparer.Ordinal));
        Assert.Equal([FactKind.VpcEndpoints, FactKind.NatGateways, FactKind.ServiceConfigurations], Enum.GetValues<FactKind>().Where(network.Has));
    }

    [Fact]
    public async Task More_VPCs_than_a_filter_takes_are_asked_for_in_parts()
    {
        _ec2.On("DescribeVpcs", "<vpcSet/>");
        await Read([FactKind.Vpcs], new Scope.OfVpcs([.. Enumerable.Range(0, 201).Select(index => $"vpc-{index}")]));
        Assert.Equal(2, _ec2.Calls.Count);
        Assert.EndsWith("Filter.1.Value.1=vpc-200", _ec2.Calls.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_are_asked_for_only_where_an_endpoint_could_depend_on_them()
    {
        _ec2.On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item><item><vpcId>vpc-2</vpcId></item></vpcSet>")
            .On("DescribeVpcEndpoints", "<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcId>vpc-2</vpcId></item></vpcEndpointSet>")
            .On("DescribeVpcAttribute", form => form["Attribute"] is "enableDnsSupport"
                ? "<enableDnsSupport><value>true</value></enableDnsSupport>"
                : "<enableDnsHostnames><value>false</value></enableDnsHostnames>");
        var network = await Read([FactKind.Vpcs, FactKind.VpcAttributes, FactKind.VpcEndpoints]);
        Assert.Null(network.Find<Vpc>("vpc-1")!.Dns);
        Assert.Equal(new DnsAttributes(Support: true, Hostnames: false), network.Find<Vpc>("vpc-2")!.Dns);
        Assert.Equal(4, _ec2.Calls.Count);
    }

    [Fact]
    public async Task A_VPC_that_vanishes_before_its_attributes_are_read_was_never_there()
    {
        _ec2.On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>")
            .On("DescribeVpcAttribute", _ => throw new RefusedException("InvalidVpcID.NotFound"));
        Assert.Empty((await Read([FactKind.Vpcs, FactKind.VpcAttributes])).All<Vpc>());
    }

    [Fact]
    public async Task An_endpoint_service_that_vanishes_before_its_permissions_are_read_was_never_there()
    {
        _ec2.On("DescribeVpcEndpointServiceConfigurations", """
                <serviceConfigurationSet>
                  <item><serviceId>vpce-svc-1</serviceId><serviceName>com.amazonaws.vpce.eu-west-1.vpce-svc-1</serviceName><serviceState>Available</serviceState><acceptanceRequired>false</acceptanceRequired>
                    <supportedRegionSet><item><region>eu-west-1</region><serviceState>Available</serviceState></item><item><region>us-east-1</region><serviceState>Closed</serviceState></item></supportedRegionSet>
                    <privateDnsNameConfiguration><state>failed</state><type>TXT</type><value>vpce:b</value><name>_a</name></privateDnsNameConfiguration></item>
                  <item><serviceId>vpce-svc-2</serviceId></item>
                </serviceConfigurationSet>
                """)
            .On("DescribeVpcEndpointServicePermissions", form => form["ServiceId"] is "vpce-svc-1"
                ? "<allowedPrincipals><item><principalType>All</principalType><principal>*</principal></item></allowedPrincipals>"
                : throw new RefusedException("InvalidVpcEndpointServiceId.NotFound"));
        var network = await Read([FactKind.ServiceConfigurations, FactKind.AllowedPrincipals]);
        var service = Assert.Single(network.All<EndpointService>());
        Assert.Equal(("vpce-svc-1", false, EndpointServiceState.Available), (service.Id, service.AcceptanceRequired, service.State));
        Assert.Equal([new AllowedPrincipal("*", "All")], service.AllowedPrincipals!.Value);
        Assert.Equal(["eu-west-1"], service.SupportedRegions);
        Assert.Equal(new DnsNameVerification(DnsNameState.Failed, "TXT", "_a", "vpce:b"), service.PrivateDnsVerification);
    }

    [Fact]
    public async Task Connections_are_read_for_the_services_of_the_scope()
    {
        _ec2.On("DescribeVpcEndpointConnections", """
            <vpcEndpointConnectionSet>
              <item><serviceId>vpce-svc-1</serviceId><vpcEndpointId>vpce-1</vpcEndpointId><vpcEndpointOwner>222222222222</vpcEndpointOwner>
                <vpcEndpointState>pendingAcceptance</vpcEndpointState><creationTimestamp>2026-03-02T12:00:00.000Z</creationTimestamp></item>
              <item><serviceId>vpce-svc-1</serviceId><vpcEndpointId>vpce-2</vpcEndpointId><vpcEndpointState>somethingNew</vpcEndpointState></item>
            </vpcEndpointConnectionSet>
            """);
        var network = await Read([FactKind.VpcEndpointConnections], new Scope.OfEndpointServices(["vpce-svc-1"]));
        Assert.Equal(["DescribeVpcEndpointConnections Filter.1.Name=service-id Filter.1.Value.1=vpce-svc-1"], _ec2.Calls);
        Assert.Equal(
            [
                new("vpce-svc-1", "vpce-1") { ConsumerId = "222222222222", State = EndpointState.PendingAcceptance, CreatedAt = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero) },
                new("vpce-svc-1", "vpce-2") { State = EndpointState.Unknown },
            ],
            network.ConnectionsTo(new("vpce-svc-1")));
    }

    [Fact]
    public async Task Notifications_are_read_for_the_services_of_the_scope()
    {
        _ec2.On("DescribeVpcEndpointConnectionNotifications", """
            <connectionNotificationSet>
              <item><connectionNotificationId>vpce-nfn-1</connectionNotificationId><serviceId>vpce-svc-1</serviceId><connectionNotificationType>Topic</connectionNotificationType>
                <connectionNotificationArn>arn:aws:sns:eu-west-1:111111111111:requests</connectionNotificationArn>
                <connectionEvents><item>Accept</item><item>Connect</item></connectionEvents><connectionNotificationState>Disabled</connectionNotificationState></item>
            </connectionNotificationSet>
            """);
        var network = await Read([FactKind.ConnectionNotificationSet], new Scope.OfEndpointServices(["vpce-svc-1"]));
        Assert.Equal(["DescribeVpcEndpointConnectionNotifications Filter.1.Name=service-id Filter.1.Value.1=vpce-svc-1"], _ec2.Calls);
        var notification = Assert.Single(network.NotificationsOf(new("vpce-svc-1")));
        Assert.Equal(["Accept", "Connect"], notification.Events);
        Assert.Equal(
            new("vpce-nfn-1") { ServiceId = "vpce-svc-1", TopicArn = "arn:aws:sns:eu-west-1:111111111111:requests", State = NotificationState.Disabled, Events = notification.Events },
            notification);
    }

    [Fact]
    public async Task A_prefix_list_that_is_no_longer_shared_leaves_its_entries_unknown()
    {
        _ec2.On("DescribeSecurityGroups", """
                <securityGroupInfo><item><groupId>sg-1</groupId><vpcId>vpc-1</vpcId><ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort>
                  <prefixListIds><item><prefixListId>pl-1</prefixListId></item><item><prefixListId>pl-2</prefixListId></item></prefixListIds></item></ipPermissions></item></securityGroupInfo>
                """)
            .On("GetManagedPrefixListEntries", form => form["PrefixListId"] is "pl-1"
                ? "<entrySet><item><cidr>10.0.0.0/8</cidr></item></entrySet>"
                : throw new RefusedException("InvalidPrefixListID.NotFound"));
        var admission = Groups.WhoGetsIn(["sg-1"], 443, await Read([FactKind.SecurityGroups, FactKind.PrefixLists]));
        Assert.Equal(["10.0.0.0/8"], admission.Blocks.Select(block => block.ToString()));
        Assert.Equal(["pl-2"], admission.UnreadPrefixLists);
    }

    [Fact]
    public async Task Prefix_lists_that_routes_name_are_read_too_and_those_of_AWS_with_their_names()
    {
        _ec2.On("DescribeRouteTables", """
                <routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><routeSet>
                  <item><destinationPrefixListId>pl-s3</destinationPrefixListId><gatewayId>vpce-1</gatewayId></item>
                  <item><destinationPrefixListId>pl-own</destinationPrefixListId><transitGatewayId>tgw-1</transitGatewayId></item></routeSet></item></routeTableSet>
                """)
            .On("DescribeSecurityGroups", """
                <securityGroupInfo><item><groupId>sg-1</groupId><vpcId>vpc-1</vpcId><ipPermissions><item><ipProtocol>-1</ipProtocol>
                  <prefixListIds><item><prefixListId>pl-own</prefixListId></item></prefixListIds></item></ipPermissions></item></securityGroupInfo>
                """)
            .On("DescribePrefixLists", "<prefixListSet><item><prefixListId>pl-s3</prefixListId><prefixListName>com.amazonaws.eu-west-1.s3</prefixListName><cidrSet><item>52.218.0.0/17</item></cidrSet></item></prefixListSet>")
            .On("GetManagedPrefixListEntries", "<entrySet><item><cidr>10.0.0.0/8</cidr></item></entrySet>");
        var network = await Read([FactKind.RouteTables, FactKind.SecurityGroups, FactKind.PrefixLists]);
        Assert.Equal(
            ["pl-own  10.0.0.0/8", "pl-s3 com.amazonaws.eu-west-1.s3 52.218.0.0/17"],
            network.All<PrefixList>().Select(list => $"{list.Id} {list.Name} {list.Blocks!.Value.Single()}"));
        Assert.Equal(["GetManagedPrefixListEntries PrefixListId=pl-own"], _ec2.Calls.Where(call => call.StartsWith("GetManaged", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_decides_where_a_packet_goes_is_read_as_EC2_tells_it()
    {
        _ec2.On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId><dhcpOptionsId>dopt-1</dhcpOptionsId></item><item><vpcId>vpc-2</vpcId><dhcpOptionsId>default</dhcpOptionsId></item></vpcSet>")
            .On("DescribeSubnets", "<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><enableDns64>true</enableDns64></item></subnetSet>")
            .On("DescribeNetworkInterfaces", """
                <networkInterfaceSet>
                  <item><networkInterfaceId>eni-1</networkInterfaceId><association><publicIp>198.51.100.7</publicIp></association></item>
                  <item><networkInterfaceId>eni-2</networkInterfaceId><privateIpAddressesSet><item><privateIpAddress>10.0.0.8</privateIpAddress>
                    <association><publicIp>198.51.100.8</publicIp></association></item></privateIpAddressesSet></item>
                  <item><networkInterfaceId>eni-3</networkInterfaceId><association><carrierIp>203.0.113.1</carrierIp></association></item>
                </networkInterfaceSet>
                """)
            .On("DescribeNetworkAcls", """
                <networkAclSet><item><networkAclId>acl-1</networkAclId><vpcId>vpc-1</vpcId><default>true</default>
                  <associationSet><item><subnetId>subnet-1</subnetId></item></associationSet>
                  <entrySet><item><ruleNumber>100</ruleNumber><protocol>6</protocol><ruleAction>allow</ruleAction><egress>true</egress><cidrBlock>0.0.0.0/0</cidrBlock>
                    <portRange><from>443</from><to>443</to></portRange></item>
                    <item><ruleNumber>32768</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>false</egress><ipv6CidrBlock>::/0</ipv6CidrBlock></item></entrySet></item></networkAclSet>
                """)
            .On("DescribeDhcpOptions", """
                <dhcpOptionsSet><item><dhcpOptionsId>dopt-1</dhcpOptionsId><dhcpConfigurationSet>
                  <item><key>domain-name-servers</key><valueSet><item><value>10.0.0.2</value></item></valueSet></item></dhcpConfigurationSet></item></dhcpOptionsSet>
                """)
            .On("DescribeVpcPeeringConnections", """
                <vpcPeeringConnectionSet><item><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId><requesterVpcInfo><vpcId>vpc-1</vpcId></requesterVpcInfo>
                  <accepterVpcInfo><vpcId>vpc-9</vpcId></accepterVpcInfo><status><code>active</code></status></item></vpcPeeringConnectionSet>
                """)
            .On("DescribeVpcBlockPublicAccessOptions", "<vpcBlockPublicAccessOptions><awsAccountId>111122223333</awsAccountId><internetGatewayBlockMode>block-bidirectional</internetGatewayBlockMode></vpcBlockPublicAccessOptions>")
            .On("DescribeVpcBlockPublicAccessExclusions", """
                <vpcBlockPublicAccessExclusionSet><item><exclusionId>vpcbpa-exclude-1</exclusionId><resourceArn>arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1</resourceArn>
                  <state>create-complete</state></item></vpcBlockPublicAccessExclusionSet>
                """);
        var network = await Read([
            FactKind.Vpcs, FactKind.Subnets, FactKind.NetworkInterfaces, FactKind.NetworkAcls, FactKind.DhcpOptions, FactKind.VpcPeeringConnections,
            FactKind.VpcBlockPublicAccessOptions, FactKind.VpcBlockPublicAccessExclusions]);
        Assert.Equal("dopt-1", network.Find<Vpc>("vpc-1")!.DhcpOptionsId);
        Assert.True(network.Find<Subnet>("subnet-1")!.HasDns64);
        Assert.Equal([true, true, false], network.All<NetworkInterface>().Select(one => one.HasPublicAddress));
        var acl = network.Find<NetworkAcl>("acl-1")!;
        Assert.True(acl.IsDefault);
        Assert.Equal(["subnet-1"], acl.SubnetIds);
        Assert.Equal(
            ["100 True True 6 443-443 0.0.0.0/0", "32768 False False -1 - ::/0"],
            acl.Entries.Select(entry => $"{entry.Number} {entry.IsEgress} {entry.Allows} {entry.Protocol} {entry.FromPort}-{entry.ToPort} {entry.Block}"));
        Assert.Equal(["10.0.0.2"], network.Find<DhcpOptions>("dopt-1")!.DomainNameServers);
        Assert.Equal(("vpc-9", true), network.Find<PeeringConnection>("pcx-1") is { } peering ? (peering.OtherEndOf("vpc-1"), peering.IsActive) : default);
        Assert.Equal(GatewayBlock.Bidirectional, network.Find<PublicAccessBlock>("111122223333")!.Mode);
        Assert.Equal(("subnet-1", true), network.Find<PublicAccessExclusion>("vpcbpa-exclude-1") is { } exclusion ? (exclusion.ExcludedId, exclusion.IsActive) : default);
        Assert.Contains("DescribeDhcpOptions Filter.1.Name=dhcp-options-id Filter.1.Value.1=dopt-1", _ec2.Calls);
    }

    [Fact]
    public async Task Peerings_of_a_VPC_are_asked_for_from_both_ends()
    {
        _ec2.On("DescribeVpcPeeringConnections", "<vpcPeeringConnectionSet/>");
        await Read([FactKind.VpcPeeringConnections], new Scope.OfVpcs(["vpc-1"]));
        Assert.Equal(
            [
                "DescribeVpcPeeringConnections Filter.1.Name=requester-vpc-info.vpc-id Filter.1.Value.1=vpc-1",
                "DescribeVpcPeeringConnections Filter.1.Name=accepter-vpc-info.vpc-id Filter.1.Value.1=vpc-1",
            ],
            _ec2.Calls);
    }

    [Fact]
    public async Task A_kind_that_nobody_may_see_is_left_out_and_told_of()
    {
        _ec2.On("DescribeVpcs", "<vpcSet/>").On("DescribeNetworkAcls", "<networkAclSet/>")
            .On("DescribeVpcBlockPublicAccessOptions", _ => throw new RefusedException("UnauthorizedOperation"))
            .On("DescribeVpcBlockPublicAccessExclusions", _ => throw new RefusedException("InvalidAction"));
        var reading = await ReadPartly([FactKind.Vpcs, FactKind.NetworkAcls, FactKind.VpcBlockPublicAccessOptions, FactKind.VpcBlockPublicAccessExclusions]);
        Assert.Equal([FactKind.Vpcs, FactKind.NetworkAcls], Enum.GetValues<FactKind>().Where(reading.WholeOrWithoutKinds.Has));
        Assert.Equal(
            "VpcBlockPublicAccessOptions and VpcBlockPublicAccessExclusions could not be read: EC2 refused DescribeVpcBlockPublicAccessOptions (UnauthorizedOperation): No.",
            Assert.Throws<UnreadException>(() => reading.Whole).Message);
    }

    [Fact]
    public async Task A_kind_left_out_does_not_hide_a_resource_that_was_refused()
    {
        _ec2.On("DescribeVpcs", $"<vpcSet>{Vpcs(1)}</vpcSet>").On("DescribeVpcAttribute", _ => throw new RefusedException("UnauthorizedOperation"))
            .On("DescribeNetworkAcls", _ => throw new RefusedException("UnauthorizedOperation"));
        var reading = await ReadPartly([FactKind.Vpcs, FactKind.VpcAttributes, FactKind.NetworkAcls]);
        Assert.Equal(
            "vpc-10 and NetworkAcls could not be read: EC2 refused DescribeVpcAttribute (UnauthorizedOperation): No.",
            Assert.Throws<UnreadException>(() => reading.WholeOrWithoutKinds).Message);
    }

    [Fact]
    public async Task Groups_that_name_no_prefix_list_cost_no_call_for_one()
    {
        _ec2.On("DescribeSecurityGroups", "<securityGroupInfo/>");
        await Read([FactKind.SecurityGroups, FactKind.PrefixLists]);
        Assert.Equal(["DescribeSecurityGroups"], _ec2.Calls);
    }

    [Fact]
    public async Task A_service_that_the_account_cannot_see_does_not_hide_the_others()
    {
        _ec2.On("DescribeVpcEndpoints", $"<vpcEndpointSet>{Endpoint(1, "sts")}{Endpoint(2, "gone")}{Endpoint(3, "kms")}</vpcEndpointSet>")
            .On("DescribeVpcEndpointServices", form => form.Values.Any(value => value.EndsWith(".gone", StringComparison.Ordinal))
                ? throw new RefusedException("InvalidServiceName")
                : $"<serviceDetailSet>{string.Concat(Names(form).Select(name => Detail(name, "amazon")))}</serviceDetailSet>");
        var network = await Read([FactKind.VpcEndpoints, FactKind.ServiceDetails]);
        Assert.Equal(["com.amazonaws.eu-west-1.kms", "com.amazonaws.eu-west-1.sts"], network.All<ServiceDetail>().Select(service => service.Id));
    }

    [Fact]
    public async Task What_AWS_says_of_its_own_services_is_kept_for_six_hours_and_shared_by_accounts()
    {
        _ec2.On("DescribeVpcEndpoints", $"<vpcEndpointSet>{Endpoint(1, "sts")}{EndpointTo(2, "com.amazonaws.vpce.eu-west-1.vpce-svc-1")}</vpcEndpointSet>")
            .On("DescribeVpcEndpointServices", form => $"<serviceDetailSet>{string.Concat(Names(form)
                .Select(name => Detail(name, name.EndsWith("sts", StringComparison.Ordinal) ? "amazon" : "444455556666")))}</serviceDetailSet>");
        var time = new ManualTime();
        var accounts = Doubles.Accounts(_ec2.Url, time: time);
        FactKind[] kinds = [FactKind.VpcEndpoints, FactKind.ServiceDetails];
        await accounts.Find(Doubles.Key).ReadNetworkAsync(kinds, Scope.Region, Cancellation);
        await accounts.Find(Doubles.Key with { AccountId = "222222222222" }).ReadNetworkAsync(kinds, Scope.Region, Cancellation);
        time.Now += TimeSpan.FromHours(7);
        await accounts.Find(Doubles.Key).ReadNetworkAsync(kinds, Scope.Region, Cancellation);
        Assert.Equal(
            [
                "DescribeVpcEndpointServices ServiceName.1=com.amazonaws.eu-west-1.sts ServiceName.2=com.amazonaws.vpce.eu-west-1.vpce-svc-1",
                "DescribeVpcEndpointServices ServiceName.1=com.amazonaws.vpce.eu-west-1.vpce-svc-1",
                "DescribeVpcEndpointServices ServiceName.1=com.amazonaws.eu-west-1.sts ServiceName.2=com.amazonaws.vpce.eu-west-1.vpce-svc-1",
            ],
            _ec2.Calls.Where(call => call.StartsWith("DescribeVpcEndpointServices", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_of_another_region_is_asked_for_there()
    {
        _ec2.On("DescribeVpcEndpoints", $"<vpcEndpointSet>{Endpoint(1, "sts")}{Endpoint(2, "s3", "us-east-1")}{Endpoint(3, "gone", "us-east-1")}{Endpoint(4, "kms", "eu-west-1")}</vpcEndpointSet>")
            .On("DescribeVpcEndpointServices", form => Names(form).ToArray() switch
            {
                // EC2 does not know services of a region that the request does not name.
                var names when names.Any(name => !name.Contains(form.GetValueOrDefault("ServiceRegion.1", "eu-west-1"), StringComparison.Ordinal)) => throw new RefusedException("InvalidServiceName"),
                var names when names.Any(name => name.EndsWith(".gone", StringComparison.Ordinal)) => throw new RefusedException("InvalidServiceName"),
                var names => $"<serviceDetailSet>{string.Concat(names.Select(name => Detail(name, "amazon")))}</serviceDetailSet>",
            });
        var accounts = Doubles.Accounts(_ec2.Url);
        FactKind[] kinds = [FactKind.VpcEndpoints, FactKind.ServiceDetails];
        var network = (await accounts.Find(Doubles.Key).ReadNetworkAsync(kinds, Scope.Region, Cancellation)).Whole;
        string[] seen = ["com.amazonaws.eu-west-1.kms", "com.amazonaws.eu-west-1.sts", "com.amazonaws.us-east-1.s3"];
        Assert.Equal(seen, network.All<ServiceDetail>().Select(service => service.Id));

        // The second time only the one is asked for of which nothing is known.
        _ec2.Calls.Clear();
        network = (await accounts.Find(Doubles.Key).ReadNetworkAsync(kinds, Scope.Region, Cancellation)).Whole;
        Assert.Equal(seen, network.All<ServiceDetail>().Select(service => service.Id));
        Assert.Equal(["DescribeVpcEndpoints", "DescribeVpcEndpointServices ServiceName.1=com.amazonaws.us-east-1.gone ServiceRegion.1=us-east-1"], _ec2.Calls);
    }

    [Fact]
    public async Task Names_of_services_are_those_of_AWS_alone()
    {
        _ec2.On("DescribeVpcEndpointServices", "<serviceNameSet><item>com.amazonaws.eu-west-1.sts</item><item>com.amazonaws.vpce.eu-west-1.vpce-svc-1</item></serviceNameSet>");
        Assert.Equal(["com.amazonaws.eu-west-1.sts"], (await Read([FactKind.ServiceNames])).ServiceNames);
    }

    /// <summary>A spoke needs the names of services that it has no endpoint to.</summary>
    [Fact]
    public async Task What_AWS_says_of_all_its_services_comes_with_their_names_in_one_call()
    {
        _ec2.On("DescribeVpcEndpoints", $"<vpcEndpointSet>{Endpoint(1, "sts")}</vpcEndpointSet>")
            .On("DescribeVpcEndpointServices", "<serviceNameSet><item>com.amazonaws.eu-west-1.kms</item><item>com.amazonaws.eu-west-1.sts</item></serviceNameSet>"
                + $"<serviceDetailSet>{Detail("com.amazonaws.eu-west-1.kms", "amazon")}{Detail("com.amazonaws.eu-west-1.sts", "amazon")}{Detail("com.amazonaws.vpce.eu-west-1.vpce-svc-1", "444455556666")}</serviceDetailSet>");
        var network = await Read([FactKind.VpcEndpoints, FactKind.ServiceDetails, FactKind.ServiceNames]);
        Assert.Equal(["com.amazonaws.eu-west-1.kms", "com.amazonaws.eu-west-1.sts"], network.All<ServiceDetail>().Select(service => service.Id));
        Assert.Equal(["DescribeVpcEndpointServices", "DescribeVpcEndpoints"], _ec2.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_that_EC2_leaves_out_are_empty()
    {
        _ec2.On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>")
            .On("DescribeSubnets", "<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId></item></subnetSet>")
            .On("DescribeRouteTables", "<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId></item></routeTableSet>")
            .On("DescribeVpcEndpoints", "<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcId>vpc-1</vpcId></item></vpcEndpointSet>")
            .On("DescribeSecurityGroups", "<securityGroupInfo><item><groupId>sg-1</groupId><ipPermissions><item><ipProtocol>-1</ipProtocol></item></ipPermissions></item></securityGroupInfo>")
            .On("DescribeNetworkInterfaces", "<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId></item></networkInterfaceSet>")
            .On("DescribeNatGateways", "<natGatewaySet><item><natGatewayId>nat-1</natGatewayId><vpcId>vpc-1</vpcId></item></natGatewaySet>")
            .On("GetMetricData", "<MetricDataResults/>")
            .On("DescribePrefixLists", "<prefixListSet/>")
            .On("DescribeVpcEndpointServices", "<serviceDetailSet/>")
            .On("DescribeVpcEndpointServiceConfigurations", "<serviceConfigurationSet/>")
            .On("DescribeVpcEndpointConnections", "<vpcEndpointConnectionSet><item><serviceId>vpce-svc-1</serviceId><vpcEndpointId>vpce-1</vpcEndpointId></item></vpcEndpointConnectionSet>")
            .On("DescribeVpcEndpointConnectionNotifications", "<connectionNotificationSet><item><connectionNotificationId>vpce-nfn-1</connectionNotificationId></item></connectionNotificationSet>")
            .On("DescribeNetworkAcls", "<networkAclSet><item><networkAclId>acl-1</networkAclId><vpcId>vpc-1</vpcId></item></networkAclSet>")
            .On("DescribeVpcPeeringConnections", "<vpcPeeringConnectionSet><item><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId></item></vpcPeeringConnectionSet>")
            .On("DescribeVpcBlockPublicAccessOptions", "")
            .On("DescribeVpcBlockPublicAccessExclusions", "<vpcBlockPublicAccessExclusionSet><item><exclusionId>vpcbpa-exclude-1</exclusionId></item></vpcBlockPublicAccessExclusionSet>")
            .On("DescribeVpcAttribute", form => $"<{form["Attribute"]}><value>true</value></{form["Attribute"]}>");
        var network = await Read([.. Enum.GetValues<FactKind>().Where(kind => kind is < FactKind.HostedZones and not FactKind.Organization)]);
        Assert.Equal((1, 1, 1, 1), (network.All<Subnet>().Length, network.All<RouteTable>().Length, network.All<VpcEndpoint>().Length, network.All<NetworkInterface>().Length));
    }

    [Fact]
    public async Task A_throttled_call_is_made_again_and_both_are_counted()
    {
        _ec2.On("DescribeVpcs", "<vpcSet/>");
        _ec2.Throttle(2);
        var account = Doubles.Accounts(_ec2.Url).Find(Doubles.Key);
        await account.ReadNetworkAsync([FactKind.Vpcs], Scope.Region, Cancellation);
        var counter = Assert.IsAssignableFrom<ICallCounter>(account);
        Assert.Equal((3, 2), (counter.Calls, counter.Throttles));
    }

    [Fact]
    public async Task Where_EC2_gives_only_so_many_calls_a_second_they_are_made_at_that_pace()
    {
        _ec2.On("DescribeVpcs", $"<vpcSet>{Vpcs(40)}</vpcSet>")
            .On("DescribeVpcAttribute", form => $"<{form["Attribute"]}><value>true</value></{form["Attribute"]}>");
        _ec2.Limit(atOnce: 20, perSecond: 25);
        var account = Doubles.Accounts(_ec2.Url).Find(Doubles.Key);
        var network = (await account.ReadNetworkAsync([FactKind.Vpcs, FactKind.VpcAttributes], Scope.Region, Cancellation)).Whole;
        Assert.All(network.All<Vpc>(), vpc => Assert.NotNull(vpc.Dns));
        // As many as are under way together, and a few that come back at the same time; left to retries alone it is several times that.
        Assert.InRange(((ICallCounter)account).Throttles, 1, 30);
    }

    [Fact]
    public async Task A_VPC_of_which_EC2_does_not_tell_leaves_the_others_to_be_judged()
    {
        _ec2.On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item><item><vpcId>vpc-2</vpcId></item></vpcSet>")
            .On("DescribeVpcAttribute", form => form["VpcId"] is "vpc-1"
                ? throw new RefusedException("UnauthorizedOperation")
                : $"<{form["Attribute"]}><value>true</value></{form["Attribute"]}>");
        var (network, unread) = await ReadPartly([FactKind.Vpcs, FactKind.VpcAttributes]);
        Assert.Null(network.Find<Vpc>("vpc-1")!.Dns);
        Assert.Equal(new DnsAttributes(Support: true, Hostnames: true), network.Find<Vpc>("vpc-2")!.Dns);
        Assert.Equal("vpc-1 could not be read: EC2 refused DescribeVpcAttribute (UnauthorizedOperation): No.", unread!.Message);
        Assert.Equal(AwsFault.Denied, unread.Refusal.Fault);
    }

    [Theory]
    [InlineData(2, "vpc-10 and vpc-11 could not be read: EC2 refused DescribeVpcAttribute (UnauthorizedOperation): No.")]
    [InlineData(10, "vpc-10 and 9 more could not be read: EC2 refused DescribeVpcAttribute (UnauthorizedOperation): No.")]
    public async Task Refusals_are_told_together_by_the_first(int count, string message)
    {
        _ec2.On("DescribeVpcs", $"<vpcSet>{Vpcs(count)}</vpcSet>").On("DescribeVpcAttribute", _ => throw new RefusedException("UnauthorizedOperation"));
        Assert.Equal(message, (await ReadPartly([FactKind.Vpcs, FactKind.VpcAttributes])).Unread!.Message);
    }

    [Fact]
    public async Task More_refusals_than_single_resources_would_get_end_the_reading()
    {
        _ec2.On("DescribeVpcs", $"<vpcSet>{Vpcs(40)}</vpcSet>").On("DescribeVpcAttribute", _ => throw new RefusedException("UnauthorizedOperation"));
        await Assert.ThrowsAsync<AwsCallException>(() => ReadPartly([FactKind.Vpcs, FactKind.VpcAttributes]));
        Assert.InRange(_ec2.Calls.Count, 11, 60);
    }

    [Fact]
    public async Task Whoever_wants_the_whole_network_gets_no_part_of_it()
    {
        _ec2.On("DescribeVpcs", $"<vpcSet>{Vpcs(1)}</vpcSet>").On("DescribeVpcAttribute", _ => throw new RefusedException("UnauthorizedOperation"));
        await Assert.ThrowsAsync<UnreadException>(() => Read([FactKind.Vpcs, FactKind.VpcAttributes]));
    }

    [Theory]
    [InlineData(FactKind.Vpcs, "DescribeVpcs", "<vpcSet><item/></vpcSet>", "EC2 answered with a VPC that does not say which one it is, or where.")]
    [InlineData(FactKind.Subnets, "DescribeSubnets", "<subnetSet><item><subnetId>subnet-1</subnetId></item></subnetSet>", "EC2 answered with a subnet that does not say which one it is, or where.")]
    [InlineData(FactKind.Subnets, "DescribeSubnets", "<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/99</cidrBlock></item></subnetSet>", "EC2 answered with '10.0.0.0/99', which is no block of addresses.")]
    [InlineData(FactKind.NetworkInterfaces, "DescribeNetworkInterfaces", "<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><privateIpAddress>here</privateIpAddress></item></networkInterfaceSet>", "EC2 answered with 'here', which is no address.")]
    public async Task An_answer_that_makes_no_sense_is_thrown_and_never_guessed_at(FactKind kind, string action, string content, string message)
    {
        _ec2.On(action, content);
        var fault = await Assert.ThrowsAsync<AwsCallException>(() => Read([kind]));
        Assert.Equal((AwsFault.Unreadable, message), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task A_network_says_when_it_was_read_and_an_endpoint_why_it_failed()
    {
        var time = new ManualTime { Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero) };
        _ec2.On("DescribeVpcEndpoints", """
            <vpcEndpointSet>
              <item><vpcEndpointId>vpce-1</vpcEndpointId><vpcId>vpc-1</vpcId><state>Failed</state><lastError><code>NoAddress</code><message>No address is free.</message></lastError></item>
              <item><vpcEndpointId>vpce-2</vpcEndpointId><vpcId>vpc-1</vpcId><state>failed</state><failureReason>Its own words.</failureReason></item>
              <item><vpcEndpointId>vpce-3</vpcEndpointId><vpcId>vpc-1</vpcId><state>available</state></item>
            </vpcEndpointSet>
            """);
        var network = (await Doubles.Accounts(_ec2.Url, time: time).Find(Doubles.Key).ReadNetworkAsync([FactKind.VpcEndpoints], Scope.Region, Cancellation)).Whole;
        Assert.Equal(time.Now, network.RecordedAt);
        Assert.Equal(["No address is free.", "Its own words.", null], network.All<VpcEndpoint>().Select(endpoint => endpoint.FailureReason));
    }

    [Fact]
    public async Task A_refusal_is_thrown_and_never_read_as_nothing()
    {
        _ec2.On("DescribeVpcs", _ => throw new RefusedException("UnauthorizedOperation"));
        var refusal = await Assert.ThrowsAsync<AwsCallException>(() => Read([FactKind.Vpcs]));
        Assert.Equal("UnauthorizedOperation", refusal.Code);
    }

    private async Task<Network> Read(IReadOnlyCollection<FactKind> kinds, Scope? scope = null) => (await ReadPartly(kinds, scope)).Whole;

    private Task<NetworkReading> ReadPartly(IReadOnlyCollection<FactKind> kinds, Scope? scope = null) =>
        Doubles.Accounts(_ec2.Url).Find(Doubles.Key).ReadNetworkAsync(kinds, scope ?? Scope.Region, Cancellation);

    private static string Endpoint(int number, string service) => EndpointTo(number, $"com.amazonaws.eu-west-1.{service}");

    private static string Endpoint(int number, string service, string region) =>
        EndpointTo(number, $"com.amazonaws.{region}.{service}", $"<serviceRegion>{region}</serviceRegion>");

    private static string EndpointTo(int number, string name, string more = "") =>
        $"<item><vpcEndpointId>vpce-{number}</vpcEndpointId><vpcId>vpc-1</vpcId><serviceName>{name}</serviceName>{more}</item>";

    private static IEnumerable<string> Names(IReadOnlyDictionary<string, string> form) =>
        form.Where(pair => pair.Key.StartsWith("ServiceName.", StringComparison.Ordinal)).Select(pair => pair.Value);

    private static string Vpcs(int count) => string.Concat(Enumerable.Range(10, count).Select(number => $"<item><vpcId>vpc-{number}</vpcId></item>"));

    private static string Detail(string name, string owner) => $"<item><serviceName>{name}</serviceName><owner>{owner}</owner></item>";

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
