namespace Amazon.Route53.Model;

public class HostedZoneOwner
{
    public string OwningAccount { get; set; }

    public string OwningService { get; set; }
}
