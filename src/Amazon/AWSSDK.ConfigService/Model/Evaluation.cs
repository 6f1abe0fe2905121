namespace Amazon.ConfigService.Model;

public class Evaluation
{
    public string ComplianceResourceType { get; set; }

    public string ComplianceResourceId { get; set; }

    public ComplianceType ComplianceType { get; set; }

    public string Annotation { get; set; }

    public DateTime? OrderingTimestamp { get; set; }
}
