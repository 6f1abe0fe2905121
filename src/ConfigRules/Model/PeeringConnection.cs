namespace ConfigRules.Model;

/// <summary>A peering of two VPCs, of which the other may be another account's or another region's.</summary>
public sealed record PeeringConnection(string Id) : Resource(Id)
{
    public string RequesterVpcId { get; init; } = "";

    public string AccepterVpcId { get; init; } = "";

    /// <summary>EC2's word: "active", "pending-acceptance", "deleted" ...; null where not given.</summary>
    public string? Status { get; init; }

    public bool IsActive => Status is null or "active";

    /// <summary>The VPC at the other end; null where neither end is the one given.</summary>
    public string? OtherEndOf(string vpcId) =>
        RequesterVpcId == vpcId ? AccepterVpcId : AccepterVpcId == vpcId ? RequesterVpcId : null;
}
