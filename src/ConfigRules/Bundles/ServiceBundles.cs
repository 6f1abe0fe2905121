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
        new("ecr.api", Interface),
        new("ecr.dkr", Interface) { NeedsPrivateDns = true },
        new("s3", Gateway),
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

    private static readonly ImmutableArray<BundleMember> ContainerAgent =
    [
        new("ecs-agent", Interface), new("ecs-telemetry", Interface), new("ecs", Interface),
    ];

    public static ImmutableArray<ServiceBundle> All { get; } =
    [
        new()
        {
            Id = "ecr-pull",
            Purpose = "pull images from Amazon ECR",
            DetectedByServices = ["ecr.api", "ecr.dkr"],
            Members = ImagePull,
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ecs-ec2",
            Purpose = "run Amazon ECS tasks on EC2 instances",
            DetectedByServices = ["ecs-agent", "ecs-telemetry"],
            Members = [.. ContainerAgent, .. ImagePull],
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ecs-fargate",
            Purpose = "run Amazon ECS tasks on AWS Fargate",
            DetectedByInterfaces = ["arn:aws:ecs:", "arn:aws-cn:ecs:", "arn:aws-us-gov:ecs:"],
            Members = ImagePull,
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ssm",
            Purpose = "manage instances with AWS Systems Manager",
            DetectedByServices = ["ssm", "ssmmessages"],
            Members = [new("ssm", Interface), new("ssmmessages", Interface), new("s3", Either)],
            Needs =
            [
                new("ssm", "ssm:UpdateInstanceInformation", "*", Own),
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
            DetectedByInterfaces = ["aws-K8S-"],
            Members =
            [
                new("ec2", Interface), new("elasticloadbalancing", Interface), new("logs", Interface), new("sts", Interface),
                new("eks-auth", Interface), new("eks", Interface), .. ImagePull,
            ],
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
        },
        new()
        {
            Id = "batch-fargate",
            Purpose = "run AWS Batch jobs on AWS Fargate",
            Members = [.. ImagePull, new("logs", Interface)],
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/batch/latest/userguide/vpc-interface-endpoints.html",
        },
        new()
        {
            Id = "cloudwatch",
            Purpose = "send metrics, logs and traces to Amazon CloudWatch",
            Members = [new("monitoring", Interface), new("logs", Interface), new("xray", Interface)],
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
            DetectedByInterfaces = ["AWS Glue"],
            Members = [new("s3", Gateway)],
            Source = "https://docs.aws.amazon.com/glue/latest/dg/vpc-endpoints-s3.html",
        },
        new()
        {
            Id = "sagemaker-studio",
            Purpose = "run Amazon SageMaker Studio in VPC-only mode",
            DetectedByServices = ["sagemaker.api"],
            Members = [new("sagemaker.api", Interface), new("sagemaker.runtime", Interface), new("s3", Either)],
            Needs = [new("s3", "s3:GetObject", "arn:{partition}:s3:::jumpstart-cache-prod-{region}/model", Own)],
            Source = "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html",
        },
        new()
        {
            Id = "sagemaker-canvas",
            Purpose = "run Amazon SageMaker Canvas without internet access",
            Members =
            [
                .. new[]
                {
                    "athena", "sagemaker.api", "sagemaker.runtime", "aws.sagemaker.notebook", "sts", "ecr.api", "ecr.dkr", "ec2",
                    "redshift-data", "secretsmanager", "ssm", "monitoring", "logs",
                }.Select(service => new BundleMember(service, Interface) { NeedsPrivateDns = true }),
                new("s3", Gateway),
            ],
            Needs = ImagePullNeeds,
            Source = "https://docs.aws.amazon.com/sagemaker/latest/dg/canvas-vpc.html",
        },
        new()
        {
            Id = "bedrock",
            Purpose = "call models of Amazon Bedrock",
            Members = [new("bedrock", Interface), new("bedrock-runtime", Interface)],
            Source = "https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html",
        },
        new()
        {
            Id = "cloudformation-signals",
            Purpose = "signal AWS CloudFormation from instances and custom resources",
            Members = [new("cloudformation", Interface), new("s3", Either)],
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
            Members =
            [
                new("codeartifact.api", Interface),
                new("codeartifact.repositories", Interface) { NeedsPrivateDns = true },
                new("s3", Gateway),
            ],
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
            Members = [new("secretsmanager", Interface)],
            Source = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html",
        },
        new()
        {
            Id = "s3-express",
            Purpose = "use directory buckets of Amazon S3 Express One Zone",
            Members = [new("s3express", Gateway)],
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-networking.html",
        },
    ];

    /// <summary>The agent's part of an ECS bundle, which Fargate needs too in regions that are younger than December 2023.</summary>
    public static ImmutableArray<BundleMember> EcsAgent => ContainerAgent;

    /// <summary>Null where no bundle has the id.</summary>
    public static ServiceBundle? Find(string id) => All.FirstOrDefault(bundle => bundle.Id == id);
}
