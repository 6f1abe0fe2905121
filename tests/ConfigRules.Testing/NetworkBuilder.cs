using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ConfigRules.Model;

namespace ConfigRules.Testing;

/// <summary>
/// Draws a network for a scenario: one VPC, vpc-1, of account 111111111111 in eu-west-1. Whatever a call leaves out takes the
/// value that makes it healthy, so that a scenario states only what matters.
/// </summary>
public sealed class NetworkBuilder
{
    public const string Account = "111111111111";
    public const string DefaultRegion = "eu-west-1";
    public const string VpcId = "vpc-1";

    private readonly NetworkFacts _facts = new() { AccountId = Account, Region = DefaultRegion };
    private Vpc _vpc = new(VpcId) { OwnerId = Account, CidrBlocks = [IPNetwork.Parse("10.0.0.0/16")], Dns = new(true, true) };

    public NetworkBuilder()
    {
        // What the region offers and which organization is one's own is known only where a scenario says so; else every service can be had.
        _facts.Kinds.UnionWith(Enum.GetValues<FactKind>().Where(kind => kind is not (FactKind.ServiceNames or FactKind.Organization)));
    }

    public Network Build()
    {
        _facts.Vpcs.Add(_vpc);
        return new(_facts);
    }

    /// <summary>As if facts of the kind had not been recorded.</summary>
    public NetworkBuilder Without(FactKind kind)
    {
        _facts.Kinds.Remove(kind);
        return this;
    }

    /// <summary>The region of the network, null where no record says; names of services that follow are of that region.</summary>
    public NetworkBuilder Region(string? region)
    {
        _facts.Region = region;
        return this;
    }

    /// <summary>As if no record said whose network it is.</summary>
    public NetworkBuilder OfNobodyKnown()
    {
        _facts.AccountId = null;
        return this;
    }

    /// <summary>The organization that the account is in; null for none.</summary>
    public NetworkBuilder Organization(string? id)
    {
        _facts.Kinds.Add(FactKind.Organization);
        if (id is not null)
            _facts.Organizations.Add(new(id));
        return this;
    }

    /// <summary>The only services that can be had in the region, besides those that every region has.</summary>
    public NetworkBuilder OffersOnly(params string[] services) => ListsOnly([.. services, "ec2", "kms", "s3", "sts"]);

    /// <summary>The only services that a list names.</summary>
    public NetworkBuilder ListsOnly(params string[] services)
    {
        _facts.Kinds.Add(FactKind.ServiceNames);
        _facts.ServiceNames.UnionWith(services.Select(FullName));
        return this;
    }

    public NetworkBuilder Vpc(Func<Vpc, Vpc> change)
    {
        _vpc = change(_vpc);
        return this;
    }

    public NetworkBuilder Dns(bool support = true, bool hostnames = true) => Vpc(vpc => vpc with { Dns = new(support, hostnames) });

    public NetworkBuilder OtherVpc(string id, params string[] blocks)
    {
        _facts.Vpcs.Add(new Vpc(id) { OwnerId = Account, Dns = new(true, true), CidrBlocks = [.. blocks.Select(IPNetwork.Parse)] });
        return this;
    }

    /// <summary>A subnet with one workload in it, and a table of its own if any route is given, each as "0.0.0.0/0 -> nat-1".</summary>
    public NetworkBuilder Subnet(string id, string block = "10.0.1.0/24", string[]? routes = null, string vpc = VpcId) =>
        EmptySubnet(id, block, routes, vpc).Interface($"eni-{id}", id, vpc: vpc);

    public NetworkBuilder EmptySubnet(string id, string block = "10.0.1.0/24", string[]? routes = null, string vpc = VpcId)
    {
        _facts.Subnets.Add(new Subnet(id, vpc)
        {
            OwnerId = Account,
            CidrBlocks = [.. block.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)],
        });
        return routes is null ? this : Table($"rtb-{id}", routes, [id], vpc: vpc);
    }

    public NetworkBuilder TagSubnet(string id, string key, string value) =>
        ChangeSubnet(id, subnet => subnet with { Tags = new Dictionary<string, string> { [key] = value } });

    public NetworkBuilder ChangeSubnet(string id, Func<Subnet, Subnet> change)
    {
        var index = _facts.Subnets.Select((subnet, index) => (subnet, index)).Single(pair => pair.subnet.Id == id).index;
        _facts.Subnets[index] = change(_facts.Subnets[index]);
        return this;
    }

    public NetworkBuilder Interface(
        string id, string subnet, string type = "interface", string group = "sg-workload", string description = "",
        string address = "10.0.1.20", string vpc = VpcId, Func<NetworkInterface, NetworkInterface>? change = null)
    {
        var networkInterface = new NetworkInterface(id, vpc)
        {
            OwnerId = Account,
            SubnetId = subnet,
            InterfaceType = type,
            Description = description,
            SecurityGroupIds = [group],
            Addresses = [IPAddress.Parse(address)],
        };
        _facts.NetworkInterfaces.Add(change is null ? networkInterface : change(networkInterface));
        return this;
    }

    /// <summary>A table; each route as "pl-s3 -> vpce-s3", with "blackhole" behind it where it leads nowhere.</summary>
    public NetworkBuilder Table(
        string id, string[] routes, string[]? subnets = null, bool isMain = false, string[]? gateways = null, string vpc = VpcId,
        Func<RouteTable, RouteTable>? change = null)
    {
        var table = new RouteTable(id, vpc)
        {
            OwnerId = Account,
            IsMain = isMain,
            SubnetIds = [.. subnets ?? []],
            GatewayIds = [.. gateways ?? []],
            Routes = [.. routes.Select(Parse)],
        };
        _facts.RouteTables.Add(change is null ? table : change(table));
        return this;
    }

    /// <summary>An interface endpoint with private DNS on; its service is given as "ecr.api", or as a full name.</summary>
    public NetworkBuilder Endpoint(string service, Func<VpcEndpoint, VpcEndpoint>? change = null, string? id = null, string vpc = VpcId)
    {
        var endpoint = new VpcEndpoint(id ?? $"vpce-{service}", vpc)
        {
            OwnerId = Account,
            Type = EndpointType.Interface,
            Service = ServiceName.Parse(FullName(service)),
            PrivateDnsEnabled = true,
            IpAddressType = "ipv4",
            SecurityGroupIds = ["sg-endpoint"],
        };
        _facts.VpcEndpoints.Add(change is null ? endpoint : change(endpoint));
        return this;
    }

    public NetworkBuilder Gateway(string service, Func<VpcEndpoint, VpcEndpoint>? change = null, string? id = null, string vpc = VpcId) =>
        Endpoint(
            service,
            endpoint =>
            {
                endpoint = endpoint with { Type = EndpointType.Gateway, PrivateDnsEnabled = false, SecurityGroupIds = [] };
                return change is null ? endpoint : change(endpoint);
            },
            id,
            vpc);

    /// <summary>What the provider says of the service; its private name is SERVICE.REGION.amazonaws.com unless others are given.</summary>
    public NetworkBuilder Offers(string service, Func<ServiceDetail, ServiceDetail>? change = null)
    {
        var detail = new ServiceDetail(FullName(service))
        {
            PrivateDnsNames = [$"{service}.{_facts.Region}.amazonaws.com"],
            PolicySupported = true,
            Types = [EndpointType.Interface],
            SupportedIpAddressTypes = ["ipv4"],
        };
        _facts.ServiceDetails.Add(change is null ? detail : change(detail));
        return this;
    }

    /// <summary>A group; each rule as "tcp 443 from 10.0.0.0/16", the source also a group or a prefix list, the port a range or "all".</summary>
    public NetworkBuilder Group(string id, params string[] ingress) => GroupNamed(id, id, ingress);

    public NetworkBuilder Group(string id, ImmutableArray<GroupRule> ingress) => Group(id, id, ingress);

    public NetworkBuilder GroupNamed(string id, string name, params string[] ingress) => Group(id, name, [.. ingress.Select(ParseRule)]);

    public NetworkBuilder PrefixList(string id, params string[] blocks)
    {
        _facts.PrefixLists.Add(new PrefixList(id) { Blocks = blocks.Select(IPNetwork.Parse).ToImmutableArray() });
        return this;
    }

    /// <summary>As the command tells of it that lists no entries.</summary>
    public NetworkBuilder NamedPrefixList(string id, string name)
    {
        _facts.PrefixLists.Add(new PrefixList(id) { Name = name });
        return this;
    }

    /// <summary>Whatever no other call draws.</summary>
    public NetworkBuilder With(Action<NetworkFacts> add)
    {
        add(_facts);
        return this;
    }

    public NetworkBuilder Service(string id, Func<EndpointService, EndpointService>? change = null)
    {
        var service = new EndpointService(id);
        _facts.EndpointServices.Add(change is null ? service : change(service));
        return this;
    }

    /// <summary>A network ACL; each entry as "100 in allow tcp 443 10.0.0.0/16", the port a range or "all", the protocol also "all".</summary>
    public NetworkBuilder Acl(string id, string[] entries, string[]? subnets = null, bool isDefault = false, string vpc = VpcId)
    {
        _facts.NetworkAcls.Add(new NetworkAcl(id, vpc)
        {
            OwnerId = Account,
            IsDefault = isDefault,
            SubnetIds = [.. subnets ?? []],
            Entries = [.. entries.Select(ParseEntry)],
        });
        return this;
    }

    /// <summary>DHCP options of the VPC, with these DNS servers.</summary>
    public NetworkBuilder Dhcp(params string[] servers)
    {
        _facts.DhcpOptions.Add(new DhcpOptions("dopt-1") { OwnerId = Account, DomainNameServers = [.. servers] });
        return Vpc(vpc => vpc with { DhcpOptionsId = "dopt-1" });
    }

    public NetworkBuilder Peering(string id, string accepter = "vpc-2", string? status = "active", string requester = VpcId)
    {
        _facts.PeeringConnections.Add(new PeeringConnection(id) { RequesterVpcId = requester, AccepterVpcId = accepter, Status = status });
        return this;
    }

    /// <summary>VPC Block Public Access, except for these VPCs and subnets.</summary>
    public NetworkBuilder BlocksPublicAccess(GatewayBlock mode, params string[] excluded)
    {
        _facts.PublicAccessBlocks.Add(new PublicAccessBlock(Account) { Mode = mode });
        foreach (var id in excluded)
            _facts.PublicAccessExclusions.Add(new PublicAccessExclusion($"vpcbpa-exclude-{id}") { ExcludedId = id });
        return this;
    }

    /// <summary>
    /// A private zone of the VPC; each record as "api.example.com A 10.0.0.1" with more values behind it, or as
    /// "api.example.com A alias lb.example.com". Without records, as if they had not been read.
    /// </summary>
    public NetworkBuilder Zone(string name, string[]? records = null, string? id = null, string vpc = VpcId, Func<HostedZone, HostedZone>? change = null)
    {
        var zone = new HostedZone(id ?? $"Z-{name}")
        {
            Name = name,
            VpcIds = [vpc],
            Records = records is null ? null : [.. records.Select(ParseRecord)],
        };
        _facts.HostedZones.Add(change is null ? zone : change(zone));
        return this;
    }

    /// <summary>A resolver rule in force in the VPC, which forwards to these servers; another type with none.</summary>
    public NetworkBuilder ResolverRule(
        string domain, string[]? targets = null, ResolverRuleType type = ResolverRuleType.Forward, string? id = null, string? vpc = VpcId)
    {
        id ??= $"rslvr-rr-{domain}";
        _facts.ResolverRules.Add(new ResolverRule(id) { OwnerId = Account, DomainName = domain, Type = type, TargetIps = [.. targets ?? []] });
        if (vpc is not null)
            _facts.ResolverRuleAssociations.Add(new ResolverRuleAssociation($"rslvr-rrassoc-{id}-{vpc}", vpc) { ResolverRuleId = id });
        return this;
    }

    public NetworkBuilder ResolverEndpoint(string id, bool inbound, string[] addresses, string vpc = VpcId)
    {
        _facts.ResolverEndpoints.Add(new ResolverEndpoint(id, vpc) { Direction = inbound ? "INBOUND" : "OUTBOUND", Addresses = [.. addresses.Select(IPAddress.Parse)] });
        return this;
    }

    /// <summary>
    /// A group of DNS Firewall rules in force in the VPC; each rule as "10 BLOCK rslvr-fdl-1", with a type of queries as
    /// "10 BLOCK rslvr-fdl-1 TXT", or with what it looks for instead of a list as "10 BLOCK DnsThreatProtection". One that trusts
    /// redirection ends with that: "10 ALLOW rslvr-fdl-1 trusting".
    /// </summary>
    public NetworkBuilder Firewall(string group, string[] rules, int priority = 101, string? vpc = VpcId)
    {
        if (vpc is not null)
            _facts.FirewallAssociations.Add(new FirewallAssociation($"rslvr-frgassoc-{group}-{vpc}", vpc) { FirewallRuleGroupId = group, Priority = priority });
        foreach (var rule in rules)
        {
            _facts.FirewallRules.Add(rule.Split(' ') switch
            {
                [var number, var action, var list, .. var more] when list.StartsWith("rslvr-fdl-", StringComparison.Ordinal) =>
                    FirewallRule.Of(group, list, Port(number), action, more.Except(["trusting"]).SingleOrDefault()) with { TrustsRedirection = more.Contains("trusting") },
                [var number, var action, .. var detector] => FirewallRule.Of(group, null, Port(number), action, detector: detector.SingleOrDefault()),
                _ => throw new FormatException($"'{rule}' is not of the form 'priority action list'."),
            });
        }
        return this;
    }

    /// <summary>A list of domains; null as if they had not been read.</summary>
    public NetworkBuilder DomainList(string id, string[]? domains, string? owner = null)
    {
        _facts.FirewallDomainLists.Add(new FirewallDomainList(id) { Domains = domains is null ? null : [.. domains], ManagedOwnerName = owner });
        return this;
    }

    /// <summary>A profile in force in the VPC, which brings these resources, given by ARN.</summary>
    public NetworkBuilder Profile(string id, string[] arns, string? vpc = VpcId)
    {
        if (vpc is not null)
            _facts.ProfileAssociations.Add(new ProfileAssociation($"rpassoc-{id}-{vpc}", vpc) { ProfileId = id });
        foreach (var arn in arns)
            _facts.ProfileResources.Add(new ProfileResource($"rpr-{id}-{arn}") { ProfileId = id, ResourceArn = arn });
        return this;
    }

    private NetworkBuilder Group(string id, string name, ImmutableArray<GroupRule> ingress)
    {
        _facts.SecurityGroups.Add(new SecurityGroup(id, VpcId) { OwnerId = Account, Name = name, Ingress = ingress });
        return this;
    }

    private string FullName(string service) =>
        service.Contains("amazonaws", StringComparison.Ordinal) || service.StartsWith("aws.", StringComparison.Ordinal)
            ? service
            : $"com.amazonaws.{_facts.Region}.{service}";

    private static Route Parse(string route) => route.Split(' ') switch
    {
        [var to, "->", var target] => RouteTo(to, target, RouteState.Active),
        [var to, "->", var target, "blackhole"] => RouteTo(to, target, RouteState.Blackhole),
        _ => throw new FormatException($"'{route}' is not of the form 'destination -> target [blackhole]'."),
    };

    private static Route RouteTo(string destination, string target, RouteState state) =>
        destination.StartsWith("pl-", StringComparison.Ordinal)
            ? new(null, destination, RouteTarget.Of(target)) { State = state }
            : new(IPNetwork.Parse(destination), null, RouteTarget.Of(target)) { State = state };

    private static AclEntry ParseEntry(string entry)
    {
        if (entry.Split(' ') is not [var number, "in" or "out", "allow" or "deny", var protocol, var ports, var block])
            throw new FormatException($"'{entry}' is not of the form 'number in|out allow|deny protocol ports block'.");
        var rule = WithPorts(new() { Protocol = protocol switch { "all" => "-1", "tcp" => "6", "udp" => "17", _ => protocol } }, ports);
        return new(
            Port(number),
            entry.Contains(" out ", StringComparison.Ordinal),
            entry.Contains(" allow ", StringComparison.Ordinal),
            IPNetwork.Parse(block))
        {
            Protocol = rule.Protocol,
            FromPort = rule.FromPort,
            ToPort = rule.ToPort,
        };
    }

    private static DnsRecord ParseRecord(string record) => record.Split(' ') switch
    {
        [var name, var type, "alias", var target] => DnsRecord.Of(name, type, [], target),
        [var name, var type, .. var values] => DnsRecord.Of(name, type, values, null),
        _ => throw new FormatException($"'{record}' is not of the form 'name type values'."),
    };

    private static GroupRule ParseRule(string rule) => rule.Split(' ') switch
    {
        [var protocol, var ports, "from", var source] => WithSource(WithPorts(new() { Protocol = protocol }, ports), source),
        _ => throw new FormatException($"'{rule}' is not of the form 'protocol ports from source'."),
    };

    private static GroupRule WithPorts(GroupRule rule, string ports) => ports.Split('-') switch
    {
        ["all"] => rule,
        [var only] => rule with { FromPort = Port(only), ToPort = Port(only) },
        [var from, var to] => rule with { FromPort = Port(from), ToPort = Port(to) },
        _ => throw new FormatException($"'{ports}' is not 'all', a port, or two ports."),
    };

    private static GroupRule WithSource(GroupRule rule, string source) => source switch
    {
        _ when source.StartsWith("sg-", StringComparison.Ordinal) => rule with { Groups = [new(source)] },
        _ when source.StartsWith("peer-sg-", StringComparison.Ordinal) =>
            rule with { Groups = [new(source["peer-".Length..], "vpc-peer", "active")] },
        _ when source.StartsWith("stale-sg-", StringComparison.Ordinal) =>
            rule with { Groups = [new(source["stale-".Length..], "vpc-peer", "deleted")] },
        _ when source.StartsWith("pl-", StringComparison.Ordinal) => rule with { PrefixListIds = [source] },
        _ => rule with { Blocks = [IPNetwork.Parse(source)] },
    };

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
