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
    /// <param name="Lines">The same by hand: commands of the AWS CLI, with what the document leaves to a person, and lines of CloudFormation.</param>
    public sealed record ByDocument(string ResourceParameter, string Placeholder, string Lines) : Repair
    {
        /// <summary>What else the document has to be given, as the CLI takes it: "TopicArn=TOPIC".</summary>
        public string Given { get; init; } = "";

        /// <summary>The name of the document, but for the prefix of the stack.</summary>
        public static string NameOf(string ruleId) => $"remediate-{ruleId}";

        private string Parameters => string.Join(',', [$"{ResourceParameter}={Placeholder}", "AutomationAssumeRole=ROLE", .. Given is "" ? (string[])[] : [Given]]);

        public override string Commands(string ruleId) => $"""
            {Lines}
            # Or let the document of remediation.yaml do it, which looks first and puts back what it cannot finish; ROLE is an output of that stack.
            aws ssm start-automation-execution --document-name {NameOf(ruleId)} --parameters {Parameters},DryRun=true
            aws ssm start-automation-execution --document-name {NameOf(ruleId)} --parameters {Parameters}
            aws ssm get-automation-execution --automation-execution-id EXECUTION --query 'AutomationExecution.[AutomationExecutionStatus,FailureMessage,Outputs]'
            """;
    }

    /// <param name="Lines">Commands of the AWS CLI, and the same in CloudFormation.</param>
    /// <param name="Why">Why no document does it, in one sentence.</param>
    public sealed record ByHand(string Lines, string Why) : Repair
    {
        public override string Commands(string ruleId) => Lines;
    }
}
