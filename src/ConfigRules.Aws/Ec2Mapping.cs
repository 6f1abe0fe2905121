using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using ConfigRules.Model;
using Ec2 = Amazon.EC2.Model;

namespace ConfigRules.Aws;

/// <summary>Makes the model's records of what EC2 answers. The SDK leaves out lists that are empty: they are null.</summary>
internal static class Ec2Mapping
{
    public static Vpc ToModel(this Ec2.Vpc vpc)
    {
        ImmutableArray<IPNetwork> blocks =
        [
            .. vpc.CidrBlockAssociationSet.OrEmpty()
                .Where(association => IsAssociated(association.CidrBlockState?.State)).Select(association => Block(association.CidrBlock)),
            .. vpc.Ipv6CidrBlockAssociationSet.OrEmpty()
                .Where(association => IsAssociated(association.Ipv6CidrBlockState?.State)).Select(association => Block(association.Ipv6CidrBlock)),
        ];
        var primary = vpc.CidrBlock is { Length: > 0 } main ? Block(main) : (IPNetwork?)null;
        return new(Known(vpc.VpcId, "a VPC"))
        {
            OwnerId = vpc.OwnerId,
            IsDefault = vpc.IsDefault ?? false,
            CidrBlocks = blocks is [] && primary is { } only ? [only] : blocks,
            PrimaryBlock = primary,
            DhcpOptionsId = vpc.DhcpOptionsId,
            Tags = ToModel(vpc.Tags),
        };
    }

    public static Subnet ToModel(this Ec2.Subnet subnet) => new(Known(subnet.SubnetId, "a subnet"), Known(subnet.VpcId, "a subnet"))
    {
        OwnerId = subnet.OwnerId,
        CidrBlocks =
        [
            .. subnet.CidrBlock is { Length: > 0 } block ? [Block(block)] : ReadOnlySpan<IPNetwork>.Empty,
            .. subnet.Ipv6CidrBlockAssociationSet.OrEmpty()
                .Where(association => IsAssociated(association.Ipv6CidrBlockState?.State)).Select(association => Block(association.Ipv6CidrBlock)),
        ],
        AvailabilityZone = subnet.AvailabilityZone,
        AvailabilityZoneId = subnet.AvailabilityZoneId,
        HasDns64 = subnet.EnableDns64 ?? false,
        Tags = ToModel(subnet.Tags),
    };

    public static RouteTable ToModel(this Ec2.RouteTable table)
    {
        var associations = table.Associations.OrEmpty()
            .Where(association => IsAssociated(association.AssociationState?.State)).ToArray();
        return new(Known(table.RouteTableId, "a route table"), Known(table.VpcId, "a route table"))
        {
            OwnerId = table.OwnerId,
            IsMain = associations.Any(association => association.Main is true),
            SubnetIds = [.. associations.Select(association => association.SubnetId).Where(id => id is not null)],
            GatewayIds = [.. associations.Select(association => association.GatewayId).Where(id => id is not null)],
            Routes = [.. table.Routes.OrEmpty().Select(ToModel).OfType<Route>()],
            Tags = ToModel(table.Tags),
        };
    }

    private static Route? ToModel(Ec2.Route route)
    {
        var block = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
        // An instance is a target by its interface; the interface says more.
        var target = route.GatewayId ?? route.NatGatewayId ?? route.TransitGatewayId ?? route.VpcPeeringConnectionId
            ?? route.NetworkInterfaceId ?? route.EgressOnlyInternetGatewayId ?? route.LocalGatewayId ?? route.CarrierGatewayId
            ?? route.CoreNetworkArn ?? route.InstanceId ?? "";
        return block is null && route.DestinationPrefixListId is null
            ? null
            : new(block is null ? null : Block(block), route.DestinationPrefixListId, RouteTarget.Of(target))
            {
                State = Words.Of(route.State?.Value, RouteState.Active),
                IsPropagated = route.Origin?.Value is "EnableVgwRoutePropagation",
            };
    }

    public static VpcEndpoint ToModel(this Ec2.VpcEndpoint endpoint, Texts texts) => new(Known(endpoint.VpcEndpointId, "an endpoint"), texts.Same(Known(endpoint.VpcId, "an endpoint")))
    {
        OwnerId = texts.Same(endpoint.OwnerId),
        // Before interface endpoints there was one type, and EC2 may leave it out.
        Type = endpoint.VpcEndpointType is null ? EndpointType.Gateway : Words.Of(endpoint.VpcEndpointType.Value, EndpointType.Unknown),
        State = Words.Of(endpoint.State?.Value, EndpointState.Unknown),
        Service = texts.Service(endpoint.ServiceName ?? ""),
        PolicyDocument = texts.Same(endpoint.PolicyDocument),
        RouteTableIds = texts.Same(endpoint.RouteTableIds, static id => id),
        SubnetIds = texts.Same(endpoint.SubnetIds, static id => id),
        SecurityGroupIds = texts.Same(endpoint.Groups, static group => group.GroupId),
        NetworkInterfaceIds = [.. endpoint.NetworkInterfaceIds.OrEmpty()],
        DnsNames = texts.Same(endpoint.DnsEntries, static entry => entry.DnsName),
        PrivateDnsEnabled = endpoint.PrivateDnsEnabled ?? false,
        PrivateDnsOnlyForInboundResolver = endpoint.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint ?? false,
        DnsRecordIpType = texts.Same(endpoint.DnsOptions?.DnsRecordIpType?.Value),
        IpAddressType = texts.Same(endpoint.IpAddressType?.Value),
        RequesterManaged = endpoint.RequesterManaged ?? false,
        ServiceRegion = texts.Same(endpoint.ServiceRegion),
        FailureReason = endpoint.FailureReason is { Length: > 0 } reason ? reason
            : endpoint.LastError?.Message is { Length: > 0 } message ? message
            : endpoint.LastError?.Code,
        TargetArn = texts.Same(endpoint.ResourceConfigurationArn ?? endpoint.ServiceNetworkArn),
        CreatedAt = endpoint.CreationTimestamp is { } created ? new DateTimeOffset(created.ToUniversalTime()) : null,
        Tags = ToModel(endpoint.Tags),
    };

    public static SecurityGroup ToModel(this Ec2.SecurityGroup group) => new(Known(group.GroupId, "a security group"), group.VpcId ?? "")
    {
        OwnerId = group.OwnerId,
        Name = group.GroupName ?? "",
        Ingress = [.. group.IpPermissions.OrEmpty().Select(ToModel)],
        Egress = [.. group.IpPermissionsEgress.OrEmpty().Select(ToModel)],
        Tags = ToModel(group.Tags),
    };

    private static GroupRule ToModel(Ec2.IpPermission rule) => new()
    {
        Protocol = rule.IpProtocol ?? "-1",
        FromPort = rule.FromPort,
        ToPort = rule.ToPort,
        Blocks =
        [
            .. rule.Ipv4Ranges.OrEmpty().Select(range => Block(range.CidrIp)),
            .. rule.Ipv6Ranges.OrEmpty().Select(range => Block(range.CidrIpv6)),
        ],
        PrefixListIds = [.. rule.PrefixListIds.OrEmpty().Select(list => list.Id)],
        Groups = [.. rule.UserIdGroupPairs.OrEmpty().Where(pair => pair.GroupId is not null)
            .Select(pair => new GroupReference(pair.GroupId, pair.VpcId, pair.PeeringStatus))],
    };

    public static NetworkInterface ToModel(this Ec2.NetworkInterface networkInterface, Texts texts) => new(Known(networkInterface.NetworkInterfaceId, "an interface"), texts.Same(networkInterface.VpcId ?? ""))
    {
        OwnerId = texts.Same(networkInterface.OwnerId),
        SubnetId = texts.Same(networkInterface.SubnetId ?? ""),
        InterfaceType = texts.Same(networkInterface.InterfaceType?.Value ?? "interface"),
        Description = texts.Same(networkInterface.Description ?? ""),
        RequesterId = texts.Same(networkInterface.RequesterId),
        RequesterManaged = networkInterface.RequesterManaged ?? false,
        IsInUse = networkInterface.Status?.Value is null or "in-use" or "associated",
        SecurityGroupIds = texts.Same(networkInterface.Groups, static group => group.GroupId),
        Addresses =
        [
            .. networkInterface.PrivateIpAddresses.OrEmpty().Select(address => address.PrivateIpAddress)
                .DefaultIfEmpty(networkInterface.PrivateIpAddress)
                .Concat(networkInterface.Ipv6Addresses.OrEmpty().Select(address => address.Ipv6Address))
                .Where(address => address is not null).Select(Address),
        ],
        HasPublicAddress = networkInterface.PrivateIpAddresses.OrEmpty().Select(address => address.Association).Append(networkInterface.Association)
            .Any(association => association?.PublicIp is { Length: > 0 }),
        Tags = ToModel(networkInterface.TagSet),
    };

    public static NatGateway ToModel(this Ec2.NatGateway gateway) => new(Known(gateway.NatGatewayId, "a NAT gateway"), Known(gateway.VpcId, "a NAT gateway"))
    {
        SubnetId = gateway.SubnetId ?? "",
        RouteTableId = gateway.RouteTableId,
        Connectivity = gateway.ConnectivityType?.Value is "private" ? Connectivity.Private : Connectivity.Public,
        State = Words.Of(gateway.State?.Value, NatGatewayState.Unknown),
        Tags = ToModel(gateway.Tags),
    };

    public static PrefixList ToModel(this Ec2.PrefixList list) => new(Known(list.PrefixListId, "a prefix list"))
    {
        Name = list.PrefixListName ?? "",
        Blocks = [.. list.Cidrs.OrEmpty().Select(Block)],
    };

    public static NetworkAcl ToModel(this Ec2.NetworkAcl acl) => new(Known(acl.NetworkAclId, "a network ACL"), Known(acl.VpcId, "a network ACL"))
    {
        OwnerId = acl.OwnerId,
        IsDefault = acl.IsDefault ?? false,
        SubnetIds = [.. acl.Associations.OrEmpty().Select(association => association.SubnetId).Where(id => id is not null)],
        Entries = [.. acl.Entries.OrEmpty().Select(ToModel)],
        Tags = ToModel(acl.Tags),
    };

    private static AclEntry ToModel(Ec2.NetworkAclEntry entry) => new(
        entry.RuleNumber ?? throw new AwsCallException(AwsFault.Unreadable, "EC2 answered with an entry of a network ACL that has no number."),
        entry.Egress ?? false,
        entry.RuleAction?.Value is "allow",
        Block(entry.CidrBlock ?? entry.Ipv6CidrBlock ?? ""))
    {
        Protocol = entry.Protocol ?? "-1",
        FromPort = entry.PortRange?.From,
        ToPort = entry.PortRange?.To,
    };

    public static DhcpOptions ToModel(this Ec2.DhcpOptions options) => new(Known(options.DhcpOptionsId, "DHCP options"))
    {
        OwnerId = options.OwnerId,
        DomainNameServers =
        [
            .. options.DhcpConfigurations.OrEmpty().Where(configuration => configuration.Key is "domain-name-servers")
                .SelectMany(configuration => configuration.Values.OrEmpty()),
        ],
        Tags = ToModel(options.Tags),
    };

    public static PeeringConnection ToModel(this Ec2.VpcPeeringConnection peering) => new(Known(peering.VpcPeeringConnectionId, "a peering"))
    {
        RequesterVpcId = peering.RequesterVpcInfo?.VpcId ?? "",
        AccepterVpcId = peering.AccepterVpcInfo?.VpcId ?? "",
        Status = peering.Status?.Code?.Value,
        Tags = ToModel(peering.Tags),
    };

    public static PublicAccessBlock ToModel(this Ec2.VpcBlockPublicAccessOptions options) => new(options.AwsAccountId ?? "")
    {
        Mode = PublicAccessBlock.ModeOf(options.InternetGatewayBlockMode?.Value),
    };

    public static PublicAccessExclusion ToModel(this Ec2.VpcBlockPublicAccessExclusion exclusion) => new(Known(exclusion.ExclusionId, "an exclusion"))
    {
        ExcludedId = exclusion.ResourceArn is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : "",
        IsActive = PublicAccessExclusion.IsActiveIn(exclusion.State?.Value),
        Tags = ToModel(exclusion.Tags),
    };

    public static ServiceDetail ToModel(this Ec2.ServiceDetail service) => new(Known(service.ServiceName, "a service"))
    {
        Provider = service.Owner,
        PrivateDnsNames = service.PrivateDnsNames.OrEmpty() is { Count: > 0 } names
            ? [.. names.Select(name => name.PrivateDnsName)]
            : service.PrivateDnsName is { Length: > 0 } name ? [name] : [],
        PrivateDnsState = service.PrivateDnsNameVerificationState is { } state ? Words.Of(state.Value, DnsNameState.Unknown) : null,
        PolicySupported = service.VpcEndpointPolicySupported ?? false,
        AcceptanceRequired = service.AcceptanceRequired ?? false,
        AvailabilityZones = [.. service.AvailabilityZones.OrEmpty()],
        Types = [.. service.ServiceType.OrEmpty().Select(type => Words.Of(type.ServiceType?.Value, EndpointType.Unknown))],
        SupportedIpAddressTypes = [.. service.SupportedIpAddressTypes.OrEmpty()],
    };

    public static EndpointService ToModel(this Ec2.ServiceConfiguration service) => new(Known(service.ServiceId, "an endpoint service"))
    {
        ServiceName = service.ServiceName ?? "",
        State = Words.Of(service.ServiceState?.Value, EndpointServiceState.Unknown),
        // EC2 asks for acceptance unless told otherwise.
        AcceptanceRequired = service.AcceptanceRequired ?? true,
        ManagesVpcEndpoints = service.ManagesVpcEndpoints ?? false,
        LoadBalancerArns = [.. service.NetworkLoadBalancerArns.OrEmpty(), .. service.GatewayLoadBalancerArns.OrEmpty()],
        AvailabilityZones = [.. service.AvailabilityZones.OrEmpty()],
        IpAddressTypes = [.. service.SupportedIpAddressTypes.OrEmpty()],
        PrivateDnsName = service.PrivateDnsName,
        PrivateDnsVerification = service.PrivateDnsNameConfiguration is { State: { } state } configuration
            ? new(Words.Of(state.Value, DnsNameState.Unknown), configuration.Type, configuration.Name, configuration.Value)
            : null,
        SupportedRegions =
        [
            .. service.SupportedRegions.OrEmpty().Where(region => SupportedRegion.IsOpenIn(region.ServiceState)).Select(region => region.Region),
        ],
        Tags = ToModel(service.Tags),
    };

    public static ServiceConnection ToModel(this Ec2.VpcEndpointConnection connection) => new(
        Known(connection.ServiceId, "a connection"), Known(connection.VpcEndpointId, "a connection"))
    {
        ConsumerId = connection.VpcEndpointOwner,
        State = Words.Of(connection.VpcEndpointState?.Value, EndpointState.Unknown),
        CreatedAt = connection.CreationTimestamp is { } created ? new DateTimeOffset(created.ToUniversalTime()) : null,
    };

    public static ServiceNotification ToModel(this Ec2.ConnectionNotification notification) => new(Known(notification.ConnectionNotificationId, "a notification"))
    {
        ServiceId = notification.ServiceId,
        TopicArn = notification.ConnectionNotificationArn,
        Events = [.. notification.ConnectionEvents.OrEmpty()],
        State = Words.Of(notification.ConnectionNotificationState?.Value, NotificationState.Unknown),
    };

    public static List<T> OrEmpty<T>(this List<T>? list) => list ?? [];

    private static IReadOnlyDictionary<string, string> ToModel(List<Ec2.Tag>? tags)
    {
        if (tags is null or [])
            return FrozenDictionary<string, string>.Empty;
        var known = new Dictionary<string, string>(tags.Count);
        foreach (var tag in tags)
            known[tag.Key] = tag.Value ?? "";
        return known;
    }

    private static bool IsAssociated(string? state) => state is null or "associated" or "associating";

    private static string Known(string? id, string what) => id is { Length: > 0 }
        ? id
        : throw new AwsCallException(AwsFault.Unreadable, $"EC2 answered with {what} that does not say which one it is, or where.");

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new AwsCallException(AwsFault.Unreadable, $"EC2 answered with '{text}', which is no address.");

    private static IPNetwork Block(string text) => AddressRanges.TryParse(text, out var block)
        ? block
        : throw new AwsCallException(AwsFault.Unreadable, $"EC2 answered with '{text}', which is no block of addresses.");
}
