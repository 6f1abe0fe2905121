using ConfigRules.Model;
using ConfigRules.Policies;
using ConfigRules.Rules.Policies;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Rules.Policies;

public sealed class EndpointPoliciesTests
{
    [Theory]
    [InlineData("s3", "s3")]
    [InlineData("dynamodb", "dynamodb")]
    [InlineData("dynamodb-streams", "dynamodb")]
    [InlineData("ecr.api", "ecr")]
    [InlineData("ecr.dkr", "ecr")]
    [InlineData("ecs-agent", "ecs")]
    [InlineData("ecs-telemetry", "ecs")]
    [InlineData("eks-auth", "eks-auth")]
    [InlineData("ssm", "ssm")]
    [InlineData("ssmmessages", "ssmmessages")]
    [InlineData("ec2messages", "ec2messages")]
    [InlineData("ssm-contacts", "ssm-contacts")]
    [InlineData("monitoring", "cloudwatch")]
    [InlineData("logs", "logs")]
    [InlineData("events", "events")]
    [InlineData("states", "states")]
    [InlineData("sync-states", "states")]
    [InlineData("kinesis-streams", "kinesis")]
    [InlineData("kinesis-firehose", "firehose")]
    [InlineData("execute-api", "execute-api")]
    [InlineData("git-codecommit", "codecommit")]
    [InlineData("codebuild-fips", "codebuild")]
    [InlineData("codeartifact.repositories", "codeartifact")]
    [InlineData("sagemaker.runtime", "sagemaker")]
    [InlineData("aws.sagemaker.eu-west-1.notebook", "sagemaker")]
    [InlineData("aws.api.eu-west-1.kendra-ranking", "kendra-ranking")]
    [InlineData("bedrock-agent-runtime", "bedrock")]
    [InlineData("iotsitewise.data", "iotsitewise")]
    [InlineData("email-smtp", "ses")]
    [InlineData("transcribestreaming", "transcribe")]
    [InlineData("workflows-omics", "omics")]
    [InlineData("appmesh-envoy-management", "appmesh")]
    [InlineData("elasticbeanstalk-health", "elasticbeanstalk")]
    [InlineData("cloudcontrolapi", "cloudformation")]
    public void Knows_the_prefix_of_a_services_actions(string service, string prefix) => Assert.Equal(prefix, PrefixOf(service, Allow()));

    [Theory]
    [InlineData("acme.data", "\"anvils:*\"", "anvils")]
    [InlineData("acme.data", "[\"Anvils:Get*\", \"anvils:Put*\", \"*\"]", "anvils")]
    [InlineData("acme.data", "[\"anvils:*\", \"s3:*\"]", "acme")]
    [InlineData("acme.data", "\"*\"", "acme")]
    [InlineData("s3", "\"dynamodb:*\"", "s3")]
    [InlineData("monitoring", "\"monitoring:*\"", "cloudwatch")]
    public void Believes_the_document_where_the_prefix_is_not_known(string service, string actions, string prefix) =>
        Assert.Equal(prefix, PrefixOf(service, Allow(action: actions)));

    private static string PrefixOf(string service, string statement) => EndpointPolicies.ActionPrefix(
        ServiceName.Parse(service.StartsWith("aws.", StringComparison.Ordinal) ? service : $"com.amazonaws.eu-west-1.{service}"),
        PolicyDocument.Parse(Document(statement)));
}
