using ConfigRules.Rules.Policies;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;
using static ConfigRules.Tests.Rules.Policies.PolicyText;

namespace ConfigRules.Tests.Rules.Policies;

public sealed class VpcEndpointPolicyTrustsOwnOrgTests
    : RuleTests<VpcEndpointPolicyTrustsOwnOrg, VpcEndpointPolicyTrustsOwnOrgTests>, IRuleScenarios
{
    private static readonly (string, string)[] Own = [("trustedOrgIds", "o-1111111111")];
    private const string OfOwn = """{"StringEquals":{"aws:PrincipalOrgID":"o-1111111111"}}""";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("principals of one's own organization", net => S3(net, OwnOrganization), Compliant) { With = Own },

        new("principals of another organization", net => S3(net, OwnOrganization),
            NonCompliant, "Statement 1 (OwnOrganization) of its policy admits organization o-1111111111, which is not trusted.") { With = [("trustedOrgIds", "o-2222222222")] },

        new("an organization, and nobody said which is one's own", net => S3(net, OwnOrganization),
            Undetermined, "Statement 1 (OwnOrganization) of its policy admits o-1111111111; whether that is this organization is not known, trustedOrgIds can say."),

        new("principals of the own account", net => S3(net, OwnAccount), Compliant),

        new("principals of the own account, where the organization is asked for", net => S3(net, OwnAccount),
            NonCompliant, "Statement 1 of its policy admits principals of its own account without asking for the organization.") { With = [("requireOrgId", "true")] },

        new("both are asked for", net => S3(net, OwnOrganization), Compliant) { With = [.. Own, ("requireOrgId", "true")] },

        new("the policy that an endpoint starts with", net => S3(net, Default),
            NonCompliant, "Statement 1 of its policy admits principals of any account."),

        new("no policy document at all", net => S3(net, null), NonCompliant, "It has no policy of its own, so it admits everybody."),

        new("everybody, for one action", net => S3(net, Of(Allow(action: "\"s3:GetObject\"", resource: "\"arn:aws:s3:::shop/*\""))),
            NonCompliant, "Statement 1 of its policy admits principals of any account."),

        new("everybody, for a resource of AWS's own: layers of images",
            net => S3(net, Of(Allow(action: "\"s3:GetObject\"", resource: "\"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\""), Allow(condition: OfOwn))),
            Compliant) { With = Own },

        new("everybody who comes through the VPC", net => S3(net, Of(Allow(condition: """{"StringEquals":{"aws:SourceVpc":"vpc-1"}}"""))),
            NonCompliant, "Statement 1 of its policy admits principals of any account."),

        new("everybody who comes through the endpoint, with a condition on time too",
            net => S3(net, Of(Allow(condition: """{"StringEquals":{"aws:SourceVpce":"vpce-s3"},"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}"""))),
            NonCompliant, "Statement 1 of its policy admits principals of any account."),

        new("whoever is not of the organization is denied",
            net => S3(net, Of(Deny("""{"StringNotEquals":{"aws:PrincipalOrgID":"o-1111111111"}}"""), Allow())), Compliant) { With = Own },

        new("whoever is not of the organization is denied, and who signs nothing (StringNotEqualsIfExists)",
            net => S3(net, Of(Deny("""{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-1111111111"}}"""), Allow())), Compliant) { With = Own },

        new("an organization where there is one (StringEqualsIfExists): who signs nothing is admitted",
            net => S3(net, Of(Allow(condition: """{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1111111111"}}"""))), NonCompliant, "Statement 1 of its policy admits requests that nobody signs.") { With = Own },

        new("all of no values (ForAllValues) admits who has none",
            net => S3(net, Of(Allow(condition: """{"ForAllValues:StringEquals":{"aws:PrincipalOrgID":"o-1111111111"}}"""))), NonCompliant, "Statement 1 of its policy admits requests that nobody signs.") { With = Own },

        new("a unit of the organization by its path",
            net => S3(net, Of(Allow(condition: """{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-1111111111/r-ab12/ou-ab12-11111111/*"}}"""))), Compliant)
        {
            With = [("trustedOrgPaths", "o-1111111111/r-ab12/")],
        },

        new("a unit of another organization by its path",
            net => S3(net, Of(Allow(condition: """{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-2222222222/r-ab12/*"}}"""))), NonCompliant, "Statement 1 of its policy admits organization o-2222222222, which is not trusted.") { With = Own },

        new("the own account as principal", net => S3(net, Of(Allow(principal: """{"AWS":"arn:aws:iam::111111111111:root"}"""))), Compliant),

        new("the own account as principal, by its number", net => S3(net, Of(Allow(principal: """{"AWS":"111111111111"}"""))), Compliant),

        new("a role of the own account", net => S3(net, Of(Allow(principal: """{"AWS":"arn:aws:iam::111111111111:role/app"}"""))), Compliant),

        new("another account as principal", net => S3(net, Of(Allow(principal: """{"AWS":["arn:aws:iam::222222222222:root"]}"""))),
            NonCompliant, "Statement 1 of its policy admits account 222222222222, which is not trusted."),

        new("another account that is trusted", net => S3(net, Of(Allow(principal: """{"AWS":"222222222222"}"""))), Compliant)
        {
            With = [("trustedAccountIds", "333333333333,222222222222")],
        },

        new("an account whose number begins as a trusted one's does is another",
            net => S3(net, Of(Allow(principal: """{"AWS":"arn:aws:iam::222222222222:root"}"""))), NonCompliant, "Statement 1 of its policy admits account 222222222222, which is not trusted.") { With = [("trustedAccountIds", "222222222223")] },

        new("an untrusted principal before a trusted one",
            net => S3(net, Of(Allow(principal: """{"AWS":["222222222222","111111111111"]}"""))), NonCompliant, "Statement 1 of its policy admits account 222222222222, which is not trusted."),

        new("an untrusted principal behind a trusted one",
            net => S3(net, Of(Allow(principal: """{"AWS":["111111111111","222222222222"]}"""))), NonCompliant, "Statement 1 of its policy admits account 222222222222, which is not trusted."),

        new("two accounts as principals, and a condition names one of them",
            net => S3(net, Of(Allow(principal: """{"AWS":["111111111111","222222222222"]}""", condition: """{"StringEquals":{"aws:PrincipalAccount":"111111111111"}}"""))),
            Compliant),

        new("a role of another account", net => S3(net, Of(Allow(principal: """{"AWS":"arn:aws:iam::222222222222:role/partner"}"""))),
            NonCompliant, "Statement 1 of its policy admits account 222222222222, which is not trusted."),

        new("everybody but one account (NotPrincipal)",
            net => S3(net, Of("""{"Effect":"Allow","NotPrincipal":{"AWS":"222222222222"},"Action":"*","Resource":"*"}""")), NonCompliant, "Statement 1 of its policy admits principals of any account."),

        new("roles by name, in whatever account",
            net => S3(net, Of(Allow(condition: """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/app"}}"""))), NonCompliant, "Statement 1 of its policy admits principals of any account."),

        new("roles by name, in the own account",
            net => S3(net, Of(Allow(condition: """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/app-*"}}"""))), Compliant),

        new("roles of a GovCloud account",
            net => S3(net.Region("us-gov-west-1"), Of(Allow(principal: """{"AWS":"arn:aws-us-gov:iam::222222222222:role/x"}"""))), NonCompliant, "Statement 1 of its policy admits account 222222222222, which is not trusted."),

        new("nodes that Systems Manager manages, of one's own account",
            net => S3(net, Of(Allow(condition: """{"StringEquals":{"ssm:NodeAccountId":"111111111111"}}"""))), Compliant),

        new("nodes that Systems Manager manages, of another account",
            net => S3(net, Of(Allow(condition: """{"StringEquals":{"ssm:NodeAccountId":"222222222222"}}"""))), NonCompliant, "Statement 1 of its policy admits account 222222222222, which is not trusted."),

        new("an AWS service by itself", net => S3(net, Of(Allow(principal: """{"Service":"logs.amazonaws.com"}"""))),
            NonCompliant, "Statement 1 of its policy admits logs.amazonaws.com, which is not allowed to call by itself."),

        new("an AWS service that may call by itself", net => S3(net, Of(Allow(principal: """{"Service":"logs.amazonaws.com"}"""))), Compliant)
        {
            With = [("allowedServicePrincipals", "logs.amazonaws.com")],
        },

        new("Deny to everybody is no Allow", net => S3(net, Of(Allow(effect: "Deny"))), Compliant),

        new("a policy of Deny statements alone", net => S3(net, Of(Deny("""{"Bool":{"aws:SecureTransport":"false"}}"""))), Compliant),

        new("an interface endpoint", net => net.Offers("sqs").Endpoint("sqs", e => e with { PolicyDocument = OwnAccount }), Compliant),

        new("a service that takes no policies",
            net => net.Offers("transfer", s => s with { PolicySupported = false }).Endpoint("transfer", e => e with { PolicyDocument = Default }), NotApplicable, "com.amazonaws.eu-west-1.transfer does not support endpoint policies."),

        new("a service of another provider",
            net => net.Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", e => e with { PolicyDocument = Default }, id: "vpce-1"), NotApplicable, "An endpoint to a service of another provider has no policy of its own."),

        new("a service that a parameter exempts", net => S3(net, Default), NotApplicable, "A parameter exempts endpoints to s3.") { With = [("exemptServices", "s3")] },

        new("a policy that is no JSON", net => S3(net, "nothing"), Undetermined, "The policy is not valid JSON at line 1, byte 2."),
    ];

    private static NetworkBuilder S3(NetworkBuilder net, string? policy) => net.Gateway("s3", e => e with { PolicyDocument = policy });
}
