using ConfigRules.Model;
using ConfigRules.Rules.Connections;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Connections;

public sealed class VpcEndpointInUseTests : RuleTests<VpcEndpointInUse, VpcEndpointInUseTests>, IRuleScenarios
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("bytes every day", net => Old(net, "sqs").With(Traffic("sqs", (1, 1_000), (2, 1_000))), Compliant),

        new("a byte twenty-nine days ago", net => Old(net, "sqs").With(Traffic("sqs", (29, 1))), Compliant),

        new("a byte on the day on which the thirty days begin", net => Old(net, "sqs").With(Traffic("sqs", (30.5, 1))), Compliant),

        new("a byte a day before the thirty days", net => Old(net, "sqs").With(Traffic("sqs", (31, 1))),
            NonCompliant, "Nothing has gone through the endpoint for 30 days."),

        new("no byte since it was made: CloudWatch has no day of it", net => Old(net, "sqs").With(Traffic("sqs")),
            NonCompliant, "Nothing has gone through the endpoint for 30 days."),

        new("days of which CloudWatch says zero", net => Old(net, "sqs").With(Traffic("sqs", (1, 0), (2, 0))),
            NonCompliant, "Nothing has gone through the endpoint for 30 days."),

        new("an endpoint to a Gateway Load Balancer", net => Old(net, "com.amazonaws.vpce.eu-west-1.vpce-svc-1", endpoint => endpoint with { Type = EndpointType.GatewayLoadBalancer }, "vpce-sqs").With(Traffic("sqs")),
            NonCompliant, "Nothing has gone through the endpoint for 30 days."),

        new("an endpoint of exactly thirty days", net => Aged(net, TimeSpan.FromDays(30)).With(Traffic("sqs")),
            NotApplicable, "The endpoint is no older than 30 days."),

        new("an endpoint of thirty days and a second", net => Aged(net, TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1)).With(Traffic("sqs")),
            NonCompliant, "Nothing has gone through the endpoint for 30 days."),

        new("another number of days", net => Aged(net, TimeSpan.FromDays(2)).With(Traffic("sqs", (3, 1))),
            NonCompliant, "Nothing has gone through the endpoint for a day.") { With = [("days", "1")] },

        new("the most days", net => Old(net, "sqs").With(Traffic("sqs", (89, 1))), Compliant) { With = [("days", "90")] },

        new("a bundle that a tag of the VPC names needs it",
            net => Old(net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:bundles"] = "sts" } }), "sts").With(Traffic("sts")),
            NotApplicable, "Nothing goes through the endpoint, and sts, which is used in vpc-1, needs it."),

        new("a bundle that a parameter names needs it", net => Old(net, "sts").With(Traffic("sts")),
            NotApplicable, "Nothing goes through the endpoint, and sts, which is used in vpc-1, needs it.") { With = [("bundles", "sts")] },

        new("a bundle of which another endpoint is used needs it",
            net => Old(Old(net, "ecr.api"), "ecr.dkr").With(Traffic("ecr.api")).With(Traffic("ecr.dkr", (1, 5_000))),
            NotApplicable, "Nothing goes through the endpoint, and ecr-pull, which is used in vpc-1, needs it.") { Of = "vpce-ecr.api" },

        new("a bundle of which another endpoint is used, that may serve something else alone",
            net => Old(Old(net, "ssm"), "ssmmessages").With(Traffic("ssm")).With(Traffic("ssmmessages", (1, 5_000))),
            Undetermined, "Nothing goes through the endpoint, and ssm needs it, unless ssmmessages serves ECS Exec alone.") { Of = "vpce-ssm" },

        new("a bundle that is asked for, of which another endpoint is used, that may serve something else alone",
            net => Old(Old(net, "ssm"), "ssmmessages").With(Traffic("ssm")).With(Traffic("ssmmessages", (1, 5_000))),
            NotApplicable, "Nothing goes through the endpoint, and ssm, which is used in vpc-1, needs it.") { Of = "vpce-ssm", With = [("bundles", "ssm")] },

        new("a bundle of which no endpoint is used", net => Old(Old(net, "ecr.api"), "ecr.dkr").With(Traffic("ecr.api")).With(Traffic("ecr.dkr")),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { Of = "vpce-ecr.api" },

        new("a bundle that is used, and needs something else", net => Old(net, "sqs").With(Traffic("sqs")),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { With = [("bundles", "sts")] },

        new("a service that a parameter asks for", net => Old(net, "sqs").With(Traffic("sqs")),
            NotApplicable, "Nothing goes through the endpoint, and vpc-1 is asked to have one to sqs.") { With = [("requiredServices", "ssm, sqs")] },
        new("a service that a tag of the VPC asks for, with its type", net => Old(net, "kms").With(Traffic("kms")).Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:required-services"] = "kms:interface" } }),
            NotApplicable, "Nothing goes through the endpoint, and vpc-1 is asked to have one to kms:interface."),
        new("a FIPS endpoint, where the plain service is asked for", net => Old(net, "kms-fips").With(Traffic("kms-fips")),
            NotApplicable, "Nothing goes through the endpoint, and vpc-1 is asked to have one to kms.") { With = [("requiredServices", "kms")] },
        new("a FIPS endpoint, which is not to be accepted", net => Old(net, "kms-fips").With(Traffic("kms-fips")),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { With = [("requiredServices", "kms"), ("acceptFips", "false")] },
        new("a plain endpoint, where the FIPS one is asked for", net => Old(net, "kms").With(Traffic("kms")),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { With = [("requiredServices", "kms-fips")] },

        new("a service that is asked for, and another endpoint to it that is used",
            net => Old(Old(net, "sqs").With(Traffic("sqs")), "sqs", id: "vpce-used").With(Used),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { Of = "vpce-sqs", With = [("requiredServices", "sqs")] },

        new("a service that is asked for, and another endpoint to it that is as idle",
            net => Old(Old(net, "sqs").With(Traffic("sqs")), "sqs", id: "vpce-sns").With(Traffic("sns")),
            NotApplicable, "Nothing goes through the endpoint, and vpc-1 is asked to have one to sqs.") { Of = "vpce-sqs", With = [("requiredServices", "sqs")] },

        new("a service that is asked for, and an endpoint of another type to it that is used",
            net => Old(net, "s3", id: "vpce-sqs").With(Traffic("sqs")).Gateway("s3", endpoint => endpoint with { RouteTableIds = ["rtb-1"] }),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { Of = "vpce-sqs", With = [("requiredServices", "s3")] },

        new("a service of which an interface endpoint is asked for, and a gateway endpoint to it",
            net => Old(net, "s3", id: "vpce-sqs").With(Traffic("sqs")).Gateway("s3", endpoint => endpoint with { RouteTableIds = ["rtb-1"] }),
            NotApplicable, "Nothing goes through the endpoint, and vpc-1 is asked to have one to s3:interface.") { Of = "vpce-sqs", With = [("requiredServices", "s3:interface")] },

        new("a service that is asked for, and an endpoint of another type to it that no table leads to",
            net => Old(net, "s3", id: "vpce-sqs").With(Traffic("sqs")).Gateway("s3"),
            NotApplicable, "Nothing goes through the endpoint, and vpc-1 is asked to have one to s3.") { Of = "vpce-sqs", With = [("requiredServices", "s3")] },

        new("a firewall's service that is asked for, whose endpoint in another zone is used", net => Old(
                Old(net, Firewall, endpoint => endpoint with { Type = EndpointType.GatewayLoadBalancer }, "vpce-sqs").With(Traffic("sqs")),
                Firewall, endpoint => endpoint with { Type = EndpointType.GatewayLoadBalancer }, "vpce-used").With(Used),
            NotApplicable, "Nothing goes through the endpoint, and vpc-1 is asked to have one to vpce-svc-1.") { Of = "vpce-sqs", With = [("requiredServices", "vpce-svc-1")] },

        new("a bundle that another endpoint to the service serves", net => Old(Old(net, "sts").With(Traffic("sts")), "sts", id: "vpce-used").With(Used),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { Of = "vpce-sts", With = [("bundles", "sts")] },

        new("a bundle that a gateway endpoint serves", net => Old(net, "s3").With(Traffic("s3")).Gateway("s3", endpoint => endpoint with { RouteTableIds = ["rtb-1"] }, "vpce-gw"),
            NonCompliant, "Nothing has gone through the endpoint for 30 days.") { Of = "vpce-s3", With = [("bundles", "ssm")] },

        new("a bundle that an S3 interface endpoint may serve, and no gateway endpoint", net => Old(net, "s3").With(Traffic("s3")),
            NotApplicable, "Nothing goes through the endpoint, and ssm, which is used in vpc-1, needs it.") { With = [("bundles", "ssm")] },

        new("a service of a region, and nobody knows of which one the network is", net => Old(net.Region(null), "sqs", endpoint => endpoint with { ServiceRegion = "eu-west-1" }).With(Traffic("sqs")),
            Undetermined, "The Region of this network has not been recorded."),

        new("a service of another region", net => Old(net, "sqs", endpoint => endpoint with { ServiceRegion = "us-east-1" }).With(Traffic("sqs")),
            NotApplicable, "CloudWatch has no metrics of endpoints to services of another region (us-east-1)."),

        new("a service whose name alone says another region", net => Old(net, "com.amazonaws.us-east-1.kms", id: "vpce-sqs").With(Traffic("sqs")),
            NotApplicable, "CloudWatch has no metrics of endpoints to services of another region (us-east-1)."),

        new("traffic to a service of a region, and nobody knows of which one the network is",
            net => Old(net.Region(null), "sqs", endpoint => endpoint with { ServiceRegion = "eu-west-1" }).With(Traffic("sqs", (1, 1))), Compliant),

        new("a service of the own region, which the record names", net => Old(net, "sqs", endpoint => endpoint with { ServiceRegion = "eu-west-1" }).With(Traffic("sqs", (1, 1))), Compliant),

        new("a gateway endpoint, which is not billed", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("traffic of another endpoint alone", net => Old(net, "sqs").With(Traffic("sns", (1, 1))),
            Undetermined, "The traffic of vpce-sqs has not been recorded."),

        new("traffic not recorded", net => Old(net, "sqs").Without(FactKind.MetricDataResults),
            Undetermined, "MetricDataResults have not been recorded."),

        new("a part of the traffic, and nothing in it", net => Old(net, "sqs").With(facts => facts.Traffic.Add(new("vpce-sqs"))),
            Undetermined, "CloudWatch has told only a part of the traffic of vpce-sqs."),

        new("a part of the traffic, and something in it", net => Old(net, "sqs").With(facts => facts.Traffic.Add(new("vpce-sqs") { ByDay = [new(Now.AddDays(-1), 1)] })), Compliant),

        new("made nobody knows when", net => Old(net, "sqs", endpoint => endpoint with { CreatedAt = null }).With(Traffic("sqs")),
            Undetermined, "When the endpoint was made has not been recorded."),

        new("recorded nobody knows when", net => Old(net, "sqs").With(Traffic("sqs")).With(facts => facts.RecordedAt = null),
            Undetermined, "When this network was recorded is not known, nor how old the endpoint is."),
    ];

    private const string Firewall = "com.amazonaws.vpce.eu-west-1.vpce-svc-1";

    private static void Used(NetworkFacts facts) => Traffic("used", (1, 5_000))(facts);

    private static NetworkBuilder Old(NetworkBuilder net, string service, Func<VpcEndpoint, VpcEndpoint>? change = null, string? id = null) =>
        net.With(facts => facts.RecordedAt = Now).Endpoint(service, endpoint =>
        {
            endpoint = endpoint with { CreatedAt = Now.AddYears(-1) };
            return change is null ? endpoint : change(endpoint);
        }, id);

    private static NetworkBuilder Aged(NetworkBuilder net, TimeSpan age) => Old(net, "sqs", endpoint => endpoint with { CreatedAt = Now - age });

    /// <summary>Bytes of days that began so many days ago.</summary>
    private static Action<NetworkFacts> Traffic(string service, params (double DaysAgo, double Bytes)[] days) => facts => facts.Traffic.Add(new($"vpce-{service}")
    {
        ByDay = [.. days.Select(day => new DayOfTraffic(Now.AddDays(-day.DaysAgo), day.Bytes))],
        IsWhole = true,
    });
}
