using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Tests.Model;

/// <summary>Which kinds of addresses resources have, as EC2 tells of them: "ipv4", "ipv6", "dualstack".</summary>
public sealed class AddressTypesTests
{
    [Theory]
    [InlineData("ipv4", "ipv4", true)]
    [InlineData("ipv4", "ipv6", false)]
    [InlineData("ipv4", "dualstack", false)]
    [InlineData("ipv6", "dualstack", false)]
    [InlineData("ipv6", "ipv6", true)]
    [InlineData("ipv4 ipv6", "ipv6", true)]
    [InlineData("ipv6 ipv4", "dualstack", true)]
    [InlineData("", "ipv4", null)]
    [InlineData("", "dualstack", null)]
    public void A_service_supports_both_kinds_together_where_it_supports_each(string supported, string type, bool? supports) => Assert.Equal(
        supports, new ServiceDetail("com.amazonaws.eu-west-1.sqs") { SupportedIpAddressTypes = [.. supported.Split(' ', StringSplitOptions.RemoveEmptyEntries)] }.Supports(type));

    [Theory]
    [InlineData(EndpointType.Interface, "ipv4", null, true)]
    [InlineData(EndpointType.Interface, "ipv4", "ipv4", true)]
    [InlineData(EndpointType.Interface, "ipv4", "ipv6", false)]
    [InlineData(EndpointType.Interface, "ipv4", "dualstack", false)]
    [InlineData(EndpointType.Interface, "ipv4", "service-defined", false)]
    [InlineData(EndpointType.Interface, "ipv6", "ipv4", false)]
    [InlineData(EndpointType.Interface, "dualstack", "ipv6", true)]
    [InlineData(EndpointType.Interface, "dualstack", "service-defined", true)]
    [InlineData(EndpointType.Gateway, "ipv4", null, true)]
    [InlineData(EndpointType.Gateway, "ipv4", "service-defined", true)]
    [InlineData(EndpointType.Gateway, "ipv4", "dualstack", false)]
    [InlineData(EndpointType.GatewayLoadBalancer, "ipv4", "dualstack", true)]
    public void An_endpoints_records_are_of_its_addresses(EndpointType type, string addresses, string? records, bool are) => Assert.Equal(
        are, new VpcEndpoint("vpce-1", "vpc-1") { Type = type, IpAddressType = addresses, DnsRecordIpType = records }.HasRecordsOfItsAddresses);

    [Theory]
    [InlineData("10.0.1.5 2a05::1", true, true)]
    [InlineData("10.0.1.5", true, false)]
    [InlineData("2a05::1", false, true)]
    [InlineData("", false, false)]
    public void An_interface_speaks_the_families_of_its_addresses(string addresses, bool ipv4, bool ipv6)
    {
        var one = new NetworkInterface("eni-1", "vpc-1") { Addresses = [.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)] };
        Assert.Equal((ipv4, ipv6), (one.Speaks(AddressFamily.InterNetwork), one.Speaks(AddressFamily.InterNetworkV6)));
    }
}
