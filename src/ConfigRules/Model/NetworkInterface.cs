using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ConfigRules.Model;

public sealed record NetworkInterface(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    private static readonly string[] PartsOfNetwork =
    [
        "ELB ", "VPC Endpoint Interface", "Resource Gateway Interface", "Interface for NAT Gateway ",
        "Network Interface for Transit Gateway Attachment ", "Route 53 Resolver: ", "EFS mount target for ",
    ];

    public string SubnetId { get; init; } = "";

    /// <summary>EC2's word for the kind: "interface", "lambda", "vpc_endpoint", "nat_gateway", "branch" ...</summary>
    public string InterfaceType { get; init; } = "interface";

    public string Description { get; init; } = "";

    /// <summary>The service that made it: an account id, or a name such as "amazon-elb".</summary>
    public string? RequesterId { get; init; }

    public bool RequesterManaged { get; init; }

    public bool IsInUse { get; init; } = true;

    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Private IPv4 addresses, and IPv6 ones.</summary>
    public ImmutableArray<IPAddress> Addresses { get; init; } = [];

    /// <summary>Whether an internet gateway gives it a public IPv4 address.</summary>
    public bool HasPublicAddress { get; init; }

    /// <summary>
    /// Whether a workload opens connections from it. What is part of the network itself does not: endpoints, gateways, load
    /// balancers and resolvers forward what others send, mount targets answer, and an EFA-only interface has no IP address. A
    /// type from a later day counts as a workload's.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html</remarks>
    public bool IsWorkload => IsInUse
        && InterfaceType is not ("vpc_endpoint" or "gateway_load_balancer_endpoint" or "nat_gateway" or "natGateway"
            or "transit_gateway" or "network_load_balancer" or "gateway_load_balancer" or "load_balancer"
            or "api_gateway_managed" or "global_accelerator_managed" or "ec2_instance_connect_endpoint" or "efs" or "efa-only")
        && RequesterId is not "amazon-elb"
        && !IsDescribedAsPartOfNetwork;

    /// <summary>Whether it has an address of the family.</summary>
    public bool Speaks(AddressFamily family)
    {
        foreach (var address in Addresses)
        {
            if (address.AddressFamily == family)
                return true;
        }
        return false;
    }

    /// <summary>
    /// Several parts of the network are of the type "interface", and only the description that AWS writes tells.
    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html
    /// </summary>
    private bool IsDescribedAsPartOfNetwork
    {
        get
        {
            foreach (var beginning in PartsOfNetwork)
            {
                if (Description.StartsWith(beginning, StringComparison.Ordinal))
                    return true;
            }
            return false;
        }
    }
}
