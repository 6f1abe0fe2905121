using System.Net;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Model;

public sealed class NetworkBalancingTests
{
    private const string Zone1 = "eu-west-1a";
    private const string Zone2 = "eu-west-1b";

    private static readonly Listener Tcp = new("listener-1", "nlb-1") { Port = 443, Protocol = "TCP", TargetGroupArns = ["arn/tg-1"] };

    public static TheoryData<TargetState, bool?> States { get; } = new()
    {
        { TargetState.Healthy, true },
        { TargetState.Unhealthy, false },
        { TargetState.Draining, false },
        { TargetState.Unused, false },
        { TargetState.Initial, null },
        { TargetState.Unavailable, null },
        { TargetState.Unknown, null },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void A_target_answers_if_it_is_healthy(TargetState state, bool? isHealthy)
    {
        Assert.Equal(isHealthy, At(Zone1, state).IsHealthy);
        Assert.Equal(isHealthy, Network.HasHealthyTarget(Group(At(Zone1, state))));
    }

    [Fact]
    public void One_healthy_target_will_do_and_none_will_not()
    {
        Assert.True(Network.HasHealthyTarget(Group(At(Zone1, TargetState.Unhealthy), At(Zone2), At(Zone2, TargetState.Initial))));
        Assert.False(Network.HasHealthyTarget(Group()));
    }

    [Theory]
    [InlineData(CrossZone.Off, true, false)]
    [InlineData(CrossZone.On, true, true)]
    [InlineData(CrossZone.Unknown, true, null)]
    public void A_target_answers_in_its_own_zone_and_in_another_where_packets_cross(CrossZone crosses, bool? inItsOwn, bool? inAnother)
    {
        var (network, balancer) = (new NetworkBuilder().Build(), new LoadBalancer("nlb-1") { CrossZone = crosses });
        Assert.Equal(inItsOwn, network.HasHealthyTarget(Group(At(Zone1)), balancer, Zone1));
        Assert.Equal(inAnother, network.HasHealthyTarget(Group(At(Zone1)), balancer, Zone2));
    }

    [Fact]
    public void A_target_whose_zone_nobody_recorded_may_be_in_any() =>
        Assert.Null(new NetworkBuilder().Build().HasHealthyTarget(Group(At(null)), new LoadBalancer("nlb-1") { CrossZone = CrossZone.Off }, Zone1));

    [Fact]
    public void A_group_whose_health_nobody_recorded_may_hold_healthy_targets() => Assert.Null(Network.HasHealthyTarget(new TargetGroup("tg-1")));

    [Theory]
    [InlineData("10.0.0.0/8", "", true)]
    [InlineData("", "pl-1", true)]
    [InlineData("", "", false)]
    public void Consumers_come_from_addresses_and_never_from_a_group(string block, string list, bool letsIn) =>
        Assert.Equal(letsIn, Guarded(new GroupRule
        {
            Protocol = "tcp",
            FromPort = 443,
            ToPort = 443,
            Blocks = block is "" ? [] : [IPNetwork.Parse(block)],
            PrefixListIds = list is "" ? [] : [list],
            Groups = [new("sg-consumer")],
        }).LetsConsumersIn(Transport.Tcp, 443, Guard));

    [Fact]
    public void Groups_let_consumers_in_on_the_listeners_port() =>
        Assert.False(Guarded(new GroupRule { Protocol = "tcp", FromPort = 80, ToPort = 80, Blocks = [IPNetwork.Parse("0.0.0.0/0")] }).LetsConsumersIn(Transport.Tcp, 443, Guard));

    [Fact]
    public void Groups_that_nobody_recorded_may_let_consumers_in() => Assert.Null(new NetworkBuilder().Build().LetsConsumersIn(Transport.Tcp, 443, Guard));

    [Fact]
    public void Groups_that_are_not_asked_keep_nobody_out()
    {
        var network = Guarded();
        Assert.True(network.LetsConsumersIn(Transport.Tcp, 443, Guard with { EnforcesGroupsOnPrivateLink = false }));
        Assert.True(network.LetsConsumersIn(Transport.Tcp, 443, Guard with { SecurityGroupIds = [] }));
    }

    [Theory]
    [InlineData("tcp", true, false)]
    [InlineData("6", true, false)]
    [InlineData("udp", false, true)]
    [InlineData("17", false, true)]
    [InlineData("-1", true, true)]
    [InlineData("icmp", false, false)]
    public void Groups_let_consumers_in_by_the_listeners_protocol(string protocol, bool tcp, bool udp)
    {
        var network = Guarded(new GroupRule { Protocol = protocol, FromPort = 443, ToPort = 443, Blocks = [IPNetwork.Parse("10.0.0.0/8")] });
        Assert.Equal(tcp, network.LetsConsumersIn(Transport.Tcp, 443, Guard));
        Assert.Equal(udp, network.LetsConsumersIn(Transport.Udp, 443, Guard));
    }

    [Theory]
    [InlineData("TCP", "Tcp")]
    [InlineData("TLS", "Tcp")]
    [InlineData("UDP", "Udp")]
    [InlineData("TCP_UDP", "Tcp,Udp")]
    [InlineData("QUIC", "")]
    [InlineData(null, "")]
    public void A_listener_takes_what_its_protocol_is_carried_by(string? protocol, string transports)
    {
        Assert.Equal(transports, string.Join(',', (Tcp with { Protocol = protocol }).Transports));
        Assert.Empty((Tcp with { Protocol = protocol, Port = null }).Transports);
    }

    private static LoadBalancer Guard { get; } = new("nlb-1") { EnforcesGroupsOnPrivateLink = true, SecurityGroupIds = ["sg-1"] };

    private static Network Guarded(params GroupRule[] rules) => new NetworkBuilder().Group("sg-1", [.. rules]).Build();

    private static Network With(params BalancedTarget[] targets) =>
        new NetworkBuilder().With(facts => facts.TargetGroups.Add(Group(targets))).Build();

    private static TargetGroup Group(params BalancedTarget[] targets) => new("tg-1") { CrossZone = CrossZone.AsLoadBalancer, Targets = [.. targets] };

    private static BalancedTarget At(string? zone, TargetState state = TargetState.Healthy) => new("10.0.0.1", 443, zone, state);

    [Fact]
    public void Load_balancers_of_a_service_are_told_by_ARN_and_those_that_nobody_has_apart()
    {
        var service = new EndpointService("vpce-svc-1") { LoadBalancerArns = ["arn/net/b/nlb-2", "arn/net/c/nlb-9", "arn/net/a/nlb-1", "arn/net/a/nlb-1"] };
        var network = Balanced([new("nlb-1"), new("nlb-2"), new("nlb-3")]);
        Assert.Equal(["nlb-1", "nlb-2"], network.BalancersOf(service).Select(balancer => balancer.Id));
        Assert.Equal(["arn/net/c/nlb-9"], network.LostBalancersOf(service));
    }

    [Fact]
    public void A_service_is_in_the_zones_that_it_names_or_else_in_those_of_its_load_balancers()
    {
        var service = new EndpointService("vpce-svc-1") { LoadBalancerArns = ["nlb-1", "nlb-2"] };
        var network = Balanced([new("nlb-1") { Zones = [Zone2] }, new("nlb-2") { Zones = [Zone2, Zone1] }]);
        Assert.Equal([Zone1, Zone2], network.ZonesOf(service));
        Assert.Equal(["eu-west-1c"], network.ZonesOf(service with { AvailabilityZones = ["eu-west-1c"] }));
        Assert.Empty(Balanced([]).ZonesOf(service));
    }

    [Fact]
    public void Listeners_are_told_by_port() => Assert.Equal(
        ["l-3", "l-1", "l-2"],
        Balanced([], Listening("l-1", "nlb-1", 443), Listening("l-2", "nlb-1", 8443), Listening("l-3", "nlb-1", 80), Listening("l-4", "nlb-2", 443))
            .ListenersOf(new("nlb-1")).Select(listener => listener.Id));

    [Fact]
    public void Listeners_are_unequal_where_one_load_balancer_lacks_what_another_has()
    {
        var service = new EndpointService("vpce-svc-1") { LoadBalancerArns = ["nlb-1", "nlb-2", "nlb-3", "nlb-4"] };
        var network = Balanced(
            [new("nlb-1"), new("nlb-2"), new("nlb-3"), new("nlb-4")],
            Listening("l-1", "nlb-1", 443), Listening("l-2", "nlb-2", 443), Listening("l-3", "nlb-2", 80), Listening("l-4", "nlb-3", 80));
        Assert.Equal(
            ["nlb-1 lacks TCP 80 of nlb-2", "nlb-3 lacks TCP 443 of nlb-1"],
            network.UnequalListenersOf(service).Select(one => $"{one.Balancer.Id} lacks {one.Lacks} of {one.Other.Id}"));
        Assert.Empty(network.UnequalListenersOf(service with { LoadBalancerArns = ["nlb-1", "nlb-4"] }));
    }

    [Fact]
    public void Zones_of_a_load_balancer_are_told_by_who_answers_there()
    {
        var zones = new NetworkBuilder().Build().ZonesByHealth(
            Group(At(Zone1), At(Zone2, TargetState.Initial), At("eu-west-1c", TargetState.Unhealthy)), new("nlb-1") { CrossZone = CrossZone.Off, Zones = ["eu-west-1d", "eu-west-1c", Zone2, Zone1] });
        Assert.Equal([Zone1], zones[true]);
        Assert.Equal([Zone2], zones[null]);
        Assert.Equal(["eu-west-1c", "eu-west-1d"], zones[false]);
    }

    [Fact]
    public void Targets_are_known_where_those_of_every_group_were_recorded()
    {
        var network = With(At(Zone1));
        Assert.True(network.KnowsTargetsOf(Tcp));
        Assert.False(network.KnowsTargetsOf(Tcp with { TargetGroupArns = ["arn/tg-1", "arn/tg-2"] }));
        Assert.False(new NetworkBuilder().With(facts => facts.TargetGroups.Add(new("tg-1"))).Build().KnowsTargetsOf(Tcp));
        Assert.True(network.KnowsTargetsOf(Tcp with { TargetGroupArns = [] }));
    }

    private static Listener Listening(string id, string balancer, int port) => new(id, balancer) { Port = port, Protocol = "TCP" };

    private static Network Balanced(LoadBalancer[] balancers, params Listener[] listeners) => new NetworkBuilder().With(facts =>
    {
        foreach (var balancer in balancers)
            facts.LoadBalancers.Add(balancer with { Arn = $"arn/net/name/{balancer.Id}" });
        foreach (var listener in listeners)
            facts.Listeners.Add(listener);
    }).Build();
}
