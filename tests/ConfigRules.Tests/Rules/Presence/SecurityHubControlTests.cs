using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class SecurityHubControlTests
{
    [Fact]
    public void Is_found_by_its_id_and_nothing_is_by_another()
    {
        Assert.Distinct(SecurityHubControl.All.Select(control => control.Id));
        Assert.All(SecurityHubControl.All, control => Assert.Same(control, SecurityHubControl.Find(control.Id)));
        Assert.Null(SecurityHubControl.Find("off"));
    }

    [Fact]
    public void Each_asks_for_an_endpoint_to_its_service_and_takes_it_in_whatever_state() => Assert.All(SecurityHubControl.All, control =>
    {
        Assert.Equal(Verdict.NonCompliant($"It has no endpoint to {control.Service}, which {control.Id} asks for."), Judge(control, net => net));
        Assert.Equal(Verdict.Compliant(), Judge(control, net => net.Endpoint(control.Service, e => e with { State = EndpointState.Rejected })));
    });

    [Theory]
    [InlineData("EC2.10", "ec2-fips", Compliance.NonCompliant)]
    [InlineData("EC2.57", "ssm-fips", Compliance.Compliant)]
    public void All_but_the_one_about_EC2_take_the_FIPS_variant(string id, string service, Compliance compliance) =>
        Assert.Equal(compliance, Judge(SecurityHubControl.Find(id)!, net => net.Endpoint(service)).Compliance);

    [Fact]
    public void Is_chosen_by_a_parameter()
    {
        Assert.Equal("EC2.55", SecurityHubControl.ChosenBy(Parameters.For(new VpcRequiredEndpointsPresent(), [new("parityMode", "EC2.55")]))?.Id);
        Assert.Null(SecurityHubControl.ChosenBy(Parameters.None));
    }

    private static Verdict Judge(SecurityHubControl control, Func<NetworkBuilder, NetworkBuilder> given)
    {
        var network = given(new()).Build();
        return control.Judge(network.Find<Vpc>(NetworkBuilder.VpcId)!, network);
    }
}
