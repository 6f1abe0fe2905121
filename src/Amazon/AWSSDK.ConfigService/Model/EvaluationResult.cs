namespace Amazon.ConfigService.Model;

public class EvaluationResult
{
    public EvaluationResultIdentifier EvaluationResultIdentifier { get; set; }

    public ComplianceType ComplianceType { get; set; }

    public DateTime? ResultRecordedTime { get; set; }

    public DateTime? ConfigRuleInvokedTime { get; set; }

    public string Annotation { get; set; }

    public string ResultToken { get; set; }
}

public class EvaluationResultIdentifier
{
    public EvaluationResultQualifier EvaluationResultQualifier { get; set; }

    public DateTime? OrderingTimestamp { get; set; }

    public string ResourceEvaluationId { get; set; }
}

public class EvaluationResultQualifier
{
    public string ConfigRuleName { get; set; }

    public string ResourceType { get; set; }

    public string ResourceId { get; set; }

    public EvaluationMode EvaluationMode { get; set; }
}
