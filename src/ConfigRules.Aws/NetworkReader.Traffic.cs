using System.Globalization;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>What went through endpoints and NAT gateways, which CloudWatch knows.</summary>
internal sealed partial class NetworkReader
{
    /// <summary>https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html</summary>
    private const int MostQueries = 500;

    private const int SecondsOfDay = 86_400;

    /// <summary>Of those that have been read, and that have metrics: gateway endpoints have none.</summary>
    private async Task TrafficAsync(Task resources)
    {
        await resources;
        var now = _facts.RecordedAt!.Value.UtcDateTime;
        var metrics = _facts.VpcEndpoints.Where(endpoint => endpoint.Type is EndpointType.Interface or EndpointType.GatewayLoadBalancer).Select(MetricOf)
            .Concat(_facts.NatGateways.Select(MetricOf));
        foreach (var chunk in metrics.Chunk(MostQueries))
        {
            await PagesAsync(
                token => clients.Metrics.GetMetricDataAsync(
                    new()
                    {
                        StartTime = now.Date.AddDays(-Traffic.Days),
                        EndTime = now,
                        ScanBy = ScanBy.TimestampAscending,
                        MetricDataQueries = [.. chunk.Select((metric, index) => new MetricDataQuery
                        {
                            Id = string.Create(CultureInfo.InvariantCulture, $"e{index}"),
                            Label = metric.ResourceId,
                            MetricStat = new() { Metric = metric.Metric, Period = SecondsOfDay, Stat = "Sum" },
                        })],
                        NextToken = token,
                    },
                    cancellationToken),
                answer => (answer.MetricDataResults, answer.NextToken),
                result => _facts.Traffic.Add(ToModel(result)));
        }
    }

    /// <summary>A metric is found by all of its dimensions together: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html</summary>
    private static (string ResourceId, Metric Metric) MetricOf(VpcEndpoint endpoint) => (endpoint.Id, new()
    {
        Namespace = "AWS/PrivateLinkEndpoints",
        MetricName = "BytesProcessed",
        Dimensions =
        [
            new() { Name = "Endpoint Type", Value = endpoint.Type.ToString() },
            new() { Name = "Service Name", Value = endpoint.Service.Full },
            new() { Name = "VPC Endpoint Id", Value = endpoint.Id },
            new() { Name = "VPC Id", Value = endpoint.VpcId },
        ],
    });

    /// <summary>https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html</summary>
    private static (string ResourceId, Metric Metric) MetricOf(NatGateway nat) => (nat.Id, new()
    {
        Namespace = "AWS/NATGateway",
        MetricName = "BytesOutToDestination",
        Dimensions = [new() { Name = "NatGatewayId", Value = nat.Id }],
    });

    private static Traffic ToModel(MetricDataResult result) => new(result.Label is { Length: > 0 } id
        ? id
        : throw new AwsCallException(AwsFault.Unreadable, "CloudWatch answered with data that does not say of what they are."))
    {
        ByDay = [.. result.Timestamps.OrEmpty().Zip(result.Values.OrEmpty(), (time, bytes) => new DayOfTraffic(new(time.ToUniversalTime()), bytes))],
        IsWhole = result.StatusCode == StatusCode.Complete,
    };
}
