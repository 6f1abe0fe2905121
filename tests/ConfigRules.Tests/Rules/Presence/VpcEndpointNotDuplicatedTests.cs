using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class VpcEndpointNotDuplicatedTests : RuleTests<VpcEndpointNotDuplicated, VpcEndpointNotDuplicatedTests>, IRuleScenarios
{
    private const string Provided = "com.amazonaws.vpce.eu-west-1.vpce-svc-1";

    private static readonly DateTimeOffset Then = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("an endpoint alone", net => Older(net, "sts"), Compliant),

        new("the older of two with private DNS", net => Newer(Older(net, "sts"), "sts"), Compliant) { Of = "vpce-old" },

        new("the newer of two with private DNS", net => Newer(Older(net, "sts"), "sts"),
            NonCompliant, "vpce-old, which is older, leads to sts in vpc-1 with private DNS too, which only one can have.") { Of = "vpce-new" },

        new("the newer of two with private DNS, where duplicates may be", net => Newer(Older(net, "sts"), "sts"),
            NonCompliant, "vpce-old, which is older, leads to sts in vpc-1 with private DNS too, which only one can have.")
        {
            Of = "vpce-new",
            With = [("allowDuplicates", "true")],
        },

        new("one without private DNS beside one with it, else the same", net => Newer(Older(net, "sts"), "sts", Quiet),
            NonCompliant, "vpce-old, which is older, leads to sts in vpc-1 with the same policy, security groups and subnets.") { Of = "vpce-new" },

        new("one without private DNS, where duplicates may be", net => Newer(Older(net, "sts"), "sts", Quiet), Compliant)
        {
            Of = "vpce-new",
            With = [("allowDuplicates", "true")],
        },

        new("one with another policy", net => Newer(Older(net, "sts"), "sts", endpoint => Quiet(endpoint) with { PolicyDocument = "{}" }), Compliant) { Of = "vpce-new" },

        new("one with other groups", net => Newer(Older(net, "sts"), "sts", endpoint => Quiet(endpoint) with { SecurityGroupIds = ["sg-other"] }), Compliant)
        {
            Of = "vpce-new",
        },

        new("one in other subnets", net => Newer(Older(net, "sts"), "sts", endpoint => Quiet(endpoint) with { SubnetIds = ["subnet-9"] }), Compliant)
        {
            Of = "vpce-new",
        },

        new("one with addresses of another kind", net => Newer(Older(net, "sts"), "sts", endpoint => Quiet(endpoint) with { IpAddressType = "ipv6" }), Compliant)
        {
            Of = "vpce-new",
        },

        new("one in other subnets, where any is one too many",
            net => Newer(Older(net, "sts"), "sts", endpoint => Quiet(endpoint) with { SubnetIds = ["subnet-9"] }),
            NonCompliant, "vpce-old, which is older, leads to sts in vpc-1 too.") { Of = "vpce-new", With = [("duplicatePolicy", "any")] },

        new("the FIPS variant, which is another service", net => Newer(Older(net, "kms"), "kms-fips"), Compliant) { Of = "vpce-new" },

        new("a service whose name ends like the other's", net => Newer(Older(net, "ecr.api"), "sagemaker.api"), Compliant) { Of = "vpce-new" },

        new("the same service of another region", net => Newer(Older(net, "sts"), "sts", endpoint => endpoint with { ServiceRegion = "us-east-1" }), Compliant)
        {
            Of = "vpce-new",
        },

        new("the same region, told by one of the two alone", net => Newer(Older(net, "sts"), "sts", endpoint => endpoint with { ServiceRegion = "eu-west-1" }),
            NonCompliant, "vpce-old, which is older, leads to sts in vpc-1 with private DNS too, which only one can have.") { Of = "vpce-new" },

        new("another service, with private DNS too", net => Newer(Older(net, "sqs"), "sns"), Compliant) { Of = "vpce-new" },

        new("the same service in another VPC", net => Older(net.OtherVpc("vpc-2"), "sts").Endpoint("sts", At(1), "vpce-new", "vpc-2"), Compliant) { Of = "vpce-new" },

        new("an interface endpoint beside a gateway", net => Newer(net.Gateway("s3", At(0), "vpce-old"), "s3"), Compliant) { Of = "vpce-new" },

        new("beside one that failed", net => Newer(Older(net, "sts", endpoint => endpoint with { State = EndpointState.Failed }), "sts"), Compliant) { Of = "vpce-new" },

        new("made in the same second as another, whose id comes first",
            net => net.Endpoint("sts", At(0), "vpce-a").Endpoint("sts", At(0), "vpce-b"),
            NonCompliant, "vpce-a, which is older, leads to sts in vpc-1 with private DNS too, which only one can have.") { Of = "vpce-b" },

        new("made in the same second as another, whose id comes after",
            net => net.Endpoint("sts", At(0), "vpce-a").Endpoint("sts", At(0), "vpce-b"), Compliant) { Of = "vpce-a" },

        new("the third of three, by the oldest", net => Newer(net.Endpoint("sts", At(0), "vpce-z").Endpoint("sts", At(1), "vpce-b"), "sts", endpoint => endpoint with { CreatedAt = Then.AddDays(2) }),
            NonCompliant, "vpce-z, which is older, leads to sts in vpc-1 with private DNS too, which only one can have.") { Of = "vpce-new" },

        new("nobody knows when the other was made", net => Newer(Older(net, "sts", endpoint => endpoint with { CreatedAt = null }), "sts"),
            Undetermined, "Which of vpce-new and vpce-old is the oldest has not been recorded.") { Of = "vpce-new" },

        new("nobody knows when it was made", net => Newer(Older(net, "sts"), "sts", endpoint => endpoint with { CreatedAt = null }),
            Undetermined, "Which of vpce-new and vpce-old is the oldest has not been recorded.") { Of = "vpce-new" },

        new("gateways with one policy on tables of their own", net => Gateways(net, ["rtb-1"], ["rtb-2"]),
            NonCompliant, "vpce-old, which is older, leads to s3 in vpc-1 with the same policy.") { Of = "vpce-new" },

        new("gateways with one policy, laid out and ordered in two ways",
            net => Gateways(net, ["rtb-1"], ["rtb-2"], """{ "Statement": [{ "Effect": "Allow", "Action": "*" }], "Version": "2012-10-17" }""", """{"Version":"2012-10-17","Statement":[{"Action":"*","Effect":"Allow"}]}"""),
            NonCompliant, "vpce-old, which is older, leads to s3 in vpc-1 with the same policy.") { Of = "vpce-new" },

        new("gateways with the same statements in another order, which may be meant",
            net => Gateways(net, ["rtb-1"], ["rtb-2"], """{"Statement":[{"Sid":"A"},{"Sid":"B"}]}""", """{"Statement":[{"Sid":"B"},{"Sid":"A"}]}"""), Compliant) { Of = "vpce-new" },

        new("gateways with one policy, of which one is told URL-encoded",
            net => Gateways(net, ["rtb-1"], ["rtb-2"], "%7B%22Statement%22%3A+%5B%5D%7D", """{"Statement":[]}"""),
            NonCompliant, "vpce-old, which is older, leads to s3 in vpc-1 with the same policy.") { Of = "vpce-new" },

        new("gateways with texts that are no JSON", net => Gateways(net, ["rtb-1"], ["rtb-2"], "{", "{ "),
            NonCompliant, "vpce-old, which is older, leads to s3 in vpc-1 with the same policy.") { Of = "vpce-new" },

        new("gateways with two texts that are no JSON", net => Gateways(net, ["rtb-1"], ["rtb-2"], "{", "}"), Compliant) { Of = "vpce-new" },

        new("gateways with a policy each on tables of their own", net => Gateways(net, ["rtb-1"], ["rtb-2"], "{}"), Compliant) { Of = "vpce-new" },

        new("gateways with one policy, where duplicates may be", net => Gateways(net, ["rtb-1"], ["rtb-2"]), Compliant)
        {
            Of = "vpce-new",
            With = [("allowDuplicates", "true")],
        },

        new("gateways with a policy each, where any is one too many", net => Gateways(net, ["rtb-1"], ["rtb-2"], "{}"), Compliant)
        {
            Of = "vpce-new",
            With = [("duplicatePolicy", "any")],
        },

        new("gateways on one table", net => Gateways(net, ["rtb-1", "rtb-2"], ["rtb-3", "rtb-2"], "{}"),
            NonCompliant, "vpce-old, which is older, leads to s3 in vpc-1 from rtb-2 too.") { Of = "vpce-new", With = [("allowDuplicates", "true")] },

        new("a gateway to another service", net => net.Gateway("s3", At(0), "vpce-old").Gateway("dynamodb", At(1), "vpce-new"), Compliant) { Of = "vpce-new" },

        new("a provider's service without names of its own", net => Newer(Older(net, Provided, Quiet), Provided, Quiet).Offers(Provided, service => service with { PrivateDnsNames = [] }),
            NotApplicable, $"{Provided} offers no private DNS names, so that each of its endpoints has its own use.") { Of = "vpce-new" },

        new("a provider's service with names", net => Newer(Older(net, Provided, Quiet), Provided, Quiet).Offers(Provided),
            NonCompliant, "vpce-old, which is older, leads to vpce-svc-1 in vpc-1 with the same policy, security groups and subnets.") { Of = "vpce-new" },

        new("a provider's service of which nobody knows whether it has names", net => Newer(Older(net, Provided, Quiet), Provided, Quiet),
            Undetermined, $"{Provided} is not among the recorded ServiceDetails.") { Of = "vpce-new" },

        new("a provider's service whose names are taken over", net => Newer(Older(net, Provided), Provided),
            NonCompliant, "vpce-old, which is older, leads to vpce-svc-1 in vpc-1 with private DNS too, which only one can have.") { Of = "vpce-new" },

        new("an endpoint of a provider's service alone, of which nothing is known", net => Older(net, Provided, Quiet), Compliant),

        new("endpoints of firewalls, of which each zone has its own",
            net => Newer(Older(net, Provided, Firewall), Provided, Firewall),
            NotApplicable, "The rule does not concern endpoints of type GatewayLoadBalancer.") { Of = "vpce-new" },

        new("an endpoint of a service network", net => Older(net, Provided, endpoint => endpoint with { Type = EndpointType.ServiceNetwork }),
            NotApplicable, "The rule does not concern endpoints of type ServiceNetwork."),
    ];

    private static NetworkBuilder Older(NetworkBuilder net, string service, Func<VpcEndpoint, VpcEndpoint>? change = null) =>
        net.Endpoint(service, At(0, change), "vpce-old");

    private static NetworkBuilder Newer(NetworkBuilder net, string service, Func<VpcEndpoint, VpcEndpoint>? change = null) =>
        net.Endpoint(service, At(1, change), "vpce-new");

    private static NetworkBuilder Gateways(NetworkBuilder net, string[] older, string[] newer, string? policy = null, string? olderPolicy = null) => net
        .Gateway("s3", At(0, endpoint => endpoint with { RouteTableIds = [.. older], PolicyDocument = olderPolicy }), "vpce-old")
        .Gateway("s3", At(1, endpoint => endpoint with { RouteTableIds = [.. newer], PolicyDocument = policy }), "vpce-new");

    private static Func<VpcEndpoint, VpcEndpoint> At(int day, Func<VpcEndpoint, VpcEndpoint>? change = null) => endpoint =>
    {
        endpoint = endpoint with { CreatedAt = Then.AddDays(day), SubnetIds = ["subnet-1", "subnet-2"] };
        return change is null ? endpoint : change(endpoint);
    };

    private static VpcEndpoint Quiet(VpcEndpoint endpoint) => endpoint with { PrivateDnsEnabled = false };

    private static VpcEndpoint Firewall(VpcEndpoint endpoint) => Quiet(endpoint) with { Type = EndpointType.GatewayLoadBalancer };
}
