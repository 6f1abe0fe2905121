namespace ConfigRules.Model;

public sealed record NatGateway(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    /// <summary>Empty for a regional one, which is in no subnet.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html</remarks>
    public string SubnetId { get; init; } = "";

    /// <summary>The table by which a regional one sends on; null for one that is in a subnet.</summary>
    public string? RouteTableId { get; init; }

    public Connectivity Connectivity { get; init; }

    public NatGatewayState State { get; init; } = NatGatewayState.Available;
}

public enum Connectivity { Public, Private }

public enum NatGatewayState { Unknown, Pending, Available, Failed, Deleting, Deleted }
