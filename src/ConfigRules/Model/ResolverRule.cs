using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

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
    /// <summary>"INBOUND", "OUTBOUND" or "INBOUND_DELEGATION".</summary>
    public string Direction { get; init; } = "";

    /// <summary>
    /// Whether others may ask it for every name that the VPC's resolver answers. Where a domain is delegated to the endpoint, it answers
    /// from hosted zones of that domain alone; and nobody can delegate a domain of AWS's.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverEndpoint.html
    /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html
    /// </remarks>
    public bool IsInbound => Direction is "INBOUND";

    public ImmutableArray<IPAddress> Addresses { get; init; } = [];
}

/// <summary>A group of DNS Firewall rules in force in a VPC.</summary>
public sealed record FirewallAssociation(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public string FirewallRuleGroupId { get; init; } = "";

    /// <summary>Groups are asked in this order, the lowest first.</summary>
    public int Priority { get; init; }
}

/// <summary>A rule of DNS Firewall. Its id is made of its group's, its list's, its priority and its type of queries.</summary>
/// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html</remarks>
public sealed record FirewallRule(string Id) : Resource(Id)
{
    /// <summary>The API's word of a rule that trusts redirection; all others inspect it.</summary>
    public const string Trusts = "TRUST_REDIRECTION_DOMAIN";

    public string FirewallRuleGroupId { get; init; } = "";

    public string FirewallDomainListId { get; init; } = "";

    /// <summary>What tells rules that have no list apart; null for one that has, and where it is not told.</summary>
    public string? ThreatProtectionId { get; init; }

    public int Priority { get; init; }

    /// <summary>"ALLOW", "ALERT" or "BLOCK".</summary>
    public string Action { get; init; } = "";

    /// <summary>The one type of queries that it looks at, "TXT" or "TYPE16"; null for queries of every type.</summary>
    public string? QueryType { get; init; }

    /// <summary>
    /// Whether it looks at the name alone that was asked for, and what it lets pass may lead to any other name by CNAME; else it looks at
    /// each name on the way as well.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRule.html</remarks>
    public bool TrustsRedirection { get; init; }

    /// <summary>What it looks for instead of the names of a list, in the word of the API, "DnsThreatProtection"; null where it has a list.</summary>
    public string? Detector { get; init; }

    /// <summary>
    /// Whether it looks for what AWS takes for an attack: names that a program made up, queries that carry data out, phishing. What
    /// a partner looks for, or where contents are of some kind, is nothing of the sort.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRuleType.html</remarks>
    public bool LooksForAttacks => Detector is "DnsThreatProtection" or "FirewallAdvancedThreatCategory";

    /// <summary>Whether it looks at queries for addresses of the family; the types of such queries have numbers too.</summary>
    public bool LooksAt(AddressFamily family) =>
        QueryType is null || (family is AddressFamily.InterNetwork ? QueryType is "A" or "TYPE1" : QueryType is "AAAA" or "TYPE28");

    /// <summary>A rule has no id of its own, and one that looks for threats has no list.</summary>
    public static FirewallRule Of(string groupId, string? domainListId, int priority, string? action, string? queryType = null, string? detector = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{groupId}/{domainListId}/{priority}{(queryType is { Length: > 0 } ? $"/{queryType}" : "")}"))
        {
            FirewallRuleGroupId = groupId,
            FirewallDomainListId = domainListId ?? "",
            Priority = priority,
            Action = action ?? "",
            QueryType = queryType is "" ? null : queryType,
            Detector = detector,
        };
}

/// <summary>The domains of a DNS Firewall rule.</summary>
public sealed record FirewallDomainList(string Id) : Resource(Id)
{
    /// <summary>Names, "*.example.com" among them; null where they were not read, as of AWS's own lists.</summary>
    public ImmutableArray<string>? Domains { get; init; }

    /// <summary>Who keeps a list that is not one's own; null for a list of one's own.</summary>
    public string? ManagedOwnerName { get; init; }

    /// <summary>Whether AWS keeps the list: its lists hold domains of malware, of botnets and of other threats.</summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-managed-domain-lists.html</remarks>
    public bool IsAws => ManagedOwnerName is "Route 53 Resolver DNS Firewall";
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
