namespace Amazon.CloudWatch.Model;

public class MetricDataResult
{
    public string Id { get; set; }

    public string Label { get; set; }

    public StatusCode StatusCode { get; set; }

    public List<DateTime> Timestamps { get; set; }

    public List<double> Values { get; set; }
}
