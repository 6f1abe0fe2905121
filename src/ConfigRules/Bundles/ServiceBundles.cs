using System.Collections.Immutable;
using static ConfigRules.Bundles.MemberKind;
using static ConfigRules.Bundles.RequestCaller;

namespace ConfigRules.Bundles;

/// <summary>What AWS's own pages say belongs together.</summary>
public static class ServiceBundles
{
    private const string CloudFormation = "cloudformation.amazonaws.com";

    private static readonly ImmutableArray<BundleMember> ImagePull =
    [
        .. Interfaces("ecr.api"), .. ByName("ecr.dkr"), new("s3", Gateway),
    ];

    /// <summary>
    /// The layers of an image come from a bucket of ECR's, by URLs that an account of ECR's has signed: neither the caller's
    /// account nor its organization is in such a request.
    /// </summary>
    private static readonly ImmutableArray<PolicyNeed> ImagePullNeeds =
    [
        new("s3", "s3:GetObject", "arn:{partition}:s3:::prod-{region}-starport-layer-bucket/layer", ForeignAccount),
        new("ecr.api", "ecr:GetAuthorizationToken", "*", Own),
        new("ecr.dkr", "ecr:BatchGetImage", "arn:{partition}:ecr:{region}:{account}:repository/image", Own),
        new("ecr.dkr", "ecr:GetDownloadUrlForLayer", "arn:{partition}:ecr:{region}:{account}:repository/image", Own),
    ];

    private static readonly ImmutableArray<BundleMember> ContainerAgent = Interfaces("ecs-agent", "ecs-telemetry", "ecs");

    /// <summary>For the awslogs driver, for secrets and parameters, and for ECS Exec.</summary>
    private static readonly ImmutableArray<BundleMember> SomeTasks = Interfaces("logs", "secretsmanager", "ssm", "ssmmessages", "kms");

    public static ImmutableArray<ServiceBundle> All { get; } =
    [
        new()
        {
            Id = "ecr-pull",
            Purpose = "pull images from Amazon ECR",
            DetectedByServices = ["ecr.api", "ecr.dkr"],
            Members = ImagePull,
            // For tasks whose log driver sends to CloudWatch Logs.
            Optional = Interfaces("logs"),
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ecs-ec2",
            Purpose = "run Amazon ECS tasks on EC2 instances",
            DetectedByServices = ["ecs-agent", "ecs-telemetry"],
            Members = [.. ContainerAgent, .. ImagePull],
            Optional = SomeTasks,
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ecs-fargate",
            Purpose = "run Amazon ECS tasks on AWS Fargate",
            DetectedByInterfaces = ["arn:aws*:ecs:*"],
            Members = ImagePull,
            Optional = SomeTasks,
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ssm",
            Purpose = "manage instances with AWS Systems Manager",
            DetectedByServices = ["ssm", "ssmmessages"],
            Members = [.. Interfaces("ssm", "ssmmessages"), new("s3", Either)],
            Optional = Interfaces("ec2messages", "ec2", "kms", "logs"),
            Needs =
            [
                new("ssm", "ssm:UpdateInstanceInformation", "arn:{partition}:ec2:{region}:{account}:instance/node", Own),
                new("ssmmessages", "ssmmessages:CreateControlChannel", "*", Own),
                new("ssmmessages", "ssmmessages:OpenDataChannel", "*", Own),
                new("s3", "s3:GetObject", "arn:{partition}:s3:::amazon-ssm-{region}/agent", Own),
                new("s3", "s3:GetObject", "arn:{partition}:s3:::amazon-ssm-packages-{region}/package", Own),
                new("s3", "s3:GetObject", "arn:{partition}:s3:::aws-ssm-{region}/module", Own),
            ],
            Source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
        },
        new()
        {
            Id = "eks-private",
            Purpose = "run Amazon EKS nodes without internet access",
            DetectedByServices = ["eks", "eks-auth"],
            DetectedByInterfaces = ["aws-K8S-*", "aws-k8s-branch-eni*", "Amazon EKS *"],
            Members = [.. Interfaces("ec2", "elasticloadbalancing", "eks"), .. ImagePull],
            // Pods get credentials from sts or from eks-auth, and no cluster needs both; the others serve what not every one has.
            Optional = Interfaces("logs", "sts", "eks-auth", "oidc-eks", "xray", "ssm", "autoscaling", "route53"),
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
        },
        new()
        {
            Id = "batch-fargate",
            Purpose = "run AWS Batch jobs on AWS Fargate",
            Members = [.. ImagePull, .. Interfaces("logs")],
            Optional = Interfaces("secretsmanager", "batch"),
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/batch/latest/userguide/vpc-endpoint-considerations.html",
        },
        new()
        {
            Id = "batch-ec2",
            Purpose = "run AWS Batch jobs on EC2 instances",
            Members = [.. ContainerAgent, .. ImagePull, .. Interfaces("logs")],
            Optional = Interfaces("secretsmanager", "batch"),
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/batch/latest/userguide/vpc-endpoint-considerations.html",
        },
        new()
        {
            Id = "cloudwatch",
            Purpose = "send metrics, logs and traces to Amazon CloudWatch",
            Members = Interfaces("monitoring", "logs", "xray"),
            Optional = Interfaces("synthetics", "internetmonitor", "networkmonitor", "networkflowmonitor", "networkflowmonitorreports"),
            Needs =
            [
                new("monitoring", "cloudwatch:PutMetricData", "*", Own),
                new("logs", "logs:PutLogEvents", "arn:{partition}:logs:{region}:{account}:log-group:group:log-stream:stream", Own),
            ],
            Source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-interface-VPC.html",
        },
        new()
        {
            Id = "glue",
            Purpose = "run AWS Glue jobs in the VPC",
            DetectedByInterfaces = ["Attached to Glue using role*", "AWS Glue*"],
            Members = [new("s3", Gateway)],
            Optional = Interfaces("glue", "sts", "secretsmanager", "logs", "kms", "monitoring"),
            Source = "https://docs.aws.amazon.com/glue/latest/dg/vpc-endpoints-s3.html",
        },
        new()
        {
            Id = "sagemaker-studio",
            Purpose = "run Amazon SageMaker Studio in VPC-only mode",
            DetectedByServices = ["sagemaker.api"],
            DetectedByInterfaces = ["[DO NOT DELETE] ENI managed by SageMaker for Studio Domain*"],
            Members = [.. Interfaces("sagemaker.api", "sagemaker.runtime"), new("s3", Either)],
            Optional = Interfaces("servicecatalog", "sts", "logs", "aws.sagemaker.studio", "aws.sagemaker.notebook"),
            Needs = [new("s3", "s3:GetObject", "arn:{partition}:s3:::jumpstart-cache-prod-{region}/model", Own)],
            Source = "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html",
        },
        new()
        {
            Id = "sagemaker-canvas",
            Purpose = "run Amazon SageMaker Canvas without internet access",
            Members =
            [
                .. ByName(
                    "athena", "sagemaker.api", "sagemaker.runtime", "aws.sagemaker.notebook", "sts", "ecr.api", "ecr.dkr", "ec2",
                    "redshift-data", "secretsmanager", "ssm", "monitoring", "logs"),
                new("s3", Gateway),
            ],
            Optional = ByName(
                "forecast", "forecastquery", "application-autoscaling", "textract", "comprehend", "rekognition", "glue", "rds",
                "bedrock-runtime", "kendra", "emr-serverless", "sagemaker-data-science-assistant", "q"),
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/sagemaker/latest/dg/canvas-vpc.html",
        },
        new()
        {
            Id = "bedrock",
            Purpose = "call models of Amazon Bedrock",
            Members = Interfaces("bedrock", "bedrock-runtime"),
            Optional = Interfaces("bedrock-agent", "bedrock-agent-runtime", "bedrock-mantle"),
            Source = "https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html",
        },
        new()
        {
            Id = "cloudformation-signals",
            Purpose = "signal AWS CloudFormation from instances and custom resources",
            Members = [.. Interfaces("cloudformation"), new("s3", Either)],
            Needs =
            [
                new("s3", "s3:PutObject", "arn:{partition}:s3:::cloudformation-waitcondition-{region}/signal", Service) { Signer = CloudFormation },
                new("s3", "s3:PutObject", "arn:{partition}:s3:::cloudformation-custom-resource-response-{compactRegion}/answer", Service) { Signer = CloudFormation },
            ],
            Source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html",
        },
        new()
        {
            Id = "codeartifact",
            Purpose = "install packages from AWS CodeArtifact",
            DetectedByServices = ["codeartifact.api", "codeartifact.repositories"],
            Members = [.. Interfaces("codeartifact.api"), .. ByName("codeartifact.repositories"), new("s3", Gateway)],
            Source = "https://docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endpoints.html",
        },
        new()
        {
            Id = "al2023-packages",
            Purpose = "install packages of Amazon Linux 2023",
            Members = [new("s3", Gateway)],
            Needs = [new("s3", "s3:GetObject", "arn:{partition}:s3:::al2023-repos-{region}-de612dc2/package", Anonymous)],
            Source = "https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html",
        },
        new()
        {
            Id = "secrets",
            Purpose = "read secrets of AWS Secrets Manager",
            Members = Interfaces("secretsmanager"),
            Optional = Interfaces("kms"),
            Source = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html",
        },
        new()
        {
            Id = "s3-express",
            Purpose = "use directory buckets of Amazon S3 Express One Zone",
            Members = [new("s3express", Gateway)],
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-networking.html",
        },
        new()
        {
            Id = "dynamodb",
            Purpose = "use tables of Amazon DynamoDB",
            Members = [new("dynamodb", Gateway)],
            Optional = Interfaces("dynamodb-streams"),
            Source = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-ddb.html",
        },
        new()
        {
            Id = "sts",
            Purpose = "take on roles by the regional endpoint of AWS STS",
            Members = Interfaces("sts"),
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_interface_vpc_endpoints.html",
        },
        new()
        {
            Id = "kms",
            Purpose = "encrypt and decrypt with AWS KMS",
            Members = Interfaces("kms"),
            Source = "https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html",
        },
        new()
        {
            Id = "mwaa-private",
            Purpose = "run Amazon MWAA environments without internet access",
            Members =
            [
                new("s3", Either), .. ByName("monitoring", "logs", "sqs", "kms", "airflow.api", "airflow.env", "airflow.ops"),
            ],
            Source = "https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-vpe-create-access.html",
        },
        new()
        {
            Id = "emr-private",
            Purpose = "run Amazon EMR clusters in private subnets",
            Members = [new("s3", Gateway)],
            Optional = [new("dynamodb", Gateway)],
            Needs = [new("s3", "s3:GetObject", "arn:{partition}:s3:::repo.{region}.emr.amazonaws.com/package", Anonymous)],
            Source = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html",
        },
        new()
        {
            Id = "redshift-enhanced-routing",
            Purpose = "copy and unload data of Amazon Redshift with enhanced VPC routing",
            Members = [new("s3", Gateway)],
            Source = "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-working-with-endpoints.html",
        },
    ];

    /// <summary>The agent's part of an ECS bundle, which Fargate needs too in regions that are younger than December 2023.</summary>
    public static ImmutableArray<BundleMember> EcsAgent => ContainerAgent;

    /// <summary>Null where no bundle has the id.</summary>
    public static ServiceBundle? Find(string id) => All.FirstOrDefault(bundle => bundle.Id == id);

    private static ImmutableArray<BundleMember> Interfaces(params string[] services) =>
        [.. services.Select(service => new BundleMember(service, Interface))];

    /// <summary>Interface endpoints that clients reach by the public name alone.</summary>
    private static ImmutableArray<BundleMember> ByName(params string[] services) =>
        [.. services.Select(service => new BundleMember(service, Interface) { NeedsPrivateDns = true })];
}
