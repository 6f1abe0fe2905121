using ConfigRules.Model;

namespace ConfigRules.Tests.Model;

public sealed class ServiceDetailTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(DnsNameState.Verified, true)]
    [InlineData(DnsNameState.PendingVerification, false)]
    [InlineData(DnsNameState.Failed, false)]
    [InlineData(DnsNameState.Unknown, null)]
    public void Names_are_proved_or_need_no_proof(DnsNameState? state, bool? areProved) =>
        Assert.Equal(areProved, new ServiceDetail("com.amazonaws.vpce.eu-west-1.vpce-svc-1") { PrivateDnsState = state }.HasProvedNames);
}
