using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListResolverRulesRequest : AmazonRoute53ResolverRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListResolverRulesResponse : AmazonWebServiceResponse
{
    public List<ResolverRule> ResolverRules { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}
