using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What CloudWatch tells of endpoints and NAT gateways.</summary>
public sealed class TrafficFactsTests : IDisposable
{
    private readonly Ec2Double _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Every_page_of_what_went_through_endpoints_that_have_metrics_is_read()
    {
        Endpoints(Endpoint("vpce-1", "Interface"), Endpoint("vpce-2", "GatewayLoadBalancer"), Endpoint("vpce-3", "Gateway"))
            .On("GetMetricData", form => form.ContainsKey("NextToken")
                ? $"<MetricDataResults>{Result("vpce-1", "Complete", ("2026-11-20T00:00:00Z", "7"))}</MetricDataResults>"
                : $"<MetricDataResults>{Result("vpce-1", "PartialData", ("2026-11-21T00:00:00Z", "1.5E7"))}{Result("vpce-2", "Complete")}</MetricDataResults><NextToken>more</NextToken>");
        var network = (await ReadAsync()).Whole;
        Assert.Equal(
            ["vpce-1 True 2026-11-20=7 2026-11-21=15000000", "vpce-2 True"],
            network.All<Traffic>().Select(traffic => string.Join(' ', traffic.ByDay.OrderBy(day => day.Start)
                .Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Start:yyyy-MM-dd}={day.Bytes}")).Prepend($"{traffic.Id} {traffic.IsWhole}"))));
        var asked = _aws.Calls.First(call => call.StartsWith("GetMetricData", StringComparison.Ordinal));
        foreach (var part in (string[])
            [
                "MetricDataQueries.member.1.Label=vpce-1", "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name=Endpoint Type",
                "MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.1.Value=GatewayLoadBalancer", "MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.2.Value=com.amazonaws.eu-west-1.sts",
                "MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.3.Value=vpce-2", "MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.4.Value=vpc-1",
                "MetricDataQueries.member.1.MetricStat.Metric.MetricName=BytesProcessed", "MetricDataQueries.member.1.MetricStat.Metric.Namespace=AWS/PrivateLinkEndpoints",
                "MetricDataQueries.member.1.MetricStat.Period=86400", "MetricDataQueries.member.1.MetricStat.Stat=Sum",
            ])
        {
            Assert.Contains(part, asked, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("vpce-3", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nat_gateways_sent_is_read_with_them()
    {
        Endpoints(Endpoint("vpce-1", "Interface"))
            .On("DescribeNatGateways", "<natGatewaySet><item><natGatewayId>nat-1</natGatewayId><vpcId>vpc-1</vpcId><state>available</state></item></natGatewaySet>")
            .On("GetMetricData", $"<MetricDataResults>{Result("vpce-1", "Complete")}{Result("nat-1", "Complete", ("2026-11-20T00:00:00Z", "7"))}</MetricDataResults>");
        var network = (await ReadAsync(FactKind.NatGateways)).Whole;
        Assert.Equal(["nat-1 7", "vpce-1 0"], network.All<Traffic>().Select(traffic => string.Create(CultureInfo.InvariantCulture, $"{traffic.Id} {traffic.Since(DateTimeOffset.UnixEpoch)}")));
        var asked = _aws.Calls.Single(call => call.StartsWith("GetMetricData", StringComparison.Ordinal));
        foreach (var part in (string[])
            [
                "MetricDataQueries.member.2.Label=nat-1", "MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.1.Name=NatGatewayId",
                "MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.1.Value=nat-1",
                "MetricDataQueries.member.2.MetricStat.Metric.MetricName=BytesOutToDestination", "MetricDataQueries.member.2.MetricStat.Metric.Namespace=AWS/NATGateway",
            ])
        {
            Assert.Contains(part, asked, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.2", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_one_call_takes_are_asked_for_in_parts()
    {
        Endpoints([.. Enumerable.Range(0, 501).Select(index => Endpoint($"vpce-{index}", "Interface"))]).On("GetMetricData", "<MetricDataResults/>");
        Assert.Null((await ReadAsync()).Unread);
        Assert.Equal(2, _aws.Calls.Count(call => call.StartsWith("GetMetricData", StringComparison.Ordinal)));
        Assert.Contains("MetricDataQueries.member.1.Label=vpce-500", _aws.Calls.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_endpoints_nobody_is_asked()
    {
        Endpoints();
        Assert.True((await ReadAsync()).Whole.Has(FactKind.MetricDataResults));
        Assert.Equal(["DescribeVpcEndpoints"], _aws.Calls);
    }

    [Fact]
    public async Task Who_may_not_look_is_told()
    {
        Endpoints(Endpoint("vpce-1", "Interface")).On("GetMetricData", _ => throw new RefusedException("AccessDenied"));
        var reading = await ReadAsync();
        Assert.False(reading.WholeOrWithoutKinds.Has(FactKind.MetricDataResults));
        Assert.Equal("MetricDataResults could not be read: CloudWatch refused GetMetricData (AccessDenied): No.", reading.Unread!.Message);
    }

    private Task<NetworkReading> ReadAsync(params FactKind[] more) => Doubles.Accounts(_aws.Url).Find(Doubles.Key)
        .ReadNetworkAsync([FactKind.VpcEndpoints, FactKind.MetricDataResults, .. more], Scope.Region, TestContext.Current.CancellationToken);

    private Ec2Double Endpoints(params string[] endpoints) => _aws.On("DescribeVpcEndpoints", $"<vpcEndpointSet>{string.Concat(endpoints)}</vpcEndpointSet>");

    private static string Endpoint(string id, string type) =>
        $"<item><vpcEndpointId>{id}</vpcEndpointId><vpcEndpointType>{type}</vpcEndpointType><vpcId>vpc-1</vpcId><serviceName>com.amazonaws.eu-west-1.sts</serviceName><state>available</state></item>";

    private static string Result(string id, string status, params (string Time, string Value)[] days) =>
        $"<member><Id>e</Id><Label>{id}</Label><StatusCode>{status}</StatusCode><Timestamps>{string.Concat(days.Select(day => $"<member>{day.Time}</member>"))}</Timestamps>"
        + $"<Values>{string.Concat(days.Select(day => $"<member>{day.Value}</member>"))}</Values></member>";
}
