using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Bundles;

public sealed class MemberUseTests
{
    private static readonly BundleMember Api = new("ecr.api", MemberKind.Interface);
    private static readonly BundleMember Registry = new("ecr.dkr", MemberKind.Interface) { NeedsPrivateDns = true };
    private static readonly BundleMember Layers = new("s3", MemberKind.Gateway);
    private static readonly BundleMember Scripts = new("s3", MemberKind.Either);
    private static readonly string[] ToS3 = ["0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3"];
    private static readonly string[] ToNat = ["0.0.0.0/0 -> nat-1"];

    public static TheoryData<BundleMember, Func<NetworkBuilder, NetworkBuilder>, string?> Gaps => new()
    {
        { Api, net => net.Endpoint("ecr.api"), null },
        { Api, net => net.Endpoint("ecr.api", e => e with { PrivateDnsEnabled = false }), null },
        { Registry, net => net.Endpoint("ecr.dkr", e => e with { PrivateDnsEnabled = false }), "private DNS of ecr.dkr (vpce-ecr.dkr) is off" },
        { Api, net => net, "no ecr.api endpoint" },
        { Api, net => net.Gateway("ecr.api"), "no ecr.api endpoint (vpce-ecr.api is of type Gateway)" },
        { Api, net => net.Endpoint("ecr.api", e => e with { State = EndpointState.Failed }), "the ecr.api endpoint vpce-ecr.api is failed" },
        { Api, net => net.Endpoint("com.amazonaws.us-east-1.ecr.api", id: "vpce-1"), "no ecr.api endpoint (vpce-1 leads to us-east-1)" },
        { Layers, net => net.Gateway("s3"), "no route to the s3 gateway endpoint in rtb-subnet-2" },
        { Layers, net => net.Gateway("s3", id: "vpce-2"), "no route to the s3 gateway endpoint in rtb-subnet-1 and rtb-subnet-2" },
        { Layers, net => net.Endpoint("s3"), "no s3 gateway endpoint (vpce-s3 is of type Interface)" },
        { Scripts, net => net.Endpoint("s3"), null },
        { Scripts, net => net, "no s3 gateway endpoint" },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void All_workloads_can_use_it_or_it_is_said_why_not(BundleMember member, Func<NetworkBuilder, NetworkBuilder> given, string? clause)
    {
        var gap = GapOf(member, given(new NetworkBuilder().Subnet("subnet-1", routes: ToS3).Subnet("subnet-2", "10.0.2.0/24", ToNat)));
        Assert.Equal(clause, gap?.Clause);
        Assert.Null(gap?.Doubt);
        Assert.Equal("ecr-pull", gap?.For ?? "ecr-pull");
    }

    [Fact]
    public void An_endpoint_that_is_not_understood_may_be_the_one() => Assert.Equal(
        "The type or the state of vpce-ecr.api is none that this version knows.",
        GapOf(Api, new NetworkBuilder().Subnet("subnet-1", routes: ToNat).Endpoint("ecr.api", e => e with { State = EndpointState.Unknown }))?.Doubt);

    [Fact]
    public void A_hub_serves_by_interface_endpoints_and_never_by_gateways()
    {
        Assert.Null(GapOf(Api, Spoke()));
        Assert.Equal("no s3 gateway endpoint", GapOf(Layers, Spoke())?.Clause);
    }

    [Fact]
    public void NAT_stands_in_where_a_parameter_lets_it_and_every_table_leads_there()
    {
        var nat = ("natFallbackAllowed", "true");
        Assert.Null(GapOf(Api, new NetworkBuilder().Subnet("subnet-1", routes: ToNat), nat));
        Assert.Equal("no ecr.api endpoint", GapOf(Api, new NetworkBuilder().Subnet("subnet-1", routes: ToNat).Subnet("subnet-2", routes: []), nat)?.Clause);
    }

    private static NetworkBuilder Spoke() => new NetworkBuilder().HubWithEcr().Subnet("subnet-1", routes: Hubs.ToHub);

    private static ServiceGap? GapOf(BundleMember member, NetworkBuilder net, params (string Name, string Value)[] with)
    {
        var network = net.Build();
        var parameters = Parameters.For(new VpcEndpointBundlesComplete(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        Assert.Null(Workloads.Screen(network.Find<Vpc>(NetworkBuilder.VpcId)!, network, parameters, out var workloads));
        return new MemberUse(workloads, network, parameters).GapOf(member, ServiceBundles.Find("ecr-pull")!);
    }
}
