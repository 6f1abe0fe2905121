using System.Collections.Frozen;
using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Policies;

/// <summary>
/// Which actions pass the endpoints of a service, by their prefixes. The Service Authorization Reference tells the prefix that each
/// service has, and services' own pages on endpoints print policies with it; of what endpoints are called, no page tells all.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
/// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
/// </remarks>
internal static class ActionPrefixes
{
    /// <summary>Services whose actions are called as their endpoints are.</summary>
    private static readonly FrozenSet<string> Same = Words(
        """
        access-analyzer account acm acm-pca amplify apigateway app-integrations appconfig appflow application-autoscaling
        application-signals applicationinsights appmesh apprunner appsync apptest aps arc-zonal-shift athena auditmanager
        autoscaling autoscaling-plans awsconnector b2bi backup backup-gateway batch bcm-data-exports bcm-pricing-calculator bedrock
        bedrock-agentcore billing billingconductor braket cases cassandra ce cleanrooms cleanrooms-ml clouddirectory cloudformation
        cloudtrail codebuild codecommit codedeploy codedeploy-commands-secure codeguru-profiler codeguru-reviewer codepipeline
        cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer config connect-campaigns controlcatalog
        cost-optimization-hub databrew dataexchange datasync datazone detective devops-guru discovery dlm dms drs ds ds-data dsql
        dynamodb ebs ec2 ec2messages ecs eks eks-auth elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing
        elasticmapreduce emr-containers emr-serverless entityresolution events evidently execute-api finspace fis forecast
        frauddetector freetier fsx gamelift glue grafana greengrass groundstation guardduty healthlake iam identitystore
        imagebuilder inspector-scan inspector2 internetmonitor invoicing iotfleetwise iotroborunner kafka kafkaconnect kendra
        kendra-ranking kinesisanalytics kms lakeformation lambda launchwizard license-manager license-manager-linux-subscriptions
        license-manager-user-subscriptions logs lookoutequipment lookoutmetrics lookoutvision m2 macie2 managedblockchain-query
        mediaconnect medical-imaging memorydb mgn migrationhub-orchestrator migrationhub-strategy mq neptune-graph network-firewall
        networkflowmonitor networkmonitor nimble notifications observabilityadmin omics organizations outposts panorama
        pca-connector-ad pca-connector-scep pcs personalize pi pipes polly private-networks profile proton qbusiness ram rbin rds
        rds-data redshift redshift-data redshift-serverless refactor-spaces rekognition repostspace resiliencehub
        resource-explorer-2 resource-groups robomaker rolesanywhere route53 rum s3 s3-outposts s3express s3tables s3vectors
        sagemaker-geospatial savingsplans scheduler schemas scn secretsmanager securityhub securitylake serverlessrepo
        servicecatalog servicediscovery servicequotas shield signer simspaceweaver sms snow-device-management sns social-messaging
        sqs ssm ssm-contacts ssm-incidents ssm-quicksetup ssmmessages states storagegateway sts swf synthetics tax textract
        timestream-influxdb tnb transcribe transfer translate trustedadvisor verifiedpermissions voiceid vpc-lattice wafv2
        wellarchitected wisdom workmail workspaces workspaces-web xray
        """);

    /// <summary>Services that have several endpoints, which are called as the actions are, and more: "sagemaker.api", "sagemaker.runtime".</summary>
    private static readonly FrozenSet<string> WithPlanes = Words(
        """
        airflow appstream bedrock-agentcore codeartifact codeconnections codestar-connections deadline ecr ecr-public
        elastic-inference emrwal iotsitewise iottwinmaker iotwireless managedblockchain payment-cryptography pricing qldb sagemaker
        thinclient timestream
        """);

    /// <summary>
    /// The chief prefix of the actions that pass the endpoint. Where it is not known for sure and all actions that the document names
    /// have the same one, the document is believed.
    /// </summary>
    public static string Of(ServiceName service, PolicyDocument document)
    {
        if (Known(service) is { } known)
            return known;
        string[] named =
        [
            .. document.Statements.SelectMany(statement => statement.Actions.Patterns).Where(action => action is not "*")
                .Select(action => action.Split(':')[0].ToLowerInvariant()).Distinct(),
        ];
        return named is [var only] ? only : Suggested(service);
    }

    /// <summary>All prefixes of actions that pass the endpoint, the chief one first; null where they are not known for sure.</summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    /// https://docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endoint-policy.html
    /// https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
    /// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakerwithmlflow.html
    /// </remarks>
    public static ImmutableArray<string>? FamilyOf(ServiceName service) => (service.Service, Known(service)) switch
    {
        (_, null) => null,
        ("s3", _) => ["s3", "s3express", "s3-outposts", "s3-object-lambda", "s3tables"],
        (_, "ecr") => ["ecr", "ecr-public", "sts"],
        (_, "ecr-public") => ["ecr-public", "sts"],
        // A token is asked for as one of STS's too.
        (_, "codeartifact") => ["codeartifact", "sts"],
        (_, "codeconnections") => ["codeconnections", "codestar-connections"],
        (_, "codestar-connections") => ["codestar-connections", "codeconnections"],
        (_, "sagemaker") => ["sagemaker", "sagemaker-mlflow", "sagemaker-geospatial"],
        ("ssm", _) => ["ssm", "ssm-guiconnect", "ssmmessages", "ec2messages"],
        ("cloudformation" or "cloudcontrolapi", _) => ["cloudformation", "cloudcontrol"],
        ("eks", _) => ["eks", "eks-auth"],
        ("eks-auth", _) => ["eks-auth", "eks"],
        var (_, prefix) => [prefix],
    };

    /// <summary>Null where the service's name suggests it, and nothing more.</summary>
    public static string? Known(ServiceName service) => service.Service switch
    {
        "appconfigdata" => "appconfig",
        "appmesh-envoy-management" => "appmesh",
        "appsync-api" => "appsync",
        "aps-workspaces" => "aps",
        "arsenal-discovery" => "arsenal",
        "bedrock-agent" or "bedrock-agent-runtime" or "bedrock-data-automation" or "bedrock-data-automation-runtime" or "bedrock-runtime" => "bedrock",
        "bedrock-agentcore-control" => "bedrock-agentcore",
        "cassandra-streams" => "cassandra",
        "cloudcontrolapi" => "cloudformation",
        "cloudhsmv2" => "cloudhsm",
        "data-servicediscovery" => "servicediscovery",
        "deviceadvisor.iot" => "iotdeviceadvisor",
        "dicom-medical-imaging" or "runtime-medical-imaging" => "medical-imaging",
        "dynamodb-streams" => "dynamodb",
        "ecs-agent" or "ecs-telemetry" => "ecs",
        "elasticbeanstalk-health" => "elasticbeanstalk",
        "email" or "email-smtp" or "mail-manager" => "ses",
        "emr-serverless-services.livy" => "emr-serverless",
        "evidently-dataplane" => "evidently",
        "finspace-api" => "finspace",
        "forecastquery" => "forecast",
        // Maps, places and routes have prefixes of their own too, and which of them pass here, no page tells.
        "geo.geofencing" or "geo.metadata" or "geo.tracking" => "geo",
        "git-codecommit" => "codecommit",
        "grafana-workspace" => "grafana",
        "guardduty-data" => "guardduty",
        "iot.data" => "iot",
        "iot.fleethub.api" => "iotfleethub",
        "kinesis-firehose" => "firehose",
        "kinesis-streams" => "kinesis",
        "lorawan.cups" or "lorawan.lns" => "iotwireless",
        "memory-db" => "memorydb",
        "models-v2-lex" or "runtime-v2-lex" => "lex",
        "monitoring" => "cloudwatch",
        "neptune-graph-data" => "neptune-graph",
        "networkflowmonitorreports" => "networkflowmonitor",
        "personalize-events" or "personalize-runtime" => "personalize",
        "pinpoint" => "mobiletargeting",
        "pinpoint-sms-voice-v2" => "sms-voice",
        "pipes-data" => "pipes",
        "rum-dataplane" => "rum",
        "s3-global.accesspoint" => "s3",
        "service.user-subscriptions" => "user-subscriptions",
        "servicecatalog-appregistry" => "servicecatalog",
        "streaming-rekognition" => "rekognition",
        "sync-states" => "states",
        "tagging" => "tag",
        "transcribestreaming" => "transcribe",
        var name when name.EndsWith("-omics", StringComparison.Ordinal) => "omics",
        var name when name.StartsWith("aws.sagemaker.", StringComparison.Ordinal) => "sagemaker",
        var name when Same.Contains(name) => name,
        var name when name.Split('.') is [var first, _, ..] && WithPlanes.Contains(first) => first,
        var name when name.StartsWith("aws.api.", StringComparison.Ordinal) && Same.Contains(Suggested(service)) => Suggested(service),
        _ => null,
    };

    /// <summary>"iotsitewise" of "iotsitewise.data", "freetier" of "aws.api.freetier".</summary>
    private static string Suggested(ServiceName service) => service.Service.Split('.') switch
    {
        ["aws", "api", var name, ..] => name,
        ["api", "aws", var name, ..] => name,
        var parts => parts[0],
    };

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
