using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ConfigRules.Engine;
using ConfigRules.Policies;

namespace ConfigRules.Model;

/// <summary>
/// One consistent view of a region of an account, indexed for the questions that rules ask. It states facts; rules hold
/// opinions. The same facts, in whatever order they were read, make the same network.
/// </summary>
public sealed partial class Network
{
    /// <summary>How names of AWS's lists of IPv6 addresses begin behind the region.</summary>
    private const string Ipv6 = "ipv6.";

    private static readonly string[] EveryRegionHas = ["ec2", "kms", "s3", "sts"];

    private readonly FrozenSet<FactKind> _kinds;
    private readonly Index<Vpc> _vpcs;
    private readonly Index<Subnet> _subnets;
    private readonly Index<RouteTable> _routeTables;
    private readonly Index<VpcEndpoint> _endpoints;
    private readonly Index<SecurityGroup> _groups;
    private readonly Index<NetworkInterface> _interfaces;
    private readonly Index<NatGateway> _natGateways;
    private readonly Index<PrefixList> _prefixLists;
    private readonly Index<ServiceDetail> _services;
    private readonly Index<EndpointService> _provided;
    private readonly Index<ServiceConnection> _connections;
    private readonly Index<ServiceNotification> _notifications;
    private readonly Index<LoadBalancer> _balancers;
    private readonly Index<Listener> _listeners;
    private readonly Index<TargetGroup> _targetGroups;
    private readonly Index<Instance> _instances;
    private readonly Index<Traffic> _traffic;
    private readonly Index<NetworkAcl> _acls;
    private readonly Index<DhcpOptions> _dhcp;
    private readonly Index<PeeringConnection> _peerings;
    private readonly Index<PublicAccessBlock> _publicAccess;
    private readonly Index<PublicAccessExclusion> _publicAccessExclusions;
    private readonly Index<OwnOrganization> _organizations;
    private readonly Index<HostedZone> _zones;
    private readonly Index<ResolverRule> _resolverRules;
    private readonly Index<ResolverRuleAssociation> _resolverRuleUses;
    private readonly Index<ResolverEndpoint> _resolverEndpoints;
    private readonly Index<FirewallAssociation> _firewalls;
    private readonly Index<FirewallRule> _firewallRules;
    private readonly Index<FirewallDomainList> _domainLists;
    private readonly Index<ProfileAssociation> _profileUses;
    private readonly Index<ProfileResource> _profileResources;
    private readonly Index<TxtRecord> _texts;
    private readonly ISet<string> _serviceNames;
    private readonly Lazy<FrozenSet<string>> _offered;
    private readonly Lazy<Dictionary<string, ServiceDetail>> _serviceByName;
    private readonly Lazy<ILookup<string, PrefixList>> _prefixListsOfService;
    private readonly Lazy<Dictionary<string, NetworkAcl>> _aclOfSubnet;
    private readonly Lazy<Dictionary<(string, IPAddress), (VpcEndpoint, NetworkInterface)>> _endpointByAddress;
    private readonly ConcurrentDictionary<string, PolicyText> _policies = new();
    // Long texts, most of which are one object: a lookup by value reads all of it.
    private readonly ConcurrentDictionary<string, PolicyText> _policiesByObject = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<object, object> _answers = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<object, object>> _answersAboutVpcs = new();
    private readonly Lazy<Dictionary<string, RouteTable>> _tableOfSubnet;
    private readonly Lazy<Dictionary<string, RouteTable>> _mainTableOfVpc;
    private readonly Lazy<ILookup<string?, Subnet>> _subnetsOfTable;
    private readonly Lazy<ILookup<string, NetworkInterface>> _interfacesOfSubnet;
    private readonly Lazy<ILookup<string, ServiceConnection>> _connectionsOfService;
    private readonly Lazy<ILookup<string?, ServiceNotification>> _notificationsOfService;
    private readonly Lazy<ILookup<string, Listener>> _listenersOfBalancer;

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "One line a kind; in two methods it would be twice as much.")]
    public Network(NetworkFacts facts)
    {
        (AccountId, Region, RecordedAt) = (facts.AccountId, facts.Region, facts.RecordedAt);
        _kinds = facts.Kinds.ToFrozenSet();
        _vpcs = new(facts.Vpcs.Select(vpc =>
            facts.VpcAttributes.TryGetValue(vpc.Id, out var dns) ? vpc with { Dns = dns } : vpc));
        _subnets = new(facts.Subnets);
        _routeTables = new(facts.RouteTables);
        _endpoints = new(facts.VpcEndpoints);
        _groups = new(facts.SecurityGroups);
        _interfaces = new(facts.NetworkInterfaces);
        _natGateways = new(facts.NatGateways);
        _prefixLists = new(facts.PrefixLists.GroupBy(list => list.Id, (_, parts) => PrefixList.Merge(parts)));
        _services = new(facts.ServiceDetails.GroupBy(service => service.Id, (_, parts) => ServiceDetail.Merge(parts)));
        _provided = new(facts.EndpointServices.Select(service =>
            facts.AllowedPrincipals.TryGetValue(service.Id, out var principals)
                ? service with { AllowedPrincipals = [.. principals] }
                : service));
        _connections = new(facts.ServiceConnections);
        _notifications = new(facts.ServiceNotifications);
        _balancers = new(facts.LoadBalancers.GroupBy(balancer => balancer.Id, (_, parts) => LoadBalancer.Merge(parts)).Where(balancer => balancer.Arn is not null));
        _listeners = new(facts.Listeners);
        _targetGroups = new(facts.TargetGroups.GroupBy(group => group.Id, (_, parts) => TargetGroup.Merge(parts)));
        _instances = new(facts.Instances);
        _traffic = new(facts.Traffic.GroupBy(traffic => traffic.Id, (_, parts) => Traffic.Merge(parts)));
        _acls = new(facts.NetworkAcls);
        _dhcp = new(facts.DhcpOptions);
        _peerings = new(facts.PeeringConnections);
        _publicAccess = new(facts.PublicAccessBlocks);
        _publicAccessExclusions = new(facts.PublicAccessExclusions);
        _organizations = new(facts.Organizations);
        _zones = new(facts.HostedZones.GroupBy(zone => zone.Id, (_, parts) => HostedZone.Merge(parts)));
        _resolverRules = new(facts.ResolverRules);
        _resolverRuleUses = new(facts.ResolverRuleAssociations);
        _resolverEndpoints = new(facts.ResolverEndpoints);
        _firewalls = new(facts.FirewallAssociations);
        _firewallRules = new(facts.FirewallRules);
        _domainLists = new(facts.FirewallDomainLists);
        _profileUses = new(facts.ProfileAssociations);
        _profileResources = new(facts.ProfileResources);
        _texts = new(facts.TxtRecords);
        _serviceNames = facts.ServiceNames;
        _offered = new(() => _serviceNames.Select(ServiceName.Parse).Where(IsOfThisRegion).SelectMany(name => new[] { name.Service, name.WithFips }).ToFrozenSet());
        _serviceByName = new(ServicesByName);
        _prefixListsOfService = new(PrefixListsOfServices);
        _aclOfSubnet = new(() => _acls.All.SelectMany(acl => acl.SubnetIds.Select(subnet => (subnet, acl)))
            .DistinctBy(pair => pair.subnet).ToDictionary(pair => pair.subnet, pair => pair.acl));
        _endpointByAddress = new(EndpointsByAddress);
        _tableOfSubnet = new(() => _routeTables.All
            .SelectMany(table => table.SubnetIds.Select(subnet => (subnet, table)))
            .DistinctBy(pair => pair.subnet)
            .ToDictionary(pair => pair.subnet, pair => pair.table));
        _mainTableOfVpc = new(() => _routeTables.All.Where(table => table.IsMain).DistinctBy(table => table.VpcId)
            .ToDictionary(table => table.VpcId));
        _subnetsOfTable = new(() => _subnets.All.ToLookup(subnet => RouteTableFor(subnet)?.Id));
        _connectionsOfService = new(() => _connections.All.ToLookup(connection => connection.ServiceId));
        _notificationsOfService = new(() => _notifications.All.ToLookup(notification => notification.ServiceId));
        _listenersOfBalancer = new(() => _listeners.All.ToLookup(listener => listener.LoadBalancerId));
        _interfacesOfSubnet = new(() => _interfaces.All.ToLookup(networkInterface => networkInterface.SubnetId));
    }

    /// <summary>The account that the network was read from; null where no record says.</summary>
    public string? AccountId { get; }

    /// <summary>Null where no record says.</summary>
    public string? Region { get; }

    /// <summary>The organization that the account is in; null where it is in none, or where no record says.</summary>
    public string? OrganizationId => _organizations.All is [var own, ..] ? own.Id : null;

    /// <summary>The time by which ages are reckoned, as rules have no clock; null where no record says.</summary>
    public DateTimeOffset? RecordedAt { get; }

    /// <summary>aws, aws-cn, aws-us-gov ...: the partition of the region, aws where that is not known.</summary>
    public string Partition => Region switch
    {
        null => "aws",
        _ when Region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when Region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ when Region.StartsWith("us-isob-", StringComparison.Ordinal) => "aws-iso-b",
        _ when Region.StartsWith("us-isof-", StringComparison.Ordinal) => "aws-iso-f",
        _ when Region.StartsWith("eu-isoe-", StringComparison.Ordinal) => "aws-iso-e",
        _ when Region.StartsWith("us-iso-", StringComparison.Ordinal) => "aws-iso",
        _ when Region.StartsWith("eusc-", StringComparison.Ordinal) => "aws-eusc",
        _ => "aws",
    };

    /// <summary>Whether facts of the kind were read; a kind that was read may still hold nothing.</summary>
    public bool Has(FactKind kind) => _kinds.Contains(kind);

    /// <summary>Every resource of the type, in the order of ids.</summary>
    public ImmutableArray<T> All<T>()
        where T : Resource => IndexOf<T>().All;

    /// <summary>Null where no such resource was recorded.</summary>
    public T? Find<T>(string id)
        where T : Resource => IndexOf<T>().Find(id);

    /// <summary>The VPC's resources of the type, in the order of ids.</summary>
    public IReadOnlyList<T> In<T>(string vpcId)
        where T : VpcResource => IndexOf<T>().In(vpcId) ?? (IReadOnlyList<T>)[];

    /// <summary>The VPCs in which resources of the type are, a VPC itself in its own; null for a type that lies in none.</summary>
    internal IReadOnlyCollection<string>? VpcsOf<T>()
        where T : Resource => IndexOf<T>().Vpcs;

    /// <summary>Where the VPC's resources of the type are among <see cref="All"/>.</summary>
    internal ReadOnlySpan<int> PlacesIn<T>(string vpcId)
        where T : Resource => CollectionsMarshal.AsSpan(IndexOf<T>().PlacesIn(vpcId));

    /// <summary>The endpoints that are connected to the service, ask to be, or were; in the order of ids.</summary>
    public IEnumerable<ServiceConnection> ConnectionsTo(EndpointService service) => _connectionsOfService.Value[service.Id];

    /// <summary>What tells a topic of the events of the service, in the order of ids.</summary>
    public IEnumerable<ServiceNotification> NotificationsOf(EndpointService service) =>
        _notificationsOfService.Value[service.Id];

    /// <summary>
    /// What left the NAT gateway in the last days, to whatever destination, in the gigabytes of the bill; null where that was not recorded whole.
    /// </summary>
    /// <remarks>https://aws.amazon.com/vpc/pricing/</remarks>
    public double? GigabytesSentBy(NatGateway nat, int days) =>
        RecordedAt is { } now && Find<Traffic>(nat.Id) is { IsWhole: true } traffic ? traffic.Since(now - TimeSpan.FromDays(days)) / 1e9 : null;

    /// <summary>
    /// Whether public DNS still has the record that proves the service's private DNS name; null where it was not asked at every name at
    /// which the record may be, or nobody knows the record.
    /// </summary>
    public bool? IsStillProved(EndpointService service)
    {
        TxtRecord?[] records = [.. service.NamesOfProof.Select(Find<TxtRecord>)];
        return records.Any(record => record?.Values.Contains(service.PrivateDnsVerification!.Value!, StringComparer.Ordinal) is true) ? true
            : records is [] || records.Contains(null) ? null : false;
    }

    public IEnumerable<NetworkInterface> InterfacesIn(string subnetId) => _interfacesOfSubnet.Value[subnetId];

    /// <summary>The table that a subnet uses: its own, else the main one of its VPC; null if neither was recorded.</summary>
    public RouteTable? RouteTableFor(Subnet subnet) =>
        _tableOfSubnet.Value.GetValueOrDefault(subnet.Id) ?? _mainTableOfVpc.Value.GetValueOrDefault(subnet.VpcId);

    /// <summary>The table that the subnet of the id uses; null too where the subnet was not recorded.</summary>
    public RouteTable? RouteTableFor(string subnetId) => Find<Subnet>(subnetId) is { } subnet ? RouteTableFor(subnet) : null;

    /// <summary>The subnets whose packets the table routes, by association or because it is the main one.</summary>
    public IEnumerable<Subnet> SubnetsOn(RouteTable table) => _subnetsOfTable.Value[table.Id];

    /// <summary>Whether workloads send packets from the subnet.</summary>
    public bool HoldsWorkloads(Subnet subnet) =>
        InterfacesIn(subnet.Id).Any(networkInterface => networkInterface.IsWorkload);

    /// <summary>The subnets from which workloads send packets.</summary>
    public IEnumerable<Subnet> WorkloadSubnetsOf(string vpcId) => In<Subnet>(vpcId).Where(HoldsWorkloads);

    /// <summary>
    /// Whether the endpoint leads to the service ("ecr.api") of this region, or to a global one. The same service of another
    /// region has other names and other data; of what others provide there is one of the name, in whatever region. Where the
    /// network's region is not known, a service of any region will do.
    /// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html
    /// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
    /// </summary>
    public bool LeadsTo(string service, VpcEndpoint endpoint) =>
        endpoint.Service.Service == service && (endpoint.Service.IsProvided || IsOfThisRegion(endpoint.Service));

    /// <summary>The VPC's endpoints that lead to the service, of every type and in every state.</summary>
    public IEnumerable<VpcEndpoint> EndpointsTo(string service, string vpcId) =>
        In<VpcEndpoint>(vpcId).Where(endpoint => LeadsTo(service, endpoint));

    /// <summary>The VPC's gateway endpoints of the service ("s3", "dynamodb") through which packets can go now.</summary>
    public IEnumerable<VpcEndpoint> GatewaysTo(string service, string vpcId) =>
        EndpointsTo(service, vpcId).Where(endpoint => endpoint is { Type: EndpointType.Gateway, CarriesTraffic: true });

    /// <summary>The VPC's interface endpoints of the service through which packets can go now, by whatever names.</summary>
    public IEnumerable<VpcEndpoint> InterfaceEndpointsTo(string service, string vpcId) =>
        EndpointsTo(service, vpcId).Where(endpoint => endpoint is { Type: EndpointType.Interface, CarriesTraffic: true });

    /// <summary>
    /// The VPC's endpoint that comes nearest to leading to the service, whatever its type and state: one to the service of this
    /// region, else one to that of another; null where there is neither.
    /// </summary>
    public VpcEndpoint? NearestTo(string service, string vpcId) =>
        EndpointsTo(service, vpcId).FirstOrDefault() ?? In<VpcEndpoint>(vpcId).FirstOrDefault(endpoint => endpoint.Service.Service == service);

    /// <summary>An endpoint of the VPC that leads to the service, and whose type or state is a word from a later day; null where none is.</summary>
    public VpcEndpoint? NotUnderstoodTo(string service, string vpcId) =>
        EndpointsTo(service, vpcId).FirstOrDefault(endpoint => !endpoint.IsUnderstood);

    /// <summary>
    /// The other endpoints of its VPC through which packets go to the same service in the same way, in the order of ids; a FIPS
    /// variant is another service. Only one of them can own the service's names.
    /// </summary>
    public IEnumerable<VpcEndpoint> SiblingsOf(VpcEndpoint endpoint) => In<VpcEndpoint>(endpoint.VpcId)
        .Where(other => other.CarriesTraffic && other.Type == endpoint.Type && other.Id != endpoint.Id && other.Service == endpoint.Service);

    /// <summary>The ids of the endpoint's subnets in which it cannot have interfaces with addresses of its type, by the reason, in order; without those that were not recorded.</summary>
    public IEnumerable<IGrouping<SubnetMisfit, string>> UnfitSubnetsOf(VpcEndpoint endpoint) =>
        from id in endpoint.SubnetIds.Order(StringComparer.Ordinal)
        from misfit in Find<Subnet>(id)?.MisfitsFor(endpoint.IpAddressType) ?? []
        group id by misfit into unfit
        orderby unfit.Key
        select unfit;

    /// <summary>The full names of the services that can be had in the region, as far as they were recorded.</summary>
    public IEnumerable<string> ServiceNames => _serviceNames;

    /// <summary>
    /// Whether endpoints to the service can be had in the region; taken for granted where no list says otherwise. A list without
    /// the services that every region has was asked for by name, and does not tell what else there is.
    /// </summary>
    public bool Offers(string service) =>
        !Has(FactKind.ServiceNames) || _offered.Value.Contains(service) || !_offered.Value.IsSupersetOf(EveryRegionHas);

    /// <summary>The endpoint's policy, taken apart; endpoints with the same text share it.</summary>
    public PolicyText PolicyOf(VpcEndpoint endpoint) => _policiesByObject.GetOrAdd(
        endpoint.PolicyDocument ?? "",
        static (text, policies) => policies.GetOrAdd(text, static text => PolicyDocument.TryParse(text, out var document, out var problem) ? new(document, "") : new(null, problem)),
        _policies);

    /// <summary>
    /// An answer that many resources share, worked out once. The question, compared by value, must hold all that the answer
    /// depends on, but for the network itself.
    /// </summary>
    public TAnswer Once<TQuestion, TAnswer>(TQuestion question, Func<TAnswer> answer)
        where TQuestion : notnull
        where TAnswer : notnull =>
        (TAnswer)_answers.GetOrAdd(question, static (_, answer) => answer(), answer);

    /// <summary>An answer that resources of one VPC share: what is asked of one VPC is seldom asked again once it has been judged.</summary>
    public TAnswer OnceIn<TQuestion, TAnswer>(string vpcId, TQuestion question, Func<TAnswer> answer)
        where TQuestion : notnull
        where TAnswer : notnull =>
        // There may be ten thousand VPCs, most of which are asked by one thread.
        (TAnswer)_answersAboutVpcs.GetOrAdd(vpcId, static _ => new(concurrencyLevel: 1, capacity: 31))
            .GetOrAdd(question, static (_, answer) => answer(), answer);

    /// <summary>Gives up the answers about the VPC. Whoever asks again has them worked out again.</summary>
    internal void Forget(string vpcId) => _answersAboutVpcs.TryRemove(vpcId, out _);

    /// <summary>The part of it that a change can have touched.</summary>
    public Network Within(Scope scope)
    {
        if (scope is Scope.WholeRegion)
            return this;

        var facts = Facts(scope is Scope.OfVpcs some ? some.Ids : []);
        if (scope is Scope.OfEndpointServices services)
        {
            Add(facts.EndpointServices, services.Ids.Select(Find<EndpointService>).OfType<EndpointService>());
            Add(facts.ServiceConnections, _connections.All.Where(connection => services.Ids.Contains(connection.ServiceId)));
            Add(facts.ServiceNotifications, _notifications.All.Where(notification => notification.ServiceId is { } id && services.Ids.Contains(id)));
            AddBalancing(facts);
            Add(facts.SecurityGroups, facts.LoadBalancers.SelectMany(balancer => balancer.SecurityGroupIds).Distinct().Select(Find<SecurityGroup>).OfType<SecurityGroup>());
        }
        return new(facts);
    }

    /// <summary>
    /// The same network, where of the kinds that nobody recorded there is nothing but what AWS makes by itself: ACLs that let
    /// everything pass, and DHCP options that name Amazon's DNS servers. Kinds that were recorded stay as they are.
    /// </summary>
    public Network TakenAsWhole(params IEnumerable<FactKind> kinds)
    {
        var facts = Facts(vpcs: null);
        Add(facts.EndpointServices, _provided.All);
        Add(facts.ServiceConnections, _connections.All);
        Add(facts.ServiceNotifications, _notifications.All);
        AddBalancing(facts);
        foreach (var kind in kinds.Where(kind => !Has(kind)))
        {
            facts.Kinds.Add(kind);
            if (kind is FactKind.NetworkAcls)
                Add(facts.NetworkAcls, _subnets.All.Select(subnet => subnet.VpcId).Distinct().Select(NetworkAcl.DefaultOf));
            if (kind is FactKind.DhcpOptions)
            {
                // The word "default" is EC2's for a VPC that has none.
                foreach (var vpc in _vpcs.All.Where(vpc => vpc.DhcpOptionsId is not "default"))
                {
                    var options = DhcpOptions.Amazons(vpc.DhcpOptionsId ?? $"the DHCP options of {vpc.Id}");
                    facts.DhcpOptions.Add(options);
                    facts.Vpcs.Add(vpc with { DhcpOptionsId = options.Id });
                }
            }
        }
        return new(facts);
    }

    /// <summary>All but the services that the account provides; of the VPCs' own resources, those of the given ones or, for null, of all.</summary>
    private NetworkFacts Facts(IReadOnlyCollection<string>? vpcs)
    {
        var facts = new NetworkFacts { AccountId = AccountId, Region = Region, RecordedAt = RecordedAt };
        facts.Kinds.UnionWith(_kinds);
        facts.ServiceNames.UnionWith(_serviceNames);
        Add(facts.Vpcs, Of<Vpc>());
        Add(facts.Subnets, Of<Subnet>());
        Add(facts.RouteTables, Of<RouteTable>());
        Add(facts.VpcEndpoints, Of<VpcEndpoint>());
        Add(facts.SecurityGroups, Of<SecurityGroup>());
        Add(facts.NetworkInterfaces, Of<NetworkInterface>());
        Add(facts.NatGateways, Of<NatGateway>());
        Add(facts.Traffic, _traffic.All);
        Add(facts.PrefixLists, _prefixLists.All);
        Add(facts.ServiceDetails, _services.All);
        Add(facts.NetworkAcls, Of<NetworkAcl>());
        Add(facts.DhcpOptions, _dhcp.All);
        Add(facts.PeeringConnections, _peerings.All);
        Add(facts.PublicAccessBlocks, _publicAccess.All);
        Add(facts.Organizations, _organizations.All);
        Add(facts.PublicAccessExclusions, _publicAccessExclusions.All);
        Add(facts.HostedZones, _zones.All);
        Add(facts.ResolverRules, _resolverRules.All);
        Add(facts.ResolverRuleAssociations, Of<ResolverRuleAssociation>());
        Add(facts.ResolverEndpoints, Of<ResolverEndpoint>());
        Add(facts.FirewallAssociations, Of<FirewallAssociation>());
        Add(facts.FirewallRules, _firewallRules.All);
        Add(facts.FirewallDomainLists, _domainLists.All);
        Add(facts.ProfileAssociations, Of<ProfileAssociation>());
        Add(facts.ProfileResources, _profileResources.All);
        Add(facts.TxtRecords, _texts.All);
        return facts;

        IEnumerable<T> Of<T>()
            where T : VpcResource => vpcs is null ? All<T>() : vpcs.SelectMany(In<T>);
    }

    private static void Add<T>(IList<T> list, IEnumerable<T> resources)
    {
        foreach (var resource in resources)
            list.Add(resource);
    }

    /// <summary>
    /// The ACL of a subnet: its own, else the default one of its VPC where nothing tells which subnets that has, as EC2 does; null if
    /// neither was recorded.
    /// </summary>
    public NetworkAcl? AclFor(Subnet subnet) =>
        _aclOfSubnet.Value.GetValueOrDefault(subnet.Id) ?? In<NetworkAcl>(subnet.VpcId).FirstOrDefault(acl => acl is { IsDefault: true, SubnetIds: [] });

    /// <summary>
    /// The list of the service's public addresses ("s3"), which AWS keeps; null where none was recorded. A list has addresses of one
    /// family, and that of IPv6 is called so; where only the other one was recorded, it is that, and the service has none of the family.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html</remarks>
    public PrefixList? PrefixListOf(string service, AddressFamily family)
    {
        var lists = PrefixListsOf(service);
        return lists.FirstOrDefault(list => list.Blocks?.Any(block => block.BaseAddress.AddressFamily == family) is true)
            ?? lists.FirstOrDefault(list => IsOfIpv6(list) == family is AddressFamily.InterNetworkV6)
            ?? lists.FirstOrDefault();
    }

    /// <summary>The lists of the service's public addresses, of either family.</summary>
    public IEnumerable<PrefixList> PrefixListsOf(string service) => _prefixListsOfService.Value[service];

    /// <summary>The endpoint that has the address in the VPC, and its interface; null where none that was recorded has it.</summary>
    public (VpcEndpoint Endpoint, NetworkInterface Interface)? EndpointAt(IPAddress address, string vpcId) =>
        _endpointByAddress.Value.TryGetValue((vpcId, address), out var found) ? found : null;

    /// <summary>Whether the service is one of this region's, or a global one.</summary>
    internal bool IsHere(ServiceDetail service) => IsOfThisRegion(ServiceName.Parse(service.Id));

    /// <summary>The service of that name ("ecr.api", "kms-fips") of this region; null where it was not recorded.</summary>
    public ServiceDetail? ServiceCalled(string service) => _serviceByName.Value.GetValueOrDefault(service);

    /// <summary>Makes side by side what asking about every VPC needs, and what else the first to ask would make alone.</summary>
    internal void Prepare() => Parallel.Invoke(
        () => _ = _tableOfSubnet.Value,
        () => _ = _mainTableOfVpc.Value,
        () => _ = _interfacesOfSubnet.Value,
        () => _ = _aclOfSubnet.Value,
        () => In<VpcEndpoint>(""),
        () => In<Subnet>(""),
        () => In<Vpc>(""),
        () => In<RouteTable>(""),
        () => In<SecurityGroup>(""),
        () => In<NetworkAcl>(""));

    private Dictionary<string, ServiceDetail> ServicesByName() =>
        _services.All.Select(detail => (Name: ServiceName.Parse(detail.Id), Detail: detail))
            .Where(service => IsOfThisRegion(service.Name)).DistinctBy(service => service.Name.WithFips)
            .ToDictionary(service => service.Name.WithFips, service => service.Detail);

    private ILookup<string, PrefixList> PrefixListsOfServices() =>
        _prefixLists.All.Where(list => list.Name is not "")
            .Select(list => (Name: ServiceName.Parse(list.Name), List: list)).Where(list => list.Name.Region is not null && IsOfThisRegion(list.Name))
            .ToLookup(list => IsOfIpv6(list.List) ? list.Name.Service[Ipv6.Length..] : list.Name.Service, list => list.List);

    private static bool IsOfIpv6(PrefixList list) => ServiceName.Parse(list.Name).Service.StartsWith(Ipv6, StringComparison.Ordinal);

    private Dictionary<(string, IPAddress), (VpcEndpoint, NetworkInterface)> EndpointsByAddress()
    {
        var byAddress = new Dictionary<(string, IPAddress), (VpcEndpoint, NetworkInterface)>();
        foreach (var endpoint in _endpoints.All)
        {
            foreach (var networkInterface in endpoint.NetworkInterfaceIds.Select(_interfaces.Find).OfType<NetworkInterface>())
            {
                foreach (var address in networkInterface.Addresses)
                    byAddress[(endpoint.VpcId, address)] = (endpoint, networkInterface);
            }
        }
        return byAddress;
    }

    private bool IsOfThisRegion(ServiceName service) => service.Region is null || Region is null || service.Region == Region;

    private Index<T> IndexOf<T>()
        where T : Resource => (Index<T>)(object)(
            typeof(T) == typeof(Vpc) ? _vpcs
            : typeof(T) == typeof(Subnet) ? _subnets
            : typeof(T) == typeof(RouteTable) ? _routeTables
            : typeof(T) == typeof(VpcEndpoint) ? _endpoints
            : typeof(T) == typeof(SecurityGroup) ? _groups
            : typeof(T) == typeof(NetworkInterface) ? _interfaces
            : typeof(T) == typeof(NatGateway) ? _natGateways
            : typeof(T) == typeof(PrefixList) ? _prefixLists
            : typeof(T) == typeof(ServiceDetail) ? _services
            : typeof(T) == typeof(EndpointService) ? _provided
            : typeof(T) == typeof(ServiceConnection) ? _connections
            : typeof(T) == typeof(ServiceNotification) ? _notifications
            : typeof(T) == typeof(LoadBalancer) ? _balancers
            : typeof(T) == typeof(Listener) ? _listeners
            : typeof(T) == typeof(TargetGroup) ? _targetGroups
            : typeof(T) == typeof(Instance) ? _instances
            : typeof(T) == typeof(Traffic) ? _traffic
            : typeof(T) == typeof(NetworkAcl) ? _acls
            : typeof(T) == typeof(DhcpOptions) ? _dhcp
            : typeof(T) == typeof(PeeringConnection) ? _peerings
            : typeof(T) == typeof(PublicAccessBlock) ? _publicAccess
            : typeof(T) == typeof(PublicAccessExclusion) ? _publicAccessExclusions
            : typeof(T) == typeof(OwnOrganization) ? _organizations
            : typeof(T) == typeof(HostedZone) ? _zones
            : typeof(T) == typeof(ResolverRule) ? _resolverRules
            : typeof(T) == typeof(ResolverRuleAssociation) ? _resolverRuleUses
            : typeof(T) == typeof(ResolverEndpoint) ? _resolverEndpoints
            : typeof(T) == typeof(FirewallAssociation) ? _firewalls
            : typeof(T) == typeof(FirewallRule) ? _firewallRules
            : typeof(T) == typeof(FirewallDomainList) ? _domainLists
            : typeof(T) == typeof(ProfileAssociation) ? _profileUses
            : typeof(T) == typeof(ProfileResource) ? _profileResources
            : typeof(T) == typeof(TxtRecord) ? _texts
            : throw new UnreachableException($"{typeof(T).Name} is no kind of resource that a network holds."));

    /// <summary>All resources of one type, sorted; grouped by VPC only once somebody asks.</summary>
    private sealed class Index<T>
        where T : Resource
    {
        private readonly Dictionary<string, T> _byId;
        private readonly Lazy<Dictionary<string, (List<T> Resources, List<int> Places)>> _byVpc;

        public Index(IEnumerable<T> resources)
        {
            // A resource that was recorded twice counts once: the later record is the newer one.
            var latest = new Dictionary<string, T>(resources.TryGetNonEnumeratedCount(out var count) ? count : 0);
            var isSorted = true;
            string? last = null;
            foreach (var resource in resources)
            {
                latest[resource.Id] = resource;
                isSorted &= last is null || string.CompareOrdinal(last, resource.Id) < 0;
                last = resource.Id;
            }
            var all = latest.Values.ToArray();
            // What was recorded whole mostly is.
            if (!isSorted)
                Array.Sort(all, static (one, other) => string.CompareOrdinal(one.Id, other.Id));
            All = ImmutableCollectionsMarshal.AsImmutableArray(all);
            _byId = latest;
            _byVpc = new(() =>
            {
                var byVpc = new Dictionary<string, (List<T> Resources, List<int> Places)>();
                for (var place = 0; place < All.Length; place++)
                {
                    if (All[place] is not VpcResource { VpcId: var vpcId })
                        break;
                    if (!byVpc.TryGetValue(vpcId, out var there))
                        byVpc[vpcId] = there = ([], []);
                    there.Resources.Add(All[place]);
                    there.Places.Add(place);
                }
                return byVpc;
            });
        }

        public ImmutableArray<T> All { get; }

        public IReadOnlyCollection<string>? Vpcs => typeof(T).IsAssignableTo(typeof(VpcResource)) ? _byVpc.Value.Keys : null;

        public List<int>? PlacesIn(string vpcId) => _byVpc.Value.GetValueOrDefault(vpcId).Places;

        public T? Find(string id) => _byId.GetValueOrDefault(id);

        public List<T>? In(string vpcId) => _byVpc.Value.GetValueOrDefault(vpcId).Resources;
    }
}

/// <summary>A policy's document, or, where it is null, the problem with its text.</summary>
public readonly record struct PolicyText(PolicyDocument? Document, string Problem);
