using ConfigRules.Rules.Policies;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Rules.Policies;

public sealed class VpcEndpointPolicyScopesResourcesTests
    : RuleTests<VpcEndpointPolicyScopesResources, VpcEndpointPolicyScopesResourcesTests>, IRuleScenarios
{
    private const string Anybodys = "Statement 1 of its policy leads to resources of any account.";
    private const string Foreign = "Statement 1 of its policy leads to resources of account 222222222222, which is not trusted.";
    private const string Alone = "Statement 1 of its policy leads to resources of accounts that are in no organization.";
    private const string OtherOrg = "Statement 1 of its policy leads to resources of organization o-zzzzzzzzzz, which is not trusted.";

    private static readonly (string, string)[] Own = [("trustedOrgIds", "o-abcdefghij")];
    private static readonly (string, string)[] OwnUnit = [("trustedOrgPaths", "o-abcdefghij/r-ab12/ou-ab12-11111111/")];
    private static readonly (string, string)[] Partner = [("trustedAccountIds", "222222222222")];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("resources of the caller's organization, whichever that is",
            net => net.S3(Allow(condition: Is("aws:ResourceOrgID", "${aws:PrincipalOrgID}"))), Compliant),

        new("a Deny of resources that are not of the caller's organization, whichever that is, before an open Allow",
            net => net.S3(Deny(condition: """ "StringNotEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"} """), Allow()), Compliant),

        new("the organization's principals, and which one is the account's has not been recorded",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))), NonCompliant, "Statement 1 of its policy leads to resources of any account."),

        new("principals of a unit of an organization, and which one is the account's has not been recorded",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/*"} """)), NonCompliant, "Statement 1 of its policy leads to resources of any account."),

        new("a Deny of the principals of an organization, which may not be the account's",
            net => net.S3(Deny(condition: Is("aws:PrincipalOrgID", "o-abcdefghij")), Allow()), NonCompliant, "Statement 2 of its policy leads to resources of any account."),

        new("the policy that an endpoint starts with", net => net.S3(Allow()), NonCompliant, Anybodys),

        new("no policy document", net => net.Gateway("s3"), NonCompliant, "It has no policy of its own, so it leads to everybody's resources."),

        new("one's own principals, to whatever bucket", net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))),
            NonCompliant, Anybodys) { With = Own },

        new("one's own account's principals, to whatever bucket", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "111111111111"))), NonCompliant, Anybodys),

        new("one's own principals, to buckets of one's own organization",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceOrgID": "o-abcdefghij"} """)),
            Compliant) { With = Own },

        new("buckets of the organization that the account is in",
            net => net.Organization("o-abcdefghij").S3(Allow(condition: Is("aws:ResourceOrgID", "o-abcdefghij"))), Compliant),

        new("buckets of an organization, where the account is in none",
            net => net.Organization(null).S3(Allow(condition: Is("aws:ResourceOrgID", "o-zzzzzzzzzz"))), NonCompliant, OtherOrg),

        new("buckets of an organization, where nobody said which is one's own", net => net.S3(Allow(condition: Is("aws:ResourceOrgID", "o-zzzzzzzzzz"))),
            Undetermined, "Statement 1 of its policy leads to resources of organization o-zzzzzzzzzz; trustedOrgIds does not say whether that is one's own."),

        new("buckets of another organization", net => net.S3(Allow(condition: Is("aws:ResourceOrgID", "o-zzzzzzzzzz"))), NonCompliant, OtherOrg) { With = Own },

        new("buckets of the organization, where one unit is trusted", net => net.S3(Allow(condition: Is("aws:ResourceOrgID", "o-abcdefghij"))),
            NonCompliant, "Statement 1 of its policy leads to resources of organization o-abcdefghij, which is not trusted.") { With = OwnUnit },

        new("buckets of the unit that is trusted",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:ResourceOrgPaths": "o-abcdefghij/r-ab12/ou-ab12-11111111/*"} """)),
            Compliant) { With = OwnUnit },

        new("buckets of another unit",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:ResourceOrgPaths": "o-abcdefghij/r-ab12/ou-ab12-22222222/*"} """)),
            NonCompliant, "Statement 1 of its policy leads to resources of organization o-abcdefghij, which is not trusted.") { With = OwnUnit },

        new("buckets of one's own organization, if they have one", net => net.S3(Allow(condition: """ "StringEqualsIfExists": {"aws:ResourceOrgID": "o-abcdefghij"} """)),
            NonCompliant, Alone) { With = Own },

        new("ForAllValues, which a missing key satisfies",
            net => net.S3(Allow(condition: """ "ForAllValues:StringLike": {"aws:ResourceOrgPaths": "o-abcdefghij/*"} """)), NonCompliant, Alone) { With = Own },

        new("buckets of the caller's own organization, who is one's own",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceOrgID": "${aws:PrincipalOrgID}"} """)),
            Compliant) { With = Own },

        new("buckets of one's own account", net => net.S3(Allow(condition: Is("aws:ResourceAccount", "111111111111"))), Compliant),

        new("buckets of one's own account by S3's key", net => net.S3(Allow(condition: Is("s3:ResourceAccount", "111111111111"))), Compliant),

        new("buckets of the caller's own account, which may be a trusted one's",
            net => net.S3(Allow(condition: Is("aws:ResourceAccount", "${aws:PrincipalAccount}"))), Compliant) { With = Partner },

        new("buckets of a foreign account", net => net.S3(Allow(condition: Is("aws:ResourceAccount", "222222222222"))), NonCompliant, Foreign),

        new("buckets of two accounts, one of which is foreign", net => net.S3(Allow(condition: """ "StringEquals": {"aws:ResourceAccount": ["111111111111", "222222222222"]} """)),
            NonCompliant, Foreign),

        new("buckets of a trusted account", net => net.S3(Allow(condition: Is("aws:ResourceAccount", "222222222222"))), Compliant) { With = Partner },

        new("a foreign account without its last digit is not trusted with it", net => net.S3(Allow(condition: Is("aws:ResourceAccount", "222222222223"))),
            NonCompliant, "Statement 1 of its policy leads to resources of account 222222222223, which is not trusted.") { With = Partner },

        new("buckets by name", net => net.S3(Allow(resource: """["arn:aws:s3:::mine", "arn:aws:s3:::mine/*"]""")), Compliant),

        new("buckets whose names begin so, which anybody may take", net => net.S3(Allow(resource: "\"arn:aws:s3:::mine-*\"")), NonCompliant, Anybodys),

        new("objects of whatever bucket", net => net.S3(Allow(resource: "\"arn:aws:s3:::*/public/*\"")), NonCompliant, Anybodys),

        new("all buckets but one", net => net.S3("""{"Effect": "Allow", "Principal": "*", "Action": "*", "NotResource": "arn:aws:s3:::mine/*"}"""), NonCompliant, Anybodys),

        new("a bucket of ECR's", net => net.S3(Allow(resource: "\"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\"")), Compliant),

        new("whatever bucket is called like ECR's", net => net.S3(Allow(resource: "\"arn:aws:s3:::prod-*-starport-layer-bucket/*\"")), NonCompliant, Anybodys),

        new("buckets that a parameter trusts", net => net.S3(Allow(resource: "\"arn:aws:s3:::partner-*/*\"")), Compliant)
        {
            With = [("trustedResourceArns", "arn:aws:s3:::partner-*")],
        },

        new("a Deny of buckets that are not the organization's, before an open Allow",
            net => net.S3(Deny(condition: """ "StringNotEquals": {"aws:ResourceOrgID": "o-abcdefghij"} """), Allow()), Compliant) { With = Own },

        new("a Deny of buckets that are known not to be the organization's, before an open Allow",
            net => net.S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:ResourceOrgID": "o-abcdefghij"} """), Allow()),
            Compliant) { With = Own },

        new("a Deny of buckets of other organizations, before an open Allow: accounts that are in none are not denied",
            net => net.S3(Deny(condition: """ "StringNotEquals": {"aws:ResourceOrgID": "o-abcdefghij"}, "Null": {"aws:ResourceOrgID": "false"} """), Allow()),
            NonCompliant, "Statement 2 of its policy leads to resources of accounts that are in no organization.") { With = Own },

        new("a Deny of buckets that are not the organization's, but of AWS's",
            net => net.S3(Deny(condition: """ "StringNotEquals": {"aws:ResourceOrgID": "o-abcdefghij"} """)
                .Replace("\"Resource\": \"*\"", "\"NotResource\": \"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\"", StringComparison.Ordinal), Allow()),
            Compliant) { With = Own },

        new("whom nobody trusts, to whatever bucket: that is for another rule to say",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))), Compliant),

        new("a trusted account's principals, to whatever bucket", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))), NonCompliant, Anybodys)
        {
            With = Partner,
        },

        new("principals of another organization, to whatever bucket", net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))), Compliant) { With = Own },

        new("principals with a tag that lets them reach anything",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:PrincipalTag/exception": "true"} """)),
            NonCompliant, Anybodys) { With = Own },

        new("buckets of another organization by another spelling, which the operator does not mind",
            net => net.S3(Allow(condition: """ "StringEqualsIgnoreCase": {"aws:ResourceOrgID": "O-ZZZZZZZZZZ"} """)), NonCompliant, OtherOrg) { With = Own },

        new("users of one's own alone, to whatever bucket",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:PrincipalType": "User"} """)),
            NonCompliant, Anybodys) { With = Own },

        new("a role of one's own, to whatever bucket",
            net => net.S3(Allow(condition: """ "ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/app"} """)), NonCompliant, Anybodys),

        new("users alone, since roles are left out and a gateway takes the account for its root user",
            net => net.S3(
                Allow(condition: """ "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/*"} """),
                """{"Effect": "Deny", "Principal": {"AWS": "111111111111"}, "Action": "*", "Resource": "*"}"""), NonCompliant, Anybodys),
        new("requests that nobody signs, to whatever bucket", net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalType": "Anonymous"}, "Null": {"aws:PrincipalArn": "true"} """)), Compliant),

        new("keys of one's own account", net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:eu-west-1:111111111111:key/*\"")), Compliant),

        new("keys of a foreign account", net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:eu-west-1:222222222222:key/*\"")), NonCompliant, Foreign),

        new("keys of a trusted account", net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:eu-west-1:222222222222:key/*\"")), Compliant) { With = Partner },

        new("keys of every account", net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:eu-west-1:*:key/*\"")), NonCompliant, Anybodys),

        new("keys in China", net => net.Region("cn-north-1").Guarded("kms", Allow(resource: "\"arn:aws-cn:kms:cn-north-1:222222222222:key/*\"")), NonCompliant, Foreign),

        new("images of an AWS service, whose account a parameter trusts",
            net => net.Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:eu-west-1:763104351884:repository/*\"")), Compliant)
        {
            With = [("trustedResourceArns", "arn:aws:ecr:*:763104351884:repository/*")],
        },

        new("images of add-ons of EKS, which are AWS's own",
            net => net.Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:eu-west-1:602401143452:repository/*\"")), Compliant),

        new("one's own resources, and those of the account that keeps images of EKS, of a service that keeps none there",
            net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:eu-west-1:602401143452:key/*\"")),
            NonCompliant, "Statement 1 of its policy leads to resources of account 602401143452, which is not trusted."),

        new("models of Bedrock, which are AWS's own", net => net.Guarded("bedrock-runtime", Allow(resource: "\"arn:aws:bedrock:*::foundation-model/*\"")), Compliant),

        new("public parameters of Systems Manager, which are AWS's own", net => net.Guarded("ssm", Allow(resource: "\"arn:aws:ssm:*::parameter/aws/*\"")), Compliant),

        new("prefix lists of AWS's", net => net.Guarded("ec2", Allow(resource: "\"arn:aws:ec2:*:aws:prefix-list/*\"")), Compliant),

        new("queues of the workers of MWAA, which are in an account of AWS's",
            net => net.Guarded("sqs", Allow(action: "\"sqs:SendMessage\"", resource: "\"arn:aws:sqs:eu-west-1:*:airflow-celery-*\"")), Compliant),

        new("actions that concern no resource", net => net.Guarded("ecr.api", Allow(action: "\"ecr:GetAuthorizationToken\"")), Compliant),

        new("reads of EC2, which concern no resource", net => net.Guarded("ec2", Allow(action: """["ec2:Describe*"]""")), Compliant),

        new("an action that concerns a resource beside one that does not",
            net => net.Guarded("ecr.api", Allow(action: """["ecr:GetAuthorizationToken", "ecr:BatchGetImage"]""")), NonCompliant, Anybodys),

        new("all actions of a service", net => net.Guarded("sts", Allow(action: "\"sts:*\"")), NonCompliant, Anybodys),

        new("a foreign role to be taken on", net => net.Guarded("sts", Allow(action: "\"sts:AssumeRole\"", resource: "\"arn:aws:iam::222222222222:role/app\"")), NonCompliant, Foreign),

        new("the organization's principals and resources, AWS services and buckets of AWS's, as in AWS's examples of data perimeters",
            net => net.S3(
                Allow("""{"AWS": "*"}""", condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceOrgID": "o-abcdefghij"} """),
                Allow("""{"AWS": "*"}""", condition: """ "Bool": {"aws:PrincipalIsAWSService": "true"} """),
                Allow("""{"AWS": "*"}""", "\"s3:GetObject\"", """["arn:aws:s3:::amazonlinux.eu-west-1.amazonaws.com/*", "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"]""")),
            Compliant) { With = Own },

        new("images of Amazon's, as in AWS's examples of data perimeters",
            net => net.Guarded("ec2", Allow(action: "\"ec2:RunInstances\"", condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "ec2:Owner": "amazon"} """)),
            Compliant) { With = Own },

        new("images of a foreign account",
            net => net.Guarded("ec2", Allow(action: "\"ec2:RunInstances\"", condition: Is("ec2:Owner", "222222222222"))), NonCompliant, Foreign),

        new("a Deny of images but one's own, before an open Allow: other resources do not tell whose they are",
            net => net.Guarded("ec2", Deny(condition: """ "StringNotEqualsIfExists": {"ec2:Owner": "111111111111"}, "Null": {"ec2:Owner": "false"} """), Allow()),
            NonCompliant, "Statement 2 of its policy leads to resources of any account."),

        new("a third party's resources, as in AWS's examples of data perimeters, where nobody trusts it",
            net => net.S3(Allow(action: "\"s3:PutObject\"", resource: "\"arn:aws:s3:::*/*\"", condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceAccount": "222222222222"} """)),
            NonCompliant, Foreign) { With = Own },

        new("a policy that only denies", net => net.S3(Deny()), Compliant),

        new("a policy without statements", net => net.S3(), Compliant),

        new("a service that supports no policies", net => net.Offers("email-smtp", s => s with { PolicySupported = false }).Endpoint("email-smtp"),
            NotApplicable, "com.amazonaws.eu-west-1.email-smtp does not support endpoint policies."),

        new("a service of another provider", net => net.Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-0123", id: "vpce-1"),
            NotApplicable, "An endpoint to a service of another provider has no policy of its own."),

        new("an exempt service", net => net.S3(Allow()), NotApplicable, "A parameter exempts endpoints to s3.") { With = [("exemptServices", "s3")] },

        new("a document that is no policy", net => net.Gateway("s3", e => e.With("[]")), Undetermined, "The policy is not a JSON object."),

        new("a network of which no record says whose it is", net => net.S3(Allow()).OfNobodyKnown(),
            Undetermined, "The AccountId of this network has not been recorded."),
    ];

    private static string Is(string key, string value) => $$""" "StringEquals": {"{{key}}": "{{value}}"} """;
}
