using Amazon.Runtime;

namespace Amazon.Route53.Model;

public class GetHostedZoneRequest : AmazonRoute53Request
{
    public string Id { get; set; }
}

public class GetHostedZoneResponse : AmazonWebServiceResponse
{
    public HostedZone HostedZone { get; set; }

    public List<VPC> VPCs { get; set; }
}
