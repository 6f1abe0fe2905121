namespace Amazon.ConfigService.Model;

public class AggregateEvaluationResult
{
    public EvaluationResultIdentifier EvaluationResultIdentifier { get; set; }

    public ComplianceType ComplianceType { get; set; }

    public DateTime? ResultRecordedTime { get; set; }

    public DateTime? ConfigRuleInvokedTime { get; set; }

    public string Annotation { get; set; }

    public string AccountId { get; set; }

    public string AwsRegion { get; set; }
}
