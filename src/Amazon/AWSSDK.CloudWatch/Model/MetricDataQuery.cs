namespace Amazon.CloudWatch.Model;

public class MetricDataQuery
{
    public string Id { get; set; }

    public string Label { get; set; }

    public MetricStat MetricStat { get; set; }

    public bool? ReturnData { get; set; }
}
