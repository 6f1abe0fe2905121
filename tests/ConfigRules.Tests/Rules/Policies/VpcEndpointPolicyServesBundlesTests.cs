using System.Text.Json;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using ConfigRules.Rules.Policies;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Rules.Policies;

public sealed class VpcEndpointPolicyServesBundlesTests
    : RuleTests<VpcEndpointPolicyServesBundles, VpcEndpointPolicyServesBundlesTests>, IRuleScenarios
{
    private const string Layers = "\"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\"";
    private const string OwnOrg = """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"} """;
    private const string MayBeRefused = "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, may be refused: ";
    private const string LayersRefused = "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: ";

    private const string NoOwnAccess = "Its policy lets no principal of account 111111111111 reach anything of the account's.";

    private static readonly (string Name, string Value)[] OwnToo = [("requireOwnAccess", "true")];

    private static readonly string OwnBuckets = Allow(
        action: """["s3:GetObject", "s3:PutObject"]""", resource: """["arn:aws:s3:::mine", "arn:aws:s3:::mine/*"]""", condition: OwnOrg);

    private static readonly string Snapshots = Allow(action: "\"s3:GetObject\"", resource: "\"arn:aws:s3:::patch-baseline-snapshot-eu-west-1/*\"");

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("one's own buckets for one's own organization, as guides recommend: the layers of images are refused",
            net => Pull(net).S3(OwnBuckets), NonCompliant, LayersRefused + "no statement allows it.") { Of = "vpce-s3" },

        new("all buckets for one's own organization: the layers of images are refused",
            net => Pull(net).S3(Allow(condition: OwnOrg)),
            NonCompliant, LayersRefused + "statement 1 does not match: StringEquals aws:PrincipalOrgID.") { Of = "vpce-s3" },

        new("the statement for the layers' bucket that AWS's page on ECR gives",
            net => Pull(net).S3(Allow(action: """["s3:GetObject"]""", resource: $"[{Layers}]")), Compliant) { Of = "vpce-s3" },

        new("the statement for the layers' bucket, in a document without a version",
            net => Pull(net).Gateway("s3", e => e.With($$"""{"Statement": [{{Allow(action: """["s3:GetObject"]""", resource: $"[{Layers}]")}}]}""")),
            Compliant) { Of = "vpce-s3" },

        new("one's own buckets, and the layers' bucket for everybody",
            net => Pull(net).S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: Layers)), Compliant) { Of = "vpce-s3" },

        new("the layers' bucket of another region",
            net => Pull(net).S3(Allow(resource: "\"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*\"")),
            NonCompliant, LayersRefused + "no statement allows it.") { Of = "vpce-s3" },

        new("the layers' bucket in China",
            net => Pull(net.Region("cn-north-1")).S3(Allow(resource: "\"arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*\"")),
            Compliant) { Of = "vpce-s3" },

        new("the layers' bucket in China by an ARN of another partition",
            net => Pull(net.Region("cn-north-1")).S3(Allow(resource: "\"arn:aws:s3:::prod-cn-north-1-starport-layer-bucket/*\"")),
            NonCompliant, "ecr-pull: s3:GetObject on prod-cn-north-1-starport-layer-bucket, presigned by an AWS account, is refused: no statement allows it.")
        {
            Of = "vpce-s3",
        },

        new("the layers' bucket for principals of the own account",
            net => Pull(net).S3(Allow(resource: Layers, condition: """ "StringEquals": {"aws:PrincipalAccount": "111111111111"} """)),
            NonCompliant, LayersRefused + "statement 1 does not match: StringEquals aws:PrincipalAccount.") { Of = "vpce-s3" },

        new("the layers' bucket for the own account as principal",
            net => Pull(net).S3(Allow("""{"AWS": "111111111111"}""", resource: Layers)),
            NonCompliant, LayersRefused + "statement 1 does not match: its principals leave out the caller.") { Of = "vpce-s3" },

        new("everything, if the bucket is the organization's",
            net => Pull(net).S3(Allow(condition: """ "StringEquals": {"aws:ResourceOrgID": "o-abcdefghij"} """)),
            NonCompliant, LayersRefused + "statement 1 does not match: StringEquals aws:ResourceOrgID.") { Of = "vpce-s3" },

        new("everything, if it comes from this VPC", net => Pull(net).S3(Allow(condition: """ "StringEquals": {"aws:SourceVpc": "vpc-1"} """)),
            Compliant) { Of = "vpce-s3" },

        new("everything, if it comes from another VPC", net => Pull(net).S3(Allow(condition: """ "StringEquals": {"aws:SourceVpc": "vpc-2"} """)),
            NonCompliant, LayersRefused + "statement 1 does not match: StringEquals aws:SourceVpc.") { Of = "vpce-s3" },

        new("everything, if encrypted on its way, and a Deny of what is not",
            net => Pull(net).S3(Deny(condition: """ "Bool": {"aws:SecureTransport": "false"} """), Allow()), Compliant) { Of = "vpce-s3" },

        new("a Deny for whoever is not of the organization",
            net => Pull(net).S3(Deny(condition: """ "StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"} """), Allow()),
            NonCompliant, LayersRefused + "statement 1 denies it.") { Of = "vpce-s3" },

        new("a Deny for whoever is known not to be of the organization: the signer may carry one",
            net => Pull(net).S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"} """), Allow()),
            NonCompliant, LayersRefused + "statement 1 denies it.") { Of = "vpce-s3" },

        new("the layers' bucket for one's own organization, if there is one: the signer may belong to another or to none",
            net => Pull(net).S3(Allow(resource: Layers, condition: """ "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            NonCompliant, MayBeRefused + "statement 1 does not match: StringEqualsIfExists aws:PrincipalOrgID.") { Of = "vpce-s3" },

        new("the layers' bucket for one's own organization, if there is one, taken as passing",
            net => Pull(net).S3(Allow(resource: Layers, condition: """ "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            Compliant) { Of = "vpce-s3", With = [("unknownAs", "pass")] },

        new("a Deny of buckets that are not the organization's",
            net => Pull(net).S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:ResourceOrgID": "o-abcdefghij"} """), Allow()),
            NonCompliant, LayersRefused + "statement 1 denies it.") { Of = "vpce-s3" },

        new("a Deny of buckets that are not the organization's, but of AWS's",
            net => Pull(net).S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:ResourceOrgID": "o-abcdefghij"} """)
                .Replace("\"Resource\": \"*\"", $"\"NotResource\": {Layers}", StringComparison.Ordinal), Allow()),
            Compliant) { Of = "vpce-s3" },

        new("a Deny of requests from addresses on the internet but one's own, which no request through an endpoint has",
            net => Pull(net).S3(Deny(condition: """ "NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"} """), Allow()),
            NonCompliant, LayersRefused + "statement 1 denies it.") { Of = "vpce-s3" },

        new("a Deny of versions of TLS that S3 does not speak", net => Pull(net).S3(Deny(condition: """ "NumericLessThan": {"s3:TlsVersion": 1.2} """), Allow()),
            Compliant) { Of = "vpce-s3" },

        new("a Deny of all versions of TLS but the newest", net => Pull(net).S3(Deny(condition: """ "NumericLessThan": {"s3:TlsVersion": 1.3} """), Allow()),
            NonCompliant, MayBeRefused + "statement 1 may deny it: NumericLessThan s3:TlsVersion.") { Of = "vpce-s3" },

        new("a Deny of what nobody signs, as the layers' URLs are not",
            net => Pull(net).S3(Deny(condition: """ "StringEquals": {"aws:PrincipalType": "Anonymous"} """), Allow()), Compliant) { Of = "vpce-s3" },

        new("what roles sign, as whoever signs the layers' URLs may be",
            net => Pull(net).S3(Allow(condition: """ "StringEquals": {"aws:PrincipalType": "AssumedRole"} """)),
            NonCompliant, MayBeRefused + "statement 1 may allow it: StringEquals aws:PrincipalType.") { Of = "vpce-s3" },

        new("a policy that only denies", net => Pull(net).S3(Deny(action: "\"s3:DeleteBucket\"")),
            NonCompliant, LayersRefused + "no statement allows it.") { Of = "vpce-s3" },

        new("layers by a key of which nothing is known", net => Pull(net).S3(ByAddress()),
            NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, may be refused: statement 1 may allow it: IpAddress aws:VpcSourceIp.") { Of = "vpce-s3" },

        new("layers by a key of which nothing is known, taken as passing", net => Pull(net).S3(ByAddress()),
            Compliant) { Of = "vpce-s3", With = [("unknownAs", "pass")] },

        new("packages by a key of which nothing is known", net => net.Subnet("subnet-1").S3(ByAddress()), Compliant)
        {
            With = [("bundles", "al2023-packages")],
        },

        new("packages by a key of which nothing is known, taken as failing", net => net.Subnet("subnet-1").S3(ByAddress()),
            NonCompliant, "al2023-packages: s3:GetObject on al2023-repos-eu-west-1-de612dc2, unsigned, may be refused: statement 1 may allow it: IpAddress aws:VpcSourceIp.")
        {
            With = [("bundles", "al2023-packages"), ("unknownAs", "fail")],
        },

        new("packages of Amazon Linux come unsigned", net => net.S3(Allow(condition: OwnOrg)),
            NonCompliant, "al2023-packages: s3:GetObject on al2023-repos-eu-west-1-de612dc2, unsigned, is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID.")
        {
            With = [("bundles", "al2023-packages")],
        },

        new("packages of Amazon Linux, and a Deny for callers without a tag",
            net => net.S3(Deny(condition: """ "Null": {"aws:PrincipalTag/team": "true"} """), Allow()),
            NonCompliant, "al2023-packages: s3:GetObject on al2023-repos-eu-west-1-de612dc2, unsigned, is refused: statement 1 denies it.")
        {
            With = [("bundles", "al2023-packages")],
        },

        new("packages of Amazon Linux, and a Deny for signed requests that are not of the organization's",
            net => net.S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"}, "Bool": {"aws:PrincipalIsAWSService": "false"} """), Allow()),
            Compliant) { With = [("bundles", "al2023-packages")] },

        new("packages of Amazon Linux for everybody",
            net => net.S3(Allow(resource: "\"arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*\"")),
            Compliant) { With = [("bundles", "al2023-packages")] },

        new("an agent of Systems Manager, and the buckets that AWS lists for Linux alone",
            net => Tagged(net, "ssm").S3(Allow(action: "\"s3:GetObject\"", resource: """
                ["arn:aws:s3:::amazon-ssm-eu-west-1/*", "arn:aws:s3:::aws-ssm-eu-west-1/*", "arn:aws:s3:::aws-patch-manager-eu-west-1-5522fb710/*",
                 "arn:aws:s3:::patch-baseline-snapshot-eu-west-1/*"]
                """)),
            Compliant),

        new("an agent of Systems Manager, and no bucket of documents for patches", net => Tagged(net, "ssm").S3(Allow(action: "\"s3:GetObject\"", resource: """
                ["arn:aws:s3:::amazon-ssm-eu-west-1/*", "arn:aws:s3:::aws-ssm-eu-west-1/*", "arn:aws:s3:::patch-baseline-snapshot-eu-west-1/*"]
                """)),
            NonCompliant, "ssm: s3:GetObject on aws-patch-manager-eu-west-1-5522fb710 is refused: no statement allows it."),

        new("an agent of Systems Manager reads AWS's buckets with the own role: the role's organization is one's own",
            net => Tagged(net, "ssm").S3(Snapshots, Allow(condition: OwnOrg)), Compliant),

        new("an agent of Systems Manager, and the own account as principal of a gateway endpoint: its root user",
            net => Tagged(net, "ssm").S3(Allow("""{"AWS": "111111111111"}""")),
            NonCompliant, "ssm: s3:GetObject on amazon-ssm-eu-west-1 is refused: statement 1 does not match: its principals leave out the caller."),

        new("an agent of Systems Manager, and a role of the own account",
            net => Tagged(net, "ssm").S3(Snapshots, Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/instance"} """)), Compliant),

        new("an agent of Systems Manager, and roles of a foreign account",
            net => Tagged(net, "ssm").S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/*"} """)),
            NonCompliant, "ssm: s3:GetObject on amazon-ssm-eu-west-1 is refused: statement 1 does not match: ArnLike aws:PrincipalArn."),

        new("an agent of Systems Manager, and the own root user",
            net => Tagged(net, "ssm").S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:root"} """)),
            NonCompliant, "ssm: s3:GetObject on amazon-ssm-eu-west-1 is refused: statement 1 does not match: ArnLike aws:PrincipalArn."),

        new("an agent of Systems Manager, and buckets of one's own organization, if they have one: AWS's may have another or none",
            net => Tagged(net, "ssm").S3(Snapshots, Allow(condition: """ "StringEqualsIfExists": {"aws:ResourceOrgID": "o-abcdefghij"} """)), Compliant),

        new("an agent of Systems Manager, and buckets of one's own organization, if they have one, taken as failing",
            net => Tagged(net, "ssm").S3(Snapshots, Allow(condition: """ "StringEqualsIfExists": {"aws:ResourceOrgID": "o-abcdefghij"} """)),
            NonCompliant, "ssm: s3:GetObject on amazon-ssm-eu-west-1 may be refused: statement 2 does not match: StringEqualsIfExists aws:ResourceOrgID.")
        {
            With = [("unknownAs", "fail")],
        },

        new("an agent of Systems Manager, and only one's own buckets", net => Tagged(net, "ssm").S3(OwnBuckets),
            NonCompliant, "ssm: s3:GetObject on amazon-ssm-eu-west-1 is refused: no statement allows it."),

        new("image layers alone beside ssmmessages, which may serve ECS Exec alone",
            net => net.Endpoint("ssmmessages").S3(Allow(action: "\"s3:GetObject\"", resource: Layers)),
            Undetermined, "ssm: s3:GetObject on amazon-ssm-eu-west-1 is refused, which it needs unless ssmmessages serves ECS Exec alone.") { Of = "vpce-s3" },

        new("image layers alone beside ssmmessages and ssm",
            net => net.Endpoint("ssm").Endpoint("ssmmessages").S3(Allow(action: "\"s3:GetObject\"", resource: Layers)),
            NonCompliant, "ssm: s3:GetObject on amazon-ssm-eu-west-1 is refused: no statement allows it.") { Of = "vpce-s3" },

        new("image layers alone beside ssmmessages, which may serve ECS Exec alone, and servers outside of AWS for certain",
            net => Tagged(net, "ssm-hybrid").Endpoint("ssmmessages").S3(Allow(action: "\"s3:GetObject\"", resource: Layers)),
            NonCompliant, "ssm-hybrid: s3:GetObject on amazon-ssm-eu-west-1 is refused: no statement allows it.") { Of = "vpce-s3" },

        new("a part of the channels of ssmmessages, all of which ECS Exec needs too",
            net => net.Guarded("ssmmessages", Allow(action: "\"ssmmessages:CreateControlChannel\"")),
            NonCompliant, "ssm: ssmmessages:CreateDataChannel on any resource is refused: no statement allows it."),

        new("snapshots of patch baselines come by URLs that Systems Manager has signed",
            net => Tagged(net, "ssm").S3(Allow(condition: OwnOrg)),
            NonCompliant, "ssm: s3:GetObject on patch-baseline-snapshot-eu-west-1, presigned by an AWS account, is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID."),

        new("an agent of Systems Manager that reads AWS's buckets unsigned, since its role may not",
            net => Tagged(net, "ssm").S3(Snapshots, Allow(action: "\"s3:GetObject\"", condition: """ "StringEquals": {"aws:PrincipalAccount": "anonymous"} """)),
            Compliant),

        new("servers outside of AWS, which sign with keys of their own, and one's own organization",
            net => Tagged(net, "ssm-hybrid").Guarded("ssm", Allow(condition: OwnOrg)),
            NonCompliant, "ssm-hybrid: ssm:RegisterManagedInstance on any resource, signed by a server's own key, is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID."),

        new("servers outside of AWS that are registered in one's own account",
            net => Tagged(net, "ssm-hybrid").Guarded("ssm", Allow(condition: """ "StringEquals": {"ssm:NodeAccountId": "111111111111"} """)), Compliant),

        new("servers outside of AWS that are registered in a foreign account",
            net => Tagged(net, "ssm-hybrid").Guarded("ssm", Allow(condition: """ "StringEquals": {"ssm:NodeAccountId": "222222222222"} """)),
            NonCompliant, "ssm-hybrid: ssm:RegisterManagedInstance on any resource, signed by a server's own key, is refused: statement 1 does not match: StringEquals ssm:NodeAccountId."),

        new("images of EKS's add-ons, and repositories of one's own alone",
            net => Tagged(net, "eks-private").Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:eu-west-1:111111111111:repository/*\"")),
            Undetermined, "eks-private: ecr:BatchGetImage on repository/amazon-k8s-cni of account 602401143452 is refused, which it needs unless its nodes pull copies of these images, or are of EKS Auto Mode."),

        new("images of EKS's add-ons, and resources of one's own account alone",
            net => Tagged(net, "eks-private").Guarded("ecr.dkr", Allow(condition: """ "StringEquals": {"aws:ResourceAccount": "111111111111"} """)),
            Undetermined, "eks-private: ecr:BatchGetImage on repository/amazon-k8s-cni of account 602401143452 is refused, which it needs unless its nodes pull copies of these images, or are of EKS Auto Mode."),

        new("images of EKS's add-ons, and resources of one's own account and of that of EKS",
            net => Tagged(net, "eks-private").Guarded("ecr.dkr", Allow(condition: """ "StringEquals": {"aws:ResourceAccount": ["111111111111", "602401143452"]} """)), Compliant),

        new("images of EKS's add-ons, and some of these repositories",
            net => Tagged(net, "eks-private").Guarded("ecr.dkr", Allow(resource: """["arn:aws:ecr:*:111111111111:repository/*", "arn:aws:ecr:*:602401143452:repository/eks/*"]""")),
            Undetermined, "eks-private: ecr:BatchGetImage on repository/amazon-k8s-cni of account 602401143452 is refused, which it needs unless its nodes pull copies of these images, or are of EKS Auto Mode."),

        new("images of EKS's add-ons in a region where another account keeps them",
            net => Tagged(net.Region("me-south-1"), "eks-private").Guarded("ecr.dkr", Allow(resource: """["arn:aws:ecr:*:111111111111:repository/*", "arn:aws:ecr:*:558608220178:repository/*"]""")), Compliant),

        new("images of EKS's add-ons in a region of which no page tells the registry",
            net => Tagged(net.Region("zz-north-9"), "eks-private").Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:*:111111111111:repository/*\"")), Compliant),

        new("the account of EKS beside one's own, which other bundles do not need",
            net => Tagged(net, "ecr-pull").Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:eu-west-1:111111111111:repository/*\"")), Compliant),

        new("pods that take on roles with a token of the cluster, which no account's principal signs",
            net => Tagged(net, "eks-private").Guarded("sts", Allow(condition: OwnOrg)),
            NonCompliant, "eks-private: sts:AssumeRoleWithWebIdentity on roles, signed by no account's principal, is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID."),

        new("pods that take on roles with a token of the cluster, and users of identity providers as principals",
            net => Tagged(net, "eks-private").Guarded("sts", Allow(condition: OwnOrg), Allow("""{"Federated": "*"}""",
                "\"sts:AssumeRoleWithWebIdentity\"", "\"arn:aws:iam::111111111111:role/*\"")),
            Compliant),

        new("pods that take on roles with a token of the cluster, and one identity provider, which may be the cluster's",
            net => Tagged(net, "eks-private").Guarded("sts", Allow("""{"Federated": "arn:aws:iam::111111111111:oidc-provider/cluster"}""")),
            NonCompliant, "eks-private: sts:AssumeRoleWithWebIdentity on roles, signed by no account's principal, may be refused: statement 1 may allow it: who calls is not known well enough.")
        {
            With = [("unknownAs", "fail")],
        },

        new("packages of CodeArtifact come by URLs that an AWS account has signed",
            net => Tagged(net, "codeartifact").S3(Allow(condition: OwnOrg)),
            Undetermined, "codeartifact: s3:GetObject on assets-438097961670-eu-west-1, presigned by an AWS account, is refused, which it needs unless its packages are of Python or Swift alone."),

        new("packages of CodeArtifact by URLs of which nobody knows whether they pass",
            net => Tagged(net, "codeartifact").S3(Allow(condition: """ "StringLike": {"aws:UserAgent": "npm*"} """)),
            Undetermined, "codeartifact: s3:GetObject on assets-438097961670-eu-west-1, presigned by an AWS account, may be refused, which it needs unless its packages are of Python or Swift alone."),

        new("packages of CodeArtifact, and something else that is refused for certain",
            net => Tagged(net, "codeartifact al2023-packages").S3(Allow(condition: OwnOrg)),
            NonCompliant, "al2023-packages: s3:GetObject on al2023-repos-eu-west-1-de612dc2, unsigned, is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID."),

        new("packages of CodeArtifact, and one's own have to be reached, which the policy does not let them",
            net => Tagged(net, "codeartifact").S3(Allow(resource: Layers)), NonCompliant, NoOwnAccess) { With = OwnToo },

        new("packages of CodeArtifact, and one's own, which have to be reached and are",
            net => Tagged(net, "codeartifact").S3(OwnBuckets),
            Undetermined, "codeartifact: s3:GetObject on assets-438097961670-eu-west-1, presigned by an AWS account, is refused, which it needs unless its packages are of Python or Swift alone.")
        {
            With = OwnToo,
        },

        new("tokens of CodeArtifact, which packages of every format need",
            net => Tagged(net, "codeartifact").Guarded("codeartifact.api", Allow(action: "\"codeartifact:List*\"")),
            NonCompliant, "codeartifact: codeartifact:GetAuthorizationToken on domains is refused: no statement allows it."),

        new("packages of CodeArtifact in a region of which no page tells the bucket",
            net => Tagged(net.Region("ap-southeast-5"), "codeartifact").S3(Allow(condition: OwnOrg)),
            NotApplicable, "No bundle that is used in its VPC sends requests through it."),

        new("a job of Glue, and AWS's own buckets alone: nothing of one's own passes",
            net => Tagged(net, "glue").S3(Allow(resource: Layers)),
            NonCompliant, "glue: s3:GetObject on buckets of one's own is refused: no statement allows it."),

        new("a job of Glue, and one bucket of one's own", net => Tagged(net, "glue").S3(OwnBuckets), Compliant),

        new("models of Bedrock, one of which the policy names",
            net => Tagged(net, "bedrock").Guarded("bedrock-runtime", Allow(action: "\"bedrock:InvokeModel*\"", resource: "\"arn:aws:bedrock:*::foundation-model/anthropic.*\"")),
            Compliant),

        new("models of Bedrock, and flows alone",
            net => Tagged(net, "bedrock").Guarded("bedrock-runtime", Allow(action: "\"bedrock:InvokeModel\"", resource: "\"arn:aws:bedrock:*:*:flow/*\"")),
            NonCompliant, "bedrock: bedrock:InvokeModel on models is refused: no statement allows it."),

        new("EMR of 8.0.0, and the policy that AWS gives for it",
            net => Tagged(net, "emr-private").S3(
                Allow(action: "\"s3:GetObject\"", resource: """
                    ["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*", "arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*",
                     "arn:aws:s3:::aws157-instance-data-0-prod-eu-west-1/*", "arn:aws:s3:::aws157-instance-data-1-prod-eu-west-1/*"]
                    """),
                Allow(action: "\"s3:*Object\"", resource: """["arn:aws:s3:::aws157-logs-prod-eu-west-1/*", "arn:aws:s3:::mine/*"]""")),
            Compliant),

        new("EMR of an older release, and its repositories",
            net => Tagged(net, "emr-private").S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: """
                ["arn:aws:s3:::amazonlinux-2-repos-eu-west-1/*", "arn:aws:s3:::amazonlinux.eu-west-1.amazonaws.com/*", "arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*"]
                """)),
            Compliant),

        new("EMR of the oldest releases, and its repositories",
            net => Tagged(net, "emr-private").S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: """
                ["arn:aws:s3:::packages.eu-west-1.amazonaws.com/*", "arn:aws:s3:::repo.eu-west-1.amazonaws.com/*", "arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*"]
                """)),
            Compliant),

        new("EMR of an older release, and one of its two repositories",
            net => Tagged(net, "emr-private").S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: """
                ["arn:aws:s3:::amazonlinux.eu-west-1.amazonaws.com/*", "arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*"]
                """)),
            NonCompliant, "emr-private: s3:GetObject on amazonlinux-2-repos-eu-west-1, unsigned, is refused: no statement allows it."),

        new("EMR, and a repository of each of two older releases, neither of which has all of its own",
            net => Tagged(net, "emr-private").S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: """
                ["arn:aws:s3:::amazonlinux-2-repos-eu-west-1/*", "arn:aws:s3:::packages.eu-west-1.amazonaws.com/*", "arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*"]
                """)),
            NonCompliant, "emr-private: s3:GetObject on amazonlinux.eu-west-1.amazonaws.com, unsigned, is refused: no statement allows it."),

        new("EMR beside servers of Amazon Linux 2023, and the repository of both",
            net => Tagged(net, "al2023-packages emr-private").S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: """
                ["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*", "arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*"]
                """)),
            Compliant),

        new("EMR without repositories of any release",
            net => Tagged(net, "emr-private").S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: "\"arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*\"")),
            NonCompliant, "emr-private: s3:GetObject on al2023-repos-eu-west-1-de612dc2, unsigned, is refused: no statement allows it."),

        new("EMR, whose history of applications is refused, which not every cluster sends",
            net => Tagged(net, "emr-private").S3(Deny(resource: "\"arn:aws:s3:::prod.eu-west-1.appinfo.src/*\""), Allow()), Compliant)
        {
            With = [("unknownAs", "fail")],
        },

        new("requests that concern no resource, where the resource has to be the own account's: they are made in it",
            net => net.Guarded("ecr.api", Allow(condition: """ "StringEquals": {"aws:ResourceAccount": "111111111111"} """)), Compliant),

        new("pods that take on roles with a token of the cluster, and AWS's own example of a policy for STS",
            net => Tagged(net, "eks-private").Organization("o-abcdefghij").Guarded("sts",
                Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceOrgID": "o-abcdefghij"} """),
                Allow("""{"Federated": "*"}""", """["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]""", condition: """ "StringEquals": {"aws:ResourceOrgID": "o-abcdefghij"} """)),
            Compliant) { With = [("unknownAs", "fail")] },

        new("servers outside of AWS, which are no instances of EC2",
            net => Tagged(net, "ssm-hybrid").Guarded("ssm", Allow(action: """["ssm:RegisterManagedInstance", "ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey"]"""),
                Allow(action: "\"ssm:UpdateInstanceInformation\"", resource: "\"arn:aws:ec2:*:111111111111:instance/*\"")),
            NonCompliant, "ssm-hybrid: ssm:UpdateInstanceInformation on managed instances is refused: no statement allows it."),

        new("servers outside of AWS, and instances of EC2",
            net => Tagged(net, "ssm-hybrid").Guarded("ssm", Allow(action: """["ssm:RegisterManagedInstance", "ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey"]"""),
                Allow(action: "\"ssm:UpdateInstanceInformation\"", resource: """["arn:aws:ec2:*:111111111111:instance/*", "arn:aws:ssm:*:111111111111:managed-instance/mi-*"]""")),
            Compliant),

        new("nodes of EKS may look at ec2, and not give pods addresses",
            net => Tagged(net, "eks-private").Guarded("ec2", Allow(action: "\"ec2:Describe*\"")),
            Undetermined, "eks-private: ec2:AssignPrivateIpAddresses on network interfaces is refused, which it needs unless its pods have addresses of IPv6 or of another plugin than VPC CNI, or its nodes are of EKS Auto Mode."),

        new("nodes of EKS give pods addresses of the account's own interfaces",
            net => Tagged(net, "eks-private").Guarded("ec2", Allow(condition: """ "StringEquals": {"aws:ResourceAccount": "111111111111"} """)),
            Compliant) { With = [("unknownAs", "fail")] },

        new("what nodes ask of ec2 is not asked of ec2messages", net => Tagged(net, "eks-private").Guarded("ec2messages", Deny()),
            NotApplicable, "No bundle that is used in its VPC sends requests through it."),

        new("the account's own organization, as the network knows it",
            net => net.Organization("o-abcdefghij").Guarded("ecr.api", Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceOrgID": "o-abcdefghij"} """)),
            Compliant) { With = [("unknownAs", "fail")] },

        new("another organization than the account's own", net => net.Organization("o-zzzzzzzzzz").Guarded("ecr.api", Allow(condition: OwnOrg)),
            NonCompliant, "ecr-pull: ecr:GetAuthorizationToken on any resource is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID."),

        new("an organization, where the account is in none", net => net.Organization(null).Guarded("ecr.api", Allow(condition: OwnOrg)),
            NonCompliant, "ecr-pull: ecr:GetAuthorizationToken on any resource is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID."),

        new("servers outside of AWS that are registered in the account's own organization",
            net => Tagged(net, "ssm-hybrid").Organization("o-abcdefghij").Guarded("ssm", Allow(condition: """ "StringEquals": {"ssm:NodeOrgId": "o-abcdefghij"} """)),
            Compliant),

        new("signals to CloudFormation, and only one's own buckets", net => Tagged(net, "cloudformation-signals").S3(OwnBuckets),
            NonCompliant, "cloudformation-signals: s3:PutObject on cloudformation-waitcondition-eu-west-1, presigned by an AWS service, is refused: no statement allows it."),

        new("signals to CloudFormation, which signs as the service that it is, and one's own organization",
            net => Tagged(net, "cloudformation-signals").S3(Allow(condition: OwnOrg)),
            NonCompliant, "cloudformation-signals: s3:PutObject on cloudformation-waitcondition-eu-west-1, presigned by an AWS service, is refused: statement 1 does not match: StringEquals aws:PrincipalOrgID."),

        new("signals to CloudFormation, which signs as the service that it is, and AWS services that call by themselves",
            net => Tagged(net, "cloudformation-signals").S3(Allow(condition: OwnOrg), Allow(condition: """ "Bool": {"aws:PrincipalIsAWSService": "true"} """)),
            Compliant),

        new("signals to CloudFormation as principal",
            net => Tagged(net, "cloudformation-signals").S3(Allow("""{"Service": "cloudformation.amazonaws.com"}""")), Compliant),

        new("signals to CloudFormation, and another service as principal",
            net => Tagged(net, "cloudformation-signals").S3(Allow("""{"Service": "logs.amazonaws.com"}""")),
            NonCompliant, "cloudformation-signals: s3:PutObject on cloudformation-waitcondition-eu-west-1, presigned by an AWS service, is refused: statement 1 does not match: its principals leave out the caller."),

        new("signals to CloudFormation with both of its buckets",
            net => Tagged(net, "cloudformation-signals").S3(Allow(action: "\"s3:PutObject\"",
                resource: """["arn:aws:s3:::cloudformation-waitcondition-eu-west-1/*", "arn:aws:s3:::cloudformation-custom-resource-response-euwest1/*"]""")),
            Compliant),

        new("an agent of Systems Manager for the own account's instances",
            net => net.Guarded("ssm", Allow(action: "\"ssm:*\"", resource: "\"arn:aws:ec2:*:111111111111:instance/*\"")), Compliant),

        new("an agent of Systems Manager for a foreign account's instances",
            net => net.Guarded("ssm", Allow(action: "\"ssm:*\"", resource: "\"arn:aws:ec2:*:222222222222:instance/*\"")),
            NonCompliant, "ssm: ssm:UpdateInstanceInformation on instances is refused: no statement allows it."),

        new("logs for one log group of one's own",
            net => net.Guarded("logs", Allow(action: "\"logs:PutLogEvents\"", resource: "\"arn:aws:logs:eu-west-1:111111111111:log-group:app:*\"")),
            Compliant) { With = [("bundles", "cloudwatch")] },

        new("logs of tasks for log groups of one's own",
            net => Tagged(net, "ecs-fargate batch-fargate").Guarded("logs", Allow(
                action: """["logs:CreateLogStream", "logs:PutLogEvents"]""",
                resource: """["arn:aws:logs:*:111111111111:log-group:/ecs/app:*", "arn:aws:logs:*:111111111111:log-group:/aws/batch/job:log-stream:*"]""")),
            Compliant) { With = [("unknownAs", "fail")] },

        new("logs of tasks for log groups of one's own, by a Deny of all others",
            net => Tagged(net, "ecs-ec2").Guarded("logs", Allow(), """
                {"Effect": "Deny", "Principal": "*", "Action": "logs:*", "NotResource": "arn:aws:logs:*:111111111111:log-group:/ecs/*"}
                """),
            Compliant) { With = [("unknownAs", "fail")] },

        new("logs of tasks, whose log driver may be another",
            net => Tagged(net, "ecs-fargate").Guarded("logs", Allow(action: "\"logs:PutLogEvents\"")),
            Undetermined, "ecs-fargate: logs:CreateLogStream on log groups is refused, which it needs unless its tasks have another log driver than awslogs."),

        new("logs of jobs, whose log driver may be another",
            net => Tagged(net, "batch-ec2").Guarded("logs", Allow(resource: "\"arn:aws:logs:eu-west-1:222222222222:log-group:*\"")),
            Undetermined, "batch-ec2: logs:CreateLogStream on log groups is refused, which it needs unless its jobs have another log driver than awslogs."),

        new("the agent of ECS registers, and does not tell which tasks run",
            net => Tagged(net, "ecs-ec2").Guarded("ecs", Allow(action: """["ecs:DiscoverPollEndpoint", "ecs:RegisterContainerInstance"]""")),
            NonCompliant, "ecs-ec2: ecs:SubmitTaskStateChange on clusters is refused: no statement allows it."),

        new("all that the agent of ECS tells, of one's own cluster",
            net => Tagged(net, "batch-ec2").Guarded("ecs", Allow(action: "\"ecs:DiscoverPollEndpoint\""), Allow(
                action: """["ecs:RegisterContainerInstance", "ecs:Submit*"]""", resource: "\"arn:aws:ecs:eu-west-1:111111111111:cluster/jobs\"")),
            Compliant) { With = [("unknownAs", "fail")] },

        new("logs of builds, of which no page says that they pass the endpoint",
            net => Tagged(net, "codebuild").Guarded("logs", Allow(action: "\"logs:FilterLogEvents\"")),
            Undetermined, "codebuild: logs:CreateLogStream on log groups is refused, which it needs unless its builds send their logs another way."),

        new("logs without events", net => net.Guarded("logs", Allow(action: "\"logs:CreateLogStream\"")),
            NonCompliant, "cloudwatch: logs:PutLogEvents on log groups is refused: no statement allows it.") { With = [("bundles", "cloudwatch")] },

        new("secrets through the account's own endpoints, which Secrets Manager may not tell",
            net => Tagged(net, "secrets").Guarded("secretsmanager", Allow(condition: """ "StringEquals": {"aws:VpceAccount": "111111111111"} """)),
            NonCompliant, "secrets: secretsmanager:GetSecretValue on secrets may be refused: statement 1 may allow it: StringEquals aws:VpceAccount.")
        {
            With = [("unknownAs", "fail")],
        },

        new("tokens of ECR through the account's own endpoints, which ECR tells",
            net => net.Guarded("ecr.api", Allow(condition: """ "StringEquals": {"aws:VpceAccount": "111111111111"} """)),
            Compliant) { With = [("unknownAs", "fail")] },

        new("tokens of ECR from addresses of IPv6, by an endpoint that takes both families",
            net => net.Offers("ecr.api").Endpoint("ecr.api", e => e.With(Document(Allow(condition: """ "IpAddress": {"aws:VpcSourceIp": "2001:db8::/56"} """))) with { IpAddressType = "dualstack" }),
            Compliant),

        new("ecr.api for one's own organization", net => net.Guarded("ecr.api", Allow(condition: OwnOrg)), Compliant),

        new("ecr.api for the own account", net => net.Guarded("ecr.api", Allow("""{"AWS": "111111111111"}""")), Compliant),

        new("ecr.api for sessions of roles by the key that has the roles' own names",
            net => net.Guarded("ecr.api", Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:sts::111111111111:assumed-role/*"} """)),
            NonCompliant, "ecr-pull: ecr:GetAuthorizationToken on any resource is refused: statement 1 does not match: ArnLike aws:PrincipalArn."),

        new("keys for services that call KMS for others, none of which calls through an endpoint",
            net => net.Guarded("kms", Allow(condition: """ "StringLike": {"kms:ViaService": "*.amazonaws.com"} """)),
            NonCompliant, "kms: kms:Decrypt on keys is refused: statement 1 does not match: StringLike kms:ViaService.") { With = [("bundles", "kms")] },

        new("ecr.api without the token",
            net => net.Guarded("ecr.api", Allow(action: "\"ecr:BatchGetImage\"")),
            NonCompliant, "ecr-pull: ecr:GetAuthorizationToken on any resource is refused: no statement allows it."),

        new("ecr.dkr for one repository of one's own",
            net => net.Guarded("ecr.dkr", Allow(
                action: """["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]""", resource: "\"arn:aws:ecr:eu-west-1:111111111111:repository/app\"")),
            Compliant),

        new("ecr.dkr for the repositories of another account, which shares its images",
            net => net.Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:eu-west-1:222222222222:repository/*\"")), Compliant),

        new("ecr.dkr for repositories of another region",
            net => net.Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:us-east-1:111111111111:repository/*\"")),
            NonCompliant, "ecr-pull: ecr:BatchGetImage on repositories is refused: no statement allows it."),

        new("ecr.dkr for whatever a Deny spares: one repository of one's own",
            net => net.Guarded("ecr.dkr", """
                {"Effect": "Deny", "Principal": "*", "Action": "*", "NotResource": "arn:aws:ecr:eu-west-1:111111111111:repository/app"}
                """, Allow()),
            Compliant),

        new("ecr.dkr without the URLs of layers",
            net => net.Guarded("ecr.dkr", Allow(action: "\"ecr:BatchGetImage\"")),
            NonCompliant, "ecr-pull: ecr:GetDownloadUrlForLayer on repositories is refused: no statement allows it."),

        new("no policy document", net => Pull(net).Gateway("s3"), Compliant) { Of = "vpce-s3" },

        new("an S3 interface endpoint whose names lead to it",
            net => Pull(net).Offers("s3").Endpoint("s3", e => e.With(Document(OwnBuckets))),
            NonCompliant, LayersRefused + "no statement allows it.") { Of = "vpce-s3" },

        new("an S3 interface endpoint without private DNS is passed by",
            net => Pull(net).Offers("s3").Endpoint("s3", e => e.With(Document(OwnBuckets)) with { PrivateDnsEnabled = false }),
            NotApplicable, "No bundle that is used in its VPC sends requests through it.") { Of = "vpce-s3" },

        new("an S3 interface endpoint that answers the inbound resolver alone is passed by",
            net => Pull(net).Offers("s3").Endpoint("s3", e => e.With(Document(OwnBuckets)) with { PrivateDnsOnlyForInboundResolver = true }),
            NotApplicable, "No bundle that is used in its VPC sends requests through it.") { Of = "vpce-s3" },

        new("an endpoint to S3 of another region, whose buckets are others",
            net => Pull(net).Offers("com.amazonaws.us-east-1.s3")
                .Endpoint("com.amazonaws.us-east-1.s3", e => e.With(Document(OwnBuckets)), id: "vpce-s3"),
            NotApplicable, "No bundle that is used in its VPC sends requests through it.") { Of = "vpce-s3" },

        new("an endpoint that no bundle uses", net => net.S3(OwnBuckets),
            NotApplicable, "No bundle that is used in its VPC sends requests through it."),

        new("an endpoint for DynamoDB beside an image pull",
            net => Pull(net).Gateway("dynamodb"), NotApplicable, "No bundle that is used in its VPC sends requests through it.") { Of = "vpce-dynamodb" },

        new("a service that supports no policies", net => net.Offers("ecr.api", s => s with { PolicySupported = false }).Endpoint("ecr.api"),
            NotApplicable, "com.amazonaws.eu-west-1.ecr.api does not support endpoint policies."),

        new("the layers' bucket alone, where one's own buckets have to be reached too",
            net => Pull(net).S3(Allow(action: "\"s3:GetObject\"", resource: Layers)), NonCompliant, NoOwnAccess) { Of = "vpce-s3", With = OwnToo },

        new("the layers' bucket and one's own, which have to be reached too",
            net => Pull(net).S3(OwnBuckets, Allow(action: "\"s3:GetObject\"", resource: Layers)), Compliant) { Of = "vpce-s3", With = OwnToo },

        new("one's own buckets have to be reached too, and are denied",
            net => Pull(net).S3(Allow(), Deny(action: "\"s3:*\"", resource: "\"*\"", condition: """ "StringEquals": {"aws:ResourceAccount": "111111111111"} """)),
            NonCompliant, NoOwnAccess) { Of = "vpce-s3", With = OwnToo },

        new("no bundle, and one's own buckets have to be reached and are", net => net.S3(OwnBuckets), Compliant) { With = OwnToo },

        new("no bundle, and one's own buckets have to be reached, where another account's principals alone may reach any",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": "222222222222"} """)), NonCompliant, NoOwnAccess) { With = OwnToo },

        new("no bundle, and one's own buckets have to be reached, where another account's buckets alone may be",
            net => net.S3(Allow(condition: """ "StringEquals": {"s3:ResourceAccount": "222222222222"} """)), NonCompliant, NoOwnAccess) { With = OwnToo },

        new("no bundle, and one's own have to be reached, which a policy for whatever organization may let them", net => net.S3(Allow(condition: OwnOrg)),
            Compliant) { With = OwnToo },

        new("no bundle, and one's own have to be reached, of another organization than the policy asks for", net => net.Organization("o-zzzzzzzzzz").S3(Allow(condition: OwnOrg)),
            NonCompliant, NoOwnAccess) { With = OwnToo },

        new("keys of another account alone, where one's own have to be reached",
            net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:eu-west-1:222222222222:key/*\"")), NonCompliant, NoOwnAccess) { With = OwnToo },

        new("keys of one's own, which have to be reached",
            net => net.Guarded("kms", Allow(action: "\"kms:Decrypt\"", resource: "\"arn:aws:kms:eu-west-1:111111111111:key/*\"")), Compliant) { With = OwnToo },

        new("queues of MWAA's workers alone, which are the service's, where one's own have to be reached",
            net => net.Guarded("sqs", Allow(resource: "\"arn:aws:sqs:eu-west-1:*:airflow-celery-*\"")), NonCompliant, NoOwnAccess) { With = OwnToo },

        new("users of identity providers alone, where one's own principals have to be let through",
            net => net.Guarded("sts", Allow(action: "\"sts:AssumeRoleWithWebIdentity\"")), NonCompliant, NoOwnAccess) { With = OwnToo },

        new("no policy of its own, where one's own have to be reached", net => net.Gateway("s3"), Compliant) { With = OwnToo },

        new("an exempt service", net => Pull(net).S3(OwnBuckets), NotApplicable, "A parameter exempts endpoints to s3.")
        {
            Of = "vpce-s3",
            With = [("exemptServices", "s3")],
        },

        new("a document that is no policy", net => Pull(net).Gateway("s3", e => e.With("\"*\"")),
            Undetermined, "The policy is not a JSON object.") { Of = "vpce-s3" },

        new("a network of which no record says whose it is", net => Pull(net).S3(OwnBuckets).OfNobodyKnown(),
            Undetermined, "The AccountId of this network has not been recorded.") { Of = "vpce-s3" },

        new("a network of which no record says where it is", net => Pull(net).S3(OwnBuckets).Region(null),
            Undetermined, "The Region of this network has not been recorded.") { Of = "vpce-s3" },
    ];

    [Fact]
    public void Endpoints_with_one_policy_that_asks_for_the_VPC_are_told_apart()
    {
        var facts = new NetworkFacts { AccountId = "111111111111", Region = "eu-west-1" };
        facts.Kinds.UnionWith([FactKind.Vpcs, FactKind.VpcEndpoints]);
        foreach (var vpc in (string[])["vpc-1", "vpc-2"])
        {
            facts.VpcEndpoints.Add(new($"vpce-{vpc}", vpc)
            {
                Type = EndpointType.Gateway,
                Service = ServiceName.Parse("com.amazonaws.eu-west-1.s3"),
                PolicyDocument = Document(Allow(condition: """ "StringEquals": {"aws:SourceVpc": "vpc-1"} """)),
            });
        }
        var rule = new VpcEndpointPolicyServesBundles();
        var verdicts = rule.Evaluate(new(facts), Parameters.For(rule, [new("bundles", "al2023-packages")]));
        Assert.Equal([Compliant, NonCompliant], verdicts.Select(evaluation => evaluation.Verdict.Compliance));
    }

    /// <summary>The statements that a reader is told to add are the ones that mend the policy.</summary>
    [Theory]
    [MemberData(nameof(Bundles))]
    public void Is_content_once_the_statements_that_it_proposes_are_added(string bundle)
    {
        var repairs = BundleStatements.For(ServiceBundles.Find(bundle)!, new NetworkBuilder().Build()).ToArray();
        Assert.NotEmpty(repairs);
        foreach (var service in repairs.GroupBy(repair => repair.Service, repair => repair.Statement))
        {
            Assert.Equal(Verdict.Compliant(), Judge(bundle, service.Key, [.. service]));
            // No policy may hold two of one name.
            Assert.Distinct(service.Select(statement => JsonDocument.Parse(statement).RootElement.GetProperty("Sid").GetString()));
        }
    }

    /// <summary>Whatever else a policy lets through, each request of a bundle that it refuses is one too many.</summary>
    [Theory]
    [MemberData(nameof(Needs))]
    public void Misses_every_request_that_is_refused(string bundle, int index)
    {
        var need = ServiceBundles.Find(bundle)!.Needs[index];
        var deny = Deny(action: $"\"{need.Action}\"", resource: $"\"{need.ResourcesIn(new NetworkBuilder().Build())}\"");

        var verdict = Judge(bundle, need.Service, Allow(), deny);

        // But not one that some clients alone make, or in whose place others may be made.
        if (need.IsOccasional || need.Set is not null)
        {
            Assert.Equal(Verdict.Compliant(), verdict);
            return;
        }
        if (need.Unless is not null)
        {
            Assert.Equal(Undetermined, verdict.Compliance);
            Assert.EndsWith($" is refused, which it needs unless {need.Unless}.", verdict.Reason);
            return;
        }
        Assert.Equal(NonCompliant, verdict.Compliance);
        Assert.Contains($": {need.Action} on ", verdict.Reason, StringComparison.Ordinal);
        Assert.EndsWith(" is refused: statement 2 denies it.", verdict.Reason);
    }

    /// <summary>Who signs decides whether a policy for the own account's principals lets a request through.</summary>
    [Theory]
    [MemberData(nameof(Needs))]
    public void Knows_whose_credentials_sign_every_request(string bundle, int index)
    {
        var network = new NetworkBuilder().Build();
        var need = ServiceBundles.Find(bundle)!.Needs[index];
        var policy = Document(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": "111111111111"} """));
        var endpoint = new VpcEndpoint("vpce-1", "vpc-1") { OwnerId = "111111111111", Type = EndpointType.Interface, Service = ServiceName.Parse($"com.amazonaws.eu-west-1.{need.Service}") };

        var decision = EndpointPolicy.Decide(need, endpoint, PolicyDocument.Parse(policy), network);

        Assert.Equal(
            need.Caller switch
            {
                RequestCaller.Own or RequestCaller.OwnOrAnonymous => Outcome.Allowed,
                // Whether an account is told of a service that signs, no page says.
                RequestCaller.Service or RequestCaller.Unknown => Outcome.Unknown,
                _ => Outcome.Denied,
            },
            decision.Outcome);
    }

    public static TheoryData<string> Bundles { get; } = [.. ServiceBundles.All.Select(bundle => bundle.Id)];

    public static TheoryData<string, int> Needs { get; } =
        [.. ServiceBundles.All.SelectMany(bundle => bundle.Needs.Select((_, index) => new TheoryDataRow<string, int>(bundle.Id, index)))];

    private static Verdict Judge(string bundle, string service, params string[] statements)
    {
        var network = Tagged(service is "s3" or "s3express" or "dynamodb"
            ? new NetworkBuilder().Gateway(service, endpoint => endpoint with { PolicyDocument = Document(statements) })
            : new NetworkBuilder().Guarded(service, statements), bundle).Build();
        var judged = new VpcEndpointPolicyServesBundles();
        return Assert.Single(judged.Evaluate(network, Parameters.For(judged, []))).Verdict;
    }

    private static NetworkBuilder Pull(NetworkBuilder net) => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Subnet("subnet-1");

    private static NetworkBuilder Tagged(NetworkBuilder net, string bundles) =>
        net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:bundles"] = bundles } });

    private static string ByAddress() => Allow(condition: """ "IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"} """);
}
