using System.Diagnostics.CodeAnalysis;
using System.Net;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>What one file tells of one region of an account.</summary>
internal sealed class Part(string file, string? accountId, string? region)
{
    private readonly Dictionary<string, (bool? Support, bool? Hostnames)> _attributes = [];
    private readonly Dictionary<(string Type, string Id), ItemState> _items = [];
    private readonly HashSet<FactKind> _itemKinds = [];
    private readonly Dictionary<string, List<DnsRecord>> _records = [];
    private readonly Dictionary<string, List<IPAddress>> _addresses = [];
    private readonly HashSet<string> _vpcsWithZones = [];

    public string File { get; } = file;

    public string? AccountId { get; set; } = accountId;

    public string? Region { get; set; } = region;

    /// <summary>What lists tell; what items tell is kept apart, since files may hold several states of a resource.</summary>
    public NetworkFacts Facts { get; } = new();

    public bool HasFacts => IsWhole || _items.Count > 0;

    /// <summary>Whether it tells all that there is of some kind, or all that there is in a resource of which other files tell.</summary>
    public bool IsWhole => Facts.Kinds.Count > 0 || _itemKinds.Count > 0 || HasDetails;

    private bool HasDetails => _records.Count > 0 || _addresses.Count > 0 || _vpcsWithZones.Count > 0 || Facts.HostedZones.Count > 0;

    /// <summary>Whether items tell of one resource more than once: what changed, and not what there is.</summary>
    public bool IsHistory { get; private set; }

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "One line a kind; in two methods it would be twice as much.")]
    public void Add(Resource resource)
    {
        switch (resource)
        {
            case Vpc vpc: Facts.Vpcs.Add(vpc); break;
            case Subnet subnet: Facts.Subnets.Add(subnet); break;
            case RouteTable table: Facts.RouteTables.Add(table); break;
            case VpcEndpoint endpoint: Facts.VpcEndpoints.Add(endpoint); break;
            case SecurityGroup group: Facts.SecurityGroups.Add(group); break;
            case NetworkInterface networkInterface: Facts.NetworkInterfaces.Add(networkInterface); break;
            case NatGateway gateway: Facts.NatGateways.Add(gateway); break;
            case PrefixList list: Facts.PrefixLists.Add(list); break;
            case ServiceDetail service: Facts.ServiceDetails.Add(service); break;
            case EndpointService service: Facts.EndpointServices.Add(service); break;
            case ServiceConnection connection: Facts.ServiceConnections.Add(connection); break;
            case ServiceNotification notification: Facts.ServiceNotifications.Add(notification); break;
            case LoadBalancer balancer: Facts.LoadBalancers.Add(balancer); break;
            case Listener listener: Facts.Listeners.Add(listener); break;
            case TargetGroup targets: Facts.TargetGroups.Add(targets); break;
            case Instance instance: Facts.Instances.Add(instance); break;
            case Traffic traffic: Facts.Traffic.Add(traffic); break;
            case NetworkAcl acl: Facts.NetworkAcls.Add(acl); break;
            case DhcpOptions options: Facts.DhcpOptions.Add(options); break;
            case PeeringConnection peering: Facts.PeeringConnections.Add(peering); break;
            case PublicAccessBlock block: Facts.PublicAccessBlocks.Add(block); break;
            case OwnOrganization organization: Facts.Organizations.Add(organization); break;
            case PublicAccessExclusion exclusion: Facts.PublicAccessExclusions.Add(exclusion); break;
            case HostedZone zone: Facts.HostedZones.Add(zone); break;
            case ResolverRule rule: Facts.ResolverRules.Add(rule); break;
            case ResolverRuleAssociation association: Facts.ResolverRuleAssociations.Add(association); break;
            case ResolverEndpoint endpoint: Facts.ResolverEndpoints.Add(endpoint); break;
            case FirewallAssociation association: Facts.FirewallAssociations.Add(association); break;
            case FirewallRule rule: Facts.FirewallRules.Add(rule); break;
            case FirewallDomainList list: Facts.FirewallDomainLists.Add(list); break;
            case ProfileAssociation association: Facts.ProfileAssociations.Add(association); break;
            case ProfileResource resourceOfProfile: Facts.ProfileResources.Add(resourceOfProfile); break;
            case TxtRecord text: Facts.TxtRecords.Add(text); break;
        }
    }

    /// <summary>Records of a zone that another file lists, if it is a private one.</summary>
    public void AddRecords(string zoneId, IReadOnlyList<DnsRecord> records) => Of(_records, zoneId).AddRange(records);

    /// <summary>Addresses of a resolver endpoint that another file lists.</summary>
    public void AddAddresses(string endpointId, IReadOnlyList<IPAddress> addresses) => Of(_addresses, endpointId).AddRange(addresses);

    /// <summary>All zones that answer in a VPC.</summary>
    public void AddZones(string vpcId, IReadOnlyList<HostedZone> zones)
    {
        _vpcsWithZones.Add(vpcId);
        foreach (var zone in zones)
            Facts.HostedZones.Add(zone with { VpcIds = [vpcId] });
    }

    private static List<T> Of<T>(Dictionary<string, List<T>> lists, string id) => lists.TryGetValue(id, out var list) ? list : lists[id] = [];

    /// <summary>One attribute, or both: `aws ec2 describe-vpc-attribute` prints one at a time.</summary>
    public void Add((string VpcId, bool? Support, bool? Hostnames) attributes)
    {
        var known = _attributes.GetValueOrDefault(attributes.VpcId);
        _attributes[attributes.VpcId] = (attributes.Support ?? known.Support, attributes.Hostnames ?? known.Hostnames);
        Facts.Kinds.Add(FactKind.VpcAttributes);
    }

    public void Add((string ServiceId, IReadOnlyList<AllowedPrincipal> Principals) permissions) =>
        Facts.AllowedPrincipals[permissions.ServiceId] =
            [.. Facts.AllowedPrincipals.TryGetValue(permissions.ServiceId, out var known) ? known : [], .. permissions.Principals];

    /// <summary>Keeps the latest state of each resource: a snapshot has one, a history all.</summary>
    public void Add(ConfigurationItem item)
    {
        var key = (item.ResourceType, item.ResourceId);
        var isKnown = _items.TryGetValue(key, out var known);
        IsHistory |= isKnown;
        if (!isKnown || known.CapturedAt <= item.CapturedAt)
            _items[key] = new(item.CapturedAt, item.Kind, item.Resource, item.IsGone);
    }

    /// <summary>The items are all that AWS Config records of their kinds.</summary>
    public void ClaimItems() => _itemKinds.UnionWith(_items.Values.Select(item => item.Kind));

    /// <summary>The latest state of each resource, whichever file tells it.</summary>
    public static void AddItems(IReadOnlyCollection<Part> parts, NetworkFacts facts)
    {
        var latest = parts.Where(part => part._items.Count > 0).ToArray() switch
        {
            [var only] => only._items,
            var several => several.SelectMany(part => part._items).GroupBy(item => item.Key)
                .ToDictionary(states => states.Key, states => states.MaxBy(state => state.Value.CapturedAt).Value),
        };
        var joined = new Part("", null, null);
        joined.Facts.Kinds.UnionWith(parts.SelectMany(part => part._itemKinds));
        foreach (var item in latest.Values)
        {
            if (item.Resource is { } resource)
                joined.Add(resource);
            // One that is there, but not how it is, leaves its kind unknown.
            else if (!item.IsGone)
                joined.Facts.Kinds.Remove(item.Kind);
        }
        joined.AddTo(facts);
    }

    public void AddTo(NetworkFacts facts)
    {
        facts.Kinds.UnionWith(Facts.Kinds);
        facts.ServiceNames.UnionWith(Facts.ServiceNames);
        Append(facts.Vpcs, Facts.Vpcs);
        Append(facts.Subnets, Facts.Subnets);
        Append(facts.RouteTables, Facts.RouteTables);
        Append(facts.VpcEndpoints, Facts.VpcEndpoints);
        Append(facts.SecurityGroups, Facts.SecurityGroups);
        Append(facts.NetworkInterfaces, Facts.NetworkInterfaces);
        Append(facts.NatGateways, Facts.NatGateways);
        Append(facts.PrefixLists, Facts.PrefixLists);
        Append(facts.ServiceDetails, Facts.ServiceDetails);
        Append(facts.EndpointServices, Facts.EndpointServices);
        Append(facts.ServiceConnections, Facts.ServiceConnections);
        Append(facts.ServiceNotifications, Facts.ServiceNotifications);
        Append(facts.LoadBalancers, Facts.LoadBalancers);
        Append(facts.Listeners, Facts.Listeners);
        Append(facts.TargetGroups, Facts.TargetGroups);
        Append(facts.Instances, Facts.Instances);
        Append(facts.Traffic, Facts.Traffic);
        Append(facts.NetworkAcls, Facts.NetworkAcls);
        Append(facts.DhcpOptions, Facts.DhcpOptions);
        Append(facts.PeeringConnections, Facts.PeeringConnections);
        Append(facts.PublicAccessBlocks, Facts.PublicAccessBlocks);
        Append(facts.PublicAccessExclusions, Facts.PublicAccessExclusions);
        Append(facts.Organizations, Facts.Organizations);
        Append(facts.HostedZones, Facts.HostedZones);
        Append(facts.ResolverRules, Facts.ResolverRules);
        Append(facts.ResolverRuleAssociations, Facts.ResolverRuleAssociations);
        Append(facts.ResolverEndpoints, Facts.ResolverEndpoints);
        Append(facts.FirewallAssociations, Facts.FirewallAssociations);
        Append(facts.FirewallRules, Facts.FirewallRules);
        Append(facts.FirewallDomainLists, Facts.FirewallDomainLists);
        Append(facts.ProfileAssociations, Facts.ProfileAssociations);
        Append(facts.ProfileResources, Facts.ProfileResources);
        Append(facts.TxtRecords, Facts.TxtRecords);
        foreach (var (service, principals) in Facts.AllowedPrincipals)
        {
            facts.AllowedPrincipals[service] =
                facts.AllowedPrincipals.TryGetValue(service, out var known) ? [.. known.Union(principals)] : principals;
        }
    }

    /// <summary>Of a VPC with one attribute told and the other not, neither is known to a rule.</summary>
    public static void AddAttributes(IEnumerable<Part> parts, NetworkFacts facts)
    {
        var whole = new Part("", null, null);
        foreach (var (vpcId, (support, hostnames)) in parts.SelectMany(part => part._attributes))
            whole.Add((vpcId, support, hostnames));
        foreach (var (vpcId, attributes) in whole._attributes)
        {
            if (attributes is (bool support, bool hostnames))
                facts.VpcAttributes[vpcId] = new(support, hostnames);
        }
    }

    /// <summary>What a command tells of one resource without naming it goes to the resource that some other command listed.</summary>
    public static void AddDetails(IReadOnlyCollection<Part> parts, NetworkFacts facts)
    {
        var addresses = parts.SelectMany(part => part._addresses).ToLookup(details => details.Key, details => details.Value);
        for (var index = 0; index < facts.ResolverEndpoints.Count; index++)
        {
            var endpoint = facts.ResolverEndpoints[index];
            facts.ResolverEndpoints[index] = endpoint with { Addresses = [.. endpoint.Addresses.Union(addresses[endpoint.Id].SelectMany(list => list))] };
        }
        // Of two that tell of one list the later counts, and one command lists them without their domains.
        foreach (var list in facts.FirewallDomainLists.Where(list => list.Domains is not null).ToArray())
            facts.FirewallDomainLists.Add(list);
        // Where nobody says that a zone is a private one, its records are of no concern.
        var zones = facts.HostedZones.Select(zone => zone.Id).ToHashSet();
        foreach (var (zoneId, records) in parts.SelectMany(part => part._records).Where(details => zones.Contains(details.Key)))
            facts.HostedZones.Add(new(zoneId) { Records = [.. records] });
        if (KnowsAllZones(parts, facts))
            facts.Kinds.Add(FactKind.HostedZones);
        else
            facts.Kinds.Remove(FactKind.HostedZones);
    }

    /// <summary>
    /// Whether it is known which zones answer in which VPC: of every VPC, or else of every zone that was listed. `aws route53
    /// list-hosted-zones` does not say it, and a private zone without a VPC there is none.
    /// </summary>
    private static bool KnowsAllZones(IReadOnlyCollection<Part> parts, NetworkFacts facts)
    {
        var told = parts.SelectMany(part => part._vpcsWithZones).ToHashSet();
        return (told.Count > 0 && facts.Vpcs.All(vpc => told.Contains(vpc.Id)))
            || (facts.Kinds.Contains(FactKind.HostedZones)
                && facts.HostedZones.GroupBy(zone => zone.Id).All(zone => zone.Any(part => part.VpcIds is not [])));
    }

    /// <summary>The account that owns everything of a kind, of the kinds that are rarely shared with others first.</summary>
    public string? Owner() => First(
        Facts.VpcEndpoints.Select(endpoint => endpoint.OwnerId),
        Facts.SecurityGroups.Select(group => group.OwnerId),
        Facts.NetworkInterfaces.Select(networkInterface => networkInterface.OwnerId),
        Facts.RouteTables.Select(table => table.OwnerId),
        Facts.Vpcs.Select(vpc => vpc.OwnerId),
        Facts.Subnets.Select(subnet => subnet.OwnerId));

    /// <summary>The region that every service of a kind is in: names of services say it.</summary>
    public string? Place() => First(
        Facts.VpcEndpoints.Select(endpoint => endpoint.Service.Region),
        Facts.ServiceDetails.Select(service => ServiceName.Parse(service.Id).Region),
        Facts.EndpointServices.Select(service => ServiceName.Parse(service.ServiceName).Region),
        Facts.PrefixLists.Select(list => ServiceName.Parse(list.Name).Region),
        Facts.ServiceNames.Select(name => ServiceName.Parse(name).Region));

    private static string? First(params ReadOnlySpan<IEnumerable<string?>> kinds)
    {
        foreach (var kind in kinds)
        {
            if (kind.OfType<string>().Distinct().Take(2).ToArray() is [var only])
                return only;
        }
        return null;
    }

    private static void Append<T>(IList<T> list, IList<T> more)
    {
        if (list is List<T> whole)
            whole.AddRange(more);
        else
            throw new System.Diagnostics.UnreachableException();
    }

    private readonly record struct ItemState(DateTimeOffset CapturedAt, FactKind Kind, Resource? Resource, bool IsGone);
}
