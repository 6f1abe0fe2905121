using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListResolverEndpointsRequest : AmazonRoute53ResolverRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListResolverEndpointsResponse : AmazonWebServiceResponse
{
    public List<ResolverEndpoint> ResolverEndpoints { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}
