using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>
/// Reads one resource at a time, in the AWS CLI's form or in that of AWS Config's items: members are the same but for the case
/// of the first letter and a few names. Each method starts at the first token of its value and ends at the last one.
/// </summary>
internal sealed class ResourceReader(StringPool strings)
{
    private readonly char[] _name = new char[64];

    /// <summary>The member's name, its first letter small; a name longer than any that is known reads as empty.</summary>
    private ReadOnlySpan<char> Name(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (name.Length > _name.Length || Ascii.ToUtf16(name, _name, out var length) is not System.Buffers.OperationStatus.Done)
            return [];
        if (length > 0)
            _name[0] = char.ToLowerInvariant(_name[0]);
        return _name.AsSpan(0, length);
    }

    public static void Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw IncompleteException.Instance;
    }

    public static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
            throw IncompleteException.Instance;
    }

    /// <summary>Goes to the value of the next member of an object; false at its end.</summary>
    public bool NextMember(ref Utf8JsonReader reader, out ReadOnlySpan<char> name)
    {
        Next(ref reader);
        if (reader.TokenType is JsonTokenType.EndObject)
        {
            name = [];
            return false;
        }
        name = Name(ref reader);
        Next(ref reader);
        return true;
    }

    public static bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
            return true;
        Skip(ref reader);
        return false;
    }

    public Vpc Vpc(ref Utf8JsonReader reader)
    {
        string? id = null, owner = null, main = null, dhcp = null;
        var isDefault = false;
        var blocks = new List<IPNetwork>();
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "vpcId": id = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "isDefault": isDefault = Boolean(ref reader); break;
                case "cidrBlock": main = Text(ref reader); break;
                case "dhcpOptionsId": dhcp = Text(ref reader); break;
                case "cidrBlockAssociationSet" or "ipv6CidrBlockAssociationSet": Associations(ref reader, blocks); break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        var primary = main is null ? (IPNetwork?)null : Block(main);
        if (blocks is [] && primary is { } only)
            blocks.Add(only);
        return new(Id(id, "VpcId")) { OwnerId = owner, IsDefault = isDefault, CidrBlocks = [.. blocks], PrimaryBlock = primary, DhcpOptionsId = dhcp, Tags = tags };
    }

    public Subnet Subnet(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, owner = null, zone = null, zoneId = null;
        var hasDns64 = false;
        var blocks = new List<IPNetwork>();
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "subnetId": id = Text(ref reader); break;
                case "vpcId": vpc = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "availabilityZone": zone = Text(ref reader); break;
                case "availabilityZoneId": zoneId = Text(ref reader); break;
                case "enableDns64": hasDns64 = Boolean(ref reader); break;
                case "cidrBlock": AddBlock(Text(ref reader), blocks); break;
                case "ipv6CidrBlockAssociationSet": Associations(ref reader, blocks); break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "SubnetId"), vpc ?? "")
        {
            OwnerId = owner,
            CidrBlocks = [.. blocks],
            AvailabilityZone = zone,
            AvailabilityZoneId = zoneId,
            HasDns64 = hasDns64,
            Tags = tags,
        };
    }

    public RouteTable RouteTable(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, owner = null;
        var isMain = false;
        var subnets = ImmutableArray.CreateBuilder<string>();
        var gateways = ImmutableArray.CreateBuilder<string>();
        var routes = ImmutableArray.CreateBuilder<Route>();
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "routeTableId": id = Text(ref reader); break;
                case "vpcId": vpc = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "associations":
                    for (var more = IsList(ref reader); more && NextElement(ref reader);)
                        isMain |= Association(ref reader, subnets, gateways);
                    break;
                case "routes":
                    for (var more = IsList(ref reader); more && NextElement(ref reader);)
                    {
                        if (Route(ref reader) is { } route)
                            routes.Add(route);
                    }
                    break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "RouteTableId"), vpc ?? "")
        {
            OwnerId = owner,
            IsMain = isMain,
            SubnetIds = subnets.DrainToImmutable(),
            GatewayIds = gateways.DrainToImmutable(),
            Routes = routes.DrainToImmutable(),
            Tags = tags,
        };
    }

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "One line a member; in two methods it would be twice as much.")]
    public VpcEndpoint VpcEndpoint(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, owner = null, type = null, state = null, service = null, policy = null, recordType = null,
            addressType = null, region = null, target = null, failure = null, error = null;
        bool privateDns = false, inboundOnly = false, managed = false;
        ImmutableArray<string> tables = [], subnets = [], groups = [], interfaces = [], names = [];
        DateTimeOffset? created = null;
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "vpcEndpointId": id = Text(ref reader); break;
                case "vpcId": vpc = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "vpcEndpointType": type = Text(ref reader); break;
                case "state": state = Text(ref reader); break;
                case "serviceName": service = Text(ref reader); break;
                case "policyDocument": policy = TextOrJson(ref reader); break;
                case "routeTableIds": tables = Texts(ref reader, null); break;
                case "subnetIds": subnets = Texts(ref reader, null); break;
                case "groups": groups = Texts(ref reader, "groupId"); break;
                case "networkInterfaceIds": interfaces = Texts(ref reader, null); break;
                case "dnsEntries": names = Texts(ref reader, "dnsName"); break;
                case "privateDnsEnabled": privateDns = Boolean(ref reader); break;
                case "requesterManaged": managed = Boolean(ref reader); break;
                case "ipAddressType": addressType = Text(ref reader); break;
                case "serviceRegion": region = Text(ref reader); break;
                case "resourceConfigurationArn" or "serviceNetworkArn": target = Text(ref reader) ?? target; break;
                case "failureReason": failure = Text(ref reader); break;
                case "lastError": error = LastError(ref reader); break;
                case "creationTimestamp": created = Time(ref reader); break;
                case "dnsOptions": DnsOptions(ref reader, ref recordType, ref inboundOnly); break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "VpcEndpointId"), vpc ?? "")
        {
            OwnerId = owner,
            // Before interface endpoints there was one type, and its endpoints were recorded without.
            Type = type is null ? EndpointType.Gateway : Known(type, EndpointType.Unknown),
            State = Known(state, EndpointState.Unknown),
            Service = Service(service ?? ""),
            PolicyDocument = policy,
            RouteTableIds = tables,
            SubnetIds = subnets,
            SecurityGroupIds = groups,
            NetworkInterfaceIds = interfaces,
            DnsNames = names,
            PrivateDnsEnabled = privateDns,
            PrivateDnsOnlyForInboundResolver = inboundOnly,
            RequesterManaged = managed,
            DnsRecordIpType = recordType,
            IpAddressType = addressType,
            ServiceRegion = region,
            TargetArn = target,
            FailureReason = failure is { Length: > 0 } ? failure : error,
            CreatedAt = created,
            Tags = tags,
        };
    }

    /// <summary>The message of an error, else its code.</summary>
    private string? LastError(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader))
            return null;
        string? message = null, code = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "message": message = Text(ref reader); break;
                case "code": code = Text(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return message is { Length: > 0 } ? message : code;
    }

    public SecurityGroup SecurityGroup(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, owner = null, groupName = null;
        ImmutableArray<GroupRule> ingress = [], egress = [];
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "groupId": id = Text(ref reader); break;
                case "groupName": groupName = Text(ref reader); break;
                case "vpcId": vpc = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "ipPermissions": ingress = GroupRules(ref reader); break;
                case "ipPermissionsEgress": egress = GroupRules(ref reader); break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "GroupId"), vpc ?? "") { OwnerId = owner, Name = groupName ?? "", Ingress = ingress, Egress = egress, Tags = tags };
    }

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "One line a member; in two methods it would be twice as much.")]
    public NetworkInterface NetworkInterface(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, owner = null, subnet = null, type = null, description = null, requester = null, status = null;
        string? address = null;
        bool managed = false, isPublic = false;
        ImmutableArray<string> groups = [], addresses6 = [];
        var addresses = ImmutableArray.CreateBuilder<string>();
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "networkInterfaceId": id = Text(ref reader); break;
                case "vpcId": vpc = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "subnetId": subnet = Text(ref reader); break;
                case "interfaceType": type = Text(ref reader); break;
                case "description": description = Text(ref reader); break;
                case "requesterId": requester = Text(ref reader); break;
                case "requesterManaged": managed = Boolean(ref reader); break;
                case "status": status = Text(ref reader); break;
                case "groups": groups = Texts(ref reader, "groupId"); break;
                case "privateIpAddress": address = Text(ref reader); break;
                case "association": isPublic |= IsPublic(ref reader); break;
                case "privateIpAddresses":
                    for (var more = IsList(ref reader); more && NextElement(ref reader);)
                        isPublic |= PrivateAddress(ref reader, addresses);
                    break;
                case "ipv6Addresses": addresses6 = Texts(ref reader, "ipv6Address"); break;
                case "tagSet" or "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        if (addresses.Count is 0 && address is not null)
            addresses.Add(address);
        return new(Id(id, "NetworkInterfaceId"), vpc ?? "")
        {
            OwnerId = owner,
            SubnetId = subnet ?? "",
            InterfaceType = type ?? "interface",
            Description = description ?? "",
            RequesterId = requester,
            RequesterManaged = managed,
            IsInUse = status is null or "in-use" or "associated",
            SecurityGroupIds = groups,
            Addresses = [.. addresses.Concat(addresses6).Select(Address)],
            HasPublicAddress = isPublic,
            Tags = tags,
        };
    }

    /// <summary>Whether the address has a public one, too.</summary>
    private bool PrivateAddress(ref Utf8JsonReader reader, ImmutableArray<string>.Builder addresses)
    {
        if (!IsObject(ref reader))
            return false;
        var isPublic = false;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "privateIpAddress":
                    if (Text(ref reader) is { } address)
                        addresses.Add(address);
                    break;
                case "association": isPublic = IsPublic(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return isPublic;
    }

    /// <summary>Whether an association is one with a public address, and not with a carrier's.</summary>
    private bool IsPublic(ref Utf8JsonReader reader) => IsObject(ref reader) && Member(ref reader, "publicIp") is { Length: > 0 };

    public NatGateway NatGateway(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, subnet = null, table = null, connectivity = null, state = null;
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "natGatewayId": id = Text(ref reader); break;
                case "vpcId": vpc = Text(ref reader); break;
                case "subnetId": subnet = Text(ref reader); break;
                case "routeTableId": table = Text(ref reader); break;
                case "connectivityType": connectivity = Text(ref reader); break;
                case "state": state = Text(ref reader); break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "NatGatewayId"), vpc ?? "")
        {
            SubnetId = subnet ?? "",
            RouteTableId = table,
            Connectivity = connectivity is "private" ? Connectivity.Private : Connectivity.Public,
            State = Known(state, NatGatewayState.Unknown),
            Tags = tags,
        };
    }

    public PrefixList PrefixList(ref Utf8JsonReader reader)
    {
        string? id = null, listName = null;
        ImmutableArray<string>? blocks = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "prefixListId": id = Text(ref reader); break;
                case "prefixListName": listName = Text(ref reader); break;
                case "cidrs": blocks = Texts(ref reader, null); break;
                case "entries": blocks = Texts(ref reader, "cidr"); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "PrefixListId"))
        {
            Name = listName ?? "",
            Blocks = blocks is { } texts ? [.. texts.Select(Block)] : null,
        };
    }

    /// <summary>An entry of a list that is not named beside it.</summary>
    public IPNetwork PrefixListEntry(ref Utf8JsonReader reader) =>
        Block(Member(ref reader, "cidr") ?? throw new RecordingException("an entry has no Cidr"));

    public NetworkAcl NetworkAcl(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, owner = null;
        var isDefault = false;
        ImmutableArray<string> subnets = [];
        var entries = ImmutableArray.CreateBuilder<AclEntry>();
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "networkAclId": id = Text(ref reader); break;
                case "vpcId": vpc = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "isDefault": isDefault = Boolean(ref reader); break;
                case "associations": subnets = Texts(ref reader, "subnetId"); break;
                case "entries":
                    for (var more = IsList(ref reader); more && NextElement(ref reader);)
                    {
                        if (AclEntry(ref reader) is { } entry)
                            entries.Add(entry);
                    }
                    break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "NetworkAclId"), vpc ?? "")
        {
            OwnerId = owner,
            IsDefault = isDefault,
            SubnetIds = subnets,
            Entries = entries.DrainToImmutable(),
            Tags = tags,
        };
    }

    private AclEntry? AclEntry(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader))
            return null;
        string? block = null, number = null, action = null, protocol = null, from = null, to = null;
        var isEgress = false;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "ruleNumber": number = Text(ref reader); break;
                case "egress": isEgress = Boolean(ref reader); break;
                case "ruleAction": action = Text(ref reader); break;
                case "protocol": protocol = Text(ref reader); break;
                case "cidrBlock" or "ipv6CidrBlock": block = Text(ref reader) ?? block; break;
                case "portRange": (from, to) = PortRange(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(
            Number(number, "RuleNumber"), isEgress, action is "allow",
            Block(block ?? throw new RecordingException("an entry has neither a CidrBlock nor an Ipv6CidrBlock")))
        {
            Protocol = protocol ?? "-1",
            FromPort = Port(from),
            ToPort = Port(to),
        };
    }

    private (string? From, string? To) PortRange(ref Utf8JsonReader reader)
    {
        (string? From, string? To) range = default;
        if (!IsObject(ref reader))
            return range;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "from": range.From = Text(ref reader); break;
                case "to": range.To = Text(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return range;
    }

    public DhcpOptions DhcpOptions(ref Utf8JsonReader reader)
    {
        string? id = null, owner = null;
        ImmutableArray<string> servers = [];
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "dhcpOptionsId": id = Text(ref reader); break;
                case "ownerId": owner = Text(ref reader); break;
                case "dhcpConfigurations":
                    for (var more = IsList(ref reader); more && NextElement(ref reader);)
                    {
                        if (DhcpConfiguration(ref reader) is ("domain-name-servers", var values))
                            servers = values;
                    }
                    break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "DhcpOptionsId")) { OwnerId = owner, DomainNameServers = servers, Tags = tags };
    }

    private (string? Key, ImmutableArray<string> Values) DhcpConfiguration(ref Utf8JsonReader reader)
    {
        string? key = null;
        ImmutableArray<string> values = [];
        if (!IsObject(ref reader))
            return (key, values);
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "key": key = Text(ref reader); break;
                case "values": values = Texts(ref reader, "value"); break;
                default: Skip(ref reader); break;
            }
        }
        return (key, values);
    }

    public PeeringConnection PeeringConnection(ref Utf8JsonReader reader)
    {
        string? id = null, requester = null, accepter = null, status = null;
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "vpcPeeringConnectionId": id = Text(ref reader); break;
                case "requesterVpcInfo": requester = IsObject(ref reader) ? Member(ref reader, "vpcId") : null; break;
                case "accepterVpcInfo": accepter = IsObject(ref reader) ? Member(ref reader, "vpcId") : null; break;
                case "status": status = IsObject(ref reader) ? Member(ref reader, "code") : null; break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "VpcPeeringConnectionId"))
        {
            RequesterVpcId = requester ?? "",
            AccepterVpcId = accepter ?? "",
            Status = status,
            Tags = tags,
        };
    }

    /// <summary>The one object that the command prints, or a list of such.</summary>
    public ImmutableArray<PublicAccessBlock> PublicAccessBlocks(ref Utf8JsonReader reader) => OneOrSeveral(ref reader, PublicAccessBlock);

    /// <summary>The one object that the command prints, or a list of such; an account that is in no organization has none.</summary>
    public ImmutableArray<OwnOrganization> Organizations(ref Utf8JsonReader reader) => OneOrSeveral(ref reader, Organization);

    private delegate T ObjectReader<out T>(ref Utf8JsonReader reader);

    private static ImmutableArray<T> OneOrSeveral<T>(ref Utf8JsonReader reader, ObjectReader<T> read)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return [read(ref reader)];
            case JsonTokenType.StartArray:
                var several = ImmutableArray.CreateBuilder<T>();
                while (NextElement(ref reader))
                {
                    several.Add(reader.TokenType is JsonTokenType.StartObject
                        ? read(ref reader)
                        : throw new RecordingException("an object was expected"));
                }
                return several.DrainToImmutable();
            default:
                throw new RecordingException("an object was expected, or a list of such");
        }
    }

    private OwnOrganization Organization(ref Utf8JsonReader reader) =>
        Member(ref reader, "id") is { Length: > 0 } id ? new(id) : throw new RecordingException("an organization has no Id");

    private PublicAccessBlock PublicAccessBlock(ref Utf8JsonReader reader)
    {
        string? account = null, mode = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "awsAccountId": account = Text(ref reader); break;
                case "internetGatewayBlockMode": mode = Text(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(account ?? "") { Mode = Model.PublicAccessBlock.ModeOf(mode) };
    }

    public PublicAccessExclusion PublicAccessExclusion(ref Utf8JsonReader reader)
    {
        string? id = null, arn = null, state = null;
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "exclusionId": id = Text(ref reader); break;
                case "resourceArn": arn = Text(ref reader); break;
                case "state": state = Text(ref reader); break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "ExclusionId"))
        {
            ExcludedId = arn is null ? "" : arn[(arn.LastIndexOf('/') + 1)..],
            IsActive = Model.PublicAccessExclusion.IsActiveIn(state),
            Tags = tags,
        };
    }

    public ServiceDetail ServiceDetail(ref Utf8JsonReader reader)
    {
        string? id = null, owner = null, privateName = null, nameState = null;
        bool policies = false, acceptance = false;
        ImmutableArray<string> names = [], zones = [], types = [], addresses = [];
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "serviceName": id = Text(ref reader); break;
                case "owner": owner = Text(ref reader); break;
                case "privateDnsName": privateName = Text(ref reader); break;
                case "privateDnsNames": names = Texts(ref reader, "privateDnsName"); break;
                case "privateDnsNameVerificationState": nameState = Text(ref reader); break;
                case "vpcEndpointPolicySupported": policies = Boolean(ref reader); break;
                case "acceptanceRequired": acceptance = Boolean(ref reader); break;
                case "availabilityZones": zones = Texts(ref reader, null); break;
                case "serviceType": types = Texts(ref reader, "serviceType"); break;
                case "supportedIpAddressTypes": addresses = Texts(ref reader, null); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "ServiceName"))
        {
            // Not the account's own, but a provider's: it is not to be mistaken for something shared.
            Provider = owner,
            PrivateDnsNames = names is [] && privateName is { Length: > 0 } ? [privateName] : names,
            PrivateDnsState = nameState is null ? null : Known(nameState, DnsNameState.Unknown),
            PolicySupported = policies,
            AcceptanceRequired = acceptance,
            AvailabilityZones = zones,
            Types = [.. types.Select(type => Known(type, EndpointType.Unknown))],
            SupportedIpAddressTypes = addresses,
        };
    }

    public EndpointService EndpointService(ref Utf8JsonReader reader)
    {
        string? id = null, service = null, state = null, privateName = null;
        bool acceptance = true, manages = false;
        ImmutableArray<string> network = [], gateway = [], regions = [], zones = [], types = [];
        DnsNameVerification? verification = null;
        var tags = NoTags;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "serviceId": id = Text(ref reader); break;
                case "serviceName": service = Text(ref reader); break;
                case "serviceState": state = Text(ref reader); break;
                // EC2 asks for acceptance unless told otherwise.
                case "acceptanceRequired": acceptance = reader.TokenType is JsonTokenType.Null || Boolean(ref reader); break;
                case "managesVpcEndpoints": manages = Boolean(ref reader); break;
                case "networkLoadBalancerArns": network = Texts(ref reader, null); break;
                case "gatewayLoadBalancerArns": gateway = Texts(ref reader, null); break;
                case "availabilityZones": zones = Texts(ref reader, null); break;
                case "supportedIpAddressTypes": types = Texts(ref reader, null); break;
                case "privateDnsName": privateName = Text(ref reader); break;
                case "privateDnsNameConfiguration": verification = Verification(ref reader); break;
                case "supportedRegions": regions = SupportedRegions(ref reader); break;
                case "tags": tags = Tags(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "ServiceId"))
        {
            ServiceName = service ?? "",
            State = Known(state, EndpointServiceState.Unknown),
            AcceptanceRequired = acceptance,
            ManagesVpcEndpoints = manages,
            LoadBalancerArns = [.. network, .. gateway],
            AvailabilityZones = zones,
            IpAddressTypes = types,
            PrivateDnsName = privateName,
            PrivateDnsVerification = verification,
            SupportedRegions = regions,
            Tags = tags,
        };
    }

    public ServiceConnection ServiceConnection(ref Utf8JsonReader reader)
    {
        string? service = null, endpoint = null, owner = null, state = null;
        DateTimeOffset? created = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "serviceId": service = Text(ref reader); break;
                case "vpcEndpointId": endpoint = Text(ref reader); break;
                case "vpcEndpointOwner": owner = Text(ref reader); break;
                case "vpcEndpointState": state = Text(ref reader); break;
                case "creationTimestamp": created = Time(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(service, "ServiceId"), Id(endpoint, "VpcEndpointId"))
        {
            ConsumerId = owner,
            State = Known(state, EndpointState.Unknown),
            CreatedAt = created,
        };
    }

    public ServiceNotification ServiceNotification(ref Utf8JsonReader reader)
    {
        string? id = null, service = null, topic = null, state = null;
        ImmutableArray<string> events = [];
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "connectionNotificationId": id = Text(ref reader); break;
                case "serviceId": service = Text(ref reader); break;
                case "connectionNotificationArn": topic = Text(ref reader); break;
                case "connectionEvents": events = Texts(ref reader, null); break;
                case "connectionNotificationState": state = Text(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new(Id(id, "ConnectionNotificationId"))
        {
            ServiceId = service,
            TopicArn = topic,
            Events = events,
            State = Known(state, NotificationState.Unknown),
        };
    }

    private DnsNameVerification? Verification(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader))
            return null;
        string? state = null, type = null, record = null, value = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "state": state = Text(ref reader); break;
                case "type": type = Text(ref reader); break;
                case "name": record = Text(ref reader); break;
                case "value": value = Text(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return state is null ? null : new(Known(state, DnsNameState.Unknown), type, record, value);
    }

    private ImmutableArray<string> SupportedRegions(ref Utf8JsonReader reader)
    {
        var open = ImmutableArray.CreateBuilder<string>();
        for (var more = IsList(ref reader); more && NextElement(ref reader);)
        {
            if (!IsObject(ref reader))
                continue;
            string? region = null, state = null;
            while (NextMember(ref reader, out var name))
            {
                switch (name)
                {
                    case "region": region = Text(ref reader); break;
                    case "serviceState": state = Text(ref reader); break;
                    default: Skip(ref reader); break;
                }
            }
            if (region is { Length: > 0 } && SupportedRegion.IsOpenIn(state))
                open.Add(region);
        }
        return open.DrainToImmutable();
    }

    /// <summary>One attribute or both; the other is null where it is not told.</summary>
    public (string VpcId, bool? Support, bool? Hostnames) VpcAttributes(ref Utf8JsonReader reader)
    {
        string? id = null;
        bool? support = null, hostnames = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "vpcId": id = Text(ref reader); break;
                case "enableDnsSupport": support = Attribute(ref reader); break;
                case "enableDnsHostnames": hostnames = Attribute(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return (Id(id, "VpcId"), support, hostnames);
    }

    /// <summary>A principal with the service beside it, or a service with all its principals.</summary>
    public (string ServiceId, ImmutableArray<AllowedPrincipal> Principals) AllowedPrincipals(ref Utf8JsonReader reader)
    {
        string? id = null, principal = null, type = null;
        var all = ImmutableArray.CreateBuilder<AllowedPrincipal>();
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "serviceId": id = Text(ref reader); break;
                case "principal": principal = Text(ref reader); break;
                case "principalType": type = Text(ref reader); break;
                case "allowedPrincipals":
                    for (var more = IsList(ref reader); more && NextElement(ref reader);)
                    {
                        if (IsObject(ref reader))
                            all.AddRange(AllowedPrincipals(ref reader).Principals);
                    }
                    break;
                default: Skip(ref reader); break;
            }
        }
        if (principal is not null)
            all.Add(new(principal, type));
        return (id ?? "", all.DrainToImmutable());
    }

    public string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return strings.Get(ref reader);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return strings.Get(Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.StartObject:
                // Rows of AWS Config's queries wrap words: {"value": "available"}.
                return Member(ref reader, "value");
            default:
                Skip(ref reader);
                return null;
        }
    }

    public bool Boolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => Text(ref reader) is var text && bool.TryParse(text, out var value)
            ? value
            : throw new RecordingException($"'{text}' stands where true or false belongs"),
    };

    /// <summary>Null where it is not told.</summary>
    public bool? Attribute(ref Utf8JsonReader reader) => reader.TokenType is JsonTokenType.Null ? null : Boolean(ref reader);

    public DateTimeOffset? Time(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : Time(Text(ref reader));

    /// <summary>ISO 8601, seconds since 1970 with a fraction, or, where that would be far from now, milliseconds.</summary>
    public static DateTimeOffset? Time(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number switch
            {
                < 0 or > 100_000_000_000_000 => null,
                > 100_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds((long)number),
                _ => DateTimeOffset.FromUnixTimeMilliseconds((long)(number * 1000)),
            }
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Whether the reader stands at the start of a list; null counts as an empty one.</summary>
    public static bool IsList(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray => true,
        JsonTokenType.Null => false,
        // Passed over, the facts in it would be missing, and nobody would know.
        _ => throw new RecordingException("something else stands where a list belongs"),
    };

    /// <summary>Goes to the next element; false at the list's end.</summary>
    public static bool NextElement(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return reader.TokenType is not JsonTokenType.EndArray;
    }

    public ImmutableArray<string> Texts(ref Utf8JsonReader reader, string? member)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            // A single value where a list is usual.
            return Text(ref reader) is { } only && member is not null ? [only] : [];
        }
        var texts = ImmutableArray.CreateBuilder<string>();
        while (NextElement(ref reader))
        {
            if ((reader.TokenType is JsonTokenType.StartObject && member is not null ? Member(ref reader, member) : Text(ref reader)) is { } text)
                texts.Add(text);
        }
        return texts.DrainToImmutable();
    }

    public string? Member(ref Utf8JsonReader reader, string member)
    {
        string? text = null;
        while (NextMember(ref reader, out var name))
        {
            if (name.SequenceEqual(member))
                text = Text(ref reader);
            else
                Skip(ref reader);
        }
        return text;
    }

    private string? TextOrJson(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
            return Text(ref reader);
        using var document = JsonDocument.ParseValue(ref reader);
        return strings.Get(document.RootElement.GetRawText());
    }

    private IReadOnlyDictionary<string, string> Tags(ref Utf8JsonReader reader)
    {
        Dictionary<string, string>? tags = null;
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            // A map, as in the frame of an item.
            while (true)
            {
                Next(ref reader);
                if (reader.TokenType is JsonTokenType.EndObject)
                    return tags ?? NoTags;
                var key = strings.Get(ref reader);
                Next(ref reader);
                (tags ??= [])[key] = Text(ref reader) ?? "";
            }
        }
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            Skip(ref reader);
            return NoTags;
        }
        while (NextElement(ref reader))
        {
            if (!IsObject(ref reader))
                continue;
            string? key = null, value = null;
            while (NextMember(ref reader, out var name))
            {
                switch (name)
                {
                    case "key": key = Text(ref reader); break;
                    case "value": value = Text(ref reader); break;
                    default: Skip(ref reader); break;
                }
            }
            if (key is not null)
                (tags ??= [])[key] = value ?? "";
        }
        return tags ?? NoTags;
    }

    /// <summary>Blocks of a set of associations, less those that are not, or no longer, associated.</summary>
    private void Associations(ref Utf8JsonReader reader, List<IPNetwork> blocks)
    {
        if (!IsList(ref reader))
            return;
        while (NextElement(ref reader))
        {
            if (!IsObject(ref reader))
                continue;
            string? block = null, state = null;
            while (NextMember(ref reader, out var name))
            {
                switch (name)
                {
                    case "cidrBlock" or "ipv6CidrBlock": block = Text(ref reader); break;
                    case "cidrBlockState" or "ipv6CidrBlockState":
                        state = reader.TokenType is JsonTokenType.StartObject ? Member(ref reader, "state") : Text(ref reader);
                        break;
                    default: Skip(ref reader); break;
                }
            }
            if (state is null or "associated" or "associating")
                AddBlock(block, blocks);
        }
    }

    private bool Association(
        ref Utf8JsonReader reader, ImmutableArray<string>.Builder subnets, ImmutableArray<string>.Builder gateways)
    {
        if (!IsObject(ref reader))
            return false;
        var isMain = false;
        string? subnet = null, gateway = null, state = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "main": isMain = Boolean(ref reader); break;
                case "subnetId": subnet = Text(ref reader); break;
                case "gatewayId": gateway = Text(ref reader); break;
                case "associationState":
                    state = reader.TokenType is JsonTokenType.StartObject ? Member(ref reader, "state") : Text(ref reader);
                    break;
                default: Skip(ref reader); break;
            }
        }
        if (state is not (null or "associated" or "associating"))
            return false;
        if (subnet is not null)
            subnets.Add(subnet);
        if (gateway is not null)
            gateways.Add(gateway);
        return isMain;
    }

    private Route? Route(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader))
            return null;
        string? block = null, list = null, target = null, state = null, origin = null;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "destinationCidrBlock" or "destinationIpv6CidrBlock": block = Text(ref reader) ?? block; break;
                case "destinationPrefixListId": list = Text(ref reader); break;
                case "state": state = Text(ref reader); break;
                case "origin": origin = Text(ref reader); break;
                // An instance is a target by its interface; the interface says more.
                case "instanceId": target ??= Text(ref reader); break;
                case "gatewayId" or "natGatewayId" or "transitGatewayId" or "vpcPeeringConnectionId" or "networkInterfaceId"
                    or "egressOnlyInternetGatewayId" or "localGatewayId" or "carrierGatewayId" or "coreNetworkArn" or "vpcEndpointId":
                    target = Text(ref reader) ?? target;
                    break;
                default: Skip(ref reader); break;
            }
        }
        return block is null && list is null
            ? null
            : new(block is null ? null : Block(block), list, RouteTarget.Of(target ?? ""))
            {
                State = Known(state, RouteState.Active),
                IsPropagated = origin is "EnableVgwRoutePropagation",
            };
    }

    private void DnsOptions(ref Utf8JsonReader reader, ref string? recordType, ref bool inboundOnly)
    {
        if (!IsObject(ref reader))
            return;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "dnsRecordIpType": recordType = Text(ref reader); break;
                case "privateDnsOnlyForInboundResolverEndpoint": inboundOnly = Boolean(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
    }

    private ImmutableArray<GroupRule> GroupRules(ref Utf8JsonReader reader)
    {
        if (!IsList(ref reader))
            return [];
        var rules = ImmutableArray.CreateBuilder<GroupRule>();
        while (NextElement(ref reader))
        {
            if (IsObject(ref reader))
                rules.Add(GroupRule(ref reader));
        }
        return rules.DrainToImmutable();
    }

    private GroupRule GroupRule(ref Utf8JsonReader reader)
    {
        string? protocol = null, from = null, to = null;
        ImmutableArray<string> ranges = [], legacy = [], ranges6 = [], lists = [];
        var groups = ImmutableArray<GroupReference>.Empty;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "ipProtocol": protocol = Text(ref reader); break;
                case "fromPort": from = Text(ref reader); break;
                case "toPort": to = Text(ref reader); break;
                // Items of AWS Config have both, the older one as plain texts; the CLI has the older name with objects.
                case "ipv4Ranges": ranges = Texts(ref reader, "cidrIp"); break;
                case "ipRanges": legacy = Texts(ref reader, "cidrIp"); break;
                case "ipv6Ranges": ranges6 = Texts(ref reader, "cidrIpv6"); break;
                case "prefixListIds": lists = Texts(ref reader, "prefixListId"); break;
                case "userIdGroupPairs": groups = GroupReferences(ref reader); break;
                default: Skip(ref reader); break;
            }
        }
        return new()
        {
            Protocol = protocol ?? "-1",
            FromPort = Port(from),
            ToPort = Port(to),
            Blocks = [.. (ranges is [] ? legacy : ranges).Concat(ranges6).Select(Block)],
            PrefixListIds = lists,
            Groups = groups,
        };
    }

    private ImmutableArray<GroupReference> GroupReferences(ref Utf8JsonReader reader)
    {
        if (!IsList(ref reader))
            return [];
        var groups = ImmutableArray.CreateBuilder<GroupReference>();
        while (NextElement(ref reader))
        {
            if (!IsObject(ref reader))
                continue;
            string? id = null, vpc = null, status = null;
            while (NextMember(ref reader, out var name))
            {
                switch (name)
                {
                    case "groupId": id = Text(ref reader); break;
                    case "vpcId": vpc = Text(ref reader); break;
                    case "peeringStatus": status = Text(ref reader); break;
                    default: Skip(ref reader); break;
                }
            }
            if (id is not null)
                groups.Add(new(id, vpc, status));
        }
        return groups.DrainToImmutable();
    }

    private static IReadOnlyDictionary<string, string> NoTags => FrozenDictionary<string, string>.Empty;

    public static string Id(string? id, string member) =>
        id is null or "" ? throw new RecordingException($"an entry has no {member}")
        : char.IsAsciiLetter(id[0]) ? id
        : throw new RecordingException($"an entry's {member} is '{id}', which is no id");

    /// <summary>A word of EC2's, whatever its case; one that this version does not have is unknown.</summary>
    public static T Known<T>(string? word, T unknown)
        where T : struct, Enum => Words.Of(word, unknown);

    private readonly Dictionary<string, ServiceName> _services = [];

    private ServiceName Service(string name)
    {
        if (!_services.TryGetValue(name, out var service))
            _services[name] = service = ServiceName.Parse(name);
        return service;
    }

    private static void AddBlock(string? text, List<IPNetwork> blocks)
    {
        if (text is { Length: > 0 })
            blocks.Add(Block(text));
    }

    public static IPNetwork Block(string text) =>
        AddressRanges.TryParse(text, out var block) ? block : throw new RecordingException($"'{text}' is no block of addresses");

    public static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new RecordingException($"'{text}' is no address");

    public static int Number(string? text, string member) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new RecordingException(text is null ? $"an entry has no {member}" : $"'{text}' is no {member}");

    private static int? Port(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port) ? port
        : throw new RecordingException($"'{text}' is no port");
}
