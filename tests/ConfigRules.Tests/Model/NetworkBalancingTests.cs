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
        Assert.Equal(isHealthy, With(At(Zone1, state)).HasHealthyTarget(Tcp));
    }

    [Fact]
    public void One_healthy_target_will_do_and_none_will_not()
    {
        Assert.True(With(At(Zone1, TargetState.Unhealthy), At(Zone2), At(Zone2, TargetState.Initial)).HasHealthyTarget(Tcp));
        Assert.False(With().HasHealthyTarget(Tcp));
    }

    [Theory]
    [InlineData(CrossZone.Off, true, false)]
    [InlineData(CrossZone.On, true, true)]
    [InlineData(CrossZone.Unknown, true, null)]
    public void A_target_answers_in_its_own_zone_and_in_another_where_packets_cross(CrossZone crosses, bool? inItsOwn, bool? inAnother)
    {
        var (network, balancer) = (With(At(Zone1)), new LoadBalancer("nlb-1") { CrossZone = crosses });
        Assert.Equal(inItsOwn, network.HasHealthyTarget(Tcp, balancer, Zone1));
        Assert.Equal(inAnother, network.HasHealthyTarget(Tcp, balancer, Zone2));
    }

    [Fact]
    public void A_target_whose_zone_nobody_recorded_may_be_in_any() =>
        Assert.Null(With(At(null)).HasHealthyTarget(Tcp, new LoadBalancer("nlb-1") { CrossZone = CrossZone.Off }, Zone1));

    [Fact]
    public void A_group_whose_health_nobody_recorded_may_hold_healthy_targets()
    {
        Assert.Null(new NetworkBuilder().Build().HasHealthyTarget(Tcp));
        Assert.Null(new NetworkBuilder().With(facts => facts.TargetGroups.Add(new("tg-1"))).Build().HasHealthyTarget(Tcp));
    }

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
        }).LetsConsumersIn(Tcp, Guard));

    [Fact]
    public void Groups_let_consumers_in_on_the_listeners_port() =>
        Assert.False(Guarded(new GroupRule { Protocol = "tcp", FromPort = 80, ToPort = 80, Blocks = [IPNetwork.Parse("0.0.0.0/0")] }).LetsConsumersIn(Tcp, Guard));

    [Fact]
    public void Groups_that_nobody_recorded_may_let_consumers_in() => Assert.Null(new NetworkBuilder().Build().LetsConsumersIn(Tcp, Guard));

    [Fact]
    public void Groups_that_are_not_asked_keep_nobody_out()
    {
        var network = Guarded();
        Assert.True(network.LetsConsumersIn(Tcp, Guard with { EnforcesGroupsOnPrivateLink = false }));
        Assert.True(network.LetsConsumersIn(Tcp, Guard with { SecurityGroupIds = [] }));
        Assert.True(network.LetsConsumersIn(Tcp with { Port = null }, Guard));
        Assert.True(network.LetsConsumersIn(Tcp with { Protocol = "UDP" }, Guard));
    }

    private static LoadBalancer Guard { get; } = new("nlb-1") { EnforcesGroupsOnPrivateLink = true, SecurityGroupIds = ["sg-1"] };

    private static Network Guarded(params GroupRule[] rules) => new NetworkBuilder().Group("sg-1", [.. rules]).Build();

    private static Network With(params BalancedTarget[] targets) =>
        new NetworkBuilder().With(facts => facts.TargetGroups.Add(new("tg-1") { CrossZone = CrossZone.AsLoadBalancer, Targets = [.. targets] })).Build();

    private static BalancedTarget At(string? zone, TargetState state = TargetState.Healthy) => new("10.0.0.1", 443, zone, state);
}
