using ConfigRules.Rules.Policies;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Rules.Policies;

public sealed class VpcEndpointPolicyTrustsOwnOrgTests
    : RuleTests<VpcEndpointPolicyTrustsOwnOrg, VpcEndpointPolicyTrustsOwnOrgTests>, IRuleScenarios
{
    private const string Anybody = "Statement 1 of its policy admits principals of any account.";
    private const string Unsigned = "Statement 1 of its policy admits requests that nobody signs.";
    private const string Foreign = "Statement 1 of its policy admits account 222222222222, which is not trusted.";
    private const string OtherOrg = "Statement 1 of its policy admits organization o-zzzzzzzzzz, which is not trusted.";

    private static readonly (string, string)[] Own = [("trustedOrgIds", "o-abcdefghij")];
    private static readonly (string, string)[] OwnUnit = [("trustedOrgPaths", "o-abcdefghij/r-ab12/ou-ab12-11111111/")];
    private static readonly (string, string)[] Partner = [("trustedAccountIds", "222222222222")];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("the policy that an endpoint starts with", net => net.S3(Allow()), NonCompliant, Anybody),

        new("no policy document", net => net.Gateway("s3"), NonCompliant, "It has no policy of its own, so it admits everybody."),

        new("principals of one's own organization", net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))),
            Compliant) { With = Own },

        new("the key of the organization in other case", net => net.S3(Allow(condition: Is("AWS:principalorgid", "o-abcdefghij"))),
            Compliant) { With = Own },

        new("principals of another organization", net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, OtherOrg) { With = Own },

        new("principals of an organization, where nobody said which is one's own",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))), Undetermined,
            "Statement 1 of its policy admits organization o-abcdefghij; trustedOrgIds does not say whether that is one's own."),

        new("every organization whose id begins so",
            net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalOrgID": "o-*"} """)), NonCompliant, Anybody) { With = Own },

        new("every organization whose id begins as one's own does",
            net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalOrgID": "o-abc*"} """)),
            NonCompliant, "Statement 1 of its policy admits organizations like o-abc*, which are not trusted.") { With = Own },

        new("a unit of one's own organization",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/ou-ab12-11111111/*"} """)),
            Compliant) { With = OwnUnit },

        new("another unit than the trusted one",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/ou-ab12-22222222/*"} """)),
            NonCompliant, "Statement 1 of its policy admits organization o-abcdefghij, which is not trusted.") { With = OwnUnit },

        new("the whole organization, where one unit is trusted", net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))),
            NonCompliant, "Statement 1 of its policy admits organization o-abcdefghij, which is not trusted.") { With = OwnUnit },

        new("ForAllValues, which a missing key satisfies",
            net => net.S3(Allow(condition: """ "ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/*"} """)),
            NonCompliant, Unsigned) { With = Own },

        new("IfExists, which a request without identity satisfies",
            net => net.S3(Allow(condition: """ "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            NonCompliant, Unsigned) { With = Own },

        new("IfExists on a bucket of ECR's alone",
            net => net.S3(Allow(resource: "\"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\"",
                condition: """ "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            Compliant) { With = Own },

        new("everybody, on a bucket of ECR's alone",
            net => net.S3(Allow(action: "\"s3:GetObject\"", resource: "\"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\"")), Compliant),

        new("everybody, on a bucket of ECR's in China alone",
            net => net.Region("cn-north-1").S3(Allow(resource: "\"arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*\"")), Compliant),

        new("everybody, on ECR's bucket and one's own",
            net => net.S3(Allow(resource: """["arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*", "arn:aws:s3:::mine/*"]""")),
            NonCompliant, Anybody),

        new("everybody, on all buckets but one", net => net.S3(
            """{"Effect": "Allow", "Principal": "*", "Action": "*", "NotResource": "arn:aws:s3:::mine/*"}"""), NonCompliant, Anybody),

        new("everybody, with all actions but one", net => net.S3(
            """{"Effect": "Allow", "Principal": "*", "NotAction": "s3:DeleteBucket", "Resource": "*"}"""), NonCompliant, Anybody),

        new("a Deny for everybody is no Allow", net => net.S3(Deny()), Compliant),

        new("a Deny for whoever is not of the organization, before an open Allow",
            net => net.S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"} """), Allow()),
            Compliant) { With = Own },

        new("a Deny of one action before an open Allow", net => net.S3(Deny(action: "\"s3:DeleteBucket\""), Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account."),

        new("everybody, if of the own account by aws:PrincipalAccount", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "111111111111"))), Compliant),

        new("everybody, if of a foreign account by aws:PrincipalAccount",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))), NonCompliant, Foreign),

        new("two accounts are trusted, and the condition names one of them",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))), Compliant) { With = Partner },

        new("a foreign account without its last digit is not trusted with it",
            net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalAccount": "22222222222*"} """)),
            NonCompliant, "Statement 1 of its policy admits accounts like 22222222222*, which are not trusted.") { With = Partner },

        new("an account with a digit too few is nobody's", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "22222222222"))), Compliant),

        new("any account", net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalAccount": "*"} """)), NonCompliant, Anybody),

        new("roles of one's own account by aws:PrincipalArn",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/*"} """)), Compliant),

        new("roles of that name in any account",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/app"} """)), NonCompliant, Anybody),

        new("roles of accounts whose ids begin so",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::1111*:role/app"} """)),
            NonCompliant, "Statement 1 of its policy admits accounts like 1111*, which are not trusted."),

        new("roles of a foreign account by aws:PrincipalArn",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/*"} """)), NonCompliant, Foreign),

        new("the own account as principal", net => net.Guarded("sts", Allow("""{"AWS": "111111111111"}""")), Compliant),

        new("the own account as principal, as an ARN", net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:iam::111111111111:root"}""")), Compliant),

        new("a foreign account as principal", net => net.Guarded("sts", Allow("""{"AWS": "222222222222"}""")), NonCompliant, Foreign),

        new("a foreign account as principal, as an ARN",
            net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:iam::222222222222:root"}""")), NonCompliant, Foreign),

        new("a trusted account as principal", net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:iam::222222222222:root"}""")),
            Compliant) { With = Partner },

        new("a foreign role as principal", net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:iam::222222222222:role/app"}""")), NonCompliant, Foreign),

        new("a foreign account as principal of a gateway endpoint: its root user",
            net => net.S3(Allow("""{"AWS": "222222222222"}""")), NonCompliant, Foreign),

        new("the own account as principal of a gateway endpoint", net => net.S3(Allow("""{"AWS": "111111111111"}""")), Compliant),

        new("principals of China", net => net.Region("cn-north-1").Guarded("sts", Allow("""{"AWS": "arn:aws-cn:iam::222222222222:root"}""")),
            NonCompliant, Foreign),

        new("an untrusted principal first, a trusted one last",
            net => net.Guarded("sts", Allow("""{"AWS": ["222222222222", "111111111111"]}""")), NonCompliant, Foreign),

        new("a trusted principal first, an untrusted one last",
            net => net.Guarded("sts", Allow("""{"AWS": ["111111111111", "222222222222"]}""")), NonCompliant, Foreign),

        new("everybody by {\"AWS\": \"*\"}", net => net.S3(Allow("""{"AWS": "*"}""")), NonCompliant, Anybody),

        new("everybody but an account, by NotPrincipal",
            net => net.S3("""{"Effect": "Allow", "NotPrincipal": {"AWS": "222222222222"}, "Action": "*", "Resource": "*"}"""), NonCompliant, Anybody),

        new("the VPC says nothing of who calls", net => net.S3(Allow(condition: Is("aws:SourceVpc", "vpc-1"))), NonCompliant, Anybody),

        new("nodes that Systems Manager manages in one's own organization",
            net => net.Guarded("ssm", Allow(condition: Is("ssm:NodeOrgId", "o-abcdefghij"))), Compliant) { With = Own },

        new("nodes that Systems Manager manages in another organization",
            net => net.Guarded("ssm", Allow(condition: Is("ssm:NodeOrgId", "o-zzzzzzzzzz"))), NonCompliant, OtherOrg) { With = Own },

        new("AWS services that call by themselves", net => net.S3(Allow(condition: """ "Bool": {"aws:PrincipalIsAWSService": "true"} """)), Compliant),

        new("a service principal that is not allowed", net => net.S3(Allow("""{"Service": "logs.amazonaws.com"}""")),
            NonCompliant, "Statement 1 of its policy admits logs.amazonaws.com, which is not allowed to call by itself."),

        new("a service principal that is allowed", net => net.S3(Allow("""{"Service": "logs.amazonaws.com"}""")), Compliant)
        {
            With = [("allowedServicePrincipals", "logs.amazonaws.com")],
        },

        new("principals of the own account, where the organization has to be asked for",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "111111111111"))),
            NonCompliant, "Statement 1 of its policy admits principals of its own account without asking for the organization.")
        {
            With = [("requireOrgId", "true")],
        },

        new("principals of the organization, where it has to be asked for",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))), Compliant)
        {
            With = [("requireOrgId", "true"), .. Own],
        },

        new("a service that supports no policies", net => net.Offers("email-smtp", s => s with { PolicySupported = false }).Endpoint("email-smtp"),
            NotApplicable, "com.amazonaws.eu-west-1.email-smtp does not support endpoint policies."),

        new("a document that is no policy", net => net.Gateway("s3", e => e.With("[]")), Undetermined, "The policy is not a JSON object."),

        new("a network of which no record says whose it is", net => net.S3(Allow()).OfNobodyKnown(),
            Undetermined, "The AccountId of this network has not been recorded."),
    ];

    private static string Is(string key, string value) => $$""" "StringEquals": {"{{key}}": "{{value}}"} """;
}
