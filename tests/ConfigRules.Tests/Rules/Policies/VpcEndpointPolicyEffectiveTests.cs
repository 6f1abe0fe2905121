using ConfigRules.Engine;
using ConfigRules.Policies;
using ConfigRules.Rules.Policies;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Rules.Policies;

public sealed class VpcEndpointPolicyEffectiveTests
    : RuleTests<VpcEndpointPolicyEffective, VpcEndpointPolicyEffectiveTests>, IRuleScenarios
{
    private const string First = "Statement 1 of its policy ";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("the policy that an endpoint starts with", net => net.S3(Allow()), Compliant),

        new("no policy document, which means full access", net => net.Gateway("s3"), Compliant),

        new("a policy that only denies", net => net.S3(Deny(action: "\"s3:DeleteBucket\"")),
            NonCompliant, "Its policy only denies, so it refuses every request.") { Severity = Severity.High },

        new("a policy whose time is past",
            net => net.With(facts => facts.RecordedAt = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero))
                .S3(Allow(condition: """ "DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"} """)),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request.") { Severity = Severity.High },

        new("a policy without statements", net => net.S3(), NonCompliant, "Its policy has no statements, so it refuses every request.") { Severity = Severity.High },

        new("a policy that allows something to another account alone", net => net.Guarded("sts", Allow("""{"AWS": "222222222222"}""")),
            NonCompliant, "No Allow statement of its policy is for anybody in its account."),

        new("a policy that allows something to another account's principals alone, by a condition",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))),
            NonCompliant, "No Allow statement of its policy is for anybody in its account."),

        new("a policy for sessions of roles by the key that has the roles' own names",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:sts::111111111111:assumed-role/*"} """)),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request.") { Severity = Severity.High },

        new("a policy for federated users of the account",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:sts::111111111111:federated-user/*"} """)), Compliant),

        new("a policy for services that call KMS for others, none of which calls through an endpoint",
            net => net.Guarded("kms", Allow(condition: Is("kms:ViaService", "s3.eu-west-1.amazonaws.com"))),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request.") { Severity = Severity.High },

        new("a policy for versions of TLS that S3 does not speak",
            net => net.S3(Allow(condition: """ "NumericLessThan": {"s3:TlsVersion": "1.2"} """)),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request.") { Severity = Severity.High },

        new("a policy for the newest version of TLS", net => net.S3(Allow(condition: """ "NumericGreaterThanEquals": {"s3:TlsVersion": "1.3"} """)), Compliant),

        new("a Deny of whoever has no address on the internet, which no request through an endpoint has",
            net => net.S3(Allow(), Deny(condition: """ "NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"} """)),
            NonCompliant, "Statement 2 of its policy denies everything to everybody in its account.") { Severity = Severity.High },

        new("a Deny of all but another account's principals, by the service's own actions",
            net => net.Guarded("sts", Allow(), Deny(action: "\"STS:*\"", condition: """ "StringNotEquals": {"aws:PrincipalAccount": "222222222222"} """)),
            NonCompliant, "Statement 2 of its policy denies everything to everybody in its account."),

        new("a Deny of all but one service's requests", net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:PrincipalServiceName": "logs.amazonaws.com"} """)), Compliant),

        new("a Deny of another service's requests too, of which a third is spared",
            net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:PrincipalServiceName": "logs.amazonaws.com"} """), Deny(condition: Is("aws:PrincipalServiceName", "sns.amazonaws.com"))), Compliant),

        new("a Deny of all but an organization's principals, which may be one's own",
            net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:PrincipalOrgID": "o-abcdefghij"} """)), Compliant),

        new("a Deny of all but one resource", net => net.S3(Allow(), """{"Effect": "Deny", "Principal": "*", "Action": "*", "NotResource": "arn:aws:s3:::mine/*"}"""), Compliant),

        new("a Deny of all but AWS services", net => net.S3(Allow(), Deny(condition: """ "BoolIfExists": {"aws:PrincipalIsAWSService": "false"} """)), Compliant),

        new("a policy for whoever has an address on the internet, which no request through an endpoint has",
            net => net.S3(Allow(condition: """ "IpAddress": {"aws:SourceIp": "10.0.0.0/8"} """)),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request.") { Severity = Severity.High },

        new("a policy for the own account by the key by which SNS tells whose callers are",
            net => net.Guarded("sns", Allow(condition: Is("aws:SourceOwner", "111111111111"))), Compliant),

        new("a policy that allows something to an organization, which may be one's own",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))), Compliant),

        new("a policy that allows something to one role of the account",
            net => net.S3(Allow(condition: """ "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/app"} """)), Compliant),

        new("a policy for what nobody signs: image layers, as AWS's page on ECR gives it",
            net => net.S3(Allow(action: """["s3:GetObject"]""", resource: """["arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"]""")), Compliant),

        new("a policy for users of identity providers alone",
            net => net.Guarded("sts", Allow("""{"Federated": "*"}""", "\"sts:AssumeRoleWithWebIdentity\"")), Compliant),

        new("a policy for an AWS service alone", net => net.S3(Allow("""{"Service": "logs.amazonaws.com"}""")), Compliant),

        new("a policy for AWS services alone, by a condition", net => net.S3(Allow(condition: """ "Bool": {"aws:PrincipalIsAWSService": "true"} """)), Compliant),

        new("a policy for one AWS service alone, by a condition", net => net.S3(Allow(condition: Is("aws:PrincipalServiceName", "logs.amazonaws.com"))), Compliant),

        new("a policy for another account's principals alone, and not for AWS services, by conditions",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:PrincipalAccount": "222222222222"}, "Bool": {"aws:PrincipalIsAWSService": "false"} """)),
            NonCompliant, "No Allow statement of its policy is for anybody in its account."),

        new("a network of which no record says whose it is", net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "222222222222"))).OfNobodyKnown(), Compliant),

        new("the own account as principal of a gateway endpoint", net => net.S3(Allow("""{"AWS": "111111111111"}""")),
            NonCompliant, First + "names 111111111111 as principal, and a gateway endpoint takes \"*\" alone."),

        new("the own account as principal of a gateway endpoint, as an ARN", net => net.S3(Allow("""{"AWS": "arn:aws:iam::111111111111:root"}""")),
            NonCompliant, First + "names arn:aws:iam::111111111111:root as principal, and a gateway endpoint takes \"*\" alone."),

        new("a role as principal of a gateway endpoint", net => net.S3(Allow("""{"AWS": "arn:aws:iam::111111111111:role/app"}""")),
            NonCompliant, First + "names arn:aws:iam::111111111111:role/app as principal, and a gateway endpoint takes \"*\" alone."),

        new("everybody by {\"AWS\": \"*\"} at a gateway endpoint", net => net.S3(Allow("""{"AWS": "*"}""")), Compliant),

        new("the own account as principal of an interface endpoint", net => net.Guarded("sts", Allow("""{"AWS": "111111111111"}""")), Compliant),

        new("a Deny for an account at a gateway endpoint", net => net.S3(Allow(), Deny("""{"AWS": "222222222222"}""")), Compliant),

        new("a role that has been deleted as principal", net => net.Guarded("sts", Allow(), Allow("""{"AWS": "AROAEXAMPLEEXAMPLE123"}""")),
            NonCompliant, "Statement 2 of its policy names AROAEXAMPLEEXAMPLE123 as principal, which has been deleted."),

        new("a user that has been deleted as principal", net => net.Guarded("sts", Allow(), Allow("""{"AWS": ["111111111111", "AIDAEXAMPLEEXAMPLE123"]}""")),
            NonCompliant, "Statement 2 of its policy names AIDAEXAMPLEEXAMPLE123 as principal, which has been deleted."),

        new("a group by its id as principal", net => net.Guarded("sts", Allow(), Deny("""{"AWS": "AGPAEXAMPLEEXAMPLE123"}""")),
            NonCompliant, "Statement 2 of its policy names AGPAEXAMPLEEXAMPLE123 as principal, which has been deleted."),

        new("the longest policy that an endpoint takes", net => net.Gateway("s3", e => e.With(Of(PolicyDocument.MaxLength))),
            Compliant, "Its policy has 20,480 characters of 20,480 that an endpoint takes."),

        new("a policy that is a character too long", net => net.Gateway("s3", e => e.With(Of(PolicyDocument.MaxLength + 1))),
            NonCompliant, "Its policy has 20,481 characters, and an endpoint takes 20,480 at most."),

        new("white space counts as well", net => net.Gateway("s3", e => e.With(Document(Allow()) + new string(' ', PolicyDocument.MaxLength))),
            NonCompliant, "Its policy has 20,591 characters, and an endpoint takes 20,480 at most."),

        new("a policy that gets too long", net => net.Gateway("s3", e => e.With(Of(18_000))), Compliant, "Its policy has 18,000 characters of 20,480 that an endpoint takes."),

        new("a policy a character shorter", net => net.Gateway("s3", e => e.With(Of(17_999))), Compliant),

        new("a policy that gets too long by a parameter", net => net.Gateway("s3", e => e.With(Of(500))), Compliant, "Its policy has 500 characters of 20,480 that an endpoint takes.")
        {
            With = [("warnChars", "500")],
        },

        new("actions of another service alone", net => net.S3(Allow(), Allow(action: "[\"dynamodb:GetItem\", \"dynamodb:PutItem\"]")),
            NonCompliant, "Statement 2 of its policy has no action of s3: dynamodb:GetItem and dynamodb:PutItem."),

        new("a Deny of actions of another service alone, which denies nothing", net => net.S3(Allow(), Deny(action: "\"ec2:*\"")),
            NonCompliant, "Statement 2 of its policy has no action of s3: ec2:*."),

        new("actions of another service beside its own, as in a policy for many endpoints", net => net.S3(Allow(action: "[\"dynamodb:*\", \"S3:Get*\"]")), Compliant),

        new("actions of whatever service", net => net.S3(Allow(action: "\"*:Get*\"")), Compliant),

        new("all actions but some of another service", net => net.S3(
            """{"Effect": "Allow", "Principal": "*", "NotAction": "dynamodb:*", "Resource": "*"}"""), Compliant),

        new("the families of S3: directory buckets, Outposts, Object Lambda",
            net => net.S3(Allow(action: "\"s3express:*\""), Allow(action: "\"s3-outposts:*\""), Allow(action: "\"s3-object-lambda:*\"")), Compliant),

        new("actions of S3 for directory buckets' endpoint", net => net.Gateway("s3express", e => e.With(Document(Allow(action: "\"s3:GetObject\"")))),
            NonCompliant, First + "has no action of s3express: s3:GetObject."),

        new("actions of another service than AWS KMS", net => net.Guarded("kms", Allow(action: "\"s3:*\"")), NonCompliant, First + "has no action of kms: s3:*."),

        new("a token of STS, which CodeArtifact asks for", net => net.Guarded("codeartifact.api", Allow(action: "\"sts:GetServiceBearerToken\"")), Compliant),

        new("monitoring calls its actions cloudwatch", net => net.Guarded("monitoring", Allow(action: "\"monitoring:*\"")),
            NonCompliant, First + "has no action of monitoring: monitoring:*."),

        new("a service of whose actions nothing is known", net => net.Guarded("acme.data", Allow(action: "\"anvils:*\"")), Compliant),

        new("resources of another region alone", net => net.Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:us-east-1:111111111111:repository/*\"")),
            NonCompliant, First + "has resources alone that are not in eu-west-1: arn:aws:ecr:us-east-1:111111111111:repository/*."),

        new("resources of another region beside its own", net => net.Guarded("ecr.dkr",
            Allow(resource: """["arn:aws:ecr:us-east-1:111111111111:repository/*", "arn:aws:ecr:eu-*:111111111111:repository/*"]""")), Compliant),

        new("resources of every region", net => net.Guarded("ecr.dkr", Allow(resource: "\"arn:aws:ecr:*:111111111111:repository/*\"")), Compliant),

        new("resources of the region that a cross-region endpoint leads to",
            net => net.Offers("com.amazonaws.us-east-1.ecr.dkr").Endpoint("com.amazonaws.us-east-1.ecr.dkr",
                e => e.With(Document(Allow(resource: "\"arn:aws:ecr:us-east-1:111111111111:repository/*\""))) with { ServiceRegion = "us-east-1" }, id: "vpce-1"),
            Compliant),

        new("buckets by ARNs of another partition", net => net.Region("cn-north-1").S3(Allow(resource: "\"arn:aws:s3:::mine/*\"")),
            NonCompliant, First + "has resources alone that are not in partition aws-cn: arn:aws:s3:::mine/*."),

        new("buckets by ARNs of GovCloud in GovCloud", net => net.Region("us-gov-west-1").S3(Allow(resource: "\"arn:aws-us-gov:s3:::mine/*\"")), Compliant),

        new("buckets by ARNs of whatever partition", net => net.Region("cn-north-1").S3(Allow(resource: "\"arn:*:s3:::mine/*\"")), Compliant),

        new("roles by ARNs of another partition",
            net => net.Region("cn-north-1").S3(Allow(), Deny(condition: """ "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/*"} """)),
            NonCompliant, "Statement 2 of its policy denies everything to everybody in its account; statement 2 of its policy asks for arn:aws:iam::111111111111:role/*, and its partition is aws-cn.") { Severity = Severity.High },

        new("a network of which no record says where it is", net => net.S3(Allow(resource: "\"arn:aws-cn:s3:::mine/*\"")).Region(null), Compliant),

        new("an account with a wildcard in a part of it", net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:eu-west-1:1111*:key/*\"")),
            NonCompliant, First + "has arn:aws:kms:eu-west-1:1111*:key/*, whose account is neither an id nor a wildcard."),

        new("an account with a wildcard in a part of it, in a condition",
            net => net.S3(Allow(), Deny(condition: """ "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::11111111111?:role/*"} """)),
            NonCompliant, "Statement 2 of its policy has arn:aws:iam::11111111111?:role/*, whose account is neither an id nor a wildcard."),

        new("every account's resources", net => net.Guarded("kms", Allow(resource: "\"arn:aws:kms:*:*:key/*\"")), Compliant),

        new("wildcards in an account", net => net.S3(Allow(), Deny(condition: """ "StringNotLike": {"aws:PrincipalAccount": "1111111*"} """)),
            NonCompliant, "Statement 2 of its policy has StringNotLike aws:PrincipalAccount with 1111111*, and endpoint policies take neither wildcards nor numbers there."),

        new("an account compared as a number", net => net.S3(Allow(), Deny(condition: """ "NumericNotEquals": {"aws:PrincipalAccount": "111111111111"} """)),
            NonCompliant, "Statement 2 of its policy has NumericNotEquals aws:PrincipalAccount with 111111111111, and endpoint policies take neither wildcards nor numbers there."),

        new("wildcards in a VPC's id", net => net.S3(Allow(condition: """ "StringLike": {"aws:SourceVpc": "vpc-*"} """)),
            NonCompliant, First + "has StringLike aws:SourceVpc with vpc-*, and endpoint policies take neither wildcards nor numbers there."),

        new("an account with StringLike and without wildcards", net => net.S3(Allow(condition: """ "StringLike": {"aws:PrincipalAccount": "111111111111"} """)), Compliant),

        new("a wildcard behind six characters", net => net.S3(Allow(), Deny(condition: """ "StringLike": {"s3:prefix": "public*"} """)), Compliant),

        new("a wildcard behind five characters", net => net.S3(Allow(), Deny(condition: """ "StringLike": {"s3:prefix": "home/*"} """)),
            NonCompliant, "Statement 2 of its policy has StringLike s3:prefix with home/*, and endpoint policies take a wildcard beside 6 other characters alone."),

        new("a wildcard before six characters", net => net.S3(Allow(), Deny(condition: """ "StringLike": {"s3:prefix": "*/images"} """)), Compliant),

        new("a wildcard beside a variable", net => net.S3(Allow(), Deny(condition: """ "StringNotLike": {"s3:prefix": "${aws:username}/*"} """)), Compliant),

        new("wildcards as characters, which are none", net => net.S3(Allow(), Deny(condition: """ "StringLike": {"s3:prefix": "a${*}b"} """)), Compliant),

        new("an operator that IAM does not have", net => net.S3(Allow(condition: """ "StringEqual": {"aws:PrincipalOrgID": "o-abcdefghij"} """)),
            NonCompliant, First + "has the operator StringEqual, which IAM does not have."),

        new("every organization by a wildcard, of which StringEquals makes a character",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "o-*"))), NonCompliant, First + "asks for aws:PrincipalOrgID o-*, which is no organization's id."),

        new("an organization's id in capitals, which none has",
            net => net.S3(Allow(condition: Is("aws:PrincipalOrgID", "O-ABCDEFGHIJ"))), NonCompliant, First + "asks for aws:PrincipalOrgID O-ABCDEFGHIJ, which is no organization's id."),

        new("an account in place of an organization",
            net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:ResourceOrgID": ["o-abcdefghij", "111111111111"]} """)),
            NonCompliant, "Statement 2 of its policy asks for aws:ResourceOrgID 111111111111, which is no organization's id."),

        new("an ARN in place of an account",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:ResourceAccount": "arn:aws:iam::111111111111:root"} """)),
            NonCompliant, First + "asks for aws:ResourceAccount arn:aws:iam::111111111111:root, which is no account's id."),

        new("what nobody signs, by the account that it has",
            net => net.S3(Allow(condition: Is("aws:PrincipalAccount", "anonymous"))), Compliant),

        new("paths in an organization by a wildcard, of which StringEquals makes a character",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": "o-abcdefghij/*"} """)),
            NonCompliant, First + "asks for aws:PrincipalOrgPaths o-abcdefghij/*, which is no path in an organization."),

        new("a path in an organization without the slash at its end",
            net => net.S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/ou-ab12-11111111"} """)),
            NonCompliant, First + "asks for aws:PrincipalOrgPaths o-abcdefghij/r-ab12/ou-ab12-11111111, which is no path in an organization."),

        new("paths in organizations",
            net => net.S3(
                Allow(condition: """ "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-abcdefghij/*", "o-abcdefghij/r-ab12/ou-ab12-11111111/*", "*/ou-ab12-11111111/*"]} """),
                Allow(condition: """ "ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/"} """)), Compliant),

        new("a policy for another organization than the account is in",
            net => net.Organization("o-abcdefghij").S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, "No Allow statement of its policy is for anybody in its account."),

        new("a Deny of all but another organization than the account is in",
            net => net.Organization("o-abcdefghij").S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:PrincipalOrgID": "o-zzzzzzzzzz"} """)),
            NonCompliant, "Statement 2 of its policy denies everything to everybody in its account."),

        new("a policy for the organization that the account is in",
            net => net.Organization("o-abcdefghij").S3(Allow(condition: Is("aws:PrincipalOrgID", "o-abcdefghij"))), Compliant),

        new("a policy for an organization, where the account is in none",
            net => net.Organization(null).S3(Allow(condition: Is("aws:PrincipalOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, "No Allow statement of its policy is for anybody in its account."),

        new("what is done to objects, on a bucket",
            net => net.S3(Allow(action: """["s3:GetObject", "S3:putobject*"]""", resource: "\"arn:aws:s3:::mine\"")),
            NonCompliant, First + "has s3:GetObject, which is done to objects, and arn:aws:s3:::mine, which is a bucket."),

        new("what is done to buckets, on objects",
            net => net.S3(Allow(), Deny(action: "\"s3:ListBucket\"", resource: "\"arn:aws:s3:::mine/*\"")),
            NonCompliant, "Statement 2 of its policy has s3:ListBucket, which is done to buckets, and arn:aws:s3:::mine/*, which is objects."),

        new("what is done to objects and to buckets, on a bucket and on its objects",
            net => net.S3(
                Allow(action: """["s3:GetObject", "s3:ListBucket"]""", resource: """["arn:aws:s3:::mine", "arn:aws:s3:::mine/*"]"""),
                Allow(action: """["s3:Get*", "s3:ListBucket"]""", resource: "\"arn:aws:s3:::mine\""),
                Allow(action: "\"s3:GetObject\"", resource: """["arn:aws:s3:::mine*", "arn:aws:s3:::other"]"""),
                Allow(action: "\"s3:GetObject\"", resource: "\"arn:aws:s3:eu-west-1:111111111111:accesspoint/mine/object/*\""),
                Allow(action: "\"s3:ListBucket\"", resource: "\"arn:aws:s3:eu-west-1:111111111111:accesspoint/mine\""),
                Allow(action: "\"s3:ListBucket\"", resource: "\"arn:aws:s3:::${aws:PrincipalTag/team}\"")), Compliant),

        new("a misspelt key", net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:PrincipleOrgID": "o-abcdefghij"} """)),
            NonCompliant, "Statement 2 of its policy asks for aws:PrincipleOrgID, which is no key; aws:PrincipalOrgID is."),

        new("a key without its prefix", net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"PrincipalOrgID": "o-abcdefghij"} """)),
            NonCompliant, "Statement 2 of its policy asks for PrincipalOrgID, which is no key; aws:PrincipalOrgID is."),

        new("a tag's key without the tag's name", net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:PrincipalTags/team": "x"} """)),
            NonCompliant, "Statement 2 of its policy asks for aws:PrincipalTags/team, which is no key; aws:PrincipalTag/ is."),

        new("the key of the organization in other case", net => net.S3(Allow(condition: Is("AWS:principalorgid", "o-abcdefghij"))), Compliant),

        new("keys of services, of a tag, and one of a later day",
            net => net.S3(Allow(condition: """ "StringEquals": {"s3:signatureversion": "x", "aws:PrincipalTag/team": "x", "aws:SomethingQuiteNew": "x"} """)), Compliant),

        new("a template's placeholder", net => net.S3(Allow(), Allow(resource: "\"arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*\"")),
            NonCompliant, "Statement 2 of its policy has ${REGION}, which nobody has filled in."),

        new("a placeholder of CloudFormation", net => net.S3(Allow(), Allow(resource: "\"arn:aws:s3:::prod-${AWS::Region}-starport-layer-bucket/*\"")),
            NonCompliant, "Statement 2 of its policy has ${AWS::Region}, which nobody has filled in."),

        new("a placeholder of AWS's examples", net => net.S3(Allow(), Allow(condition: Is("aws:PrincipalOrgID", "<my-org-id>"))),
            NonCompliant, "Statement 2 of its policy has <my-org-id>, which nobody has filled in."),

        new("a placeholder that does not end", net => net.S3(Allow(), Allow(condition: Is("aws:PrincipalOrgID", "${ORG"))),
            NonCompliant, "Statement 2 of its policy has ${ORG, which nobody has filled in."),

        new("policy variables", net => net.S3(Allow(resource: "\"arn:aws:s3:::mine/${aws:username}/${aws:PrincipalTag/team, 'none'}/${$}${*}\"")), Compliant),

        new("policy variables in a document of the time before them",
            net => net.Gateway("s3", e => e.With($$"""{"Version": "2008-10-17", "Statement": [{{Allow()}}, {{Deny(resource: "\"arn:aws:s3:::mine/${aws:username}/*\"")}}]}""")),
            NonCompliant, "Statement 2 of its policy has arn:aws:s3:::mine/${aws:username}/*, which is plain text without \"Version\": \"2012-10-17\"."),

        new("a Deny unless the request comes by another endpoint",
            net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:SourceVpce": "vpce-other"} """)),
            NonCompliant, "Statement 2 of its policy denies everything to everybody in its account; statement 2 of its policy asks for aws:SourceVpce vpce-other, and every request through it has vpce-s3.") { Severity = Severity.High },

        new("an Allow if the request comes from another VPC",
            net => net.S3(Allow(condition: Is("aws:SourceVpc", "vpc-2"))),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request; statement 1 of its policy asks for aws:SourceVpc vpc-2, and every request through it has vpc-1.") { Severity = Severity.High },

        new("an Allow if the request comes by this endpoint or by another", net => net.S3(Allow(condition: """ "StringEquals": {"aws:SourceVpce": ["vpce-other", "vpce-s3"]} """)), Compliant),

        new("an Allow if the request comes from another VPC by its ARN",
            net => net.S3(Allow(), Allow(condition: """ "ArnEquals": {"aws:SourceVpcArn": "arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-2"} """)),
            NonCompliant, "Statement 2 of its policy asks for aws:SourceVpcArn arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-2, and the endpoint's is arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1."),

        new("a Deny unless the request comes by an endpoint of another account",
            net => net.S3(Allow(), Deny(condition: """ "StringNotEquals": {"aws:VpceAccount": "222222222222"} """)),
            NonCompliant, "Statement 2 of its policy denies everything to everybody in its account; statement 2 of its policy asks for aws:VpceAccount 222222222222, and the endpoint's is 111111111111.") { Severity = Severity.High },

        new("an Allow if the request comes by an endpoint of its account or of another",
            net => net.S3(Allow(condition: """ "StringEquals": {"aws:VpceAccount": ["222222222222", "111111111111"]} """)), Compliant),

        new("an Allow if the request comes by an endpoint of another account, of a service that may not tell whose it is",
            net => net.Guarded("sts", Allow(), Allow(condition: Is("aws:VpceAccount", "222222222222"))),
            NonCompliant, "Statement 2 of its policy asks for aws:VpceAccount 222222222222, and the endpoint's is 111111111111."),

        new("an Allow if the service tells nothing of the endpoint, which it may not do",
            net => net.Guarded("sts", Allow(), Allow(condition: """ "StringEqualsIfExists": {"aws:VpceAccount": "222222222222"} """)), Compliant),

        new("an Allow if the service tells nothing of the endpoint, and it tells that",
            net => net.S3(Allow(), Allow(condition: """ "StringEqualsIfExists": {"aws:VpceAccount": "222222222222"} """)),
            NonCompliant, "Statement 2 of its policy asks for aws:VpceAccount 222222222222, and the endpoint's is 111111111111."),

        new("an Allow if the request comes by an endpoint of another organization",
            net => net.Organization("o-abcdefghij").S3(Allow(), Allow(condition: Is("aws:VpceOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, "Statement 2 of its policy asks for aws:VpceOrgID o-zzzzzzzzzz, and the endpoint's is o-abcdefghij."),

        new("an Allow if the request comes by an endpoint of the account's organization",
            net => net.Organization("o-abcdefghij").S3(Allow(condition: Is("aws:VpceOrgID", "o-abcdefghij"))), Compliant),

        new("an Allow if the request comes by an endpoint of an organization, and whether that is the account's has not been recorded",
            net => net.S3(Allow(condition: Is("aws:VpceOrgID", "o-zzzzzzzzzz"))), Compliant),

        new("an Allow if the request comes by an endpoint of an organization, and the account is in none",
            net => net.Organization(null).S3(Allow(), Allow(condition: Is("aws:VpceOrgID", "o-zzzzzzzzzz"))),
            NonCompliant, "Statement 2 of its policy asks for aws:VpceOrgID o-zzzzzzzzzz, and the endpoint's account is in no organization."),

        new("an Allow if the request comes by an endpoint of a unit of another organization",
            net => net.Organization("o-abcdefghij").S3(Allow(), Allow(condition: """ "ForAnyValue:StringLike": {"aws:VpceOrgPaths": ["o-zzzzzzzzzz/*"]} """)),
            NonCompliant, "Statement 2 of its policy asks for aws:VpceOrgPaths o-zzzzzzzzzz/*, and the endpoint's is of o-abcdefghij."),

        new("an Allow if the request comes by an endpoint of a unit of the account's organization, in which the account may be",
            net => net.Organization("o-abcdefghij").S3(Allow(condition: """ "ForAnyValue:StringLike": {"aws:VpceOrgPaths": ["o-abcdefghij/r-ab12/*"]} """)), Compliant),

        new("an Allow if the request is for another region, to which the endpoint does not lead",
            net => net.S3(Allow(), Allow(condition: Is("aws:RequestedRegion", "us-east-1"))),
            NonCompliant, "Statement 2 of its policy asks for aws:RequestedRegion us-east-1, and every request through it has eu-west-1."),

        new("an Allow by another spelling of the region and the organization, which its operator does not mind",
            net => net.Organization("o-abcdefghij").S3(
                Allow(condition: """ "StringEqualsIgnoreCase": {"aws:RequestedRegion": "EU-WEST-1"} """), Allow(condition: """ "StringEqualsIgnoreCase": {"aws:VpceOrgID": "O-ABCDEFGHIJ"} """)), Compliant),

        new("a Deny of requests for another region, as where one text is for all regions", net => net.S3(Allow(), Deny(condition: Is("aws:RequestedRegion", "us-east-1"))), Compliant),

        new("a Deny of requests by an endpoint of an account that is blocked", net => net.S3(Allow(), Deny(condition: Is("aws:VpceAccount", "222222222222"))), Compliant),

        new("a Deny of requests by another endpoint, where this one may be meant", net => net.S3(Allow(), Deny(condition: Is("aws:SourceVpce", "vpce-other"))),
            NonCompliant, "Statement 2 of its policy asks for aws:SourceVpce vpce-other, and every request through it has vpce-s3."),

        new("a policy for addresses of IPv6, by an endpoint that takes both families",
            net => net.Gateway("s3", e => e.With(Document(Allow(condition: """ "IpAddress": {"aws:VpcSourceIp": "2001:db8::/56"} """))) with { IpAddressType = "dualstack" }), Compliant),

        new("a policy for addresses of IPv6, by an endpoint that takes IPv4",
            net => net.S3(Allow(condition: """ "IpAddress": {"aws:VpcSourceIp": "2001:db8::/56"} """)),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request.") { Severity = Severity.High },

        new("a policy for addresses of IPv4, by an endpoint that takes IPv6",
            net => net.Gateway("s3", e => e.With(Document(Allow(condition: """ "IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"} """))) with { IpAddressType = "ipv6" }),
            NonCompliant, "No Allow statement of its policy is for anybody in its account, so it refuses every request.") { Severity = Severity.High },

        new("more mistakes than a reason has room for",
            net => net.S3(Allow("""{"AWS": ["111111111111", "arn:aws:iam::111111111111:role/application"]}"""), Deny(action: "\"ec2:*\""), Deny(condition: Is("PrincipalOrgID", "${ORG}"))),
            NonCompliant, "Statement 1 of its policy names 111111111111 as principal, and a gateway endpoint takes \"*\" alone; statement 1 of its policy names arn:aws:iam::111111111111:role/application as principal, and a gateway endpoint takes \"*\" alone; 3 more."),

        new("a service that supports no policies", net => net.Offers("email-smtp", s => s with { PolicySupported = false }).Endpoint("email-smtp", e => e.With(Document(Deny()))),
            NotApplicable, "com.amazonaws.eu-west-1.email-smtp does not support endpoint policies."),

        new("a service of another provider", net => net.Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-0123", id: "vpce-1"),
            NotApplicable, "An endpoint to a service of another provider has no policy of its own."),

        new("an exempt service", net => net.S3(Deny()), NotApplicable, "A parameter exempts endpoints to s3.") { With = [("exemptServices", "s3")] },

        new("a document that is no policy", net => net.Gateway("s3", e => e.With("[]")), Undetermined, "The policy is not a JSON object."),

        new("a service of which nothing is recorded", net => net.Endpoint("sts", e => e.With(Document(Deny()))),
            Undetermined, "com.amazonaws.eu-west-1.sts is not among the recorded ServiceDetails."),
    ];

    private static string Is(string key, string value) => $$""" "StringEquals": {"{{key}}": "{{value}}"} """;

    /// <summary>A document of that many characters.</summary>
    private static string Of(int length)
    {
        const string Before = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"", After = "\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}]}";
        return Before + new string('x', length - Before.Length - After.Length) + After;
    }
}
