using Amazon.CloudWatch.Model;
using Amazon.Shared.Xml;

namespace Amazon.CloudWatch.Internal;

/// <summary>https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html</summary>
internal static class Operations
{
    public static readonly Operation<GetMetricDataRequest, GetMetricDataResponse> GetMetricData = new(
        "GetMetricData",
        static (form, request) =>
        {
            form.Time("EndTime", request.EndTime);
            form.Number("MaxDatapoints", request.MaxDatapoints);
            form.List("MetricDataQueries", request.MetricDataQueries, WriteQuery);
            form.Text("NextToken", request.NextToken);
            form.Text("ScanBy", request.ScanBy);
            form.Time("StartTime", request.StartTime);
        },
        static xml => new()
        {
            MetricDataResults = xml.List("MetricDataResults", static result => new MetricDataResult
            {
                Id = result.Text("Id"),
                Label = result.Text("Label"),
                StatusCode = result.Text("StatusCode"),
                Timestamps = result.Times("Timestamps"),
                Values = result.Fractions("Values"),
            }),
            NextToken = xml.Text("NextToken"),
        });

    private static void WriteQuery(QueryForm form, MetricDataQuery query)
    {
        form.Text("Id", query.Id);
        form.Text("Label", query.Label);
        form.Object("MetricStat", query.MetricStat, static (form, stat) =>
        {
            form.Object("Metric", stat.Metric, static (form, metric) =>
            {
                form.List("Dimensions", metric.Dimensions, static (form, dimension) =>
                {
                    form.Text("Name", dimension.Name);
                    form.Text("Value", dimension.Value);
                });
                form.Text("MetricName", metric.MetricName);
                form.Text("Namespace", metric.Namespace);
            });
            form.Number("Period", stat.Period);
            form.Text("Stat", stat.Stat);
        });
        form.Flag("ReturnData", query.ReturnData);
    }
}
