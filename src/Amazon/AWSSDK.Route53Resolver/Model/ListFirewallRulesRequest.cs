using Amazon.Runtime;

namespace Amazon.Route53Resolver.Model;

public class ListFirewallRulesRequest : AmazonRoute53ResolverRequest
{
    public string FirewallRuleGroupId { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListFirewallRulesResponse : AmazonWebServiceResponse
{
    public List<FirewallRule> FirewallRules { get; set; }

    public string NextToken { get; set; }
}
