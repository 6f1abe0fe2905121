using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListFirewallDomainsRequest : AmazonRoute53ResolverRequest
{
    public string FirewallDomainListId { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListFirewallDomainsResponse : AmazonWebServiceResponse
{
    public List<string> Domains { get; set; }

    public string NextToken { get; set; }
}
