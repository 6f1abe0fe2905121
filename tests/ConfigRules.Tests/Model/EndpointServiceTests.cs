using ConfigRules.Model;

namespace ConfigRules.Tests.Model;

public sealed class EndpointServiceTests
{
    [Theory]
    [InlineData(EndpointServiceState.Available, true)]
    [InlineData(EndpointServiceState.Pending, true)]
    [InlineData(EndpointServiceState.Unknown, true)]
    [InlineData(EndpointServiceState.Deleting, false)]
    [InlineData(EndpointServiceState.Deleted, false)]
    [InlineData(EndpointServiceState.Failed, false)]
    public void Takes_connections_until_it_is_gone(EndpointServiceState state, bool takes) =>
        Assert.Equal(takes, new EndpointService("vpce-svc-1") { State = state }.TakesConnections);

    [Theory]
    [InlineData("example.com", "_a.example.com example.com")]
    [InlineData("Api.Example.com.", "_a.api.example.com api.example.com _a.example.com example.com")]
    [InlineData("*.example.com", "_a.example.com example.com")]
    [InlineData("com", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void The_proof_of_its_name_may_be_below_the_name_or_a_domain_above_or_there_itself(string? name, string places) => Assert.Equal(
        places, string.Join(' ', new EndpointService("vpce-svc-1") { PrivateDnsName = name, PrivateDnsVerification = new(DnsNameState.Verified, "TXT", "_a", "vpce:b") }.NamesOfProof));

    [Theory]
    [InlineData(null, "vpce:b")]
    [InlineData("", "vpce:b")]
    [InlineData("_a", null)]
    [InlineData("_a", "")]
    public void A_proof_that_EC2_does_not_tell_is_nowhere(string? record, string? value) => Assert.Empty(
        new EndpointService("vpce-svc-1") { PrivateDnsName = "example.com", PrivateDnsVerification = new(DnsNameState.Verified, "TXT", record, value) }.NamesOfProof);
}
