using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListFirewallDomainListsRequest : AmazonRoute53ResolverRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListFirewallDomainListsResponse : AmazonWebServiceResponse
{
    public List<FirewallDomainListMetadata> FirewallDomainLists { get; set; }

    public string NextToken { get; set; }
}
