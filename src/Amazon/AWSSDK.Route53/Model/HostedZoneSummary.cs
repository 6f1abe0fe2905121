namespace Amazon.Route53.Model;

public class HostedZoneSummary
{
    public string HostedZoneId { get; set; }

    public string Name { get; set; }

    public HostedZoneOwner Owner { get; set; }
}
