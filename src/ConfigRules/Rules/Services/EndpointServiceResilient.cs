using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Services;

/// <summary>Behind the endpoint is a load balancer, and behind that somebody has to answer, in every zone that takes packets.</summary>
public sealed class EndpointServiceResilient() : ParameterizedRule<EndpointService>(new()
{
    Id = "endpoint-service-resilient",
    Title = "Endpoint services answer in every zone, through load balancers that work",
    Severity = Severity.Medium,
    Reads =
    [
        FactKind.ServiceConfigurations, FactKind.LoadBalancers, FactKind.LoadBalancerAttributes, FactKind.Listeners,
        FactKind.TargetGroupAttributes, FactKind.TargetHealthDescriptions,
    ],
    ReadsWhereRecorded = [FactKind.Reservations, FactKind.SecurityGroups],
    Triggers = [ResourceType.EndpointService],
    Why = """
        A consumer's endpoint is available as long as the service exists, whoever stands behind it. A load balancer sends packets on
        within their zone unless it is told otherwise: one zone without a healthy target refuses every connection of the consumers
        in it, and their endpoint, their groups and their routes all look right.
        """,
    Fix = "Have a healthy target in every zone of the load balancer, or let it send packets to other zones; give all load balancers of the service the same listeners.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoint-service-configurations --service-ids SERVICE --query 'ServiceConfigurations[].[NetworkLoadBalancerArns,GatewayLoadBalancerArns]'
        aws elbv2 describe-target-health --target-group-arn TARGETS
        # Targets in some zones only; packets between zones are billed:
        aws elbv2 modify-load-balancer-attributes --load-balancer-arn BALANCER --attributes Key=load_balancing.cross_zone.enabled,Value=true
        # Its groups let no consumer in: have them do so, or not be asked about endpoints.
        aws elbv2 set-security-groups --load-balancer-arn BALANCER --security-groups GROUP --enforce-security-group-inbound-rules-on-private-link-traffic off
        # The service takes IPv6:
        aws elbv2 set-ip-address-type --load-balancer-arn BALANCER --ip-address-type dualstack
        # In CloudFormation, at the AWS::ElasticLoadBalancingV2::LoadBalancer:
        #   LoadBalancerAttributes:
        #     - { Key: load_balancing.cross_zone.enabled, Value: "true" }
        """,
        "It takes targets that run and listeners that the application answers, which no call about the endpoint service can make."),
    Proof = """
        aws ec2 describe-vpc-endpoint-service-configurations --service-ids SERVICE --query 'ServiceConfigurations[].[AvailabilityZones,NetworkLoadBalancerArns,GatewayLoadBalancerArns]'
        aws elbv2 describe-load-balancers --load-balancer-arns BALANCER --query 'LoadBalancers[].[State,IpAddressType,AvailabilityZones[].ZoneName]'
        aws elbv2 describe-listeners --load-balancer-arn BALANCER --query 'Listeners[].[Protocol,Port,DefaultActions]'
        aws elbv2 describe-target-health --target-group-arn TARGETS --query 'TargetHealthDescriptions[].[Target,TargetHealth.State]'
        """,
    Parameters = [MinAvailabilityZones],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-cross-zone.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html",
    ],
})
{
    private static readonly IntegerParameter MinAvailabilityZones = new(
        "minAvailabilityZones", "In how many zones a service has to be.", Fallback: 2, Min: 1, Max: 6);

    protected override Verdict Judge(EndpointService service, Network network, Parameters parameters)
    {
        if (service.State is EndpointServiceState.Deleting or EndpointServiceState.Deleted or EndpointServiceState.Failed)
            return NotApplicable("The service takes no connections any more.");
        if (service.LoadBalancerArns is [])
            return Undetermined($"The load balancers of {service.Id} have not been recorded.");

        var behind = service.LoadBalancerArns.Order(StringComparer.Ordinal).Select(arn => (Name: LoadBalancer.NameOf(arn), Found: network.Find<LoadBalancer>(LoadBalancer.IdOf(arn)))).ToArray();
        LoadBalancer[] balancers = [.. behind.Select(one => one.Found).OfType<LoadBalancer>()];
        Doubt[] doubts =
        [
            .. behind.Where(one => one.Found is null).Select(one => Wrong($"load balancer {one.Name} does not exist")),
            .. balancers.Select(State).OfType<Doubt>(),
            .. Zones(service, balancers, parameters.Get(MinAvailabilityZones)),
            .. balancers.SelectMany(balancer => Listeners(balancer, network)),
            .. Differences(balancers, network),
            .. balancers.Where(balancer => service.IpAddressTypes.Contains("ipv6") && !balancer.TakesIpv6).Select(balancer => Wrong($"the service takes IPv6, and {NameOf(balancer)} does not")),
        ];
        return doubts.Where(doubt => doubt.IsWrong).Select(doubt => doubt.What).ToArray() switch
        {
            [_, ..] wrong => NonCompliant($"{Wording.Capital(Wording.Few(wrong))}."),
            _ => doubts is [var first, ..] ? Undetermined($"{Wording.Capital(first.What)}.") : Compliant(),
        };
    }

    private static Doubt? State(LoadBalancer balancer) => balancer.State switch
    {
        LoadBalancerState.Active => null,
        LoadBalancerState.Failed => Wrong($"{NameOf(balancer)} has failed"),
        LoadBalancerState.Impaired => Wrong($"{NameOf(balancer)} works, but cannot grow (active_impaired)"),
        LoadBalancerState.Provisioning => Unclear($"{NameOf(balancer)} is still being made"),
        _ => Unclear($"the state of {NameOf(balancer)} is none that this version knows"),
    };

    private static IEnumerable<Doubt> Zones(EndpointService service, LoadBalancer[] balancers, int least)
    {
        string[] zones = [.. (service.AvailabilityZones is [] ? balancers.SelectMany(balancer => balancer.Zones) : service.AvailabilityZones).Distinct().Order(StringComparer.Ordinal)];
        if (zones is [])
            yield return Unclear($"the zones of {service.Id} have not been recorded");
        else if (zones.Length < least)
            yield return Wrong($"the service is in {Wording.List(zones)} alone, and {least} zones are asked for");
    }

    private static IEnumerable<Doubt> Listeners(LoadBalancer balancer, Network network)
    {
        var listeners = network.ListenersOf(balancer).OrderBy(listener => listener.Port).ThenBy(listener => listener.Id, StringComparer.Ordinal).ToArray();
        return listeners is []
            ? [Wrong($"{NameOf(balancer)} has no listener")]
            : [.. listeners.Select(listener => Answers(listener, balancer, network)).OfType<Doubt>(), .. listeners.Select(listener => Admits(listener, balancer, network)).OfType<Doubt>()];
    }

    private static Doubt? Answers(Listener listener, LoadBalancer balancer, Network network)
    {
        var groups = network.TargetGroupsOf(listener).ToArray();
        if (groups.Any(group => group?.Targets is null))
            return Unclear($"the health of the targets of {NameOf(balancer)} for {listener.Name} has not been recorded");

        var targets = groups.OfType<TargetGroup>().SelectMany(group => group.Targets!.Value.Select(target => (target, group))).ToArray();
        var zones = balancer.Zones.ToLookup(zone => targets.Aggregate(
            (bool?)false, (any, one) => any | (IsHealthy(one.target) & network.ReachesFrom(zone, one.target, one.group, balancer))));
        return targets.Aggregate((bool?)false, (any, one) => any | IsHealthy(one.target)) switch
        {
            false => Wrong($"{NameOf(balancer)} has no healthy target for {listener.Name}"),
            _ when zones[false].Any() => Wrong($"{NameOf(balancer)} has no healthy target for {listener.Name} in {Wording.List(zones[false].Order(StringComparer.Ordinal))}"),
            null => Unclear($"whether {NameOf(balancer)} has a healthy target for {listener.Name} is not known yet"),
            _ when zones[null].Any() => Unclear($"whether {NameOf(balancer)} has a healthy target for {listener.Name} in {Wording.List(zones[null].Order(StringComparer.Ordinal))} cannot be told from what was recorded"),
            _ => null,
        };
    }

    /// <summary>Null for one that is being looked at, whose health nobody looks at, or of which a word from a later day is said.</summary>
    private static bool? IsHealthy(BalancedTarget target) => target.State switch
    {
        TargetState.Healthy => true,
        TargetState.Initial or TargetState.Unavailable or TargetState.Unknown => null,
        _ => false,
    };

    /// <summary>Packets from endpoints come from addresses of the consumers' VPCs, never from a group.</summary>
    private static Doubt? Admits(Listener listener, LoadBalancer balancer, Network network)
    {
        if (listener is not { Port: { } port, Protocol: "TCP" or "TLS" or "TCP_UDP" } || balancer is not { EnforcesGroupsOnPrivateLink: true, SecurityGroupIds: [_, ..] ids })
            return null;
        var groups = ids.Select(network.Find<SecurityGroup>).ToArray();
        return groups switch
        {
            _ when groups.OfType<SecurityGroup>().SelectMany(group => group.Ingress).Any(rule => rule.AdmitsTcp(port) && (rule.Blocks is [_, ..] || rule.PrefixListIds is [_, ..])) => null,
            _ when groups.Contains(null) => Unclear($"the security groups of {NameOf(balancer)} have not been recorded"),
            _ => Wrong($"the security groups of {NameOf(balancer)} ({Wording.List(ids)}) let no consumer in on {listener.Name}"),
        };
    }

    private static IEnumerable<Doubt> Differences(LoadBalancer[] balancers, Network network)
    {
        var ports = balancers.Select(balancer => network.ListenersOf(balancer).Select(listener => listener.Name).ToHashSet()).ToArray();
        return
            from index in Enumerable.Range(0, balancers.Length)
            from other in Enumerable.Range(0, balancers.Length)
            where ports[index].Count > 0
            from missing in ports[other].Except(ports[index]).Order(StringComparer.Ordinal)
            where other == Enumerable.Range(0, balancers.Length).First(one => ports[one].Contains(missing))
            select Wrong($"{NameOf(balancers[index])} does not listen on {missing}, as {NameOf(balancers[other])} does");
    }

    private static string NameOf(LoadBalancer balancer) => $"load balancer {LoadBalancer.NameOf(balancer.Arn ?? balancer.Id)}";

    private static Doubt Wrong(string what) => new(what, IsWrong: true);

    private static Doubt Unclear(string what) => new(what, IsWrong: false);

    /// <summary>Something that is wrong, or that cannot be told.</summary>
    private sealed record Doubt(string What, bool IsWrong);
}
