namespace ConfigRules.Model;

/// <summary>
/// VPC Block Public Access of the region: which traffic of internet gateways and egress-only internet gateways is dropped. Its id is
/// the account's.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html</remarks>
public sealed record PublicAccessBlock(string Id) : Resource(Id)
{
    public GatewayBlock Mode { get; init; }

    /// <summary>The mode that EC2 calls so.</summary>
    public static GatewayBlock ModeOf(string? word) => word switch
    {
        "off" => GatewayBlock.Off,
        "block-bidirectional" => GatewayBlock.Bidirectional,
        "block-ingress" => GatewayBlock.Ingress,
        _ => GatewayBlock.Unknown,
    };
}

/// <summary>A VPC or a subnet that the block leaves out.</summary>
public sealed record PublicAccessExclusion(string Id) : Resource(Id)
{
    /// <summary>Of the VPC or the subnet.</summary>
    public string ExcludedId { get; init; } = "";

    /// <summary>Whether it is in force: it is not while it is being made or once it is gone.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether it is in force in the state that EC2 calls so, or where no state is told.</summary>
    public static bool IsActiveIn(string? state) => state is null or "create-complete" or "update-complete";
}

/// <summary>Ingress leaves NAT gateways and egress-only internet gateways alone; Unknown is a word from a later day.</summary>
public enum GatewayBlock { Unknown, Off, Bidirectional, Ingress }
