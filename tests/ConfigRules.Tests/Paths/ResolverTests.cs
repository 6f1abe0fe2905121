using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Tests.Paths;

public sealed class ResolverTests
{
    [Theory]
    [InlineData(EndpointType.Interface, EndpointState.Available, true, false, true)]
    [InlineData(EndpointType.Interface, EndpointState.Available, true, true, false)]
    [InlineData(EndpointType.Interface, EndpointState.Available, false, false, false)]
    [InlineData(EndpointType.Interface, EndpointState.Failed, true, false, false)]
    [InlineData(EndpointType.Gateway, EndpointState.Available, false, false, true)]
    [InlineData(EndpointType.Gateway, EndpointState.Failed, false, false, false)]
    [InlineData(EndpointType.GatewayLoadBalancer, EndpointState.Available, false, false, false)]
    public void Packets_for_a_services_own_names_go_to_whom_these_or_routes_lead(
        EndpointType type, EndpointState state, bool privateDns, bool forInboundAlone, bool takes) => Assert.Equal(
            takes,
            Resolver.TakesPacketsInVpc(new("vpce-1", "vpc-1") { Type = type, State = state, PrivateDnsEnabled = privateDns, PrivateDnsOnlyForInboundResolver = forInboundAlone }));
}
