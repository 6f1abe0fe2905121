namespace ConfigRules.Model;

/// <content>What stands behind endpoint services: load balancers, and whoever answers for them.</content>
public sealed partial class Network
{
    /// <summary>In the order of ports.</summary>
    public IEnumerable<Listener> ListenersOf(LoadBalancer balancer) =>
        _listenersOfBalancer.Value[balancer.Id].OrderBy(listener => listener.Port).ThenBy(listener => listener.Id, StringComparer.Ordinal);

    /// <summary>The load balancers behind the service, in the order of ARNs.</summary>
    public IEnumerable<LoadBalancer> BalancersOf(EndpointService service) =>
        service.LoadBalancerArns.Distinct().Order(StringComparer.Ordinal).Select(arn => Find<LoadBalancer>(LoadBalancer.IdOf(arn))).OfType<LoadBalancer>();

    /// <summary>The ARNs that the service names and that no load balancer has, in order.</summary>
    public IEnumerable<string> LostBalancersOf(EndpointService service) =>
        service.LoadBalancerArns.Where(arn => Find<LoadBalancer>(LoadBalancer.IdOf(arn)) is null).Order(StringComparer.Ordinal);

    /// <summary>The zones in which the service takes packets, by name and in order; empty where nobody recorded them.</summary>
    public IEnumerable<string> ZonesOf(EndpointService service) =>
        (service.AvailabilityZones is [] ? BalancersOf(service).SelectMany(balancer => balancer.Zones) : service.AvailabilityZones).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// What one of the service's load balancers listens on and another does not, told of the first that does; those without any listener
    /// are left out.
    /// </summary>
    public IEnumerable<(LoadBalancer Balancer, string Lacks, LoadBalancer Other)> UnequalListenersOf(EndpointService service)
    {
        var all = BalancersOf(service).Select(balancer => (Balancer: balancer, Listeners: ListenersOf(balancer).Select(listener => listener.Name).Order(StringComparer.Ordinal).ToArray()))
            .Where(one => one.Listeners is not []).ToArray();
        var first = all.SelectMany(one => one.Listeners.Select(name => (Name: name, one.Balancer))).DistinctBy(listener => listener.Name).ToArray();
        return from one in all
               from other in first.ExceptBy(one.Listeners, listener => listener.Name)
               select (one.Balancer, other.Name, other.Balancer);
    }

    /// <summary>The zones of the load balancer, in order, by whether anybody in the group can answer what it takes there; null as of one zone.</summary>
    public ILookup<bool?, string> ZonesByHealth(TargetGroup group, LoadBalancer balancer) =>
        balancer.Zones.Order(StringComparer.Ordinal).ToLookup(zone => HasHealthyTarget(group, balancer, zone));

    /// <summary>Whether the targets of all groups to which the listener forwards were recorded, with their health.</summary>
    public bool KnowsTargetsOf(Listener listener) => TargetGroupsOf(listener).All(group => group?.Targets is not null);

    /// <summary>The groups to which the listener forwards; null for one of which nothing was recorded.</summary>
    public IEnumerable<TargetGroup?> TargetGroupsOf(Listener listener) =>
        listener.TargetGroupArns.Select(arn => Find<TargetGroup>(LoadBalancer.IdOf(arn)));

    /// <summary>Whether anybody in the group can answer; null where nobody certainly can and somebody may.</summary>
    public static bool? HasHealthyTarget(TargetGroup group) => Any(group, target => target.IsHealthy);

    /// <summary>Whether anybody in the group can answer what the load balancer takes in the zone, given by name; null as without a zone.</summary>
    public bool? HasHealthyTarget(TargetGroup group, LoadBalancer balancer, string zone) =>
        Any(group, target => target.IsHealthy & ReachesFrom(zone, target, group, balancer));

    /// <summary>
    /// Whether packets that the load balancer takes in the zone get to the target; null where that hangs on what was not recorded.
    /// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-cross-zone.html
    /// </summary>
    public bool? ReachesFrom(string zone, BalancedTarget target, TargetGroup group, LoadBalancer balancer)
    {
        var crosses = (group.CrossZone is CrossZone.AsLoadBalancer ? balancer.CrossZone : group.CrossZone) switch
        {
            CrossZone.On => true,
            CrossZone.Off => false,
            _ => (bool?)null,
        };
        var isThere = (target.Zone ?? Find<Instance>(target.Id)?.AvailabilityZone) switch
        {
            null => (bool?)null,
            var own => own == zone || own is "all",
        };
        return crosses | isThere;
    }

    /// <summary>
    /// Whether the load balancer's security groups let in what endpoints send to its listener, which comes from addresses of the
    /// consumers' VPCs and never from a group; true where they are not asked, and null where they were not recorded. PrivateLink carries UDP too.
    /// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
    /// https://aws.amazon.com/about-aws/whats-new/2024/10/aws-udp-privatelink-dual-stack-network-load-balancers/
    /// </summary>
    public bool? LetsConsumersIn(Transport transport, int port, LoadBalancer balancer)
    {
        if (balancer is not { EnforcesGroupsOnPrivateLink: true, SecurityGroupIds: [_, ..] })
            return true;
        var groups = balancer.SecurityGroupIds.Select(Find<SecurityGroup>).ToArray();
        return groups.OfType<SecurityGroup>().SelectMany(group => group.Ingress)
            .Any(rule => (transport is Transport.Udp ? rule.AdmitsUdp(port) : rule.AdmitsTcp(port)) && (rule.Blocks is [_, ..] || rule.PrefixListIds is [_, ..])) ? true
            : groups.Contains(null) ? null
            : false;
    }

    /// <summary>Targets whose health nobody recorded may be anything.</summary>
    private static bool? Any(TargetGroup group, Func<BalancedTarget, bool?> holds) =>
        group.Targets is { } targets ? targets.Aggregate((bool?)false, (some, target) => some | holds(target)) : null;

    /// <summary>What is behind the endpoint services among the facts.</summary>
    private void AddBalancing(NetworkFacts facts)
    {
        var balancers = facts.EndpointServices.SelectMany(service => service.LoadBalancerArns).Select(LoadBalancer.IdOf).ToHashSet();
        Add(facts.LoadBalancers, _balancers.All.Where(balancer => balancers.Contains(balancer.Id)));
        Add(facts.Listeners, _listeners.All.Where(listener => balancers.Contains(listener.LoadBalancerId)));
        Add(facts.TargetGroups, _targetGroups.All);
        Add(facts.Instances, _instances.All);
    }
}
