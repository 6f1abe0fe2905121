namespace ConfigRules.Model;

/// <summary>What can be known of a network; each kind has the name of its member in a recorded network.</summary>
public enum FactKind
{
    Vpcs,
    /// <summary>Both DNS attributes of each VPC; they are in no configuration item and no list of VPCs.</summary>
    VpcAttributes,
    Subnets,
    RouteTables,
    VpcEndpoints,
    SecurityGroups,
    NetworkInterfaces,
    NatGateways,
    PrefixLists,
    /// <summary>What AWS and other providers offer in the region: private DNS names, support of policies, owner.</summary>
    ServiceDetails,
    /// <summary>The names of all services that can be had in the region, whole.</summary>
    ServiceNames,
    /// <summary>The endpoint services that this account provides.</summary>
    ServiceConfigurations,
    AllowedPrincipals,
    /// <summary>The endpoints that are connected to this account's services, or ask to be.</summary>
    VpcEndpointConnections,
    /// <summary>The organization that the account is in, in a list of one; of none where it is in none.</summary>
    Organization,
    /// <summary>Who is told what becomes of those.</summary>
    ConnectionNotificationSet,
    /// <summary>Those behind endpoint services.</summary>
    LoadBalancers,
    /// <summary>Of those, whether they send packets to targets of other zones.</summary>
    LoadBalancerAttributes,
    Listeners,
    TargetGroupAttributes,
    /// <summary>How the targets are to which listeners forward.</summary>
    TargetHealthDescriptions,
    /// <summary>The instances among those targets, whose zones nothing else tells.</summary>
    Reservations,
    /// <summary>What went through endpoints and NAT gateways: CloudWatch's data, by day.</summary>
    MetricDataResults,
    NetworkAcls,
    DhcpOptions,
    VpcPeeringConnections,
    /// <summary>One for the region, in a list of one.</summary>
    VpcBlockPublicAccessOptions,
    VpcBlockPublicAccessExclusions,
    /// <summary>The private ones that are associated with VPCs of the region, with their records where these could be read.</summary>
    HostedZones,
    ResolverRules,
    ResolverRuleAssociations,
    ResolverEndpoints,
    FirewallRuleGroupAssociations,
    FirewallRules,
    FirewallDomainLists,
    ProfileAssociations,
    ProfileResourceAssociations,
    /// <summary>What public DNS answers where the records are that prove endpoint services' private DNS names.</summary>
    TxtRecords,
}
