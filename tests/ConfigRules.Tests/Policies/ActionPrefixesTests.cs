using ConfigRules.Bundles;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Policies;

public sealed class ActionPrefixesTests
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
    [InlineData("kms-fips", "kms")]
    [InlineData("codestar-connections.api", "codestar-connections")]
    [InlineData("payment-cryptography.dataplane", "payment-cryptography")]
    [InlineData("timestream.query-cell2", "timestream")]
    [InlineData("aws.api.eu-west-1.freetier", "freetier")]
    [InlineData("networkflowmonitorreports", "networkflowmonitor")]
    [InlineData("deadline.management", "deadline")]
    [InlineData("deadline.scheduling", "deadline")]
    [InlineData("airflow.api", "airflow")]
    [InlineData("airflow.env-fips", "airflow")]
    [InlineData("airflow.ops", "airflow")]
    [InlineData("cloudhsmv2", "cloudhsm")]
    [InlineData("route53", "route53")]
    [InlineData("apigateway", "apigateway")]
    [InlineData("bedrock-agentcore", "bedrock-agentcore")]
    [InlineData("bedrock-agentcore.gateway", "bedrock-agentcore")]
    [InlineData("ecr-public.api", "ecr-public")]
    [InlineData("emr-serverless-services.livy", "emr-serverless")]
    [InlineData("geo.tracking", "geo")]
    [InlineData("iot.data", "iot")]
    [InlineData("memorydb-fips", "memorydb")]
    [InlineData("qldb.session", "qldb")]
    [InlineData("service.user-subscriptions", "user-subscriptions")]
    [InlineData("wafv2", "wafv2")]
    public void Knows_the_prefix_of_a_services_actions(string service, string prefix)
    {
        Assert.Equal(prefix, PrefixOf(service, Allow()));
        Assert.Equal(prefix, FamilyOf(service)?.First());
    }

    [Theory]
    [InlineData("acme.data", "\"anvils:*\"", "anvils")]
    [InlineData("acme.data", "[\"Anvils:Get*\", \"anvils:Put*\", \"*\"]", "anvils")]
    [InlineData("acme.data", "[\"anvils:*\", \"s3:*\"]", "acme")]
    [InlineData("acme.data", "\"*\"", "acme")]
    [InlineData("s3", "\"dynamodb:*\"", "s3")]
    [InlineData("monitoring", "\"monitoring:*\"", "cloudwatch")]
    public void Believes_the_document_where_the_prefix_is_not_known(string service, string actions, string prefix) =>
        Assert.Equal(prefix, PrefixOf(service, Allow(action: actions)));

    [Theory]
    [InlineData("kms")]
    [InlineData("sqs")]
    [InlineData("sns")]
    [InlineData("lambda")]
    [InlineData("events")]
    [InlineData("glue")]
    [InlineData("sagemaker.api")]
    [InlineData("execute-api")]
    [InlineData("aws.api.eu-west-1.qbusiness")]
    public void Believes_no_document_of_a_service_whose_prefix_is_known(string service) =>
        Assert.DoesNotContain("s3", PrefixOf(service, Allow(action: "\"s3:*\"")));

    [Theory]
    [InlineData("s3", "s3", "s3express", "s3-outposts", "s3-object-lambda", "s3tables")]
    [InlineData("ecr.dkr", "ecr", "ecr-public", "sts")]
    [InlineData("ecr-public.api", "ecr-public", "sts")]
    [InlineData("codeartifact.api", "codeartifact", "sts")]
    [InlineData("codeconnections.api", "codeconnections", "codestar-connections")]
    [InlineData("sagemaker.api", "sagemaker", "sagemaker-mlflow", "sagemaker-geospatial")]
    [InlineData("kms", "kms")]
    public void Knows_all_prefixes_whose_actions_pass(string service, params string[] family) => Assert.Equal(family, FamilyOf(service));

    [Theory]
    [InlineData("acme.data")]
    [InlineData("bedrock-mantle")]
    [InlineData("aws.api.eu-west-1.acme")]
    [InlineData("kms.data")]
    [InlineData("geo.maps")]
    [InlineData("airflow")]
    [InlineData("cloudhsm")]
    [InlineData("deadline")]
    public void Leaves_open_what_no_page_tells(string service) => Assert.Null(FamilyOf(service));

    [Fact]
    public void Knows_the_prefix_of_everything_that_bundles_request() => Assert.All(ServiceBundles.All.SelectMany(bundle => bundle.Needs), need =>
        Assert.Contains(need.Action.Split(':')[0], FamilyOf(need.Service)!));

    private static IEnumerable<string>? FamilyOf(string service) => ActionPrefixes.FamilyOf(NameOf(service));

    private static string PrefixOf(string service, string statement) => ActionPrefixes.Of(
        NameOf(service), PolicyDocument.Parse(Document(statement)));

    private static ServiceName NameOf(string service) =>
        ServiceName.Parse(service.StartsWith("aws.", StringComparison.Ordinal) ? service : $"com.amazonaws.eu-west-1.{service}");
}
