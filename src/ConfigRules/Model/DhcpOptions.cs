using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>What instances are told when they start, the DNS servers to ask among it.</summary>
public sealed record DhcpOptions(string Id) : Resource(Id)
{
    /// <summary>The value of "domain-name-servers": addresses, or AmazonProvidedDNS.</summary>
    public ImmutableArray<string> DomainNameServers { get; init; } = [];

    /// <summary>Those that AWS makes, which send instances to its own DNS servers.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html</remarks>
    public static DhcpOptions Amazons(string id) => new(id) { DomainNameServers = ["AmazonProvidedDNS"] };
}
