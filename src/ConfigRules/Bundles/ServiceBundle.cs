using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Bundles;

/// <summary>Endpoints that work only together: a client needs all of them, and one that is missing breaks the others' use.</summary>
public sealed record ServiceBundle
{
    public required string Id { get; init; }

    /// <summary>What somebody with these endpoints is about to do: "pull images from Amazon ECR".</summary>
    public required string Purpose { get; init; }

    /// <summary>Services that nobody makes an endpoint to for another purpose.</summary>
    public ImmutableArray<string> DetectedByServices { get; init; } = [];

    /// <summary>Patterns of the descriptions of interfaces that such workloads have.</summary>
    public ImmutableArray<string> DetectedByInterfaces { get; init; } = [];

    public required ImmutableArray<BundleMember> Members { get; init; }

    /// <summary>Members that only some of its uses need, such as logs: they are asked for where somebody says so.</summary>
    public ImmutableArray<BundleMember> Optional { get; init; } = [];

    /// <summary>The requests that pass the members' policies.</summary>
    public ImmutableArray<PolicyNeed> Needs { get; init; } = [];

    /// <summary>The AWS page that says so.</summary>
    public required string Source { get; init; }
}

/// <summary>One endpoint of a bundle.</summary>
public sealed record BundleMember(string Service, MemberKind Kind)
{
    /// <summary>Whether clients ask for the public name alone, so that the endpoint is of no use without private DNS.</summary>
    public bool NeedsPrivateDns { get; init; }
}

public enum MemberKind
{
    Interface,
    Gateway,
    /// <summary>A gateway endpoint, or an interface endpoint whose private DNS answers in the VPC.</summary>
    Either,
}

/// <summary>A request that a client of the bundle makes through one of its endpoints.</summary>
/// <param name="Service">The endpoint that it passes: "s3".</param>
/// <param name="Action">"s3:GetObject".</param>
/// <param name="Resource">An ARN in which {partition}, {region}, {compactRegion} and {account} stand for the network's.</param>
/// <param name="Caller">Whose credentials sign it.</param>
public sealed record PolicyNeed(string Service, string Action, string Resource, RequestCaller Caller)
{
    /// <summary>The service principal that signs, where the caller is a service: "cloudformation.amazonaws.com".</summary>
    public string? Signer { get; init; }

    /// <summary>Whether the resource is one of the account's own, of which a policy may admit a part only.</summary>
    public bool IsOwnResource => Resource.Contains("{account}", StringComparison.Ordinal);

    public string ResourceIn(Network network) => Resource
        .Replace("{partition}", network.Partition, StringComparison.Ordinal)
        .Replace("{region}", network.Region, StringComparison.Ordinal)
        .Replace("{compactRegion}", network.Region?.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{account}", network.AccountId, StringComparison.Ordinal);
}

public enum RequestCaller
{
    /// <summary>A role of the account that owns the workload.</summary>
    Own,

    /// <summary>Nobody: the request carries no signature.</summary>
    Anonymous,

    /// <summary>An account of an AWS service, which signed the URL that the client follows.</summary>
    ForeignAccount,

    /// <summary>An AWS service itself, which signed the URL that the client follows as the service principal that it is.</summary>
    Service,
}
