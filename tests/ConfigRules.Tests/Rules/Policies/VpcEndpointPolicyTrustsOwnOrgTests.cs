using ConfigRules.Model;
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
    private const string Alone = "Statement 1 of its policy admits principals of accounts that are in no organization.";
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

        new("principals of one's own organization by StringLike, for all actions of the service",
            net => net.S3(Allow(action: "\"s3:*\"", condition: """ "StringLike": {"aws:PrincipalOrgID": "o-abcdefghij"} """)), Compliant) { With = Own },

        new("everybody until a day that is past, by date and by seconds",
            net => net.With(facts => facts.RecordedAt = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero))
                .S3(Allow(condition: """ "DateLessThan": {"aws:CurrentTime": "2026-03-01T00:00:00Z"} """), Allow(condition: """ "NumericLessThan": {"aws:EpochTime": "1772300000"} """)),
            Compliant) { With = Own },

        new("everybody until a day that is to come",
            net => net.With(facts => facts.RecordedAt = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero))
                .S3(Allow(condition: """ "DateLessThan": {"aws:EpochTime": "2026-04-01T00:00:00Z"} """)), NonCompliant, Anybody) { With = Own },

        new("the key of the organization in other case", net => net.S3(Allow(condition: Is("AWS:principalorgid", "o-abcdefghij"))),
            Compliant) { With = Own },

        new("principals of another organization", net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, OtherOrg) { With = Own },

        new("principals of one's own organization and of another", net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": ["o-abcdefghij", "o-zzzzzzzzzz"]} """)),
            NonCompliant, OtherOrg) { With = Own },

        new("principals of one's own organization by one statement, everybody by another",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij")), Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account.") { With = Own },

        new("principals of an organization, where nobody said which is one's own",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))), Undetermined,
            "Statement 1 of its policy admits organization o-abcdefghij; trustedOrgIds does not say whether that is one's own."),

        new("anybody, for actions of another service alone, of which none passes", net => net.Guarded("kms", Allow(action: "\"s3:*\"")), Compliant),

        new("anybody, for actions of another service alone through a gateway endpoint", net => net.S3(Allow(action: "\"dynamodb:*\"")), Compliant),

        new("anybody, for reads of whichever service", net => net.Guarded("kms", Allow(action: "\"*:Get*\"")),
            NonCompliant, "Statement 1 of its policy admits principals of any account."),

        new("principals of the organization that the account is in", net => net.Organization("o-abcdefghij").S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))), Compliant),

        new("principals of another organization than the account is in", net => net.Organization("o-abcdefghij").S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, OtherOrg),

        new("principals of an organization, where the account is in none", net => net.Organization(null).S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, OtherOrg),

        new("principals of the organization that the account is in, where another is one's own",
            net => net.Organization("o-zzzzzzzzzz").S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))), NonCompliant, OtherOrg) { With = Own },

        new("principals of the organization that the account is in, where a unit of it is trusted",
            net => net.Organization("o-abcdefghij").S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))),
            NonCompliant, "Statement 1 of its policy admits organization o-abcdefghij, which is not trusted.") { With = OwnUnit },

        new("users of identity providers to roles of one's own account",
            net => net.Guarded("sts", Allow(action: "\"sts:AssumeRoleWithWebIdentity\"", resource: "\"arn:aws:iam::111111111111:role/*\"")), Compliant),

        new("users of identity providers as principals, to roles of one's own organization",
            net => net.Guarded("sts", Allow("""{"Federated": "*"}""", """["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]""", condition: Is("aws:ResourceOrgID", "o-abcdefghij"))),
            Compliant) { With = Own },

        new("users of identity providers to whatever role",
            net => net.Guarded("sts", Allow(action: "\"sts:AssumeRoleWithWebIdentity\"")),
            NonCompliant, "Statement 1 of its policy admits users of identity providers to roles of any account."),

        new("users of identity providers as principals, to whatever role",
            net => net.Guarded("sts", Allow("""{"Federated": "*"}""", "\"sts:AssumeRoleWithWebIdentity\"")),
            NonCompliant, "Statement 1 of its policy admits users of identity providers to roles of any account."),

        new("users of identity providers to roles of a foreign account",
            net => net.Guarded("sts", Allow(action: "\"sts:AssumeRoleWithSAML\"", resource: "\"arn:aws:iam::222222222222:role/app\"")),
            NonCompliant, "Statement 1 of its policy admits users of identity providers to roles of account 222222222222, which is not trusted."),

        new("users of identity providers to roles of a trusted account",
            net => net.Guarded("sts", Allow(action: "\"sts:AssumeRoleWithSAML\"", resource: "\"arn:aws:iam::222222222222:role/app\"")), Compliant) { With = Partner },

        new("users of identity providers to roles of another organization",
            net => net.Guarded("sts", Allow("""{"Federated": "*"}""", "\"sts:AssumeRoleWithSAML\"", condition: Is("aws:ResourceOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, "Statement 1 of its policy admits users of identity providers to roles of organization o-zzzzzzzzzz, which is not trusted.") { With = Own },

        new("users of identity providers to roles of an organization, where nobody said which is one's own",
            net => net.Guarded("sts", Allow("""{"Federated": "*"}""", "\"sts:AssumeRoleWithSAML\"", condition: Is("aws:ResourceOrgID", "o-zzzzzzzzzz"))),
            Undetermined, "Statement 1 of its policy admits users of identity providers to roles of organization o-zzzzzzzzzz; trustedOrgIds does not say whether that is one's own."),

        new("AWS's own example of a policy for STS",
            net => net.Guarded("sts",
                Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceOrgID": "o-abcdefghij"} """),
                Allow(condition: """ "Bool": {"aws:PrincipalIsAWSService": "true"} """),
                Allow("""{"Federated": "*"}""", """["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]""", condition: Is("aws:ResourceOrgID", "o-abcdefghij"))),
            Compliant) { With = Own },

        new("whoever calls STS for roles of one's own account: strangers may take on those that trust them",
            net => net.Guarded("sts", Allow(action: "\"sts:AssumeRole*\"", resource: "\"arn:aws:iam::111111111111:role/*\"")),
            NonCompliant, Anybody),

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

        new("a unit whose id begins as the trusted one's does",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/ou-ab12-111111112222/*"} """)),
            NonCompliant, "Statement 1 of its policy admits organization o-abcdefghij, which is not trusted.") { With = OwnUnit },

        new("a unit by its id alone, which another organization may have too",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "*/ou-ab12-11111111/*"} """)),
            NonCompliant, Anybody) { With = Own },

        new("a unit of another organization, asked for in two conditions",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-zzzzzzzzzz/*"}, "ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "*/ou-ab12-11111111/*"} """)),
            NonCompliant, OtherOrg) { With = Own },

        new("roles of that name in one's own organization, whatever their account",
            net => net.S3(Allow(condition: """ "StringEquals": {"AWS:PrincipalOrgID": "o-abcdefghij"}, "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/app"} """)),
            Compliant) { With = Own },

        new("an account of another organization, where the condition asks for both",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": "222222222222", "aws:PrincipalOrgID": "o-zzzzzzzzzz"} """)),
            NonCompliant, Foreign) { With = Own },

        new("an account of one's own organization, where the condition asks for both",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": "222222222222", "aws:PrincipalOrgID": "o-abcdefghij"} """)),
            Compliant) { With = Own },

        new("the organization that owns the endpoint", net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "${aws:VpceOrgID}"))), Compliant) { With = Own },

        new("the account that owns the endpoint", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "${aws:VpceAccount}"))), Compliant),

        new("the account that owns the endpoint, of a service that may not tell it",
            net => net.Guarded("sts", Allow(condition: Is("aws:PrincipalAccount", "${aws:VpceAccount}"))), Compliant),

        new("everybody through the account's endpoints, of a service that tells whose these are",
            net => net.S3(Allow(condition: Is("aws:VpceAccount", "111111111111"))), NonCompliant, Anybody),

        new("everybody through the account's endpoints, of a service that may not tell whose these are",
            net => net.Guarded("sts", Allow(condition: Is("aws:VpceAccount", "111111111111"))),
            Undetermined, "Statement 1 of its policy admits principals of any account if sts tells policies whose endpoint a request passes, which is not known."),

        new("everybody through others' endpoints, of a service that may not tell whose these are",
            net => net.Guarded("sts", Allow(), Deny(condition: Is("aws:VpceAccount", "111111111111"))),
            Undetermined, "Statement 1 of its policy admits principals of any account unless sts tells policies whose endpoint a request passes, which is not known."),

        new("everybody through the organization's endpoints, of a service that may not tell whose these are",
            net => net.Guarded("sts", Allow(condition: Is("aws:VpceOrgID", "o-abcdefghij"))),
            Undetermined, "Statement 1 of its policy admits principals of any account if sts tells policies whose endpoint a request passes, which is not known.") { With = Own },

        new("sessions of a foreign account's roles by the key that has the roles' own names, which none of them is",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:sts::222222222222:assumed-role/*"} """)), Compliant),

        new("federated users of a foreign account",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:sts::222222222222:federated-user/*"} """)), NonCompliant, Foreign),

        new("services that call KMS for others, none of which calls through an endpoint",
            net => net.Guarded("kms", Allow(condition: Is("kms:ViaService", "s3.eu-west-1.amazonaws.com"))), Compliant),

        new("callers of KMS of the own account", net => net.Guarded("kms", Allow(condition: Is("kms:CallerAccount", "111111111111"))), Compliant),

        new("callers of KMS of a foreign account", net => net.Guarded("kms", Allow(condition: Is("kms:CallerAccount", "222222222222"))), NonCompliant, Foreign),

        new("the organization that owns the resource, which may be anybody's",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "${aws:ResourceOrgID}"))), NonCompliant, Anybody) { With = Own },

        new("the resource's organization says nothing of who calls", net => net.S3(Allow(condition: Is("aws:ResourceOrgID", "o-abcdefghij"))),
            NonCompliant, Anybody) { With = Own },

        new("the bucket's account says nothing of who calls", net => net.S3(Allow(condition: Is("s3:ResourceAccount", "111111111111"))),
            NonCompliant, Anybody) { With = Own },

        new("a tag of the caller's, which anybody can have", net => net.S3(Allow(condition: Is("aws:PrincipalTag/team", "network"))), NonCompliant, Anybody),

        new("a tag of callers of one's own organization",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:PrincipalTag/team": "network"} """)),
            Compliant) { With = Own },

        new("a tag of callers of one's own organization, asked for by another operator",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}, "StringLike": {"aws:PrincipalTag/team": "network*"} """)),
            Compliant) { With = Own },

        new("a second factor, which anybody can have", net => net.S3(Allow(condition: """ "Bool": {"aws:MultiFactorAuthPresent": "true"} """)),
            NonCompliant, Anybody),

        new("a user's name, which anybody can give", net => net.S3(Allow(condition: Is("aws:username", "app"))), NonCompliant, Anybody),

        new("a user's name that is the own account's id, which anybody can give", net => net.S3(Allow(condition: Is("aws:username", "111111111111"))), NonCompliant, Anybody),

        new("a session's name, which anybody can give", net => net.S3(Allow(condition: """ "StringLike": {"aws:userid": "*:session"} """)), NonCompliant, Anybody),

        new("the id of a role, which does not tell whose it is", net => net.S3(Allow(condition: """ "StringLike": {"aws:userid": "AROAEXAMPLEEXAMPLE123:*"} """)),
            Undetermined, "Statement 1 of its policy admits AROAEXAMPLEEXAMPLE123; whose account that is, the id does not tell."),

        new("the own root user by its id", net => net.S3(Allow(condition: Is("aws:userid", "111111111111"))), Compliant),

        new("a foreign root user by its id", net => net.S3(Allow(condition: Is("aws:userid", "222222222222"))), NonCompliant, Foreign),

        new("credentials that were handed to an instance of the own account",
            net => net.S3(Allow(condition: """ "ArnLike": {"ec2:SourceInstanceArn": "arn:aws:ec2:*:111111111111:instance/*"} """)), Compliant),

        new("credentials that were handed to an instance of a foreign account",
            net => net.S3(Allow(condition: """ "ArnLike": {"ec2:SourceInstanceArn": "arn:aws:ec2:*:222222222222:instance/*"} """)), NonCompliant, Foreign),

        new("credentials that were handed to an instance in the VPC",
            net => net.S3(Allow(condition: Is("aws:Ec2InstanceSourceVpc", "${aws:SourceVpc}"))), Compliant),

        new("credentials that were handed to an instance in the VPC, or to none",
            net => net.S3(Allow(condition: """ "StringEqualsIfExists": {"aws:Ec2InstanceSourceVpc": "${aws:SourceVpc}"} """)), NonCompliant, Anybody),

        new("ForAllValues, which a missing key satisfies",
            net => net.S3(Allow(condition: """ "ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/*"} """)),
            NonCompliant, Unsigned) { With = Own },

        new("ForAllValues on the organization, which requests without identity satisfy",
            net => net.S3(Allow(condition: """ "ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            NonCompliant, Unsigned) { With = Own },

        new("IfExists, which a request without identity satisfies",
            net => net.S3(Allow(condition: """ "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            NonCompliant, Unsigned) { With = Own },

        new("IfExists, of requests with an identity alone",
            net => net.S3(Allow(condition: """ "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"}, "Null": {"aws:PrincipalArn": "false"} """)),
            NonCompliant, Alone) { With = Own },

        new("IfExists on the account, which requests without identity have too: anonymous",
            net => net.S3(Allow(condition: """ "StringEqualsIfExists": {"aws:PrincipalAccount": "111111111111"} """)), Compliant),

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

        new("everybody, on whatever bucket is called like ECR's", net => net.S3(Allow(resource: "\"arn:aws:s3:::prod-*-starport-layer-bucket/*\"")),
            NonCompliant, Anybody),

        new("everybody, on a bucket with the caller's account in its name", net => net.S3(Allow(resource: "\"arn:aws:s3:::of-${aws:PrincipalAccount}/*\"")),
            NonCompliant, Anybody),

        new("everybody, on a bucket with the name of the caller's tag", net => net.S3(Allow(resource: "\"arn:aws:s3:::of-${aws:PrincipalTag/team}/*\"")),
            NonCompliant, Anybody),

        new("everybody, on a bucket with the user's name, which nobody has here",
            net => net.S3(Allow(resource: "\"arn:aws:s3:::of-${aws:SourceIp}/*\"")), Compliant),

        new("everybody, on all buckets but one", net => net.S3(
            """{"Effect": "Allow", "Principal": "*", "Action": "*", "NotResource": "arn:aws:s3:::mine/*"}"""), NonCompliant, Anybody),

        new("everybody, with all actions but one", net => net.S3(
            """{"Effect": "Allow", "Principal": "*", "NotAction": "s3:DeleteBucket", "Resource": "*"}"""), NonCompliant, Anybody),

        new("a Deny for everybody is no Allow", net => net.S3(Deny()), Compliant),

        new("a policy that only denies", net => net.S3(Deny(action: "\"s3:DeleteBucket\"")), Compliant),

        new("a policy without statements", net => net.S3(), Compliant),

        new("a Deny for whoever is not of the organization, before an open Allow",
            net => net.S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"} """), Allow()),
            Compliant) { With = Own },

        new("a Deny for signed requests that are not of the organization's, before an open Allow: others are not denied",
            net => net.S3(Deny(condition: """ "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"}, "Bool": {"aws:PrincipalIsAWSService": "false"} """), Allow()),
            NonCompliant, "Statement 2 of its policy admits requests that nobody signs.") { With = Own },

        new("a Deny for other organizations, before an open Allow: accounts that are in none are not denied",
            net => net.S3(Deny(condition: """ "StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}, "Null": {"aws:PrincipalOrgID": "false"} """), Deny(condition: """ "Null": {"aws:PrincipalArn": "true"} """), Allow()),
            NonCompliant, "Statement 3 of its policy admits principals of accounts that are in no organization.") { With = Own },

        new("a Deny for whoever is not of the organization, of buckets by their ARN, before an open Allow",
            net => net.S3(Deny(resource: "\"arn:aws:s3:::*\"", condition: """ "StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"} """), Allow()),
            Compliant) { With = Own },

        new("a Deny for whoever is not of the organization, of tables of the region, before an Allow of tables of all regions",
            net => net.Gateway("dynamodb", e => e.With(Document(
                Deny(resource: "\"arn:aws:dynamodb:eu-west-1:*:*\"", condition: """ "StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"} """),
                Allow(resource: "\"arn:aws:dynamodb:*:*:table/*\"")))),
            Compliant) { With = Own },

        new("a Deny for whoever is not of the organization, of objects alone, before an open Allow",
            net => net.S3(Deny(resource: "\"arn:aws:s3:::*/*\"", condition: """ "StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"} """), Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account.") { With = Own },

        new("a Deny for whoever is not of the organization, but of ECR's bucket, before an open Allow",
            net => net.S3("""
                {"Effect": "Deny", "Principal": "*", "Action": "*", "NotResource": "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*",
                 "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}}
                """, Allow()),
            Compliant) { With = Own },

        new("a Deny for whoever is not of the organization, but of one's own bucket, before an open Allow",
            net => net.S3("""
                {"Effect": "Deny", "Principal": "*", "Action": "*", "NotResource": "arn:aws:s3:::mine/*",
                 "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}}
                """, Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account.") { With = Own },

        new("a Deny for whoever is not of the organization, but of one action, before an open Allow",
            net => net.S3("""
                {"Effect": "Deny", "Principal": "*", "NotAction": "s3:GetObject", "Resource": "*",
                 "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}}
                """, Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account.") { With = Own },

        new("a Deny for all but the own account, before an open Allow",
            net => net.S3("""{"Effect": "Deny", "NotPrincipal": {"AWS": "111111111111"}, "Action": "*", "Resource": "*"}""", Allow()), Compliant),

        new("a Deny for all but a foreign account and its role, before an open Allow",
            net => net.Guarded("sts", """{"Effect": "Deny", "NotPrincipal": {"AWS": ["222222222222", "arn:aws:iam::222222222222:role/app"]}, "Action": "*", "Resource": "*"}""", Allow()),
            NonCompliant, "Statement 2 of its policy admits account 222222222222, which is not trusted."),

        new("a Deny for whoever is not of the organization, but of one action in other case, before an Allow of all of the service's",
            net => net.S3("""
                {"Effect": "Deny", "Principal": "*", "NotAction": "S3:getobject", "Resource": "*",
                 "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}}
                """, Allow(action: "\"s3:*\"")),
            NonCompliant, "Statement 2 of its policy admits principals of any account.") { With = Own },

        new("another organization by another spelling, which the operator does not mind",
            net => net.S3(Allow(condition: """ "StringEqualsIgnoreCase": {"aws:PrincipalOrgID": "O-ZZZZZZZZZZ"} """)),
            NonCompliant, "Statement 1 of its policy admits organization o-zzzzzzzzzz, which is not trusted.") { With = Own },

        new("one's own organization by another spelling, which the operator does not mind",
            net => net.S3(Allow(condition: """ "StringEqualsIgnoreCase": {"aws:PrincipalOrgID": "O-ABCDEFGHIJ"} """)), Compliant) { With = Own },

        new("another organization by another spelling, which nobody has",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalOrgID": "O-ZZZZZZZZZZ"} """)), Compliant) { With = Own },

        new("everybody, if an operator holds that is not known",
            net => net.S3(Allow(condition: """ "StringMatches": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            Undetermined, "Statement 1 of its policy admits principals of any account unless StringMatches aws:PrincipalOrgID prevents that, an operator that is not known.") { With = Own },

        new("a Deny by an operator that is not known, before an open Allow",
            net => net.S3(Deny(condition: """ "StringMatchesNot": {"aws:PrincipalOrgID": "o-abcdefghij"} """), Allow()),
            Undetermined, "Statement 2 of its policy admits principals of any account unless StringMatchesNot aws:PrincipalOrgID prevents that, an operator that is not known.") { With = Own },

        new("an operator that is not known, and everybody by another statement",
            net => net.S3(Allow(condition: """ "StringMatches": {"aws:PrincipalOrgID": "o-abcdefghij"} """), Allow(action: "\"s3:GetObject\"")),
            NonCompliant, "Statement 2 of its policy admits principals of any account.") { With = Own },

        new("users alone, whose ever they are",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalType": "User"} """)), NonCompliant, Anybody),

        new("federated users of accounts alone, whose ever they are",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalType": "FederatedUser"} """)), NonCompliant, Anybody),

        new("principals of a type that there is not",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalType": "Role"} """)), Compliant),

        new("a Deny of what is not encrypted, before an open Allow",
            net => net.S3(Deny(condition: """ "Bool": {"aws:SecureTransport": "false"} """), Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account."),

        new("a Deny by a key of which nothing is known, before an open Allow",
            net => net.S3(Deny(condition: """ "NotIpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"} """), Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account."),

        new("the organization's principals, AWS services and buckets of AWS's, as in AWS's examples of data perimeters",
            net => net.S3(
                Allow("""{"AWS": "*"}""", condition: """ "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij", "aws:ResourceOrgID": "o-abcdefghij"} """),
                Allow("""{"AWS": "*"}""", condition: """ "Bool": {"aws:PrincipalIsAWSService": "true"} """),
                Allow("""{"AWS": "*"}""", "\"s3:GetObject\"", """["arn:aws:s3:::packages.eu-west-1.amazonaws.com/*", "arn:aws:s3:::amazon-ssm-eu-west-1/*", "arn:aws:s3:::cloudformation-custom-resource-response-euwest1/*"]""")),
            Compliant) { With = Own },

        new("a Deny of one action before an open Allow", net => net.S3(Deny(action: "\"s3:DeleteBucket\""), Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account."),

        new("everybody, if of the own account by aws:PrincipalAccount", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "111111111111"))), Compliant),

        new("everybody, if of a foreign account by aws:PrincipalAccount",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))), NonCompliant, Foreign),

        new("two accounts are trusted, and the condition names one of them",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))), Compliant) { With = Partner },

        new("the own account and a trusted one by aws:PrincipalAccount",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": ["111111111111", "222222222222"]} """)), Compliant) { With = Partner },

        new("the own account and a foreign one by aws:PrincipalAccount",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": ["111111111111", "222222222222"]} """)), NonCompliant, Foreign),

        new("accounts by two conditions, of which the own one alone meets both",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": ["111111111111", "222222222222"]}, "StringLike": {"aws:PrincipalAccount": "1111111*"} """)), Compliant),

        new("accounts by two conditions, of which one leaves the foreign one out",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": ["111111111111", "222222222222"]}, "StringNotEquals": {"aws:PrincipalAccount": "222222222222"} """)), Compliant),

        new("a foreign account without its last digit is not trusted with it",
            net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalAccount": "22222222222*"} """)),
            NonCompliant, "Statement 1 of its policy admits accounts like 22222222222*, which are not trusted.") { With = Partner },

        new("an account with a digit too few is nobody's", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "22222222222"))), Compliant),

        new("the root user of a foreign account by aws:PrincipalArn",
            net => net.S3(Allow(condition: """ "ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::222222222222:root"} """)), NonCompliant, Foreign),

        new("roles of that name in any account, by a wildcard over the rest of the ARN",
            net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalArn": "*role/app"} """)), NonCompliant, Anybody),

        new("roles of that name in any account, asked for in two conditions",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}, "StringLike": {"aws:PrincipalArn": "*/app"} """)), NonCompliant, Anybody),

        new("roles of that name in the caller's account, which may be any",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/app"} """)), NonCompliant, Anybody),

        new("principals of accounts whose ids begin so, by the beginning of an ARN",
            net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalArn": "arn:aws:iam::1111*"} """)),
            NonCompliant, "Statement 1 of its policy admits accounts like 1111*, which are not trusted."),

        new("principals of the own account by the beginning of an ARN",
            net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:*"} """)), Compliant),

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

        new("a foreign role that has the own account's id in its name",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/of-111111111111"} """)), NonCompliant, Foreign),

        new("the own account as principal", net => net.Guarded("sts", Allow("""{"AWS": "111111111111"}""")), Compliant),

        new("the own account as principal, as an ARN", net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:iam::111111111111:root"}""")), Compliant),

        new("the own account as principal, if requests are encrypted",
            net => net.Guarded("sts", Allow("""{"AWS": "111111111111"}""", condition: """ "Bool": {"aws:SecureTransport": "true"} """)), Compliant),

        new("a foreign account as principal", net => net.Guarded("sts", Allow("""{"AWS": "222222222222"}""")), NonCompliant, Foreign),

        new("a foreign account as principal, as an ARN",
            net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:iam::222222222222:root"}""")), NonCompliant, Foreign),

        new("a foreign account as principal, if it is the own one, which none is",
            net => net.Guarded("sts", Allow("""{"AWS": "222222222222"}""", condition: Is("aws:PrincipalAccount", "111111111111"))), Compliant),

        new("a foreign account as principal, if in the VPC, as everybody is",
            net => net.Guarded("sts", Allow("""{"AWS": "222222222222"}""", condition: Is("aws:SourceVpc", "vpc-1"))), NonCompliant, Foreign),

        new("a trusted account as principal", net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:iam::222222222222:root"}""")),
            Compliant) { With = Partner },

        new("two accounts, one of which is not trusted",
            net => net.Guarded("sts", Allow("""{"AWS": ["arn:aws:iam::222222222222:root", "333333333333"]}""")),
            NonCompliant, "Statement 1 of its policy admits account 333333333333, which is not trusted.") { With = Partner },

        new("a trusted account as principal, by its id", net => net.Guarded("sts", Allow("""{"AWS": "222222222222"}""")), Compliant) { With = Partner },

        new("somebody who has been deleted as principal", net => net.Guarded("sts", Allow("""{"AWS": "AROAEXAMPLEEXAMPLE123"}""")), Compliant),

        new("a foreign account by its id, by its ARN, and everybody in both forms, each in a statement of its own",
            net => net.Guarded(
                "lambda", Allow("""{"AWS": ["222222222222"]}"""), Allow("""{"AWS": ["arn:aws:iam::222222222222:root"]}"""), Allow("""{"AWS": "*"}"""), Allow()),
            NonCompliant, "Statement 3 of its policy admits principals of any account."),

        new("a foreign session as principal",
            net => net.Guarded("sts", Allow("""{"AWS": "arn:aws:sts::222222222222:assumed-role/app/session"}""")), NonCompliant, Foreign),

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

        new("everybody in a list with the own account", net => net.S3(Allow("""{"AWS": ["111111111111", "*"]}""")), NonCompliant, Anybody),

        new("everybody but an account, by NotPrincipal",
            net => net.S3("""{"Effect": "Allow", "NotPrincipal": {"AWS": "222222222222"}, "Action": "*", "Resource": "*"}"""), NonCompliant, Anybody),

        new("the VPC says nothing of who calls", net => net.S3(Allow(condition: Is("aws:SourceVpc", "vpc-1"))), NonCompliant, Anybody),

        new("the endpoint says nothing of who calls", net => net.S3(Allow(condition: Is("aws:SourceVpce", "vpce-s3"))), NonCompliant, Anybody),

        new("another VPC, from which nothing comes through the endpoint", net => net.S3(Allow(condition: Is("aws:SourceVpc", "vpc-9"))), Compliant),

        new("another endpoint, through which nothing comes to this one", net => net.S3(Allow(condition: Is("aws:SourceVpce", "vpce-9"))), Compliant),

        new("an address on the internet, which no request through an endpoint has",
            net => net.S3(Allow(condition: """ "IpAddress": {"aws:SourceIp": "10.0.0.0/8"} """)), Compliant),

        new("nodes that Systems Manager manages in one's own organization",
            net => net.Guarded("ssm", Allow(condition: Is("ssm:NodeOrgId", "o-abcdefghij"))), Compliant) { With = Own },

        new("nodes that Systems Manager manages in another organization",
            net => net.Guarded("ssm", Allow(condition: Is("ssm:NodeOrgId", "o-zzzzzzzzzz"))), NonCompliant, OtherOrg) { With = Own },

        new("nodes that Systems Manager manages in the own account",
            net => net.Guarded("ssm", Allow(action: "\"ssm:RegisterManagedInstance\"", condition: Is("ssm:NodeAccountId", "111111111111"))), Compliant),

        new("nodes that Systems Manager manages in a foreign account",
            net => net.Guarded("ssm", Allow(action: "\"ssm:RegisterManagedInstance\"", condition: Is("ssm:NodeAccountId", "222222222222"))), NonCompliant, Foreign),

        new("whatever node Systems Manager manages",
            net => net.Guarded("ssm", Allow(action: "\"ssm:*\"", condition: """ "Null": {"ssm:NodeOrgId": "false", "aws:PrincipalArn": "true"} """)),
            NonCompliant, "Statement 1 of its policy admits nodes that anybody registers with Systems Manager."),

        new("whatever node Systems Manager manages, for what nodes without an identity cannot ask for",
            net => net.Guarded("ssm", Allow(action: "\"ssm:GetParameter\"", condition: """ "Null": {"ssm:NodeOrgId": "false", "aws:PrincipalArn": "true"} """)),
            Compliant),

        new("everybody, if an AWS service acts for the own account: by themselves none have aws:SourceAccount",
            net => net.S3(Allow(condition: Is("aws:SourceAccount", "111111111111"))), Compliant),

        new("everybody, if an AWS service acts for a foreign account", net => net.S3(Allow(condition: Is("aws:SourceAccount", "222222222222"))),
            NonCompliant, "Statement 1 of its policy admits AWS services that act for account 222222222222, which is not trusted."),

        new("everybody, if an AWS service acts for anybody", net => net.S3(Allow(condition: """ "Null": {"aws:SourceAccount": "false"} """)),
            NonCompliant, "Statement 1 of its policy admits AWS services that act for anybody."),

        new("everybody, if an AWS service acts for a resource of the own account",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:111111111111:trail/*"} """)), Compliant),

        new("everybody, if an AWS service acts for a resource of a foreign account",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:222222222222:trail/*"} """)),
            NonCompliant, "Statement 1 of its policy admits AWS services that act for account 222222222222, which is not trusted."),

        new("everybody, if an AWS service acts for what has no whole ARN, which nothing matches",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:SourceArn": ["arn:aws:sns:us-east-1:111111111111", "arn:aws:sns:us-east-1:222222222222"]} """)), Compliant),

        new("everybody, if an AWS service acts for the own account by aws:SourceOwner", net => net.S3(Allow(condition: Is("aws:SourceOwner", "111111111111"))), Compliant),

        new("everybody, if an AWS service acts for a foreign account by aws:SourceOwner", net => net.S3(Allow(condition: Is("aws:SourceOwner", "222222222222"))),
            NonCompliant, "Statement 1 of its policy admits AWS services that act for account 222222222222, which is not trusted."),

        new("everybody, if of the own account by aws:SourceOwner, as in SNS's own policies of topics",
            net => net.Guarded("sns", Allow("""{"AWS": "*"}""", condition: Is("AWS:SourceOwner", "111111111111"))), Compliant),

        new("everybody, if of a foreign account by aws:SourceOwner, through which SNS tells whose callers are",
            net => net.Guarded("sns", Allow(condition: Is("aws:SourceOwner", "222222222222"))), NonCompliant, Foreign),

        new("everybody, if of whatever account by aws:SourceOwner, through which SNS tells whose callers are",
            net => net.Guarded("sns", Allow(condition: """ "Null": {"aws:SourceOwner": "false"} """)), NonCompliant, Anybody),

        new("principals of the own account by aws:SourceOwner, where the organization has to be asked for",
            net => net.Guarded("sns", Allow(condition: Is("aws:SourceOwner", "111111111111"))),
            NonCompliant, "Statement 1 of its policy admits principals of its own account without asking for the organization.")
        {
            With = [("requireOrgId", "true")],
        },

        new("everybody, if an AWS service acts for one's own organization", net => net.S3(Allow(condition: Is("aws:SourceOrgID", "o-abcdefghij"))), Compliant) { With = Own },

        new("everybody, if an AWS service acts for another organization", net => net.S3(Allow(condition: Is("aws:SourceOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, "Statement 1 of its policy admits AWS services that act for organization o-zzzzzzzzzz, which is not trusted.") { With = Own },

        new("everybody, if an AWS service acts for an organization, where nobody said which is one's own",
            net => net.S3(Allow(condition: Is("aws:SourceOrgID", "o-abcdefghij"))), Undetermined,
            "Statement 1 of its policy admits AWS services that act for organization o-abcdefghij; trustedOrgIds does not say whether that is one's own."),

        new("a Deny unless an AWS service acts for the own account, before an open Allow: it denies everybody else",
            net => net.S3(Deny(condition: """ "StringNotEquals": {"aws:SourceAccount": "111111111111"} """), Allow()), Compliant),

        new("a Deny unless an AWS service acts for the own account, if for any, before an open Allow",
            net => net.S3(Deny(condition: """ "StringNotEquals": {"aws:SourceAccount": "111111111111"}, "Null": {"aws:SourceAccount": "false"} """), Allow()),
            NonCompliant, "Statement 2 of its policy admits principals of any account."),

        new("AWS services that call by themselves", net => net.S3(Allow(condition: """ "Bool": {"aws:PrincipalIsAWSService": "true"} """)), Compliant),

        new("a service principal that is not allowed", net => net.S3(Allow("""{"Service": "logs.amazonaws.com"}""")),
            NonCompliant, "Statement 1 of its policy admits logs.amazonaws.com, which is not allowed to call by itself."),

        new("a service principal that is not allowed, acting for the own account",
            net => net.S3(Allow("""{"Service": "logs.amazonaws.com"}""", condition: Is("aws:SourceAccount", "111111111111"))), Compliant),

        new("a service principal that is not allowed, acting for a foreign account",
            net => net.S3(Allow("""{"Service": "logs.amazonaws.com"}""", condition: Is("aws:SourceAccount", "222222222222"))),
            NonCompliant, "Statement 1 of its policy admits AWS services that act for account 222222222222, which is not trusted."),

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

        new("the own account and a trusted one in a list", net => net.Guarded("sts", Allow("""{"AWS": ["111111111111", "222222222222"]}""")),
            Compliant) { With = Partner },

        new("a service of another provider", net => net.Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-0123", id: "vpce-1"),
            NotApplicable, "An endpoint to a service of another provider has no policy of its own."),

        new("a Gateway Load Balancer endpoint", net => net.Endpoint("vpce-svc-1", e => e with { Type = EndpointType.GatewayLoadBalancer }, id: "vpce-1"),
            NotApplicable, "The rule does not concern endpoints of type GatewayLoadBalancer."),

        new("a document that is no policy", net => net.Gateway("s3", e => e.With("[]")), Undetermined, "The policy is not a JSON object."),

        new("a statement outside of a list", net => net.Gateway("s3", e => e.With($$"""{"Statement": {{Allow()}}}""")), NonCompliant, Anybody),

        new("a statement that names nobody", net => net.S3("""{"Effect": "Allow", "Action": "*", "Resource": "*"}"""),
            Undetermined, "The policy's statement 1 has neither Principal nor NotPrincipal."),

        new("a network of which no record says whose it is", net => net.S3(Allow()).OfNobodyKnown(),
            Undetermined, "The AccountId of this network has not been recorded."),
    ];

    private static string Is(string key, string value) => $$""" "StringEquals": {"{{key}}": "{{value}}"} """;
}
