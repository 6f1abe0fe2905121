using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What DNS tells of the records that prove private DNS names.</summary>
public sealed class TxtFactsTests : IAsyncDisposable
{
    private readonly Ec2Double _aws = new();
    private readonly NameServer _names = new();

    public async ValueTask DisposeAsync()
    {
        _aws.Dispose();
        await _names.DisposeAsync();
    }

    [Fact]
    public async Task Each_name_at_which_the_record_may_be_is_asked_for()
    {
        Services(Service("vpce-svc-1", "api.example.com"));
        _names.Has("_abc.example.com", ["vpce:", "one"], ["something else"]);
        Assert.Equal(
            ["_abc.api.example.com: ", "_abc.example.com: vpce:one|something else", "api.example.com: ", "example.com: "],
            (await ReadAsync()).All<TxtRecord>().Select(record => $"{record.Id}: {string.Join('|', record.Values)}"));
        Assert.Equal(4, _names.Asked.Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task What_a_server_cannot_tell_is_not_recorded(int code)
    {
        Services(Service("vpce-svc-1", "example.com"));
        _names.Has("_abc.example.com", ["vpce:one"]).Fails("example.com", code);
        var network = await ReadAsync();
        Assert.Equal("_abc.example.com", Assert.Single(network.All<TxtRecord>()).Id);
        Assert.True(network.IsStillProved(network.Find<EndpointService>("vpce-svc-1")!));
    }

    [Fact]
    public async Task What_makes_no_sense_is_not_recorded_and_no_run_fails()
    {
        var tooLong = new string('a', 64);
        Services(Service("vpce-svc-1", $"{tooLong}.example.com"));
        _names.Has("_abc.example.com", ["vpce:one"]).Confuses("example.com");
        Assert.Equal("_abc.example.com", Assert.Single((await ReadAsync()).All<TxtRecord>()).Id);
    }

    [Fact]
    public async Task Where_no_server_answers_nothing_is_recorded_and_no_run_fails()
    {
        Services(Service("vpce-svc-1", "example.com"));
        await _names.DisposeAsync();
        var network = await ReadAsync();
        Assert.Empty(network.All<TxtRecord>());
        Assert.True(network.Has(FactKind.TxtRecords));
        Assert.Null(network.IsStillProved(network.Find<EndpointService>("vpce-svc-1")!));
    }

    [Fact]
    public async Task A_service_without_a_name_asks_nobody()
    {
        Services("<item><serviceId>vpce-svc-1</serviceId></item>");
        Assert.Empty((await ReadAsync()).All<TxtRecord>());
        Assert.Empty(_names.Asked);
    }

    private async Task<Network> ReadAsync() => (await Doubles.Accounts(_aws.Url, nameServer: _names.Address).Find(Doubles.Key)
        .ReadNetworkAsync([FactKind.ServiceConfigurations, FactKind.TxtRecords], Scope.Region, TestContext.Current.CancellationToken)).Whole;

    private void Services(string services) => _aws.On("DescribeVpcEndpointServiceConfigurations", $"<serviceConfigurationSet>{services}</serviceConfigurationSet>");

    private static string Service(string id, string name) =>
        $"<item><serviceId>{id}</serviceId><privateDnsName>{name}</privateDnsName><privateDnsNameConfiguration><state>verified</state><type>TXT</type><name>_abc</name><value>vpce:one</value></privateDnsNameConfiguration></item>";
}
