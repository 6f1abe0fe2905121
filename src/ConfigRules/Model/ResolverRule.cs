using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace ConfigRules.Model;

/// <summary>A rule of the Route 53 VPC Resolver: who answers for a domain in the VPCs that it is associated with.</summary>
public sealed record ResolverRule(string Id) : Resource(Id)
{
    /// <summary>In small letters and without the dot at the end; empty for the root, which is every domain.</summary>
    public string DomainName { get; init; } = "";

    public ResolverRuleType Type { get; init; }

    /// <summary>The servers that a forwarding rule asks.</summary>
    public ImmutableArray<string> TargetIps { get; init; } = [];
}

/// <summary>Unknown is a type from a later day.</summary>
public enum ResolverRuleType { Unknown, Forward, System, Recursive, Delegate }

/// <summary>A resolver rule in force in a VPC.</summary>
public sealed record ResolverRuleAssociation(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public string ResolverRuleId { get; init; } = "";
}

/// <summary>Where DNS queries enter a VPC from outside, or leave it.</summary>
public sealed record ResolverEndpoint(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    /// <summary>Whether others ask it, rather than it asking others.</summary>
    public bool IsInbound { get; init; }

    public ImmutableArray<IPAddress> Addresses { get; init; } = [];

    /// <summary>Whether it is inbound in the direction that the resolver calls so; INBOUND_DELEGATION is another way in.</summary>
    public static bool IsInboundWhen(string? direction) => direction?.StartsWith("INBOUND", StringComparison.Ordinal) ?? false;
}

/// <summary>A group of DNS Firewall rules in force in a VPC.</summary>
public sealed record FirewallAssociation(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public string FirewallRuleGroupId { get; init; } = "";

    /// <summary>Groups are asked in this order, the lowest first.</summary>
    public int Priority { get; init; }
}

/// <summary>A rule of DNS Firewall. Its id is made of its group's, its list's and its priority.</summary>
public sealed record FirewallRule(string Id) : Resource(Id)
{
    public string FirewallRuleGroupId { get; init; } = "";

    public string FirewallDomainListId { get; init; } = "";

    public int Priority { get; init; }

    /// <summary>"ALLOW", "ALERT" or "BLOCK".</summary>
    public string Action { get; init; } = "";

    /// <summary>A rule has no id of its own, and one that looks for kinds of threats has no list.</summary>
    public static FirewallRule Of(string groupId, string? domainListId, int priority, string? action) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{groupId}/{domainListId}/{priority}"))
        {
            FirewallRuleGroupId = groupId,
            FirewallDomainListId = domainListId ?? "",
            Priority = priority,
            Action = action ?? "",
        };
}

/// <summary>The domains of a DNS Firewall rule.</summary>
public sealed record FirewallDomainList(string Id) : Resource(Id)
{
    /// <summary>Names, "*.example.com" among them; null where they were not read, as of AWS's own lists.</summary>
    public ImmutableArray<string>? Domains { get; init; }
}

/// <summary>A Route 53 Profile in force in a VPC.</summary>
public sealed record ProfileAssociation(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public string ProfileId { get; init; } = "";
}

/// <summary>What a Route 53 Profile brings into its VPCs.</summary>
public sealed record ProfileResource(string Id) : Resource(Id)
{
    public string ProfileId { get; init; } = "";

    /// <summary>Of a hosted zone, a resolver rule, a DNS Firewall rule group or an interface endpoint.</summary>
    public string ResourceArn { get; init; } = "";

    /// <summary>What is after the last slash of the ARN.</summary>
    public string ResourceId => ResourceArn[(ResourceArn.LastIndexOf('/') + 1)..];
}
