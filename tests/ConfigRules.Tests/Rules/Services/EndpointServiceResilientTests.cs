using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Services;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Services;

public sealed class EndpointServiceResilientTests
    : RuleTests<EndpointServiceResilient, EndpointServiceResilientTests>, IRuleScenarios
{
    private const string Zone1 = "eu-west-1a";
    private const string Zone2 = "eu-west-1b";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a healthy target in each zone", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders")), Compliant),

        new("healthy targets in one zone of two", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In(Zone1), In(Zone2, TargetState.Unhealthy)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443 in eu-west-1b."),

        new("no target at all in one zone of two", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In(Zone1)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443 in eu-west-1b."),

        new("healthy targets in one zone, and a load balancer that sends packets to other zones",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", crosses: CrossZone.On, targets: [In(Zone1), In(Zone2, TargetState.Unhealthy)])), Compliant),

        new("a group that keeps packets in their zone, whatever the load balancer does",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", crosses: CrossZone.On, groupCrosses: CrossZone.Off, targets: [In(Zone1)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443 in eu-west-1b."),

        new("a group that sends packets to other zones, whatever the load balancer does",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", groupCrosses: CrossZone.On, targets: [In(Zone1)])), Compliant),

        new("no healthy target anywhere", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", crosses: CrossZone.On, targets: [In(Zone1, TargetState.Unhealthy), In(Zone2, TargetState.Draining)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443.") { Severity = Severity.High },

        new("no target anywhere", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", hasTargets: false)),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443.") { Severity = Severity.High },

        new("targets that nobody uses", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In(Zone1, TargetState.Unused)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443.") { Severity = Severity.High },

        new("two groups that share what arrives, each with a healthy target in each zone",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders")).With(SharedBy("orders", [In(Zone1), In(Zone2)])), Compliant),

        new("two groups that share what arrives, and nobody healthy in one of them",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders")).With(SharedBy("orders", [In(Zone1, TargetState.Unhealthy)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443 in group green."),

        new("two groups that share what arrives, one of which answers in one zone of two",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders")).With(SharedBy("orders", [In(Zone1)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443 in group green in eu-west-1b."),

        new("two groups that share what arrives, and nobody healthy in either",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", hasTargets: false)).With(SharedBy("orders", [])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443.") { Severity = Severity.High },

        new("two groups that share what arrives, one of which is being looked at",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders")).With(SharedBy("orders", [In(Zone1, TargetState.Initial), In(Zone2, TargetState.Initial)])),
            Undetermined, "Whether load balancer orders has a healthy target for TCP 443 in group green is not known yet."),

        new("a listener whose groups all have the weight 0", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders")).With(ToNobody),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443.") { Severity = Severity.High },

        new("targets that are being looked at", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In(Zone1, TargetState.Initial), In(Zone2, TargetState.Initial)])),
            Undetermined, "Whether load balancer orders has a healthy target for TCP 443 is not known yet."),

        new("a target that is being looked at, and none in the other zone", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In(Zone1, TargetState.Initial)])),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443 in eu-west-1b."),

        new("a healthy target and one that is being looked at", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In(Zone1), In(Zone2, TargetState.Initial)])),
            Undetermined, "Whether load balancer orders has a healthy target for TCP 443 in eu-west-1b cannot be told from what was recorded."),

        new("targets in a state from a later day", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In(Zone1, TargetState.Unknown)], zones: [Zone1])),
            Undetermined, "Whether load balancer orders has a healthy target for TCP 443 is not known yet."),

        new("targets outside the VPC, which all zones share", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [In("all")])), Compliant),

        new("instances in each zone", net => net.Service("vpce-svc-1", Behind("orders"))
            .With(Balancer("orders", targets: [Instance("i-1"), Instance("i-2")])).With(At("i-1", Zone1)).With(At("i-2", Zone2)), Compliant),

        new("instances in one zone", net => net.Service("vpce-svc-1", Behind("orders"))
            .With(Balancer("orders", targets: [Instance("i-1"), Instance("i-2")])).With(At("i-1", Zone1)).With(At("i-2", Zone1)),
            NonCompliant, "Load balancer orders has no healthy target for TCP 443 in eu-west-1b."),

        new("instances of which nobody tells the zone", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: [Instance("i-1"), Instance("i-2")])).With(At("i-1", Zone1)),
            Undetermined, "Whether load balancer orders has a healthy target for TCP 443 in eu-west-1b cannot be told from what was recorded."),

        new("instances of which nobody tells the zone, and a load balancer that sends packets to other zones",
            net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", crosses: CrossZone.On, targets: [Instance("i-1")])), Compliant),

        new("a load balancer of which nobody tells whether it does", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", crosses: CrossZone.Unknown, targets: [In(Zone1)])),
            Undetermined, "Whether load balancer orders has a healthy target for TCP 443 in eu-west-1b cannot be told from what was recorded."),

        new("health not recorded", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", targets: null)),
            Undetermined, "The health of the targets of load balancer orders for TCP 443 has not been recorded."),

        new("a load balancer without listeners", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", ports: [])),
            NonCompliant, "Load balancer orders has no listener."),

        new("a load balancer that is gone", net => net.Service("vpce-svc-1", Behind("orders")), NonCompliant, "Load balancer orders does not exist."),

        new("a load balancer that failed", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", state: LoadBalancerState.Failed)),
            NonCompliant, "Load balancer orders has failed."),

        new("a load balancer that cannot grow", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", state: LoadBalancerState.Impaired)),
            NonCompliant, "Load balancer orders works, but cannot grow (active_impaired)."),

        new("a load balancer that is being made", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", state: LoadBalancerState.Provisioning)),
            Undetermined, "Load balancer orders is still being made."),

        new("a load balancer in a state from a later day", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", state: LoadBalancerState.Unknown)),
            Undetermined, "The state of load balancer orders is none that this version knows."),

        new("a service in one zone", net => net.Service("vpce-svc-1", Behind("orders", zones: [Zone1])).With(Balancer("orders", zones: [Zone1])),
            NonCompliant, "The service is in eu-west-1a alone, and 2 zones are asked for."),

        new("a service in one zone where that is enough", net => net.Service("vpce-svc-1", Behind("orders", zones: [Zone1])).With(Balancer("orders", zones: [Zone1])), Compliant)
        {
            With = [("minAvailabilityZones", "1")],
        },

        new("a service in two zones where three are asked for", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders")),
            NonCompliant, "The service is in eu-west-1a and eu-west-1b alone, and 3 zones are asked for.") { With = [("minAvailabilityZones", "3")] },

        new("a service of which nobody tells the zones, by its load balancer's", net => net.Service("vpce-svc-1", Behind("orders", zones: [])).With(Balancer("orders", zones: [Zone1])),
            NonCompliant, "The service is in eu-west-1a alone, and 2 zones are asked for."),

        new("nobody tells any zone", net => net.Service("vpce-svc-1", Behind("orders", zones: [])).With(Balancer("orders", zones: [])),
            Undetermined, "The zones of vpce-svc-1 have not been recorded."),

        new("two load balancers with the same listeners", net => net.Service("vpce-svc-1", Behind("orders,billing")).With(Balancer("orders")).With(Balancer("billing")), Compliant),

        new("two load balancers with different listeners",
            net => net.Service("vpce-svc-1", Behind("orders,billing")).With(Balancer("orders", ports: [443, 8443])).With(Balancer("billing", ports: [443, 80])),
            NonCompliant, "Load balancer billing does not listen on TCP 8443, as load balancer orders does; load balancer orders does not listen on TCP 80, as load balancer billing does."),

        new("two load balancers that speak another protocol on one port",
            net => net.Service("vpce-svc-1", Behind("orders,billing")).With(Balancer("orders", protocol: "TLS")).With(Balancer("billing")),
            NonCompliant, "Load balancer billing does not listen on TLS 443, as load balancer orders does; load balancer orders does not listen on TCP 443, as load balancer billing does."),

        new("IPv6 and a load balancer with both", net => net.Service("vpce-svc-1", Behind("orders", types: ["ipv4", "ipv6"])).With(Balancer("orders", type: "dualstack")), Compliant),

        new("IPv6 and a load balancer without", net => net.Service("vpce-svc-1", Behind("orders", types: ["ipv4", "ipv6"])).With(Balancer("orders")),
            NonCompliant, "The service takes IPv6, and load balancer orders does not."),

        new("groups that let consumers in",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1", "tcp 443 from 10.0.0.0/8").With(Balancer("orders", groups: ["sg-1"])), Compliant),

        new("groups that let in a list", net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1", "tcp 443 from pl-1").With(Balancer("orders", groups: ["sg-1"])), Compliant),

        new("groups that let in consumers on another port",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1", "tcp 8443 from 10.0.0.0/8").With(Balancer("orders", groups: ["sg-1"])),
            NonCompliant, "The security groups of load balancer orders (sg-1) let no consumer in on TCP 443."),

        new("groups that let in a group, which no consumer is in",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1", "tcp 443 from sg-2").Group("sg-2").With(Balancer("orders", groups: ["sg-1", "sg-2"])),
            NonCompliant, "The security groups of load balancer orders (sg-1 and sg-2) let no consumer in on TCP 443."),

        new("groups that are not asked about endpoints",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1").With(Balancer("orders", groups: ["sg-1"], enforces: false)), Compliant),

        new("groups not recorded", net => net.Service("vpce-svc-1", Behind("orders")).With(Balancer("orders", groups: ["sg-1"])),
            Undetermined, "The security groups of load balancer orders have not been recorded."),

        new("groups that let in UDP, which PrivateLink carries as well",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1", "udp 443 from 10.0.0.0/8").With(Balancer("orders", groups: ["sg-1"], protocol: "UDP")), Compliant),

        new("groups that let in TCP alone, and a listener for UDP",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1", "tcp 443 from 10.0.0.0/8").With(Balancer("orders", groups: ["sg-1"], protocol: "UDP")),
            NonCompliant, "The security groups of load balancer orders (sg-1) let no consumer in on UDP 443."),

        new("groups that let in TCP alone, and a listener for both",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1", "tcp 443 from 10.0.0.0/8").With(Balancer("orders", groups: ["sg-1"], protocol: "TCP_UDP")),
            NonCompliant, "The security groups of load balancer orders (sg-1) let no consumer in on UDP 443."),

        new("groups that let in neither, and a listener for both",
            net => net.Service("vpce-svc-1", Behind("orders")).Group("sg-1").With(Balancer("orders", groups: ["sg-1"], protocol: "TCP_UDP")),
            NonCompliant, "The security groups of load balancer orders (sg-1) let no consumer in on TCP 443; the security groups of load balancer orders (sg-1) let no consumer in on UDP 443."),

        new("appliances behind a Gateway Load Balancer", net => net.Service("vpce-svc-1", Behind("inspection", kind: "gwy")).With(Balancer("inspection", kind: "gwy", ports: [0])), Compliant),

        new("appliances of one zone behind a Gateway Load Balancer",
            net => net.Service("vpce-svc-1", Behind("inspection", kind: "gwy")).With(Balancer("inspection", kind: "gwy", ports: [0], targets: [In(Zone1)])),
            NonCompliant, "Load balancer inspection has no healthy target for its endpoints' packets in eu-west-1b."),

        new("several things at once",
            net => net.Service("vpce-svc-1", Behind("orders", zones: [Zone1], types: ["ipv6"])).With(Balancer("orders", state: LoadBalancerState.Failed, ports: [])),
            NonCompliant, "Load balancer orders has failed; the service is in eu-west-1a alone, and 2 zones are asked for; load balancer orders has no listener; the service takes IPv6, and load balancer orders does not."),

        new("a service of which nobody tells the load balancers", net => net.Service("vpce-svc-1"),
            Undetermined, "The load balancers of vpce-svc-1 have not been recorded."),

        new("load balancers not recorded", net => net.Service("vpce-svc-1", Behind("orders")).Without(FactKind.LoadBalancers),
            Undetermined, "LoadBalancers have not been recorded."),

        new("a service that is being deleted", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleting }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that is gone", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleted }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that failed", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Failed }),
            NotApplicable, "The service takes no connections any more."),
    ];

    private static Func<EndpointService, EndpointService> Behind(string names, string kind = "net", string[]? zones = null, string[]? types = null) => service => service with
    {
        LoadBalancerArns = [.. names.Split(',').Select(name => Arn(kind, name))],
        AvailabilityZones = [.. zones ?? [Zone1, Zone2]],
        IpAddressTypes = [.. types ?? ["ipv4"]],
    };

    private static Action<NetworkFacts> Balancer(
        string name, LoadBalancerState state = LoadBalancerState.Active, CrossZone crosses = CrossZone.Off, CrossZone groupCrosses = CrossZone.AsLoadBalancer,
        string[]? zones = null, string? type = "ipv4", string[]? groups = null, bool enforces = true, int[]? ports = null, string protocol = "TCP", string kind = "net", bool hasTargets = true,
        params BalancedTarget[]? targets) => facts =>
        {
            if (targets is [] && hasTargets)
                targets = [In(Zone1), In(Zone2)];
            facts.LoadBalancers.Add(new(name)
            {
                Arn = Arn(kind, name),
                State = state,
                CrossZone = crosses,
                Zones = [.. zones ?? [Zone1, Zone2]],
                IpAddressType = type,
                SecurityGroupIds = [.. groups ?? []],
                EnforcesGroupsOnPrivateLink = enforces,
            });
            foreach (var port in ports ?? [443])
                facts.Listeners.Add(new($"{name}-{port}", name) { Port = port is 0 ? null : port, Protocol = protocol, TargetGroupArns = [$"arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/{name}/targets-{name}"] });
            facts.TargetGroups.Add(new($"targets-{name}") { CrossZone = groupCrosses, Targets = targets?.ToImmutableArray() });
        };

    private static Action<NetworkFacts> SharedBy(string name, BalancedTarget[] targets) => facts =>
    {
        var listener = facts.Listeners.Single(one => one.LoadBalancerId == name);
        facts.Listeners[facts.Listeners.IndexOf(listener)] = listener with
        {
            TargetGroupArns = listener.TargetGroupArns.Add("arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/green/targets-green"),
        };
        facts.TargetGroups.Add(new("targets-green") { CrossZone = CrossZone.AsLoadBalancer, Targets = [.. targets] });
    };

    private static void ToNobody(NetworkFacts facts) => facts.Listeners[0] = facts.Listeners[0] with { TargetGroupArns = [] };

    private static string Arn(string kind, string name) => $"arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/{kind}/{name}/{name}";

    private static BalancedTarget In(string zone, TargetState state = TargetState.Healthy) => new("10.0.0.1", 8443, zone, state);

    private static BalancedTarget Instance(string id) => new(id, 8443, null, TargetState.Healthy);

    private static Action<NetworkFacts> At(string instance, string zone) => facts => facts.Instances.Add(new(instance) { AvailabilityZone = zone });
}
