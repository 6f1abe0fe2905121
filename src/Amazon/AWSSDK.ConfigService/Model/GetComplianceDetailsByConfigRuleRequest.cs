using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class GetComplianceDetailsByConfigRuleRequest : AmazonConfigServiceRequest
{
    public string ConfigRuleName { get; set; }

    public List<string> ComplianceTypes { get; set; }

    public int? Limit { get; set; }

    public string NextToken { get; set; }
}

public class GetComplianceDetailsByConfigRuleResponse : AmazonWebServiceResponse
{
    public List<EvaluationResult> EvaluationResults { get; set; }

    public string NextToken { get; set; }
}
