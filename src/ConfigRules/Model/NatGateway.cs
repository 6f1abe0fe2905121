namespace ConfigRules.Model;

public sealed record NatGateway(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public string SubnetId { get; init; } = "";

    public Connectivity Connectivity { get; init; }

    public NatGatewayState State { get; init; } = NatGatewayState.Available;
}

public enum Connectivity { Public, Private }

public enum NatGatewayState { Unknown, Pending, Available, Failed, Deleting, Deleted }
