using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Rules.Presence;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Paths;

public sealed class CentralEndpointsTests
{
    private static readonly string[] Services = ["ecr.api", "ecr.dkr", "s3"];

    public static IEnumerable<TheoryDataRow<Scenario>> Rows =>
        VpcEndpointBundlesCompleteTests.Scenarios.Select(scenario => new TheoryDataRow<Scenario>(scenario) { TestDisplayName = scenario.Name });

    /// <summary>What presence calls served, no name and no route of a trace contradicts.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Agrees_with_a_trace(Scenario scenario)
    {
        var network = scenario.Given(new()).Build();
        foreach (var service in Services.Where(service => Answer(network, service).IsServed is true))
        {
            foreach (var subnet in network.WorkloadSubnetsOf(NetworkBuilder.VpcId))
            {
                var way = new Tracer(NetworkBuilder.VpcId, network).Way(Sender.Of(subnet, network), Intent.ToService(service, network));
                Assert.DoesNotContain(
                    way.Shared.Concat(way.Legs.SelectMany(leg => leg.Hops)),
                    hop => hop.Stage is Stage.Dns or Stage.Route && hop.Effect is HopEffect.Blocks or HopEffect.LeavesByNat or HopEffect.LeavesByInternetGateway);
                Assert.All(way.Legs, leg => Assert.True(leg.EndpointId is not null || leg.Hops.Any(hop => hop.Code is "VIA_TGW")));
            }
        }
    }

    /// <summary>Else the property above would hold of networks that no hub serves.</summary>
    [Fact]
    public void The_networks_it_is_tried_on_are_served() => Assert.InRange(
        VpcEndpointBundlesCompleteTests.Scenarios.Count(scenario => Answer(scenario.Given(new()).Build(), "ecr.dkr").IsServed is true), 5, 100);

    [Fact]
    public void A_change_in_a_spoke_is_judged_with_the_hub_beside_it() =>
        Assert.Equal(["vpc-1", "vpc-hub"], Assert.IsType<Scope.OfVpcs>(Around(new Scope.OfVpcs(["vpc-1"]), "vpc-hub")).Ids);

    [Fact]
    public void A_change_in_a_hub_touches_every_VPC() => Assert.Same(Scope.Region, Around(new Scope.OfVpcs(["vpc-2", "vpc-hub"]), "vpc-hub"));

    [Fact]
    public void Without_hubs_a_change_touches_its_own_VPC_alone() =>
        Assert.Equal(["vpc-1"], Assert.IsType<Scope.OfVpcs>(Around(new Scope.OfVpcs(["vpc-1"]), "")).Ids);

    [Fact]
    public void The_region_stays_the_region() => Assert.Same(Scope.Region, Around(Scope.Region, "vpc-hub"));

    private static Scope Around(Scope scope, string hubs)
    {
        var rule = new VpcEndpointBundlesComplete();
        return rule.Around(scope, Parameters.For(rule, [new("centralVpcIds", hubs)]));
    }

    private static CentralAnswer Answer(Network network, string service) => CentralEndpoints.To(
        service, network.Find<Vpc>(NetworkBuilder.VpcId)!,
        [.. network.WorkloadSubnetsOf(NetworkBuilder.VpcId).Where(subnet => network.RouteTableFor(subnet) is not null)], network, Parameters.None);
}
