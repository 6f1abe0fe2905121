using ConfigRules.Rules.Policies;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;
using static ConfigRules.Tests.Rules.Policies.PolicyText;

namespace ConfigRules.Tests.Rules.Policies;

public sealed class VpcEndpointPolicyServesBundlesTests
    : RuleTests<VpcEndpointPolicyServesBundles, VpcEndpointPolicyServesBundlesTests>, IRuleScenarios
{
    private const string Layers = "\"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\"";
    private const string OfOwn = """{"StringEquals":{"aws:PrincipalOrgID":"o-1111111111"}}""";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a policy for one's own organization refuses the layers of images", net => Pull(net, OwnOrganization),
            NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: statement 1 (OwnOrganization) does not match: StringEquals aws:PrincipalOrgID.") { Of = "vpce-s3" },

        new("a policy for one's own account does so too", net => Pull(net, OwnAccount),
            NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: statement 1 does not match: StringEquals aws:PrincipalAccount.") { Of = "vpce-s3" },

        new("the policy that AWS's page about image pulls gives",
            net => Pull(net, Of(Allow(action: """["s3:GetObject"]""", resource: $"[{Layers}]"))), Compliant) { Of = "vpce-s3" },

        new("one's own organization, and the layers for everybody",
            net => Pull(net, Of(Allow(condition: OfOwn), Allow(action: "\"s3:GetObject\"", resource: Layers))), Compliant) { Of = "vpce-s3" },

        new("layers for one's own account alone",
            net => Pull(net, Of(Allow(action: "\"s3:GetObject\"", resource: Layers, condition: """{"StringEquals":{"aws:PrincipalAccount":"111111111111"}}"""))),
            NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: statement 1 does not match: StringEquals aws:PrincipalAccount.") { Of = "vpce-s3" },

        new("layers of another region", net => Pull(net.Region("us-east-1"), Of(Allow(action: "\"s3:GetObject\"", resource: Layers))),
            NonCompliant, "ecr-pull: s3:GetObject on prod-us-east-1-starport-layer-bucket, presigned by an AWS account, is refused: no statement allows it.") { Of = "vpce-s3" },

        new("layers in China", net => Pull(net.Region("cn-north-1"), Of(Allow(action: "\"s3:GetObject\"", resource: "\"arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*\""))),
            Compliant) { Of = "vpce-s3" },

        new("one's own buckets alone", net => Pull(net, Of(Allow(resource: """["arn:aws:s3:::shop","arn:aws:s3:::shop/*"]"""))),
            NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: no statement allows it.") { Of = "vpce-s3" },

        new("a Deny to strangers in front of everything",
            net => Pull(net, Of(Deny("""{"StringNotEquals":{"aws:PrincipalOrgID":"o-1111111111"}}"""), Allow())), NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: statement 1 denies it.") { Of = "vpce-s3" },

        new("a Deny to strangers that leaves the layers out",
            net => Pull(net, Of(
                "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"NotResource\":[" + Layers + """],"Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1111111111"}}}""",
                Allow())),
            Compliant) { Of = "vpce-s3" },

        new("a condition on the VPC, which the requests meet",
            net => Pull(net, Of(Allow(condition: """{"StringEquals":{"aws:SourceVpc":"vpc-1"}}"""))), Compliant) { Of = "vpce-s3" },

        new("a condition on another VPC", net => Pull(net, Of(Allow(condition: """{"StringEquals":{"aws:SourceVpc":"vpc-2"}}"""))),
            NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: statement 1 does not match: StringEquals aws:SourceVpc.") { Of = "vpce-s3" },

        new("a condition of which nothing is known, on a presigned download",
            net => Pull(net, Of(Allow(condition: """{"StringEquals":{"aws:UserAgent":"docker"}}"""))), NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, may be refused: statement 1 may allow it: StringEquals aws:UserAgent.") { Of = "vpce-s3" },

        new("a condition of which nothing is known, taken as passed",
            net => Pull(net, Of(Allow(condition: """{"StringEquals":{"aws:UserAgent":"docker"}}"""))), Compliant) { Of = "vpce-s3", With = [("unknownAs", "pass")] },

        new("a condition of which nothing is known, on one's own request",
            net => Ecr(net, Of(Allow(condition: """{"StringEquals":{"aws:UserAgent":"docker"}}"""))), Compliant) { Of = "vpce-ecr.api" },

        new("a condition of which nothing is known, on one's own request, taken as refused",
            net => Ecr(net, Of(Allow(condition: """{"StringEquals":{"aws:UserAgent":"docker"}}"""))), NonCompliant, "ecr-pull: ecr:GetAuthorizationToken on any resource may be refused: statement 1 may allow it: StringEquals aws:UserAgent.") { Of = "vpce-ecr.api", With = [("unknownAs", "fail")] },

        new("the policy that an endpoint starts with", net => Pull(net, Default), Compliant) { Of = "vpce-s3" },

        new("no policy document at all", net => Pull(net, null), Compliant) { Of = "vpce-s3" },

        new("the API's endpoint for one's own organization is right", net => Ecr(net, OwnAccount), Compliant) { Of = "vpce-ecr.api" },

        new("the API's endpoint for pushing alone", net => Ecr(net, Of(Allow(action: "\"ecr:PutImage\""))),
            NonCompliant, "ecr-pull: ecr:GetAuthorizationToken on any resource is refused: no statement allows it.") { Of = "vpce-ecr.api" },

        new("manifests of some repositories are enough",
            net => net.Offers("ecr.dkr").Endpoint("ecr.dkr", e => e with { PolicyDocument = Of(Allow(resource: "\"arn:aws:ecr:eu-west-1:111111111111:repository/shop/*\"")) }),
            Compliant),

        new("packages of Amazon Linux, which nobody signs for",
            net => net.Gateway("s3", e => e with { PolicyDocument = OwnAccount }), NonCompliant, "al2023-packages: s3:GetObject on al2023-repos-eu-west-1-de612dc2, unsigned, is refused: statement 1 does not match: StringEquals aws:PrincipalAccount.") { With = [("bundles", "al2023-packages")] },

        new("an S3 interface endpoint past which requests go",
            net => net.Endpoint("ecr.dkr").Offers("s3").Endpoint("s3", e => e with { PrivateDnsEnabled = false, PolicyDocument = OwnAccount }), NotApplicable, "No bundle that is used in its VPC sends requests through it.") { Of = "vpce-s3" },

        new("an S3 interface endpoint whose names are for the inbound resolver alone",
            net => net.Endpoint("ecr.dkr").Offers("s3").Endpoint("s3", e => e with { PrivateDnsOnlyForInboundResolver = true, PolicyDocument = OwnAccount }), NotApplicable, "No bundle that is used in its VPC sends requests through it.") { Of = "vpce-s3" },

        new("an S3 interface endpoint through which requests go",
            net => net.Endpoint("ecr.dkr").Offers("s3").Endpoint("s3", e => e with { PolicyDocument = OwnAccount }), NonCompliant, "ecr-pull: s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account, is refused: statement 1 does not match: StringEquals aws:PrincipalAccount.") { Of = "vpce-s3" },

        new("an endpoint that no bundle uses", net => net.Gateway("s3", e => e with { PolicyDocument = OwnAccount }),
            NotApplicable, "No bundle that is used in its VPC sends requests through it."),

        new("a service of another provider",
            net => net.Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", id: "vpce-1"), NotApplicable, "An endpoint to a service of another provider has no policy of its own."),

        new("a service that a parameter exempts", net => Pull(net, OwnAccount), NotApplicable, "A parameter exempts endpoints to s3.") { Of = "vpce-s3", With = [("exemptServices", "s3")] },

        new("a policy that is no JSON", net => Pull(net, "{\"Statement\":"), Undetermined, "The policy is not valid JSON at line 1, byte 14.") { Of = "vpce-s3" },

        new("nobody said which region it is", net => Pull(net.Region(null!), OwnAccount),
            Undetermined, "The Region of this network has not been recorded.") { Of = "vpce-s3" },
    ];

    private static NetworkBuilder Pull(NetworkBuilder net, string? policy) =>
        net.Endpoint("com.amazonaws.eu-west-1.ecr.dkr", id: "vpce-dkr").Gateway("com.amazonaws.eu-west-1.s3", e => e with { PolicyDocument = policy }, id: "vpce-s3");

    private static NetworkBuilder Ecr(NetworkBuilder net, string policy) =>
        net.Offers("ecr.api").Endpoint("ecr.api", e => e with { PolicyDocument = policy });
}
