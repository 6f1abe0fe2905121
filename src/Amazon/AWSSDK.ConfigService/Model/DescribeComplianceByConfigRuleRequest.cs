using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class DescribeComplianceByConfigRuleRequest : AmazonConfigServiceRequest
{
    public List<string> ConfigRuleNames { get; set; }

    public List<string> ComplianceTypes { get; set; }

    public string NextToken { get; set; }
}

public class DescribeComplianceByConfigRuleResponse : AmazonWebServiceResponse
{
    public List<ComplianceByConfigRule> ComplianceByConfigRules { get; set; }

    public string NextToken { get; set; }
}
