using System.Collections.Immutable;

namespace ConfigRules.Model;

public sealed record VpcEndpoint(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public EndpointType Type { get; init; }

    public EndpointState State { get; init; } = EndpointState.Available;

    public ServiceName Service { get; init; }

    /// <summary>The policy's text as EC2 gives it; null or empty where the endpoint has none.</summary>
    public string? PolicyDocument { get; init; }

    public ImmutableArray<string> RouteTableIds { get; init; } = [];

    public ImmutableArray<string> SubnetIds { get; init; } = [];

    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    public ImmutableArray<string> NetworkInterfaceIds { get; init; } = [];

    public bool PrivateDnsEnabled { get; init; }

    /// <summary>S3 only: private DNS answers the inbound Resolver endpoint alone, not the VPC itself.</summary>
    public bool PrivateDnsOnlyForInboundResolver { get; init; }

    /// <summary>"ipv4", "dualstack", "ipv6" or "service-defined"; null where not given.</summary>
    public string? DnsRecordIpType { get; init; }

    /// <summary>"ipv4", "dualstack" or "ipv6"; null where not given.</summary>
    public string? IpAddressType { get; init; }

    /// <summary>
    /// Of which kind its DNS records are: where nobody chose, of that of its addresses, and of a gateway endpoint the service's own.
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    /// </summary>
    public string? RecordIpType => DnsRecordIpType is { Length: > 0 } chosen ? chosen
        : Type is EndpointType.Gateway ? "service-defined"
        : IpAddressType;

    /// <summary>
    /// Whether its DNS records are for addresses that it has. A gateway endpoint may leave them to the service, and a Gateway Load
    /// Balancer endpoint has none.
    /// </summary>
    public bool HasRecordsOfItsAddresses => RecordIpType == IpAddressType || IpAddressType is "dualstack"
        || Type is EndpointType.GatewayLoadBalancer || this is { Type: EndpointType.Gateway, RecordIpType: "service-defined" };

    /// <summary>Made and kept by an AWS service on the account's behalf; the account cannot change it.</summary>
    public bool RequesterManaged { get; init; }

    public ImmutableArray<string> DnsNames { get; init; } = [];

    /// <summary>The region of the service where that is not the endpoint's own.</summary>
    public string? ServiceRegion { get; init; }

    /// <summary>The region whose service it leads to; null for a global service, and for what has no service.</summary>
    public string? RegionOfService => ServiceRegion ?? Service.Region;

    /// <summary>The ARN of the resource configuration or service network that it leads to, in place of a service.</summary>
    public string? TargetArn { get; init; }

    /// <summary>Why it could not be made or failed later, in EC2's words; null where it does not say.</summary>
    public string? FailureReason { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether it leads to what VPC Lattice has, which is named by an ARN and no service.</summary>
    public bool IsOfLattice => Type is EndpointType.Resource or EndpointType.ServiceNetwork;

    /// <summary>Whether it was made before the other, or at the same time and has the first of both ids; false where that was not recorded.</summary>
    public bool IsOlderThan(VpcEndpoint other) =>
        CreatedAt < other.CreatedAt || (CreatedAt is not null && CreatedAt == other.CreatedAt && string.CompareOrdinal(Id, other.Id) < 0);

    /// <summary>Whether their policies say the same, however they are written.</summary>
    public bool HasPolicyOf(VpcEndpoint other) => Policies.PolicyDocument.AreTheSame(PolicyDocument, other.PolicyDocument);

    /// <summary>Whether they have the same policy, security groups and subnets, and addresses of the same kind.</summary>
    public bool IsSetUpLike(VpcEndpoint other) => IpAddressType == other.IpAddressType && HasPolicyOf(other)
        && SecurityGroupIds.ToHashSet().SetEquals(other.SecurityGroupIds) && SubnetIds.ToHashSet().SetEquals(other.SubnetIds);

    /// <summary>Whether packets go through it now; Partial means that some of its interfaces do not.</summary>
    public bool CarriesTraffic => State is EndpointState.Available or EndpointState.Partial;

    /// <summary>Whether its type and its state are words of this version's; else nobody can tell whether it carries traffic.</summary>
    public bool IsUnderstood => Type is not EndpointType.Unknown && State is not EndpointState.Unknown;
}

/// <summary>All types that EC2 has; Unknown is one from a later day.</summary>
public enum EndpointType { Unknown, Interface, Gateway, GatewayLoadBalancer, Resource, ServiceNetwork, Tunnel }

/// <summary>All states that EC2 has; Unknown is one from a later day.</summary>
public enum EndpointState
{
    Unknown, PendingAcceptance, Pending, Available, Deleting, Deleted, Rejected, Failed, Expired, Partial,
}
