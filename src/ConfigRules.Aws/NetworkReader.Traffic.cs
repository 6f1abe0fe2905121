using System.Globalization;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>What went through endpoints, which CloudWatch knows.</summary>
internal sealed partial class NetworkReader
{
    /// <summary>https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html</summary>
    private const int MostQueries = 500;

    private const int SecondsOfDay = 86_400;

    /// <summary>Of the types that have metrics: gateway endpoints have none.</summary>
    private async Task TrafficAsync(Task endpoints)
    {
        await endpoints;
        var now = _facts.RecordedAt!.Value.UtcDateTime;
        foreach (var chunk in _facts.VpcEndpoints.Where(endpoint => endpoint.Type is EndpointType.Interface or EndpointType.GatewayLoadBalancer).Chunk(MostQueries))
        {
            await PagesAsync(
                token => clients.Metrics.GetMetricDataAsync(
                    new()
                    {
                        StartTime = now.Date.AddDays(-EndpointTraffic.Days),
                        EndTime = now,
                        ScanBy = ScanBy.TimestampAscending,
                        MetricDataQueries = [.. chunk.Select(Query)],
                        NextToken = token,
                    },
                    cancellationToken),
                answer => (answer.MetricDataResults, answer.NextToken),
                result => _facts.Traffic.Add(ToModel(result)));
        }
    }

    /// <summary>A metric is found by all of its dimensions together: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html</summary>
    private static MetricDataQuery Query(VpcEndpoint endpoint, int index) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"e{index}"),
        Label = endpoint.Id,
        MetricStat = new()
        {
            Metric = new()
            {
                Namespace = EndpointTraffic.Namespace,
                MetricName = EndpointTraffic.Metric,
                Dimensions =
                [
                    new() { Name = "Endpoint Type", Value = endpoint.Type.ToString() },
                    new() { Name = "Service Name", Value = endpoint.Service.Full },
                    new() { Name = "VPC Endpoint Id", Value = endpoint.Id },
                    new() { Name = "VPC Id", Value = endpoint.VpcId },
                ],
            },
            Period = SecondsOfDay,
            Stat = "Sum",
        },
    };

    private static EndpointTraffic ToModel(MetricDataResult result) => new(result.Label is { Length: > 0 } id
        ? id
        : throw new AwsCallException(AwsFault.Unreadable, "CloudWatch answered with data that does not say of which endpoint they are."))
    {
        ByDay = [.. result.Timestamps.OrEmpty().Zip(result.Values.OrEmpty(), (time, bytes) => new DayOfTraffic(new(time.ToUniversalTime()), bytes))],
        IsWhole = result.StatusCode == StatusCode.Complete,
    };
}
