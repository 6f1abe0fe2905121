using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>
/// Writes what rules know of a network in the AWS CLI's shapes, so that <see cref="RecordingReader"/> makes the same network of it.
/// </summary>
public static class RecordingWriter
{
    // Policies are texts full of quotes, and no page shows them unescaped.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object with the account, the region, and those of the kinds that the network has.</summary>
    public static void Write(Stream stream, Network network, params IEnumerable<FactKind> kinds)
    {
        using var writer = new Utf8JsonWriter(stream, Readable);
        writer.WriteStartObject();
        Text(writer, "AccountId", network.AccountId);
        Text(writer, "Region", network.Region);
        Text(writer, "RecordedAt", network.RecordedAt?.ToString("O", CultureInfo.InvariantCulture));
        foreach (var kind in kinds.Where(network.Has))
        {
            writer.WriteStartArray(kind.ToString());
            Write(writer, network, kind);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "One line a kind; in two methods it would be twice as much.")]
    private static void Write(Utf8JsonWriter writer, Network network, FactKind kind)
    {
        switch (kind)
        {
            case FactKind.Vpcs: Each(writer, network.All<Vpc>(), Vpc); break;
            case FactKind.VpcAttributes: Each(writer, network.All<Vpc>().Where(vpc => vpc.Dns is not null), Attributes); break;
            case FactKind.Subnets: Each(writer, network.All<Subnet>(), Subnet); break;
            case FactKind.RouteTables: Each(writer, network.All<RouteTable>(), RouteTable); break;
            case FactKind.VpcEndpoints: Each(writer, network.All<VpcEndpoint>(), VpcEndpoint); break;
            case FactKind.SecurityGroups: Each(writer, network.All<SecurityGroup>(), SecurityGroup); break;
            case FactKind.NetworkInterfaces: Each(writer, network.All<NetworkInterface>(), NetworkInterface); break;
            case FactKind.NatGateways: Each(writer, network.All<NatGateway>(), NatGateway); break;
            case FactKind.PrefixLists: Each(writer, network.All<PrefixList>(), PrefixList); break;
            case FactKind.ServiceDetails: Each(writer, network.All<ServiceDetail>(), ServiceDetail); break;
            case FactKind.ServiceConfigurations: Each(writer, network.All<EndpointService>(), EndpointService); break;
            case FactKind.AllowedPrincipals: Each(writer, network.All<EndpointService>().Where(service => service.AllowedPrincipals is not null), Permissions); break;
            case FactKind.VpcEndpointConnections: Each(writer, network.All<ServiceConnection>(), ServiceConnection); break;
            case FactKind.ConnectionNotificationSet: Each(writer, network.All<ServiceNotification>(), ServiceNotification); break;
            case FactKind.LoadBalancers: Each(writer, network.All<LoadBalancer>(), BalancingWriter.LoadBalancer); break;
            case FactKind.LoadBalancerAttributes: Each(writer, network.All<LoadBalancer>().Where(balancer => balancer.CrossZone is not CrossZone.Unknown), BalancingWriter.LoadBalancerAttributes); break;
            case FactKind.Listeners: Each(writer, network.All<Listener>(), (writer, listener) => BalancingWriter.Listener(writer, network, listener)); break;
            case FactKind.TargetGroupAttributes: Each(writer, network.All<TargetGroup>().Where(group => group.CrossZone is not CrossZone.Unknown), (writer, group) => BalancingWriter.TargetGroupAttributes(writer, network, group)); break;
            case FactKind.TargetHealthDescriptions: Each(writer, network.All<TargetGroup>().Where(group => group.Targets is not null), (writer, group) => BalancingWriter.TargetHealth(writer, network, group)); break;
            case FactKind.Reservations: Each(writer, network.All<Instance>(), BalancingWriter.Reservation); break;
            case FactKind.MetricDataResults: Each(writer, network.All<Traffic>(), TrafficReader.Write); break;
            case FactKind.NetworkAcls: Each(writer, network.All<NetworkAcl>(), NetworkAcl); break;
            case FactKind.DhcpOptions: Each(writer, network.All<DhcpOptions>(), DhcpOptions); break;
            case FactKind.VpcPeeringConnections: Each(writer, network.All<PeeringConnection>(), PeeringConnection); break;
            case FactKind.VpcBlockPublicAccessOptions: Each(writer, network.All<PublicAccessBlock>(), PublicAccessBlock); break;
            case FactKind.VpcBlockPublicAccessExclusions: Each(writer, network.All<PublicAccessExclusion>(), (writer, exclusion) => PublicAccessExclusion(writer, network, exclusion)); break;
            case FactKind.Organization: Each(writer, network.All<OwnOrganization>(), (writer, organization) => Text(writer, "Id", organization.Id)); break;
            case FactKind.HostedZones: Each(writer, network.All<HostedZone>(), DnsWriter.HostedZone); break;
            case FactKind.ResolverRules: Each(writer, network.All<ResolverRule>(), DnsWriter.ResolverRule); break;
            case FactKind.ResolverRuleAssociations: Each(writer, network.All<ResolverRuleAssociation>(), DnsWriter.ResolverRuleAssociation); break;
            case FactKind.ResolverEndpoints: Each(writer, network.All<ResolverEndpoint>(), DnsWriter.ResolverEndpoint); break;
            case FactKind.FirewallRuleGroupAssociations: Each(writer, network.All<FirewallAssociation>(), DnsWriter.FirewallAssociation); break;
            case FactKind.FirewallRules: Each(writer, network.All<FirewallRule>(), DnsWriter.FirewallRule); break;
            case FactKind.FirewallDomainLists: Each(writer, network.All<FirewallDomainList>(), DnsWriter.FirewallDomainList); break;
            case FactKind.ProfileAssociations: Each(writer, network.All<ProfileAssociation>(), DnsWriter.ProfileAssociation); break;
            case FactKind.ProfileResourceAssociations: Each(writer, network.All<ProfileResource>(), DnsWriter.ProfileResource); break;
            case FactKind.TxtRecords: Each(writer, network.All<TxtRecord>(), DnsWriter.TxtRecord); break;
            case FactKind.ServiceNames:
                foreach (var name in network.ServiceNames.Order(StringComparer.Ordinal))
                    writer.WriteStringValue(name);
                break;
        }
    }

    private static void Each<T>(Utf8JsonWriter writer, IEnumerable<T> resources, Action<Utf8JsonWriter, T> write)
    {
        foreach (var resource in resources)
        {
            writer.WriteStartObject();
            write(writer, resource);
            writer.WriteEndObject();
            if (writer.BytesPending > 1 << 16)
                writer.Flush();
        }
    }

    private static void Vpc(Utf8JsonWriter writer, Vpc vpc)
    {
        Text(writer, "VpcId", vpc.Id);
        Text(writer, "OwnerId", vpc.OwnerId);
        writer.WriteBoolean("IsDefault", vpc.IsDefault);
        Text(writer, "DhcpOptionsId", vpc.DhcpOptionsId);
        Text(writer, "CidrBlock", vpc.PrimaryBlock?.ToString());
        Associations(writer, "CidrBlockAssociationSet", "CidrBlock", vpc.CidrBlocks.Where(IsVersion4));
        Associations(writer, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", vpc.CidrBlocks.Where(block => !IsVersion4(block)));
        Tags(writer, "Tags", vpc);
    }

    private static void Attributes(Utf8JsonWriter writer, Vpc vpc)
    {
        Text(writer, "VpcId", vpc.Id);
        Attribute("EnableDnsSupport", vpc.Dns!.Value.Support);
        Attribute("EnableDnsHostnames", vpc.Dns!.Value.Hostnames);

        void Attribute(string name, bool value)
        {
            writer.WriteStartObject(name);
            writer.WriteBoolean("Value", value);
            writer.WriteEndObject();
        }
    }

    private static void Subnet(Utf8JsonWriter writer, Subnet subnet)
    {
        Text(writer, "SubnetId", subnet.Id);
        Text(writer, "VpcId", subnet.VpcId);
        Text(writer, "OwnerId", subnet.OwnerId);
        Text(writer, "AvailabilityZone", subnet.AvailabilityZone);
        Text(writer, "AvailabilityZoneId", subnet.AvailabilityZoneId);
        writer.WriteBoolean("EnableDns64", subnet.HasDns64);
        foreach (var block in subnet.CidrBlocks.Where(IsVersion4))
            writer.WriteString("CidrBlock", block.ToString());
        Associations(writer, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", subnet.CidrBlocks.Where(block => !IsVersion4(block)));
        Tags(writer, "Tags", subnet);
    }

    private static void RouteTable(Utf8JsonWriter writer, RouteTable table)
    {
        Text(writer, "RouteTableId", table.Id);
        Text(writer, "VpcId", table.VpcId);
        Text(writer, "OwnerId", table.OwnerId);
        writer.WriteStartArray("Associations");
        if (table.IsMain)
            Association("Main", null);
        foreach (var subnet in table.SubnetIds)
            Association("SubnetId", subnet);
        foreach (var gateway in table.GatewayIds)
            Association("GatewayId", gateway);
        writer.WriteEndArray();
        writer.WriteStartArray("Routes");
        foreach (var route in table.Routes)
            Route(writer, route);
        writer.WriteEndArray();
        Tags(writer, "Tags", table);

        void Association(string name, string? id)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("Main", id is null);
            Text(writer, name, id);
            writer.WriteEndObject();
        }
    }

    private static void Route(Utf8JsonWriter writer, Route route)
    {
        writer.WriteStartObject();
        if (route.Block is { } block)
            writer.WriteString(IsVersion4(block) ? "DestinationCidrBlock" : "DestinationIpv6CidrBlock", block.ToString());
        Text(writer, "DestinationPrefixListId", route.PrefixListId);
        Text(writer, route.Target.Kind switch
        {
            RouteTargetKind.NatGateway => "NatGatewayId",
            RouteTargetKind.TransitGateway => "TransitGatewayId",
            RouteTargetKind.PeeringConnection => "VpcPeeringConnectionId",
            RouteTargetKind.NetworkInterface => "NetworkInterfaceId",
            RouteTargetKind.Instance => "InstanceId",
            RouteTargetKind.EgressOnlyInternetGateway => "EgressOnlyInternetGatewayId",
            _ => "GatewayId",
        }, route.Target.Id);
        Text(writer, "State", Words.Of(route.State));
        Text(writer, "Origin", route.IsPropagated ? "EnableVgwRoutePropagation" : null);
        writer.WriteEndObject();
    }

    private static void VpcEndpoint(Utf8JsonWriter writer, VpcEndpoint endpoint)
    {
        Text(writer, "VpcEndpointId", endpoint.Id);
        Text(writer, "VpcEndpointType", endpoint.Type.ToString());
        Text(writer, "VpcId", endpoint.VpcId);
        Text(writer, "OwnerId", endpoint.OwnerId);
        Text(writer, "ServiceName", endpoint.Service.Full);
        Text(writer, "ServiceRegion", endpoint.ServiceRegion);
        Text(writer, endpoint.Type is EndpointType.ServiceNetwork ? "ServiceNetworkArn" : "ResourceConfigurationArn", endpoint.TargetArn);
        Text(writer, "State", Words.Of(endpoint.State));
        Text(writer, "PolicyDocument", endpoint.PolicyDocument);
        Texts(writer, "RouteTableIds", endpoint.RouteTableIds);
        Texts(writer, "SubnetIds", endpoint.SubnetIds);
        Objects(writer, "Groups", "GroupId", endpoint.SecurityGroupIds);
        Texts(writer, "NetworkInterfaceIds", endpoint.NetworkInterfaceIds);
        Objects(writer, "DnsEntries", "DnsName", endpoint.DnsNames);
        writer.WriteBoolean("PrivateDnsEnabled", endpoint.PrivateDnsEnabled);
        writer.WriteBoolean("RequesterManaged", endpoint.RequesterManaged);
        Text(writer, "IpAddressType", endpoint.IpAddressType);
        writer.WriteStartObject("DnsOptions");
        Text(writer, "DnsRecordIpType", endpoint.DnsRecordIpType);
        writer.WriteBoolean("PrivateDnsOnlyForInboundResolverEndpoint", endpoint.PrivateDnsOnlyForInboundResolver);
        writer.WriteEndObject();
        Text(writer, "FailureReason", endpoint.FailureReason);
        Text(writer, "CreationTimestamp", endpoint.CreatedAt?.ToString("O", CultureInfo.InvariantCulture));
        Tags(writer, "Tags", endpoint);
    }

    private static void SecurityGroup(Utf8JsonWriter writer, SecurityGroup group)
    {
        Text(writer, "GroupId", group.Id);
        Text(writer, "GroupName", group.Name);
        Text(writer, "VpcId", group.VpcId);
        Text(writer, "OwnerId", group.OwnerId);
        Rules("IpPermissions", group.Ingress);
        Rules("IpPermissionsEgress", group.Egress);
        Tags(writer, "Tags", group);

        void Rules(string name, IEnumerable<GroupRule> rules)
        {
            writer.WriteStartArray(name);
            foreach (var rule in rules)
                Rule(writer, rule);
            writer.WriteEndArray();
        }
    }

    private static void Rule(Utf8JsonWriter writer, GroupRule rule)
    {
        writer.WriteStartObject();
        Text(writer, "IpProtocol", rule.Protocol);
        if (rule.FromPort is { } from)
            writer.WriteNumber("FromPort", from);
        if (rule.ToPort is { } to)
            writer.WriteNumber("ToPort", to);
        Objects(writer, "IpRanges", "CidrIp", rule.Blocks.Where(IsVersion4).Select(block => block.ToString()));
        Objects(writer, "Ipv6Ranges", "CidrIpv6", rule.Blocks.Where(block => !IsVersion4(block)).Select(block => block.ToString()));
        Objects(writer, "PrefixListIds", "PrefixListId", rule.PrefixListIds);
        writer.WriteStartArray("UserIdGroupPairs");
        foreach (var group in rule.Groups)
        {
            writer.WriteStartObject();
            Text(writer, "GroupId", group.GroupId);
            Text(writer, "VpcId", group.VpcId);
            Text(writer, "PeeringStatus", group.PeeringStatus);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void NetworkInterface(Utf8JsonWriter writer, NetworkInterface networkInterface)
    {
        Text(writer, "NetworkInterfaceId", networkInterface.Id);
        Text(writer, "InterfaceType", networkInterface.InterfaceType);
        Text(writer, "VpcId", networkInterface.VpcId);
        Text(writer, "SubnetId", networkInterface.SubnetId);
        Text(writer, "OwnerId", networkInterface.OwnerId);
        Text(writer, "Description", networkInterface.Description);
        Text(writer, "RequesterId", networkInterface.RequesterId);
        writer.WriteBoolean("RequesterManaged", networkInterface.RequesterManaged);
        Text(writer, "Status", networkInterface.IsInUse ? "in-use" : "available");
        Objects(writer, "Groups", "GroupId", networkInterface.SecurityGroupIds);
        if (networkInterface.HasPublicAddress)
        {
            // Which one it is no rule asks: this stands for any.
            writer.WriteStartObject("Association");
            writer.WriteString("PublicIp", "0.0.0.0");
            writer.WriteEndObject();
        }
        Objects(writer, "PrivateIpAddresses", "PrivateIpAddress", Addresses(AddressFamily.InterNetwork));
        Objects(writer, "Ipv6Addresses", "Ipv6Address", Addresses(AddressFamily.InterNetworkV6));
        Tags(writer, "TagSet", networkInterface);

        IEnumerable<string> Addresses(AddressFamily family) =>
            networkInterface.Addresses.Where(address => address.AddressFamily == family).Select(address => address.ToString());
    }

    private static void NatGateway(Utf8JsonWriter writer, NatGateway gateway)
    {
        Text(writer, "NatGatewayId", gateway.Id);
        Text(writer, "VpcId", gateway.VpcId);
        Text(writer, "SubnetId", gateway.SubnetId);
        Text(writer, "RouteTableId", gateway.RouteTableId);
        Text(writer, "ConnectivityType", Words.Of(gateway.Connectivity));
        Text(writer, "State", Words.Of(gateway.State));
        Tags(writer, "Tags", gateway);
    }

    private static void PrefixList(Utf8JsonWriter writer, PrefixList list)
    {
        Text(writer, "PrefixListId", list.Id);
        Text(writer, "PrefixListName", list.Name is "" ? null : list.Name);
        if (list.Blocks is { } blocks)
            Texts(writer, "Cidrs", blocks.Select(block => block.ToString()));
    }

    private static void NetworkAcl(Utf8JsonWriter writer, NetworkAcl acl)
    {
        Text(writer, "NetworkAclId", acl.Id);
        Text(writer, "VpcId", acl.VpcId);
        Text(writer, "OwnerId", acl.OwnerId);
        writer.WriteBoolean("IsDefault", acl.IsDefault);
        Objects(writer, "Associations", "SubnetId", acl.SubnetIds);
        writer.WriteStartArray("Entries");
        foreach (var entry in acl.Entries)
            Entry(writer, entry);
        writer.WriteEndArray();
        Tags(writer, "Tags", acl);
    }

    private static void Entry(Utf8JsonWriter writer, AclEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("RuleNumber", entry.Number);
        writer.WriteBoolean("Egress", entry.IsEgress);
        Text(writer, "RuleAction", entry.Allows ? "allow" : "deny");
        Text(writer, "Protocol", entry.Protocol);
        writer.WriteString(IsVersion4(entry.Block) ? "CidrBlock" : "Ipv6CidrBlock", entry.Block.ToString());
        if (entry is { FromPort: { } from, ToPort: { } to })
        {
            writer.WriteStartObject("PortRange");
            writer.WriteNumber("From", from);
            writer.WriteNumber("To", to);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void DhcpOptions(Utf8JsonWriter writer, DhcpOptions options)
    {
        Text(writer, "DhcpOptionsId", options.Id);
        Text(writer, "OwnerId", options.OwnerId);
        writer.WriteStartArray("DhcpConfigurations");
        writer.WriteStartObject();
        Text(writer, "Key", "domain-name-servers");
        Objects(writer, "Values", "Value", options.DomainNameServers);
        writer.WriteEndObject();
        writer.WriteEndArray();
        Tags(writer, "Tags", options);
    }

    private static void PeeringConnection(Utf8JsonWriter writer, PeeringConnection peering)
    {
        Text(writer, "VpcPeeringConnectionId", peering.Id);
        Member("RequesterVpcInfo", "VpcId", peering.RequesterVpcId);
        Member("AccepterVpcInfo", "VpcId", peering.AccepterVpcId);
        Member("Status", "Code", peering.Status);
        Tags(writer, "Tags", peering);

        void Member(string name, string member, string? value)
        {
            writer.WriteStartObject(name);
            Text(writer, member, value);
            writer.WriteEndObject();
        }
    }

    private static void PublicAccessBlock(Utf8JsonWriter writer, PublicAccessBlock block)
    {
        Text(writer, "AwsAccountId", block.Id);
        Text(writer, "InternetGatewayBlockMode", block.Mode switch
        {
            GatewayBlock.Off => "off",
            GatewayBlock.Bidirectional => "block-bidirectional",
            GatewayBlock.Ingress => "block-ingress",
            _ => null,
        });
    }

    private static void PublicAccessExclusion(Utf8JsonWriter writer, Network network, PublicAccessExclusion exclusion)
    {
        var kind = exclusion.ExcludedId.StartsWith("subnet-", StringComparison.Ordinal) ? "subnet" : "vpc";
        Text(writer, "ExclusionId", exclusion.Id);
        Text(writer, "ResourceArn", $"arn:{network.Partition}:ec2:{network.Region}:{network.AccountId}:{kind}/{exclusion.ExcludedId}");
        Text(writer, "State", exclusion.IsActive ? "create-complete" : "disable-complete");
        Tags(writer, "Tags", exclusion);
    }

    private static void ServiceDetail(Utf8JsonWriter writer, ServiceDetail service)
    {
        Text(writer, "ServiceName", service.Id);
        Text(writer, "Owner", service.Provider);
        Objects(writer, "ServiceType", "ServiceType", service.Types.Select(type => type.ToString()));
        Texts(writer, "AvailabilityZones", service.AvailabilityZones);
        Objects(writer, "PrivateDnsNames", "PrivateDnsName", service.PrivateDnsNames);
        Text(writer, "PrivateDnsNameVerificationState", service.PrivateDnsState is { } state ? Words.Of(state) : null);
        writer.WriteBoolean("VpcEndpointPolicySupported", service.PolicySupported);
        writer.WriteBoolean("AcceptanceRequired", service.AcceptanceRequired);
        Texts(writer, "SupportedIpAddressTypes", service.SupportedIpAddressTypes);
    }

    private static void EndpointService(Utf8JsonWriter writer, EndpointService service)
    {
        Text(writer, "ServiceId", service.Id);
        Text(writer, "ServiceName", service.ServiceName);
        Text(writer, "ServiceState", service.State.ToString());
        writer.WriteBoolean("AcceptanceRequired", service.AcceptanceRequired);
        writer.WriteBoolean("ManagesVpcEndpoints", service.ManagesVpcEndpoints);
        Texts(writer, "NetworkLoadBalancerArns", service.LoadBalancerArns.Where(arn => !Model.EndpointService.IsGatewayLoadBalancer(arn)));
        Texts(writer, "GatewayLoadBalancerArns", service.LoadBalancerArns.Where(Model.EndpointService.IsGatewayLoadBalancer));
        Texts(writer, "AvailabilityZones", service.AvailabilityZones);
        Texts(writer, "SupportedIpAddressTypes", service.IpAddressTypes);
        Text(writer, "PrivateDnsName", service.PrivateDnsName);
        if (service.PrivateDnsVerification is { } verification)
        {
            writer.WriteStartObject("PrivateDnsNameConfiguration");
            Text(writer, "State", Words.Of(verification.State));
            Text(writer, "Type", verification.Type);
            Text(writer, "Value", verification.Value);
            Text(writer, "Name", verification.Name);
            writer.WriteEndObject();
        }
        Objects(writer, "SupportedRegions", "Region", service.SupportedRegions);
        Tags(writer, "Tags", service);
    }

    /// <summary>Grouped, so that a service to which nobody is allowed is told from one of which nothing is known.</summary>
    private static void Permissions(Utf8JsonWriter writer, EndpointService service)
    {
        Text(writer, "ServiceId", service.Id);
        writer.WriteStartArray("AllowedPrincipals");
        foreach (var principal in service.AllowedPrincipals ?? [])
        {
            writer.WriteStartObject();
            Text(writer, "PrincipalType", principal.Type);
            Text(writer, "Principal", principal.Principal);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void ServiceConnection(Utf8JsonWriter writer, ServiceConnection connection)
    {
        Text(writer, "ServiceId", connection.ServiceId);
        Text(writer, "VpcEndpointId", connection.EndpointId);
        Text(writer, "VpcEndpointOwner", connection.ConsumerId);
        Text(writer, "VpcEndpointState", Words.Of(connection.State));
        Text(writer, "CreationTimestamp", connection.CreatedAt?.ToString("O", CultureInfo.InvariantCulture));
    }

    private static void ServiceNotification(Utf8JsonWriter writer, ServiceNotification notification)
    {
        Text(writer, "ConnectionNotificationId", notification.Id);
        Text(writer, "ServiceId", notification.ServiceId);
        Text(writer, "ConnectionNotificationType", "Topic");
        Text(writer, "ConnectionNotificationArn", notification.TopicArn);
        Texts(writer, "ConnectionEvents", notification.Events);
        Text(writer, "ConnectionNotificationState", notification.State.ToString());
    }

    private static bool IsVersion4(IPNetwork block) => block.BaseAddress.AddressFamily is AddressFamily.InterNetwork;

    internal static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    internal static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    internal static void Objects(Utf8JsonWriter writer, string name, string member, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            writer.WriteString(member, value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Associations(Utf8JsonWriter writer, string name, string member, IEnumerable<IPNetwork> blocks) =>
        Objects(writer, name, member, blocks.Select(block => block.ToString()));

    private static void Tags(Utf8JsonWriter writer, string name, Resource resource)
    {
        writer.WriteStartArray(name);
        foreach (var (key, value) in resource.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("Key", key);
            writer.WriteString("Value", value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
