using System.Net;
using ConfigRules.Model;
using Profiles = Amazon.Route53Profiles.Model;
using Resolver = Amazon.Route53Resolver.Model;
using Route53 = Amazon.Route53.Model;

namespace ConfigRules.Aws;

/// <summary>Makes the model's records of what Route 53, its resolver and its profiles answer. What is not in force is null.</summary>
internal static class DnsMapping
{
    public static HostedZone ToModel(this Route53.HostedZoneSummary zone, string vpcId) => new(Bare(Known(zone.HostedZoneId, "Route 53", "a hosted zone")))
    {
        OwnerId = zone.Owner?.OwningAccount,
        Name = DnsName.Plain(zone.Name ?? ""),
        VpcIds = [vpcId],
    };

    /// <summary>Null for a public zone.</summary>
    public static HostedZone? ToModel(this Route53.GetHostedZoneResponse answer) => answer.HostedZone is { Config.PrivateZone: true } zone
        ? new(Bare(Known(zone.Id, "Route 53", "a hosted zone")))
        {
            Name = DnsName.Plain(zone.Name ?? ""),
            VpcIds = [.. answer.VPCs.OrEmpty().Select(vpc => vpc.VPCId)],
        }
        : null;

    public static DnsRecord ToModel(this Route53.ResourceRecordSet records) => DnsRecord.Of(
        Known(records.Name, "Route 53", "a record"),
        Known(records.Type?.Value, "Route 53", "a record"),
        records.ResourceRecords.OrEmpty().Select(record => record.Value ?? ""),
        records.AliasTarget?.DNSName);

    public static ResolverRule ToModel(this Resolver.ResolverRule rule) => new(Known(rule.Id, "The resolver", "a rule"))
    {
        OwnerId = rule.OwnerId,
        DomainName = DnsName.Plain(rule.DomainName ?? ""),
        Type = Words.Of(rule.RuleType?.Value, ResolverRuleType.Unknown),
        TargetIps = [.. rule.TargetIps.OrEmpty().Select(target => target.Ip ?? target.Ipv6).OfType<string>()],
    };

    public static ResolverRuleAssociation? ToModel(this Resolver.ResolverRuleAssociation association) => InForce.Is(association.Status?.Value)
        ? new(Known(association.Id, "The resolver", "an association"), Known(association.VPCId, "The resolver", "an association"))
        {
            ResolverRuleId = association.ResolverRuleId ?? "",
        }
        : null;

    public static ResolverEndpoint ToModel(this Resolver.ResolverEndpoint endpoint, IEnumerable<Resolver.IpAddressResponse> addresses) =>
        new(Known(endpoint.Id, "The resolver", "an endpoint"), Known(endpoint.HostVPCId, "The resolver", "an endpoint"))
        {
            Direction = endpoint.Direction?.Value ?? "",
            // One that is being made may have none yet.
            Addresses = [.. addresses.Select(address => address.Ip ?? address.Ipv6).OfType<string>().Select(Address)],
        };

    public static FirewallAssociation? ToModel(this Resolver.FirewallRuleGroupAssociation association) => InForce.Is(association.Status?.Value)
        ? new(Known(association.Id, "The resolver", "an association"), Known(association.VpcId, "The resolver", "an association"))
        {
            FirewallRuleGroupId = association.FirewallRuleGroupId ?? "",
            Priority = association.Priority ?? 0,
        }
        : null;

    public static FirewallRule ToModel(this Resolver.FirewallRule rule, string groupId) =>
        FirewallRule.Of(groupId, rule.FirewallDomainListId, rule.Priority ?? 0, rule.Action?.Value, rule.Qtype, rule.DnsThreatProtection is null ? null : "DnsThreatProtection") with
        {
            ThreatProtectionId = rule.FirewallThreatProtectionId,
            TrustsRedirection = rule.FirewallDomainRedirectionAction?.Value is FirewallRule.Trusts,
        };

    public static ProfileAssociation? ToModel(this Profiles.ProfileAssociation association) => InForce.Is(association.Status?.Value)
        ? new(Known(association.Id, "Route 53 Profiles", "an association"), Known(association.ResourceId, "Route 53 Profiles", "an association"))
        {
            ProfileId = association.ProfileId ?? "",
        }
        : null;

    public static ProfileResource? ToModel(this Profiles.ProfileResourceAssociation association) => InForce.Is(association.Status?.Value)
        ? new(Known(association.Id, "Route 53 Profiles", "an association"))
        {
            ProfileId = association.ProfileId ?? "",
            ResourceArn = association.ResourceArn ?? "",
        }
        : null;

    private static string Bare(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static string Known(string? id, string service, string what) => id is { Length: > 0 }
        ? id
        : throw new AwsCallException(AwsFault.Unreadable, $"{service} answered with {what} that does not say which one it is, or where.");

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new AwsCallException(AwsFault.Unreadable, $"The resolver answered with '{text}', which is no address.");
}
