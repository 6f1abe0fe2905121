namespace ConfigRules.Engine;

/// <summary>How what a rule finds is put right: by a document that remediation.yaml deploys, or by lines that a person runs.</summary>
public abstract record Repair
{
    private Repair()
    {
    }

    /// <summary>What to type, by whoever has the resource's id.</summary>
    public abstract string Commands(string ruleId);

    /// <param name="ResourceParameter">The document's parameter that takes the id of the reported resource.</param>
    /// <param name="Placeholder">What stands for that id: "VPC".</param>
    public sealed record ByDocument(string ResourceParameter, string Placeholder) : Repair
    {
        /// <summary>Lines to type for what the document leaves to a person; null where it leaves nothing.</summary>
        public string? Rest { get; init; }

        /// <summary>The name of the document, but for the prefix of the stack.</summary>
        public static string NameOf(string ruleId) => $"remediate-{ruleId}";

        public override string Commands(string ruleId) => $"""
            # With DryRun=true it only tells; ROLE is an output of the stack of remediation.yaml.
            aws ssm start-automation-execution --document-name {NameOf(ruleId)} --parameters {ResourceParameter}={Placeholder},AutomationAssumeRole=ROLE,DryRun=true
            aws ssm start-automation-execution --document-name {NameOf(ruleId)} --parameters {ResourceParameter}={Placeholder},AutomationAssumeRole=ROLE
            aws ssm get-automation-execution --automation-execution-id EXECUTION --query 'AutomationExecution.[AutomationExecutionStatus,FailureMessage,Outputs]'
            """ + (Rest is null ? "" : $"\n{Rest}");
    }

    /// <param name="Lines">Commands of the AWS CLI, and the same in CloudFormation.</param>
    public sealed record ByHand(string Lines) : Repair
    {
        public override string Commands(string ruleId) => Lines;
    }
}
