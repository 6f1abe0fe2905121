using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Model;

public sealed class NetworkServicesTests
{
    private const string Provided = "com.amazonaws.vpce.eu-west-1.vpce-svc-1";

    [Fact]
    public void Who_provides_a_service_is_what_was_recorded_of_it()
    {
        var endpoint = EndpointTo(Provided);
        Assert.Equal("222222222222", new NetworkBuilder().Offers(Provided, service => service with { Provider = "222222222222" }).Build().ProviderOf(endpoint));
        Assert.Null(new NetworkBuilder().Build().ProviderOf(endpoint));
    }

    [Theory]
    [InlineData("arn:aws:vpc-lattice:eu-west-1:222222222222:resourceconfiguration/rcfg-1", "222222222222")]
    [InlineData("arn:aws:vpc-lattice:eu-west-1::resourceconfiguration/rcfg-1", null)]
    [InlineData("rcfg-1", null)]
    [InlineData(null, null)]
    public void Who_provides_what_has_no_service_is_in_its_ARN(string? arn, string? provider)
    {
        var network = new NetworkBuilder().Build();
        Assert.Equal(provider, network.ProviderOf(new("vpce-1", NetworkBuilder.VpcId) { Type = EndpointType.Resource, TargetArn = arn }));
        Assert.Equal(provider, network.ProviderOf(new("vpce-1", NetworkBuilder.VpcId) { Type = EndpointType.ServiceNetwork, TargetArn = arn }));
    }

    [Theory]
    [InlineData("api.example.com", false, true)]
    [InlineData("", false, false)]
    [InlineData(null, false, null)]
    [InlineData(null, true, true)]
    public void A_provided_service_has_the_private_names_that_were_recorded_and_some_where_an_endpoint_owns_them(string? name, bool isOn, bool? has)
    {
        var net = new NetworkBuilder();
        if (name is not null)
            net.Offers(Provided, service => service with { PrivateDnsNames = name is "" ? [] : [name] });
        Assert.Equal(has, net.Build().HasPrivateNames(EndpointTo(Provided) with { PrivateDnsEnabled = isOn }));
    }

    [Fact]
    public void A_service_of_AWS_has_private_names() =>
        Assert.True(new NetworkBuilder().Build().HasPrivateNames(EndpointTo("com.amazonaws.eu-west-1.sqs")));

    private static VpcEndpoint EndpointTo(string service) =>
        new("vpce-1", NetworkBuilder.VpcId) { Type = EndpointType.Interface, Service = ServiceName.Parse(service) };
}
