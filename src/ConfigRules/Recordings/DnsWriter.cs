using System.Text.Json;
using ConfigRules.Model;
using static ConfigRules.Recordings.RecordingWriter;

namespace ConfigRules.Recordings;

/// <summary>Writes what <see cref="DnsReader"/> reads.</summary>
internal static class DnsWriter
{
    /// <summary>As `aws route53 get-hosted-zone` prints it, with the zone's records beside it where they are known.</summary>
    public static void HostedZone(Utf8JsonWriter writer, HostedZone zone)
    {
        Text(writer, "Id", $"/hostedzone/{zone.Id}");
        Text(writer, "Name", $"{zone.Name}.");
        Object(writer, "Config", () => writer.WriteBoolean("PrivateZone", value: true));
        if (zone.OwnerId is { } owner)
            Object(writer, "Owner", () => Text(writer, "OwningAccount", owner));
        Objects(writer, "VPCs", "VPCId", zone.VpcIds);
        if (zone.Records is not { } records)
            return;
        writer.WriteStartArray("ResourceRecordSets");
        foreach (var record in records)
        {
            writer.WriteStartObject();
            Text(writer, "Name", $"{record.Name}.");
            Text(writer, "Type", record.Type);
            if (record.AliasOf is { } alias)
                Object(writer, "AliasTarget", () => Text(writer, "DNSName", $"{alias}."));
            else
                Objects(writer, "ResourceRecords", "Value", record.Values);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void TxtRecord(Utf8JsonWriter writer, TxtRecord record)
    {
        Text(writer, "Name", record.Id);
        Texts(writer, "Values", record.Values);
    }

    public static void ResolverRule(Utf8JsonWriter writer, ResolverRule rule)
    {
        Text(writer, "Id", rule.Id);
        Text(writer, "OwnerId", rule.OwnerId);
        Text(writer, "DomainName", $"{rule.DomainName}.");
        Text(writer, "RuleType", rule.Type is ResolverRuleType.Unknown ? null : rule.Type.ToString().ToUpperInvariant());
        writer.WriteStartArray("TargetIps");
        foreach (var target in rule.TargetIps)
        {
            writer.WriteStartObject();
            Text(writer, target.Contains(':', StringComparison.Ordinal) ? "Ipv6" : "Ip", target);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void ResolverRuleAssociation(Utf8JsonWriter writer, ResolverRuleAssociation association)
    {
        Text(writer, "Id", association.Id);
        Text(writer, "ResolverRuleId", association.ResolverRuleId);
        Text(writer, "VPCId", association.VpcId);
        Text(writer, "Status", "COMPLETE");
    }

    /// <summary>With the addresses that another command prints.</summary>
    public static void ResolverEndpoint(Utf8JsonWriter writer, ResolverEndpoint endpoint)
    {
        Text(writer, "Id", endpoint.Id);
        Text(writer, "HostVPCId", endpoint.VpcId);
        Text(writer, "Direction", endpoint.Direction);
        Objects(writer, "IpAddresses", "Ip", endpoint.Addresses.Select(address => address.ToString()));
    }

    public static void FirewallAssociation(Utf8JsonWriter writer, FirewallAssociation association)
    {
        Text(writer, "Id", association.Id);
        Text(writer, "FirewallRuleGroupId", association.FirewallRuleGroupId);
        Text(writer, "VpcId", association.VpcId);
        writer.WriteNumber("Priority", association.Priority);
        Text(writer, "Status", "COMPLETE");
    }

    public static void FirewallRule(Utf8JsonWriter writer, FirewallRule rule)
    {
        Text(writer, "FirewallRuleGroupId", rule.FirewallRuleGroupId);
        Text(writer, "FirewallDomainListId", rule.FirewallDomainListId is "" ? null : rule.FirewallDomainListId);
        Text(writer, "FirewallThreatProtectionId", rule.ThreatProtectionId);
        writer.WriteNumber("Priority", rule.Priority);
        Text(writer, "Action", rule.Action);
        Text(writer, "FirewallDomainRedirectionAction", rule.TrustsRedirection ? Model.FirewallRule.Trusts : null);
        Text(writer, "Qtype", rule.QueryType);
        if (rule.Detector is { } detector)
            Object(writer, "FirewallRuleType", () => Object(writer, detector, () => { }));
    }

    /// <summary>With the domains that another command prints.</summary>
    public static void FirewallDomainList(Utf8JsonWriter writer, FirewallDomainList list)
    {
        Text(writer, "Id", list.Id);
        Text(writer, "ManagedOwnerName", list.ManagedOwnerName);
        if (list.Domains is { } domains)
            Texts(writer, "Domains", domains);
    }

    public static void ProfileAssociation(Utf8JsonWriter writer, ProfileAssociation association)
    {
        Text(writer, "Id", association.Id);
        Text(writer, "ProfileId", association.ProfileId);
        Text(writer, "ResourceId", association.VpcId);
        Text(writer, "Status", "COMPLETE");
    }

    public static void ProfileResource(Utf8JsonWriter writer, ProfileResource resource)
    {
        Text(writer, "Id", resource.Id);
        Text(writer, "ProfileId", resource.ProfileId);
        Text(writer, "ResourceArn", resource.ResourceArn);
        Text(writer, "Status", "COMPLETE");
    }

    private static void Object(Utf8JsonWriter writer, string name, Action write)
    {
        writer.WriteStartObject(name);
        write();
        writer.WriteEndObject();
    }
}
