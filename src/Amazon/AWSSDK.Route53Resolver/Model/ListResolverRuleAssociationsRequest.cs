using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListResolverRuleAssociationsRequest : AmazonRoute53ResolverRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListResolverRuleAssociationsResponse : AmazonWebServiceResponse
{
    public List<ResolverRuleAssociation> ResolverRuleAssociations { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}
