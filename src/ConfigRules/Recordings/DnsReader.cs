using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>
/// Reads what Route 53, its resolver and its profiles tell, one resource at a time. What is not in force, or does not concern a VPC,
/// reads as null.
/// </summary>
internal sealed class DnsReader(ResourceReader resources)
{
    /// <summary>A zone, without the path before its id; null for a public one.</summary>
    public HostedZone? HostedZone(ref Utf8JsonReader reader)
    {
        string? id = null, zoneName = null, owner = null;
        var isPrivate = true;
        ImmutableArray<string> vpcs = [];
        ImmutableArray<DnsRecord>? records = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "name": zoneName = resources.Text(ref reader); break;
                case "config": isPrivate = IsPrivate(ref reader); break;
                case "owner": owner = ResourceReader.IsObject(ref reader) ? resources.Member(ref reader, "owningAccount") : null; break;
                case "vPCs": vpcs = resources.Texts(ref reader, "vPCId"); break;
                case "resourceRecordSets": records = Records(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        var zone = new HostedZone(ResourceReader.Id(Last(id), "Id"))
        {
            OwnerId = owner,
            Name = DnsName.Plain(zoneName ?? ""),
            VpcIds = vpcs,
            Records = records,
        };
        return isPrivate ? zone : null;
    }

    /// <summary>What was answered for a name.</summary>
    public TxtRecord TxtRecord(ref Utf8JsonReader reader)
    {
        string? domain = null;
        ImmutableArray<string> values = [];
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "name": domain = resources.Text(ref reader); break;
                case "values": values = resources.Texts(ref reader, null); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        // As a name may begin with any character, it is not read as an id is.
        return domain is { Length: > 0 } ? new(DnsName.Plain(domain)) { Values = values } : throw new RecordingException("an entry has no Name");
    }

    /// <summary>A zone as the list of a VPC's zones has it; null for one that belongs to a service, in which nothing can be read.</summary>
    public HostedZone? HostedZoneSummary(ref Utf8JsonReader reader)
    {
        string? id = null, zoneName = null, owner = null, service = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "hostedZoneId": id = resources.Text(ref reader); break;
                case "name": zoneName = resources.Text(ref reader); break;
                case "owner": (owner, service) = Owner(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        var zone = new HostedZone(ResourceReader.Id(Last(id), "HostedZoneId")) { OwnerId = owner, Name = DnsName.Plain(zoneName ?? "") };
        return service is null ? zone : null;
    }

    private (string? Account, string? Service) Owner(ref Utf8JsonReader reader)
    {
        (string? Account, string? Service) owner = default;
        if (!ResourceReader.IsObject(ref reader))
            return owner;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "owningAccount": owner.Account = resources.Text(ref reader); break;
                case "owningService": owner.Service = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return owner;
    }

    private bool IsPrivate(ref Utf8JsonReader reader)
    {
        var isPrivate = true;
        if (!ResourceReader.IsObject(ref reader))
            return isPrivate;
        while (resources.NextMember(ref reader, out var name))
        {
            if (name is "privateZone")
                isPrivate = resources.Boolean(ref reader);
            else
                ResourceReader.Skip(ref reader);
        }
        return isPrivate;
    }

    private ImmutableArray<DnsRecord> Records(ref Utf8JsonReader reader)
    {
        var records = ImmutableArray.CreateBuilder<DnsRecord>();
        for (var more = ResourceReader.IsList(ref reader); more && ResourceReader.NextElement(ref reader);)
        {
            if (ResourceReader.IsObject(ref reader))
                records.Add(Record(ref reader));
        }
        return records.DrainToImmutable();
    }

    public DnsRecord Record(ref Utf8JsonReader reader)
    {
        string? recordName = null, type = null, alias = null;
        ImmutableArray<string> values = [];
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "name": recordName = resources.Text(ref reader); break;
                case "type": type = resources.Text(ref reader); break;
                case "resourceRecords": values = resources.Texts(ref reader, "value"); break;
                case "aliasTarget": alias = ResourceReader.IsObject(ref reader) ? resources.Member(ref reader, "dNSName") : null; break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return DnsRecord.Of(
            recordName ?? throw new RecordingException("a record has no Name"),
            type ?? throw new RecordingException("a record has no Type"),
            values,
            alias);
    }

    public ResolverRule ResolverRule(ref Utf8JsonReader reader)
    {
        string? id = null, owner = null, domain = null, type = null;
        ImmutableArray<string> targets = [];
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "ownerId": owner = resources.Text(ref reader); break;
                case "domainName": domain = resources.Text(ref reader); break;
                case "ruleType": type = resources.Text(ref reader); break;
                case "targetIps": targets = Targets(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return new(ResourceReader.Id(id, "Id"))
        {
            OwnerId = owner,
            DomainName = DnsName.Plain(domain ?? ""),
            Type = ResourceReader.Known(type, ResolverRuleType.Unknown),
            TargetIps = targets,
        };
    }

    /// <summary>Each target has an address of one family.</summary>
    private ImmutableArray<string> Targets(ref Utf8JsonReader reader)
    {
        var targets = ImmutableArray.CreateBuilder<string>();
        for (var more = ResourceReader.IsList(ref reader); more && ResourceReader.NextElement(ref reader);)
        {
            if (ResourceReader.IsObject(ref reader) && AddressIn(ref reader) is { } address)
                targets.Add(address);
        }
        return targets.DrainToImmutable();
    }

    private string? AddressIn(ref Utf8JsonReader reader)
    {
        string? address = null;
        while (resources.NextMember(ref reader, out var name))
        {
            if (name is "ip" or "ipv6")
                address = resources.Text(ref reader) ?? address;
            else
                ResourceReader.Skip(ref reader);
        }
        return address;
    }

    public ResolverRuleAssociation? ResolverRuleAssociation(ref Utf8JsonReader reader)
    {
        string? id = null, rule = null, vpc = null, status = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "resolverRuleId": rule = resources.Text(ref reader); break;
                case "vPCId": vpc = resources.Text(ref reader); break;
                case "status": status = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        var association = new ResolverRuleAssociation(ResourceReader.Id(id, "Id"), vpc ?? "") { ResolverRuleId = rule ?? "" };
        return InForce.Is(status) ? association : null;
    }

    public ResolverEndpoint ResolverEndpoint(ref Utf8JsonReader reader)
    {
        string? id = null, vpc = null, direction = null;
        ImmutableArray<string> addresses = [];
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "hostVPCId": vpc = resources.Text(ref reader); break;
                case "direction": direction = resources.Text(ref reader); break;
                case "ipAddresses": addresses = Targets(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return new(ResourceReader.Id(id, "Id"), vpc ?? "")
        {
            Direction = direction ?? "",
            Addresses = [.. addresses.Select(ResourceReader.Address)],
        };
    }

    /// <summary>An address of an endpoint that is not named beside it; null while it is being made.</summary>
    public IPAddress? EndpointAddress(ref Utf8JsonReader reader) => AddressIn(ref reader) is { } address ? ResourceReader.Address(address) : null;

    public FirewallAssociation? FirewallAssociation(ref Utf8JsonReader reader)
    {
        string? id = null, group = null, vpc = null, priority = null, status = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "firewallRuleGroupId": group = resources.Text(ref reader); break;
                case "vpcId": vpc = resources.Text(ref reader); break;
                case "priority": priority = resources.Text(ref reader); break;
                case "status": status = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        var association = new FirewallAssociation(ResourceReader.Id(id, "Id"), vpc ?? "")
        {
            FirewallRuleGroupId = group ?? "",
            Priority = ResourceReader.Number(priority, "Priority"),
        };
        return InForce.Is(status) ? association : null;
    }

    public FirewallRule FirewallRule(ref Utf8JsonReader reader)
    {
        string? group = null, list = null, threats = null, priority = null, action = null, redirection = null, type = null, detector = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "firewallRuleGroupId": group = resources.Text(ref reader); break;
                case "firewallDomainListId": list = resources.Text(ref reader); break;
                case "firewallThreatProtectionId": threats = resources.Text(ref reader); break;
                case "priority": priority = resources.Text(ref reader); break;
                case "action": action = resources.Text(ref reader); break;
                case "firewallDomainRedirectionAction": redirection = resources.Text(ref reader); break;
                case "qtype": type = resources.Text(ref reader); break;
                case "dnsThreatProtection": detector = resources.Text(ref reader) is { Length: > 0 } ? "DnsThreatProtection" : detector; break;
                case "firewallRuleType": detector = Detector(ref reader) ?? detector; break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return Model.FirewallRule.Of(
            ResourceReader.Id(group, "FirewallRuleGroupId"), list, ResourceReader.Number(priority, "Priority"), action, type, detector) with
        {
            ThreatProtectionId = threats,
            TrustsRedirection = redirection is Model.FirewallRule.Trusts,
        };
    }

    /// <summary>The type is the name of the one member that is there.</summary>
    private string? Detector(ref Utf8JsonReader reader)
    {
        string? detector = null;
        if (!ResourceReader.IsObject(ref reader))
            return detector;
        while (resources.NextMember(ref reader, out var name))
        {
            if (reader.TokenType is JsonTokenType.StartObject)
                detector = $"{char.ToUpperInvariant(name[0])}{name[1..]}";
            ResourceReader.Skip(ref reader);
        }
        return detector;
    }

    public FirewallDomainList FirewallDomainList(ref Utf8JsonReader reader)
    {
        string? id = null, owner = null;
        ImmutableArray<string>? domains = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "domains": domains = resources.Texts(ref reader, null); break;
                case "managedOwnerName": owner = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return new(ResourceReader.Id(id, "Id")) { Domains = domains is { } names ? [.. names.Select(DnsName.Plain)] : null, ManagedOwnerName = owner };
    }

    public ProfileAssociation? ProfileAssociation(ref Utf8JsonReader reader)
    {
        string? id = null, profile = null, vpc = null, status = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "profileId": profile = resources.Text(ref reader); break;
                case "resourceId": vpc = resources.Text(ref reader); break;
                case "status": status = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        var association = new ProfileAssociation(ResourceReader.Id(id, "Id"), vpc ?? "") { ProfileId = profile ?? "" };
        return InForce.Is(status) ? association : null;
    }

    public ProfileResource? ProfileResource(ref Utf8JsonReader reader)
    {
        string? id = null, profile = null, arn = null, status = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": id = resources.Text(ref reader); break;
                case "profileId": profile = resources.Text(ref reader); break;
                case "resourceArn": arn = resources.Text(ref reader); break;
                case "status": status = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        var resource = new ProfileResource(ResourceReader.Id(id, "Id")) { ProfileId = profile ?? "", ResourceArn = arn ?? "" };
        return InForce.Is(status) ? resource : null;
    }

    private static string? Last(string? path) => path?[(path.LastIndexOf('/') + 1)..];
}
