using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class GetAggregateComplianceDetailsByConfigRuleRequest : AmazonConfigServiceRequest
{
    public string ConfigurationAggregatorName { get; set; }

    public string ConfigRuleName { get; set; }

    public string AccountId { get; set; }

    public string AwsRegion { get; set; }

    public ComplianceType ComplianceType { get; set; }

    public int? Limit { get; set; }

    public string NextToken { get; set; }
}

public class GetAggregateComplianceDetailsByConfigRuleResponse : AmazonWebServiceResponse
{
    public List<AggregateEvaluationResult> AggregateEvaluationResults { get; set; }

    public string NextToken { get; set; }
}
