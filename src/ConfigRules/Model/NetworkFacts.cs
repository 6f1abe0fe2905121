namespace ConfigRules.Model;

/// <summary>What a reader has gathered so far; <see cref="Network"/> is made of it once it is whole.</summary>
public sealed class NetworkFacts
{
    public string? AccountId { get; set; }

    public string? Region { get; set; }

    /// <summary>When the reading began.</summary>
    public DateTimeOffset? RecordedAt { get; set; }

    /// <summary>The kinds that were read, even where nothing was found.</summary>
    public ISet<FactKind> Kinds { get; } = new HashSet<FactKind>();

    public IList<Vpc> Vpcs { get; } = [];

    public IList<Subnet> Subnets { get; } = [];

    public IList<RouteTable> RouteTables { get; } = [];

    public IList<VpcEndpoint> VpcEndpoints { get; } = [];

    public IList<SecurityGroup> SecurityGroups { get; } = [];

    public IList<NetworkInterface> NetworkInterfaces { get; } = [];

    public IList<NatGateway> NatGateways { get; } = [];

    public IList<PrefixList> PrefixLists { get; } = [];

    public IList<ServiceDetail> ServiceDetails { get; } = [];

    public ISet<string> ServiceNames { get; } = new HashSet<string>();

    public IList<EndpointService> EndpointServices { get; } = [];

    public IList<ServiceConnection> ServiceConnections { get; } = [];

    public IList<ServiceNotification> ServiceNotifications { get; } = [];

    public IList<LoadBalancer> LoadBalancers { get; } = [];

    public IList<Listener> Listeners { get; } = [];

    public IList<TargetGroup> TargetGroups { get; } = [];

    public IList<Instance> Instances { get; } = [];

    public IList<Traffic> Traffic { get; } = [];

    public IList<NetworkAcl> NetworkAcls { get; } = [];

    public IList<DhcpOptions> DhcpOptions { get; } = [];

    public IList<PeeringConnection> PeeringConnections { get; } = [];

    public IList<PublicAccessBlock> PublicAccessBlocks { get; } = [];

    public IList<PublicAccessExclusion> PublicAccessExclusions { get; } = [];

    /// <summary>The one that the account is in; none where it is in none.</summary>
    public IList<OwnOrganization> Organizations { get; } = [];

    public IList<HostedZone> HostedZones { get; } = [];

    public IList<ResolverRule> ResolverRules { get; } = [];

    public IList<ResolverRuleAssociation> ResolverRuleAssociations { get; } = [];

    public IList<ResolverEndpoint> ResolverEndpoints { get; } = [];

    public IList<FirewallAssociation> FirewallAssociations { get; } = [];

    public IList<FirewallRule> FirewallRules { get; } = [];

    public IList<FirewallDomainList> FirewallDomainLists { get; } = [];

    public IList<ProfileAssociation> ProfileAssociations { get; } = [];

    public IList<ProfileResource> ProfileResources { get; } = [];

    public IList<TxtRecord> TxtRecords { get; } = [];

    /// <summary>By VPC id.</summary>
    public IDictionary<string, DnsAttributes> VpcAttributes { get; } = new Dictionary<string, DnsAttributes>();

    /// <summary>By service id (vpce-svc-...).</summary>
    public IDictionary<string, IReadOnlyList<AllowedPrincipal>> AllowedPrincipals { get; } = new Dictionary<string, IReadOnlyList<AllowedPrincipal>>();
}
