using ConfigRules.Engine;
using ConfigRules.Paths;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class HubAndSpokesTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("vpc-0123456789abcdef0", true)]
    [InlineData("vpc-0123456789abcdef1", false)]
    [InlineData("vpc-0123456789abcdef1,vpc-0123456789abcdef0", true)]
    public void A_hub_is_one_that_somebody_names(string hubs, bool? isHub) =>
        Assert.Equal(isHub, HubAndSpokes.IsHub("vpc-0123456789abcdef0", hubs is "" ? With() : With(("centralVpcIds", hubs))));

    [Fact]
    public void Spokes_are_named_or_tagged_and_told_once_and_in_order()
    {
        var network = new NetworkBuilder().Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["tier"] = "spoke" } }).OtherVpc("vpc-2").Build();
        Assert.Empty(HubAndSpokes.SpokesIn(network, With()));
        Assert.Equal(["vpc-1"], HubAndSpokes.SpokesIn(network, With(("spokeVpcTag", "tier"))));
        Assert.Empty(HubAndSpokes.SpokesIn(network, With(("spokeVpcTag", "tier=hub"))));
        Assert.Equal(
            ["vpc-0123456789abcdef0", "vpc-0123456789abcdef1", "vpc-1"],
            HubAndSpokes.SpokesIn(network, With(("spokeVpcTag", "tier=spoke"), ("spokeVpcIds", "vpc-0123456789abcdef1,vpc-0123456789abcdef0,vpc-0123456789abcdef1"))));
    }

    private static Parameters With(params (string Name, string Value)[] with) =>
        Parameters.For(new CentralEndpointZonesCorrect(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
