using ConfigRules.Model;
using Balancing = Amazon.ElasticLoadBalancingV2.Model;

namespace ConfigRules.Aws;

/// <summary>Makes the model's records of what Elastic Load Balancing answers.</summary>
internal static class BalancingMapping
{
    public static LoadBalancer ToModel(this Balancing.LoadBalancer balancer) => new(LoadBalancer.IdOf(Known(balancer.LoadBalancerArn, "a load balancer")))
    {
        Arn = balancer.LoadBalancerArn,
        State = BalancingWords.StateOf(balancer.State?.Code?.Value),
        IpAddressType = balancer.IpAddressType?.Value,
        Zones = [.. balancer.AvailabilityZones.OrEmpty().Select(zone => zone.ZoneName)],
        SecurityGroupIds = [.. balancer.SecurityGroups.OrEmpty()],
        EnforcesGroupsOnPrivateLink = balancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic is "on",
    };

    public static Listener ToModel(this Balancing.Listener listener, string balancerId) => new(Known(listener.ListenerArn, "a listener"), balancerId)
    {
        Port = listener.Port,
        Protocol = listener.Protocol?.Value,
        // An action to one group names it twice; of several, one of the weight 0 takes nothing.
        TargetGroupArns =
        [
            .. listener.DefaultActions.OrEmpty().SelectMany(action => action.ForwardConfig?.TargetGroups.OrEmpty().Where(group => group.Weight is not 0).Select(group => group.TargetGroupArn).Prepend(action.TargetGroupArn) ?? [action.TargetGroupArn])
                .OfType<string>().Distinct(),
        ],
    };

    public static BalancedTarget ToModel(this Balancing.TargetHealthDescription health) => new(
        Known(health.Target?.Id, "a target"), health.Target!.Port, health.Target.AvailabilityZone, BalancingWords.HealthOf(health.TargetHealth?.State?.Value));

    private static string Known(string? id, string what) => id is { Length: > 0 }
        ? id
        : throw new AwsCallException(AwsFault.Unreadable, $"Elastic Load Balancing answered with {what} that does not say which one it is.");
}
