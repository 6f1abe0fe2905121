using System.Collections.Immutable;
using System.Text.Json;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>Reads what Elastic Load Balancing tells of load balancers behind endpoint services, and EC2 of the instances behind those.</summary>
internal sealed class BalancingReader(ResourceReader resources)
{
    public LoadBalancer LoadBalancer(ref Utf8JsonReader reader)
    {
        string? arn = null, state = null, type = null, enforces = null;
        ImmutableArray<string> zones = [], groups = [];
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "loadBalancerArn": arn = resources.Text(ref reader); break;
                case "state": state = ResourceReader.IsObject(ref reader) ? resources.Member(ref reader, "code") : null; break;
                case "ipAddressType": type = resources.Text(ref reader); break;
                case "availabilityZones": zones = resources.Texts(ref reader, "zoneName"); break;
                case "securityGroups": groups = resources.Texts(ref reader, null); break;
                case "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic": enforces = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return new(Model.LoadBalancer.IdOf(ResourceReader.Id(arn, "LoadBalancerArn")))
        {
            Arn = arn,
            State = BalancingWords.StateOf(state),
            IpAddressType = type,
            Zones = zones,
            SecurityGroupIds = groups,
            EnforcesGroupsOnPrivateLink = enforces is "on",
        };
    }

    public LoadBalancer LoadBalancerAttributes(ref Utf8JsonReader reader)
    {
        var (arn, value) = Attributes(ref reader, "LoadBalancerArn");
        return new(Model.LoadBalancer.IdOf(arn)) { CrossZone = BalancingWords.CrossZoneOf(value, CrossZone.Off) };
    }

    public TargetGroup TargetGroupAttributes(ref Utf8JsonReader reader)
    {
        var (arn, value) = Attributes(ref reader, "TargetGroupArn");
        return new(Model.LoadBalancer.IdOf(arn)) { CrossZone = BalancingWords.CrossZoneOf(value, CrossZone.AsLoadBalancer) };
    }

    /// <summary>Whose attributes they are, and what they say of zones.</summary>
    private (string Arn, string? Value) Attributes(ref Utf8JsonReader reader, string member)
    {
        string? arn = null, value = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "loadBalancerArn" or "targetGroupArn": arn = resources.Text(ref reader); break;
                case "attributes":
                    for (var more = ResourceReader.IsList(ref reader); more && ResourceReader.NextElement(ref reader);)
                    {
                        if (ResourceReader.IsObject(ref reader))
                            value = Attribute(ref reader) ?? value;
                    }
                    break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return (ResourceReader.Id(arn, member), value);
    }

    /// <summary>What an attribute says of zones; null for one of something else.</summary>
    public string? Attribute(ref Utf8JsonReader reader)
    {
        string? key = null, value = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "key": key = resources.Text(ref reader); break;
                case "value": value = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return key is BalancingWords.CrossZoneKey ? value : null;
    }

    public Listener Listener(ref Utf8JsonReader reader)
    {
        string? arn = null, balancer = null, port = null, protocol = null;
        ImmutableArray<string> groups = [];
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "listenerArn": arn = resources.Text(ref reader); break;
                case "loadBalancerArn": balancer = resources.Text(ref reader); break;
                case "port": port = resources.Text(ref reader); break;
                case "protocol": protocol = resources.Text(ref reader); break;
                case "defaultActions": groups = Forwards(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return new(ResourceReader.Id(arn, "ListenerArn"), Model.LoadBalancer.IdOf(ResourceReader.Id(balancer, "LoadBalancerArn")))
        {
            Port = port is null ? null : ResourceReader.Number(port, "Port"),
            Protocol = protocol,
            TargetGroupArns = groups,
        };
    }

    /// <summary>An action to one group names it twice.</summary>
    private ImmutableArray<string> Forwards(ref Utf8JsonReader reader)
    {
        var groups = new List<string>();
        for (var more = ResourceReader.IsList(ref reader); more && ResourceReader.NextElement(ref reader);)
        {
            if (!ResourceReader.IsObject(ref reader))
                continue;
            while (resources.NextMember(ref reader, out var name))
            {
                switch (name)
                {
                    case "targetGroupArn": groups.AddRange(resources.Text(ref reader) is { } group ? [group] : []); break;
                    case "forwardConfig": groups.AddRange(Weighted(ref reader)); break;
                    default: ResourceReader.Skip(ref reader); break;
                }
            }
        }
        return [.. groups.Distinct()];
    }

    /// <summary>The groups that take a share; one of the weight 0 takes none.</summary>
    private List<string> Weighted(ref Utf8JsonReader reader)
    {
        var groups = new List<string>();
        if (!ResourceReader.IsObject(ref reader))
            return groups;
        while (resources.NextMember(ref reader, out var name))
        {
            if (name is not "targetGroups")
            {
                ResourceReader.Skip(ref reader);
                continue;
            }
            for (var more = ResourceReader.IsList(ref reader); more && ResourceReader.NextElement(ref reader);)
            {
                if (ResourceReader.IsObject(ref reader) && Share(ref reader) is { } group)
                    groups.Add(group);
            }
        }
        return groups;
    }

    private string? Share(ref Utf8JsonReader reader)
    {
        string? group = null, weight = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "targetGroupArn": group = resources.Text(ref reader); break;
                case "weight": weight = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return weight is "0" ? null : group;
    }

    /// <summary>The health of one target, or of all of a group that is named with them; a group without an ARN is whose the file says.</summary>
    public TargetGroup TargetHealth(ref Utf8JsonReader reader)
    {
        string? arn = null, id = null, port = null, zone = null, state = null;
        var targets = ImmutableArray.CreateBuilder<BalancedTarget>();
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "targetGroupArn": arn = resources.Text(ref reader); break;
                case "target": (id, port, zone) = Target(ref reader); break;
                case "targetHealth": state = ResourceReader.IsObject(ref reader) ? resources.Member(ref reader, "state") : null; break;
                case "targetHealthDescriptions":
                    for (var more = ResourceReader.IsList(ref reader); more && ResourceReader.NextElement(ref reader);)
                    {
                        if (ResourceReader.IsObject(ref reader))
                            targets.AddRange(TargetHealth(ref reader).Targets ?? []);
                    }
                    break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        if (id is not null)
            targets.Add(new(id, port is null ? null : ResourceReader.Number(port, "Port"), zone, BalancingWords.HealthOf(state)));
        return new(arn is null ? "" : Model.LoadBalancer.IdOf(arn)) { Targets = targets.DrainToImmutable() };
    }

    private (string? Id, string? Port, string? Zone) Target(ref Utf8JsonReader reader)
    {
        (string? Id, string? Port, string? Zone) target = default;
        if (!ResourceReader.IsObject(ref reader))
            return target;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id": target.Id = resources.Text(ref reader); break;
                case "port": target.Port = resources.Text(ref reader); break;
                case "availabilityZone": target.Zone = resources.Text(ref reader); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return target;
    }

    /// <summary>The instances that were started together.</summary>
    public ImmutableArray<Instance> Reservation(ref Utf8JsonReader reader)
    {
        var instances = ImmutableArray.CreateBuilder<Instance>();
        while (resources.NextMember(ref reader, out var name))
        {
            if (name is not "instances")
            {
                ResourceReader.Skip(ref reader);
                continue;
            }
            for (var more = ResourceReader.IsList(ref reader); more && ResourceReader.NextElement(ref reader);)
            {
                if (ResourceReader.IsObject(ref reader))
                    instances.Add(Instance(ref reader));
            }
        }
        return instances.DrainToImmutable();
    }

    private Instance Instance(ref Utf8JsonReader reader)
    {
        string? id = null, zone = null;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "instanceId": id = resources.Text(ref reader); break;
                case "placement": zone = ResourceReader.IsObject(ref reader) ? resources.Member(ref reader, "availabilityZone") : null; break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        return new(ResourceReader.Id(id, "InstanceId")) { AvailabilityZone = zone };
    }
}
