using System.Collections.Immutable;
using static ConfigRules.Bundles.MemberKind;
using static ConfigRules.Bundles.RequestCaller;

namespace ConfigRules.Bundles;

/// <summary>What AWS's own pages say belongs together.</summary>
public static class ServiceBundles
{
    private const string CloudFormation = "cloudformation.amazonaws.com";
    private const string LogStream = "arn:{partition}:logs:{region}:{account}:log-group:group:log-stream:stream";
    private const string OwnObject = "arn:{partition}:s3:::{chosen}/object";

    /// <summary>"An Amazon S3 endpoint is not needed when using Python or Swift package formats."</summary>
    /// <remarks>https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html</remarks>
    private const string OfPythonOrSwift = "its packages are of Python or Swift alone";

    private const string WithoutLogsOfTasks = "its tasks have another log driver than awslogs";

    private const string WithoutLogsOfJobs = "its jobs have another log driver than awslogs";

    /// <summary>Projects may log to S3 or nowhere, and whether logs take a project's VPC at all no page says.</summary>
    /// <remarks>https://docs.aws.amazon.com/codebuild/latest/APIReference/API_LogsConfig.html</remarks>
    private const string WithoutLogsOfBuilds = "its builds send their logs another way";

    private const string AmazonLinux2023 = "al2023-repos-{region}-de612dc2";

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

    /// <summary>"Your cluster must pull images from a container registry that's in your VPC", to which these can be copied; and Auto Mode brings its own.</summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
    /// https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html
    /// </remarks>
    private const string WithoutImagesOfEks = "its nodes pull copies of these images, or are of EKS Auto Mode";

    /// <summary>The add-ons that every cluster starts with, which nodes pull with their own role from a registry that belongs to EKS.</summary>
    /// <remarks>https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html</remarks>
    private static readonly ImmutableArray<PolicyNeed> AddOnNeeds =
    [
        .. from repository in new[] { "amazon-k8s-cni", "eks/kube-proxy", "eks/coredns" }
           from action in new[] { "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer" }
           select new PolicyNeed("ecr.dkr", action, $"arn:{{partition}}:ecr:{{region}}:{{eksRegistry}}:repository/{repository}", Own) { Unless = WithoutImagesOfEks },
    ];

    private const string WithoutVpcCni = "its pods have addresses of IPv6 or of another plugin than VPC CNI, or its nodes are of EKS Auto Mode";

    /// <summary>VPC CNI, which every cluster starts with, gives pods addresses of its node's interfaces, with a role of the account's.</summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKS_CNI_Policy.html
    /// https://aws.github.io/amazon-vpc-cni-k8s/docs/iam-policy.html
    /// </remarks>
    private static readonly PolicyNeed GivesPodsAddresses =
        new("ec2", "ec2:AssignPrivateIpAddresses", "arn:{partition}:ec2:{region}:{account}:network-interface/interface", Own) { Unless = WithoutVpcCni };

    /// <summary>The log driver of a container makes its stream and writes to it.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html</remarks>
    private static readonly ImmutableArray<PolicyNeed> ContainerLogNeeds =
    [
        new("logs", "logs:CreateLogStream", LogStream, Own),
        new("logs", "logs:PutLogEvents", LogStream, Own),
    ];

    /// <summary>What the container agent asks of the three endpoints. A task of which it cannot say that it runs stays pending.</summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html#ecs-setting-up-vpc-create
    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
    /// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SubmitTaskStateChange.html
    /// </remarks>
    private static readonly ImmutableArray<PolicyNeed> ContainerAgentNeeds =
    [
        new("ecs", "ecs:DiscoverPollEndpoint", "*", Own),
        .. from action in new[] { "RegisterContainerInstance", "SubmitTaskStateChange", "SubmitContainerStateChange" }
           select new PolicyNeed("ecs", $"ecs:{action}", "arn:{partition}:ecs:{region}:{account}:cluster/cluster", Own),
        new("ecs-agent", "ecs:Poll", "arn:{partition}:ecs:{region}:{account}:container-instance/cluster/instance", Own),
        new("ecs-telemetry", "ecs:Poll", "arn:{partition}:ecs:{region}:{account}:container-instance/cluster/instance", Own),
        new("ecs-telemetry", "ecs:StartTelemetrySession", "arn:{partition}:ecs:{region}:{account}:container-instance/cluster/instance", Own),
    ];

    private static readonly PolicyNeed ReadsSecrets =
        new("secretsmanager", "secretsmanager:GetSecretValue", "arn:{partition}:secretsmanager:{region}:{account}:secret:name", Own);

    private static readonly PolicyNeed Decrypts = new("kms", "kms:Decrypt", "arn:{partition}:kms:{region}:{account}:key/id", Own);

    private static readonly PolicyNeed ReadsOwnBucket = new("s3", "s3:GetObject", OwnObject, Own);

    private static readonly PolicyNeed WritesOwnBucket = new("s3", "s3:PutObject", OwnObject, Own);

    private static readonly ImmutableArray<PolicyNeed> AmazonLinux2Needs = Packages("amazonlinux-2-repos-{region}", "amazonlinux.{region}.amazonaws.com");

    private static readonly ImmutableArray<PolicyNeed> ManagedNodeNeeds =
    [
        new("ssm", "ssm:UpdateInstanceInformation", "arn:{partition}:ec2:{region}:{account}:instance/node", Own),
        .. Requests("ssmmessages", "CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"),
        // Agents that are older than 3.3.40.0 get their commands here.
        .. Requests("ec2messages", "GetMessages", "AcknowledgeMessage", "SendReply"),
        // Policies have to let through at least these, which update the agent and serve its documents, those for patches among them.
        // https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions
        .. NodeDownloads("amazon-ssm-{region}", "aws-ssm-{region}", "aws-patch-manager-{region}-{patchSuffix}"),
        // For Windows, for macOS, for agents before 2.2.45.0, and for packages of Distributor.
        .. Occasionally(NodeDownloads(
            "aws-windows-downloads-{region}", "aws-patchmanager-macos-{region}-{patchSuffix}", "amazon-ssm-packages-{region}",
            "{region}-birdwatcher-prod", "aws-ssm-distributor-file-{region}", "aws-ssm-document-attachments-{region}")),
        // The agent follows a URL that Systems Manager hands it, signed by an account of its own.
        // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetDeployablePatchSnapshotForInstance.html
        new("s3", "s3:GetObject", "arn:{partition}:s3:::patch-baseline-snapshot-{region}{snapshotSuffix}/snapshot", ForeignAccount),
    ];

    private static readonly ImmutableArray<BundleMember> ContainerAgent = Interfaces("ecs-agent", "ecs-telemetry", "ecs");

    /// <summary>Jobs have the log driver awslogs unless they are told another.</summary>
    /// <remarks>https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html</remarks>
    private static readonly BundleMember JobLogs = new("logs", Interface) { Unless = WithoutLogsOfJobs };

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
            Needs = [.. ImagePullNeeds, .. ContainerAgentNeeds, .. LogNeedsUnless(WithoutLogsOfTasks), ReadsSecrets],
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ecs-fargate",
            Purpose = "run Amazon ECS tasks on AWS Fargate",
            DetectedByInterfaces = ["arn:aws*:ecs:*"],
            Members = ImagePull,
            Optional = SomeTasks,
            Needs = [.. ImagePullNeeds, .. LogNeedsUnless(WithoutLogsOfTasks), ReadsSecrets],
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        },
        new()
        {
            Id = "ssm",
            Purpose = "manage instances with AWS Systems Manager",
            DetectedByServices = ["ssm", "ssmmessages"],
            // Tasks of ECS need ssmmessages alone: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
            OtherUses = [new("ssmmessages", "ssmmessages serves ECS Exec alone")],
            Members = [.. Interfaces("ssm", "ssmmessages"), new("s3", Either)],
            Optional = Interfaces("ec2messages", "ec2", "kms", "logs"),
            Needs = ManagedNodeNeeds,
            Source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
        },
        new()
        {
            Id = "ssm-hybrid",
            Purpose = "manage servers outside of AWS with AWS Systems Manager",
            Members = [.. Interfaces("ssm", "ssmmessages"), new("s3", Either)],
            Optional = Interfaces("ec2messages", "kms", "logs"),
            Needs =
            [
                .. ManagedNodeNeeds,
                // What a node says of itself it says of a managed instance, where it is none of EC2's.
                // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
                new("ssm", "ssm:UpdateInstanceInformation", "arn:{partition}:ssm:{region}:{account}:managed-instance/node", Own),
                .. Requests("ssm", "RegisterManagedInstance", "RequestManagedInstanceRoleToken", "UpdateManagedInstancePublicKey")
                    .Select(need => need with { Caller = Node }),
            ],
            Source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html#vpc-endpoint-policies-hybrid-nodes",
        },
        new()
        {
            Id = "eks-private",
            Purpose = "run Amazon EKS nodes without internet access",
            DetectedByServices = ["eks", "eks-auth"],
            DetectedByInterfaces = ["aws-K8S-*", "aws-k8s-branch-eni*", "Amazon EKS *"],
            Members = [.. Interfaces("ec2"), .. ImagePull],
            // Nodes that are told of their cluster as they start do not ask eks, and controllers in the cluster alone ask for load balancers.
            // Pods get credentials from sts or from eks-auth, and no cluster needs both; the others serve what not every one has.
            Optional = Interfaces("eks", "elasticloadbalancing", "logs", "sts", "eks-auth", "oidc-eks", "xray", "ssm", "autoscaling", "route53"),
            // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSWorkerNodePolicy.html
            Needs =
            [
                .. ImagePullNeeds, .. AddOnNeeds,
                .. Requests("ec2", "DescribeInstances", "DescribeNetworkInterfaces"),
                GivesPodsAddresses,
                .. Requests("elasticloadbalancing", "DescribeLoadBalancers"),
                new("eks", "eks:DescribeCluster", "arn:{partition}:eks:{region}:{account}:cluster/cluster", Own),
                new("eks-auth", "eks-auth:AssumeRoleForPodIdentity", "arn:{partition}:eks:{region}:{account}:cluster/cluster", Own),
                // Pods with a service account's role sign with its token alone.
                // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_policies.html
                new("sts", "sts:AssumeRoleWithWebIdentity", "arn:{partition}:iam::{account}:role/pod", Federated),
            ],
            Source = "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
        },
        new()
        {
            Id = "batch-fargate",
            Purpose = "run AWS Batch jobs on AWS Fargate",
            Members = [.. ImagePull, JobLogs],
            Optional = Interfaces("secretsmanager", "batch"),
            Needs = [.. ImagePullNeeds, .. LogNeedsUnless(WithoutLogsOfJobs), ReadsSecrets],
            Source = "https://docs.aws.amazon.com/batch/latest/userguide/vpc-endpoint-considerations.html",
        },
        new()
        {
            Id = "batch-ec2",
            Purpose = "run AWS Batch jobs on EC2 instances",
            Members = [.. ContainerAgent, .. ImagePull, JobLogs],
            Optional = Interfaces("secretsmanager", "batch"),
            Needs = [.. ImagePullNeeds, .. ContainerAgentNeeds, .. LogNeedsUnless(WithoutLogsOfJobs), ReadsSecrets],
            Source = "https://docs.aws.amazon.com/batch/latest/userguide/vpc-endpoint-considerations.html",
        },
        new()
        {
            Id = "cloudwatch",
            Purpose = "send metrics and logs to Amazon CloudWatch",
            Members = Interfaces("monitoring", "logs"),
            // The agent itself may come from a bucket, and asks ec2 for tags and volumes where it is to add them.
            // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudWatchAgentServerPolicy.html
            Optional =
            [
                .. Interfaces("xray", "ec2", "synthetics", "internetmonitor", "networkmonitor", "networkflowmonitor", "networkflowmonitorreports"),
                new("s3", Either),
            ],
            Needs =
            [
                new("monitoring", "cloudwatch:PutMetricData", "*", Own),
                new("logs", "logs:PutLogEvents", LogStream, Own),
                .. Requests("xray", "PutTraceSegments"),
                // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/download-cloudwatch-agent-commandline.html
                .. Occasionally(Packages("amazoncloudwatch-agent-{region}")),
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
            // A job reads its script, and puts what it makes, with its role.
            // https://docs.aws.amazon.com/glue/latest/dg/getting-started-min-privs-job.html
            Needs = [ReadsOwnBucket, WritesOwnBucket],
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
            // https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-deploy.html
            Needs =
            [
                new("s3", "s3:GetObject", "arn:{partition}:s3:::jumpstart-cache-prod-{region}/model", Own) { IsOccasional = true },
                ReadsOwnBucket, WritesOwnBucket,
                new("sagemaker.api", "sagemaker:CreateTrainingJob", "arn:{partition}:sagemaker:{region}:{account}:training-job/job", Own),
                new("sagemaker.runtime", "sagemaker:InvokeEndpoint", "arn:{partition}:sagemaker:{region}:{account}:endpoint/model", Own),
            ],
            Source = "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html",
        },
        new()
        {
            Id = "sagemaker-canvas",
            Purpose = "run Amazon SageMaker Canvas without internet access",
            // Of the endpoints that the page lists for services that Canvas can use, it says of these that they are necessary.
            Members = [.. ByName("sagemaker.api", "sagemaker.runtime", "monitoring", "logs"), new("s3", Gateway)],
            Optional = ByName(
                "athena", "aws.sagemaker.notebook", "sts", "ecr.api", "ecr.dkr", "ec2", "redshift-data", "secretsmanager", "ssm",
                "forecast", "forecastquery", "application-autoscaling", "textract", "comprehend", "rekognition", "glue", "rds",
                "bedrock-runtime", "kendra", "emr-serverless", "sagemaker-data-science-assistant", "q"),
            Needs = [ReadsOwnBucket, WritesOwnBucket],
            Source = "https://docs.aws.amazon.com/sagemaker/latest/dg/canvas-vpc.html",
        },
        new()
        {
            Id = "bedrock",
            Purpose = "call models of Amazon Bedrock",
            Members = Interfaces("bedrock-runtime"),
            Optional = Interfaces("bedrock", "bedrock-agent", "bedrock-agent-runtime", "bedrock-mantle"),
            Needs = [new("bedrock-runtime", "bedrock:InvokeModel", "arn:{partition}:bedrock:{region}::foundation-model/{chosen}", Own)],
            Source = "https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html",
        },
        new()
        {
            Id = "cloudformation-signals",
            Purpose = "signal AWS CloudFormation from instances and custom resources",
            Members = [.. Interfaces("cloudformation"), new("s3", Either)],
            Needs =
            [
                // An instance without a role signs with its identity document, of which no page says what a policy sees.
                // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-signal.html
                new("cloudformation", "cloudformation:SignalResource", "arn:{partition}:cloudformation:{region}:{account}:stack/name/id", Unknown),
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
                .. Interfaces("codeartifact.api"), .. ByName("codeartifact.repositories"),
                new("s3", Gateway) { Unless = OfPythonOrSwift },
            ],
            // https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html
            Needs =
            [
                new("codeartifact.api", "codeartifact:GetAuthorizationToken", "arn:{partition}:codeartifact:{region}:{account}:domain/domain", Own),
                new("codeartifact.repositories", "codeartifact:ReadFromRepository", "arn:{partition}:codeartifact:{region}:{account}:repository/domain/repository", Own),
                new("s3", "s3:GetObject", "arn:{partition}:s3:::assets-{assetsOwner}-{region}/package", ForeignAccount) { Unless = OfPythonOrSwift },
            ],
            Source = "https://docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endpoints.html",
        },
        new()
        {
            Id = "codebuild",
            Purpose = "build with AWS CodeBuild in the VPC",
            // Input and output are in buckets of one's own. Which ways images and logs take, the page does not say.
            Members = [.. Interfaces("codebuild"), new("s3", Either)],
            Optional = Interfaces("logs", "ecr.api", "ecr.dkr", "sts", "secretsmanager", "ssm", "kms"),
            Needs =
            [
                .. LogNeedsUnless(WithoutLogsOfBuilds), ReadsSecrets, ReadsOwnBucket, WritesOwnBucket,
                new("codebuild", "codebuild:StartBuild", "arn:{partition}:codebuild:{region}:{account}:project/project", Own),
            ],
            Source = "https://docs.aws.amazon.com/codebuild/latest/userguide/use-vpc-endpoints-with-codebuild.html",
        },
        new()
        {
            Id = "al2023-packages",
            Purpose = "install packages of Amazon Linux 2023",
            Members = [new("s3", Gateway)],
            // https://docs.aws.amazon.com/linux/al2023/ug/live-patching.html
            Needs = Packages(AmazonLinux2023),
            Source = "https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html",
        },
        new()
        {
            Id = "al2-packages",
            Purpose = "install packages of Amazon Linux 2",
            Members = [new("s3", Gateway)],
            Needs = AmazonLinux2Needs,
            Source = "https://docs.aws.amazon.com/linux/al2/ug/al2-live-patching.html",
        },
        new()
        {
            Id = "secrets",
            Purpose = "read secrets of AWS Secrets Manager",
            Members = Interfaces("secretsmanager"),
            Optional = Interfaces("kms"),
            Needs = [ReadsSecrets],
            Source = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html",
        },
        new()
        {
            Id = "s3-express",
            Purpose = "use directory buckets of Amazon S3 Express One Zone",
            Members = [new("s3express", Gateway)],
            Needs = [new("s3express", "s3express:CreateSession", "arn:{partition}:s3express:{region}:{account}:bucket/bucket", Own)],
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-networking.html",
        },
        new()
        {
            Id = "dynamodb",
            Purpose = "use tables of Amazon DynamoDB",
            Members = [new("dynamodb", Gateway)],
            Optional = Interfaces("dynamodb-streams"),
            Needs =
            [
                new("dynamodb", "dynamodb:GetItem", "arn:{partition}:dynamodb:{region}:{account}:table/table", Own),
                new("dynamodb-streams", "dynamodb:GetRecords", "arn:{partition}:dynamodb:{region}:{account}:table/table/stream/label", Own),
            ],
            Source = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-ddb.html",
        },
        new()
        {
            Id = "sts",
            Purpose = "take on roles by the regional endpoint of AWS STS",
            Members = Interfaces("sts"),
            Needs = [new("sts", "sts:AssumeRole", "arn:{partition}:iam::{account}:role/role", Own)],
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_interface_vpc_endpoints.html",
        },
        new()
        {
            Id = "kms",
            Purpose = "encrypt and decrypt with AWS KMS",
            Members = Interfaces("kms"),
            Needs = [Decrypts],
            Source = "https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html",
        },
        new()
        {
            Id = "mwaa-private",
            Purpose = "run Amazon MWAA environments without internet access",
            Members =
            [
                new("s3", Either), .. ByName("monitoring", "logs", "sqs", "kms"),
            ],
            // For workflows that call Amazon MWAA themselves.
            Optional = ByName("airflow.api", "airflow.env", "airflow.ops"),
            // The queues of the workers are in an account of the service.
            // https://docs.aws.amazon.com/mwaa/latest/userguide/mwaa-create-role.html
            Needs =
            [
                ReadsOwnBucket,
                new("monitoring", "cloudwatch:PutMetricData", "*", Own),
                .. ContainerLogNeeds,
                new("sqs", "sqs:ReceiveMessage", "arn:{partition}:sqs:{region}:{elsewhere}:airflow-celery-{chosen}", Own),
                new("sqs", "sqs:SendMessage", "arn:{partition}:sqs:{region}:{elsewhere}:airflow-celery-{chosen}", Own),
            ],
            Source = "https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-vpe-create-access.html",
        },
        new()
        {
            Id = "emr-private",
            Purpose = "run Amazon EMR clusters in private subnets",
            Members = [new("s3", Gateway)],
            Optional = [new("dynamodb", Gateway)],
            Needs =
            [
                .. Packages("repo.{region}.emr.amazonaws.com"),
                .. RepositoriesOf("releases from 7.0.0 on", Packages(AmazonLinux2023)),
                .. RepositoriesOf("releases from 5.30.0 to 6.15.0", AmazonLinux2Needs),
                .. RepositoriesOf("releases up to 5.29.0", Packages("packages.{region}.amazonaws.com", "repo.{region}.amazonaws.com")),
                // From 8.0.0 on.
                .. Occasionally(Packages("aws157-instance-data-{instanceData}0-prod-{region}", "aws157-instance-data-{instanceData}1-prod-{region}")
                    .Select(need => need with { Caller = Unknown })),
                // For logs of clusters, and for the history of applications.
                new("s3", "s3:PutObject", "arn:{partition}:s3:::aws157-logs-prod{logsSuffix}/log", Unknown) { IsOccasional = true },
                new("s3", "s3:PutObject", "arn:{partition}:s3:::prod.{region}.appinfo.src/event", Unknown) { IsOccasional = true },
                ReadsOwnBucket,
            ],
            Source = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html",
        },
        new()
        {
            Id = "redshift-enhanced-routing",
            Purpose = "copy and unload data of Amazon Redshift with enhanced VPC routing",
            Members = [new("s3", Gateway)],
            Needs = [ReadsOwnBucket, WritesOwnBucket],
            Source = "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-working-with-endpoints.html",
        },
    ];

    /// <summary>The agent's part of an ECS bundle, which Fargate needs too in regions that are younger than December 2023.</summary>
    public static ImmutableArray<BundleMember> EcsAgent => ContainerAgent;

    /// <summary>Null where no bundle has the id.</summary>
    public static ServiceBundle? Find(string id) => All.FirstOrDefault(bundle => bundle.Id == id);

    private static ImmutableArray<BundleMember> Interfaces(params string[] services) =>
        [.. services.Select(service => new BundleMember(service, Interface))];

    /// <summary>What containers' log driver asks for, unless they have another.</summary>
    private static IEnumerable<PolicyNeed> LogNeedsUnless(string other) => ContainerLogNeeds.Select(need => need with { Unless = other });

    /// <summary>The agent signs as the instance's role, and asks again without a signature once that is refused.</summary>
    /// <remarks>https://github.com/aws/amazon-ssm-agent/blob/mainline/agent/fileutil/artifact/artifact.go</remarks>
    private static IEnumerable<PolicyNeed> NodeDownloads(params string[] buckets) =>
        buckets.Select(bucket => new PolicyNeed("s3", "s3:GetObject", $"arn:{{partition}}:s3:::{bucket}/file", OwnOrAnonymous));

    private static IEnumerable<PolicyNeed> Occasionally(IEnumerable<PolicyNeed> needs) => needs.Select(need => need with { IsOccasional = true });

    private static IEnumerable<PolicyNeed> RepositoriesOf(string clients, IEnumerable<PolicyNeed> needs) =>
        needs.Select(need => need with { Set = new("repositories of Amazon Linux", clients) });

    /// <summary>Downloads that nobody signs.</summary>
    private static ImmutableArray<PolicyNeed> Packages(params string[] buckets) =>
        [.. buckets.Select(bucket => new PolicyNeed("s3", "s3:GetObject", $"arn:{{partition}}:s3:::{bucket}/package", Anonymous))];

    /// <summary>Requests that concern no resource, of a service whose actions are called as its endpoints are.</summary>
    private static ImmutableArray<PolicyNeed> Requests(string service, params string[] actions) =>
        [.. actions.Select(action => new PolicyNeed(service, $"{service}:{action}", "*", Own))];

    /// <summary>Interface endpoints that clients reach by the public name alone.</summary>
    private static ImmutableArray<BundleMember> ByName(params string[] services) =>
        [.. services.Select(service => new BundleMember(service, Interface) { NeedsPrivateDns = true })];
}
