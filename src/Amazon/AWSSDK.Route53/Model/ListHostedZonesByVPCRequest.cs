using Amazon.Runtime;

namespace Amazon.Route53.Model;

public class ListHostedZonesByVPCRequest : AmazonRoute53Request
{
    public string VPCId { get; set; }

    public VPCRegion VPCRegion { get; set; }

    public string MaxItems { get; set; }

    public string NextToken { get; set; }
}

public class ListHostedZonesByVPCResponse : AmazonWebServiceResponse
{
    public List<HostedZoneSummary> HostedZoneSummaries { get; set; }

    public string MaxItems { get; set; }

    public string NextToken { get; set; }
}
