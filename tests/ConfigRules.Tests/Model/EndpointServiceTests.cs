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
}
