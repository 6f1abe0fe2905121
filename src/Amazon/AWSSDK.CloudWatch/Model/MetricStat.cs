namespace Amazon.CloudWatch.Model;

public class MetricStat
{
    public Metric Metric { get; set; }

    public int? Period { get; set; }

    public string Stat { get; set; }
}
