using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListFirewallRuleGroupAssociationsRequest : AmazonRoute53ResolverRequest
{
    public string VpcId { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListFirewallRuleGroupAssociationsResponse : AmazonWebServiceResponse
{
    public List<FirewallRuleGroupAssociation> FirewallRuleGroupAssociations { get; set; }

    public string NextToken { get; set; }
}
