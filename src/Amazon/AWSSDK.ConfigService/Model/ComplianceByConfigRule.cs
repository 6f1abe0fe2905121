namespace Amazon.ConfigService.Model;

public class ComplianceByConfigRule
{
    public string ConfigRuleName { get; set; }

    public Compliance Compliance { get; set; }
}

public class Compliance
{
    public ComplianceType ComplianceType { get; set; }

    public ComplianceContributorCount ComplianceContributorCount { get; set; }
}

public class ComplianceContributorCount
{
    public int? CappedCount { get; set; }

    public bool? CapExceeded { get; set; }
}
