using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

public sealed record NetworkInterface(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public string SubnetId { get; init; } = "";

    /// <summary>EC2's word for the kind: "interface", "lambda", "vpc_endpoint", "nat_gateway", "branch" ...</summary>
    public string InterfaceType { get; init; } = "interface";

    public string Description { get; init; } = "";

    /// <summary>The service that made it: an account id, or a name such as "amazon-elb".</summary>
    public string? RequesterId { get; init; }

    public bool RequesterManaged { get; init; }

    public bool IsInUse { get; init; } = true;

    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    public ImmutableArray<IPAddress> Addresses { get; init; } = [];

    /// <summary>
    /// Whether a workload sends packets from it. Endpoints, NAT and transit gateways, and load balancers are part of the
    /// network itself: they forward what others send.
    /// </summary>
    public bool IsWorkload => IsInUse
        && InterfaceType is not ("vpc_endpoint" or "gateway_load_balancer_endpoint" or "nat_gateway" or "natGateway"
            or "transit_gateway" or "network_load_balancer" or "gateway_load_balancer" or "load_balancer")
        && RequesterId is not "amazon-elb"
        && !Description.StartsWith("ELB ", StringComparison.Ordinal);
}
