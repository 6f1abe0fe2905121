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
    Exceptionally = new(Severity.High, "where no target is healthy"),
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
        if (!service.TakesConnections)
            return NotApplicable("The service takes no connections any more.");
        if (service.LoadBalancerArns is [])
            return Undetermined($"The load balancers of {service.Id} have not been recorded.");

        LoadBalancer[] balancers = [.. network.BalancersOf(service)];
        return Finding.Judge(
        [
            .. network.LostBalancersOf(service).Select(arn => new Finding($"load balancer {LoadBalancer.NameOf(arn)} does not exist")),
            .. balancers.Select(State).OfType<Finding>(),
            .. Zones(service, network, parameters.Get(MinAvailabilityZones)),
            .. balancers.SelectMany(balancer => ListenerFindings.Of(balancer, network)),
            .. network.UnequalListenersOf(service).Select(one => new Finding($"load balancer {one.Balancer.Name} does not listen on {one.Lacks}, as load balancer {one.Other.Name} does")),
            .. balancers.Where(balancer => service.IpAddressTypes.Contains("ipv6") && !balancer.TakesIpv6)
                .Select(balancer => new Finding($"the service takes IPv6, and load balancer {balancer.Name} does not")),
        ]);
    }

    private static Finding? State(LoadBalancer balancer) => balancer.State switch
    {
        LoadBalancerState.Active => null,
        LoadBalancerState.Failed => new($"load balancer {balancer.Name} has failed"),
        LoadBalancerState.Impaired => new($"load balancer {balancer.Name} works, but cannot grow (active_impaired)"),
        LoadBalancerState.Provisioning => Finding.InDoubt($"Load balancer {balancer.Name} is still being made."),
        _ => Finding.InDoubt($"The state of load balancer {balancer.Name} is none that this version knows."),
    };

    private static IEnumerable<Finding> Zones(EndpointService service, Network network, int least) => network.ZonesOf(service).ToArray() switch
    {
        [] => [Finding.InDoubt($"The zones of {service.Id} have not been recorded.")],
        var zones when zones.Length < least => [new($"the service is in {Wording.List(zones)} alone, and {least} zones are asked for")],
        _ => [],
    };
}
