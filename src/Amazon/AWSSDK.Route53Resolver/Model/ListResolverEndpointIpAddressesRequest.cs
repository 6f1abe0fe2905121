using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListResolverEndpointIpAddressesRequest : AmazonRoute53ResolverRequest
{
    public string ResolverEndpointId { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListResolverEndpointIpAddressesResponse : AmazonWebServiceResponse
{
    public List<IpAddressResponse> IpAddresses { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}
