using System.Text.Json;
using ConfigRules.Model;
using static ConfigRules.Recordings.RecordingWriter;

namespace ConfigRules.Recordings;

/// <summary>Writes what <see cref="BalancingReader"/> reads.</summary>
internal static class BalancingWriter
{
    public static void LoadBalancer(Utf8JsonWriter writer, LoadBalancer balancer)
    {
        Text(writer, "LoadBalancerArn", balancer.Arn);
        writer.WriteStartObject("State");
        Text(writer, "Code", BalancingWords.Of(balancer.State));
        writer.WriteEndObject();
        Text(writer, "IpAddressType", balancer.IpAddressType);
        Objects(writer, "AvailabilityZones", "ZoneName", balancer.Zones);
        Texts(writer, "SecurityGroups", balancer.SecurityGroupIds);
        Text(writer, "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", balancer.EnforcesGroupsOnPrivateLink ? "on" : "off");
    }

    /// <summary>As `aws elbv2 describe-load-balancer-attributes` prints them, with whose they are.</summary>
    public static void LoadBalancerAttributes(Utf8JsonWriter writer, LoadBalancer balancer)
    {
        Text(writer, "LoadBalancerArn", balancer.Arn);
        Attributes(writer, balancer.CrossZone);
    }

    public static void TargetGroupAttributes(Utf8JsonWriter writer, Network network, TargetGroup group)
    {
        Text(writer, "TargetGroupArn", Arn(network, group));
        Attributes(writer, group.CrossZone);
    }

    private static string Arn(Network network, TargetGroup group) => network.All<Listener>().SelectMany(listener => listener.TargetGroupArns)
        .FirstOrDefault(arn => Model.LoadBalancer.IdOf(arn) == group.Id) ?? $"targetgroup/{group.Id}";

    private static void Attributes(Utf8JsonWriter writer, CrossZone crossZone)
    {
        writer.WriteStartArray("Attributes");
        writer.WriteStartObject();
        Text(writer, "Key", BalancingWords.CrossZoneKey);
        Text(writer, "Value", BalancingWords.Of(crossZone));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    public static void Listener(Utf8JsonWriter writer, Network network, Listener listener)
    {
        Text(writer, "ListenerArn", listener.Id);
        Text(writer, "LoadBalancerArn", network.Find<LoadBalancer>(listener.LoadBalancerId)?.Arn ?? listener.LoadBalancerId);
        if (listener.Port is { } port)
            writer.WriteNumber("Port", port);
        Text(writer, "Protocol", listener.Protocol);
        writer.WriteStartArray("DefaultActions");
        writer.WriteStartObject();
        Text(writer, "Type", "forward");
        writer.WriteStartObject("ForwardConfig");
        Objects(writer, "TargetGroups", "TargetGroupArn", listener.TargetGroupArns);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>As `aws elbv2 describe-target-health` prints it, with whose it is: a group without targets is told from one of which nothing is known.</summary>
    public static void TargetHealth(Utf8JsonWriter writer, Network network, TargetGroup group)
    {
        Text(writer, "TargetGroupArn", Arn(network, group));
        writer.WriteStartArray("TargetHealthDescriptions");
        foreach (var target in group.Targets ?? [])
        {
            writer.WriteStartObject();
            writer.WriteStartObject("Target");
            Text(writer, "Id", target.Id);
            if (target.Port is { } port)
                writer.WriteNumber("Port", port);
            Text(writer, "AvailabilityZone", target.Zone);
            writer.WriteEndObject();
            writer.WriteStartObject("TargetHealth");
            Text(writer, "State", Words.Of(target.State));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>With which others it was started no rule asks: its own id stands for that.</summary>
    public static void Reservation(Utf8JsonWriter writer, Instance instance)
    {
        Text(writer, "ReservationId", instance.Id);
        writer.WriteStartArray("Instances");
        writer.WriteStartObject();
        Text(writer, "InstanceId", instance.Id);
        writer.WriteStartObject("Placement");
        Text(writer, "AvailabilityZone", instance.AvailabilityZone);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
