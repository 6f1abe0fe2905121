using ConfigRules.Model;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Dns;

public sealed class VpcEndpointPrivateDnsEnabledTests
    : RuleTests<VpcEndpointPrivateDnsEnabled, VpcEndpointPrivateDnsEnabledTests>, IRuleScenarios
{
    private const string Provided = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123";
    private const string ApiName = "ecr.api.eu-west-1.amazonaws.com";
    private const string EcrApi = $"Private DNS is off, so in vpc-1 {ApiName} still resolves to public addresses, unless a hosted zone answers.";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("private DNS on", net => net.Offers("ecr.api").Endpoint("ecr.api"), Compliant),

        new("private DNS off", net => net.Offers("ecr.api").Endpoint("ecr.api", Off), NonCompliant, EcrApi),

        new("private DNS off, names with a wildcard",
            net => net.Offers("ecr.dkr", s => s with { PrivateDnsNames = ["dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com"] })
                .Endpoint("ecr.dkr", Off),
            NonCompliant, "Private DNS is off, so in vpc-1 dkr.ecr.eu-west-1.amazonaws.com and *.dkr.ecr.eu-west-1.amazonaws.com still resolve to public addresses, unless a hosted zone answers."),

        new("DynamoDB, which offers no private DNS", net => net.Offers("dynamodb", NoNames).Endpoint("dynamodb", Off),
            NotApplicable, "com.amazonaws.eu-west-1.dynamodb offers no private DNS names."),

        new("a provider that has not verified its name",
            net => net.Offers(Provided, s => s with { PrivateDnsNames = ["api.example.com"], PrivateDnsState = DnsNameState.PendingVerification })
                .Endpoint(Provided, Off, id: "vpce-1"),
            NotApplicable, "The provider has not proved that api.example.com is its own."),

        new("a provider that has verified its name",
            net => net.Offers(Provided, s => s with { PrivateDnsNames = ["api.example.com"], PrivateDnsState = DnsNameState.Verified })
                .Endpoint(Provided, Off, id: "vpce-1"),
            NonCompliant, "Private DNS is off, so in vpc-1 api.example.com still resolves to public addresses, unless a hosted zone answers."),

        new("a provider of whose name it is told in a new word whether it is verified",
            net => net.Offers(Provided, s => s with { PrivateDnsNames = ["api.example.com"], PrivateDnsState = DnsNameState.Unknown })
                .Endpoint(Provided, Off, id: "vpce-1"),
            Undetermined, "Whether the provider has proved that api.example.com is its own is told in a word that this version does not know."),

        new("longer names than a reason holds",
            net => net.Offers("notebook", s => s with
            {
                PrivateDnsNames =
                [
                    .. ((string[])["notebook", "studio", "canvas", "jobs"]).Select(name => $"{name}.of-a-provider-whose-domain-has-a-name-of-ninety-characters-and-then-some-more.example.com"),
                ],
            }).Endpoint("notebook", Off),
            NonCompliant, "Private DNS is off, so in vpc-1 notebook.of-a-provider-whose-domain-has-a-name-of-ninety-characters-and-then-some-more.example.com and 3 more still resolve to public addresses, unless a hosted zone answers."),

        new("a sibling that owns the names",
            net => net.Offers("ecr.api").Endpoint("ecr.api", Off, id: "vpce-1").Endpoint("ecr.api", id: "vpce-2"),
            NotApplicable, "vpce-2 already answers for ecr.api in vpc-1.") { Of = "vpce-1" },

        new("a sibling that owns the names, and answers inbound Resolver endpoints alone",
            net => net.Offers("s3").Endpoint("s3", Off, id: "vpce-1").Endpoint("s3", InboundOnly, id: "vpce-2"),
            NotApplicable, "vpce-2 has the names of s3 in vpc-1.") { Of = "vpce-1" },

        new("a sibling that is still pending owns nothing",
            net => net.Offers("ecr.api").Endpoint("ecr.api", Off, id: "vpce-1")
                .Endpoint("ecr.api", e => e with { State = EndpointState.Pending }, id: "vpce-2"),
            NonCompliant, EcrApi) { Of = "vpce-1" },

        new("an endpoint to the same service of another region is no sibling: it has other names",
            net => net.Offers("ecr.api").Endpoint("ecr.api", Off, id: "vpce-1").Endpoint("com.amazonaws.us-east-1.ecr.api", id: "vpce-2"),
            NonCompliant, EcrApi) { Of = "vpce-1" },

        new("an endpoint to a service of another region has names of its own",
            net => net.Offers("com.amazonaws.us-east-1.ecr.api", s => s with { PrivateDnsNames = ["api.ecr.us-east-1.amazonaws.com"] })
                .Endpoint("ecr.api", id: "vpce-1").Endpoint("com.amazonaws.us-east-1.ecr.api", Off, id: "vpce-2"),
            NonCompliant, "Private DNS is off, so in vpc-1 api.ecr.us-east-1.amazonaws.com still resolves to public addresses, unless a hosted zone answers.") { Of = "vpce-2" },

        new("a FIPS endpoint is no sibling: it is another service with other names",
            net => net.Offers("kms").Offers("kms-fips").Endpoint("kms", Off, id: "vpce-1").Endpoint("kms-fips", id: "vpce-2"),
            NonCompliant, "Private DNS is off, so in vpc-1 kms.eu-west-1.amazonaws.com still resolves to public addresses, unless a hosted zone answers.") { Of = "vpce-1" },

        new("S3 beside a gateway endpoint", net => net.Offers("s3").Gateway("s3", id: "vpce-gw").Endpoint("s3", Off, id: "vpce-if"),
            Compliant) { Of = "vpce-if" },

        new("S3 beside a gateway endpoint, private DNS required",
            net => net.Offers("s3").Gateway("s3", id: "vpce-gw").Endpoint("s3", Off, id: "vpce-if"),
            NonCompliant, "Private DNS is off, so in vpc-1 s3.eu-west-1.amazonaws.com still resolves to public addresses, unless a hosted zone answers.")
        {
            Of = "vpce-if",
            With = [("s3PrivateDns", "required")],
        },

        new("S3 of another region, which no gateway endpoint serves",
            net => net.Offers("com.amazonaws.us-east-1.s3", s => s with { PrivateDnsNames = ["s3.us-east-1.amazonaws.com"] })
                .Gateway("s3", id: "vpce-gw").Endpoint("com.amazonaws.us-east-1.s3", Off, id: "vpce-if"),
            NonCompliant, "Private DNS is off, so in vpc-1 s3.us-east-1.amazonaws.com still resolves to public addresses, unless a hosted zone answers.") { Of = "vpce-if" },

        new("S3 whose private DNS answers inbound Resolver endpoints alone, with a gateway endpoint",
            net => net.Offers("s3").Gateway("s3", id: "vpce-gw").Endpoint("s3", InboundOnly, id: "vpce-if"), Compliant) { Of = "vpce-if" },

        new("S3 whose private DNS answers inbound Resolver endpoints alone, without a gateway endpoint",
            net => net.Offers("s3").Endpoint("s3", InboundOnly),
            NonCompliant, "Private DNS answers inbound Resolver endpoints alone, and no S3 gateway endpoint in vpc-1 takes the requests from inside."),

        new("S3 without a gateway endpoint", net => net.Offers("s3").Endpoint("s3", Off),
            NonCompliant, "Private DNS is off, so in vpc-1 s3.eu-west-1.amazonaws.com still resolves to public addresses, unless a hosted zone answers."),

        new("a hub's endpoint, for which a hosted zone answers", net => Hub(net).Zone(ApiName, [$"{ApiName} A alias {Hubs.OwnName("ecr.api")}"]),
            NotApplicable, "A hosted zone of its own answers for it, as its tag says.") { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, of which a hosted zone has the addresses", net => Addressed(net).Zone(ApiName, [$"{ApiName} A 10.0.2.10"]),
            NotApplicable, "A hosted zone of its own answers for it, as its tag says.") { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, and a hosted zone that has addresses of others too", net => Addressed(net).Zone(ApiName, [$"{ApiName} A 10.0.2.10 10.0.2.11"]),
            NonCompliant, EcrApi) { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, and a hosted zone with addresses, of which nobody recorded whose they are",
            net => Hub(net).Zone(ApiName, [$"{ApiName} A 10.0.2.10"], "Z1").Without(FactKind.NetworkInterfaces),
            Undetermined, "Whether Z1 leads to it, as its tag says, has not been recorded.") { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, and a hosted zone with addresses of other names, of which nobody recorded whose they are",
            net => Hub(net).Zone("eu-west-1.amazonaws.com", ["x.eu-west-1.amazonaws.com A 10.0.2.10"], "Z1").Without(FactKind.NetworkInterfaces),
            NonCompliant, EcrApi) { With = [("customHostedZoneTag", "hub=yes")] },

        new("an endpoint without the tag, of which a hosted zone has the addresses", net => Addressed(net).Zone(ApiName, [$"{ApiName} A 10.0.2.10"]),
            NonCompliant, EcrApi) { With = [("customHostedZoneTag", "hub=no")] },

        new("a hub's endpoint, to which a hosted zone leads by names of one's own alone", net => Hub(net).Zone("corp.example", [$"registry.corp.example CNAME {Hubs.OwnName("ecr.api")}"]),
            NonCompliant, EcrApi) { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint for ecr.dkr, of which a hosted zone has the addresses, for images too", net => net.OffersEcr().Interface("eni-hub", "subnet-2", "vpc_endpoint", address: "10.0.2.10")
                .Endpoint("ecr.dkr", e => RegistryHub(e) with { NetworkInterfaceIds = ["eni-hub"] })
                .Zone("dkr.ecr.eu-west-1.amazonaws.com", ["dkr.ecr.eu-west-1.amazonaws.com A 10.0.2.10", "*.dkr.ecr.eu-west-1.amazonaws.com A 10.0.2.10"]),
            NotApplicable, "A hosted zone of its own answers for it, as its tag says.") { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, to which no hosted zone leads", net => Hub(net),
            NonCompliant, EcrApi) { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, and a hosted zone that leads to another one", net => Hub(net).Zone(ApiName, [$"{ApiName} A alias {Hubs.OwnName("ecr.dkr")}"]),
            NonCompliant, EcrApi) { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, and a hosted zone of another account's, whose records may not be read", net => Hub(net).Zone(ApiName, null, "Z1"),
            Undetermined, "Whether Z1 leads to it, as its tag says, has not been recorded.") { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, and a hosted zone of other names, whose records may not be read", net => Hub(net).Zone("corp.example", null, "Z1"),
            NonCompliant, EcrApi) { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint, and hosted zones that nobody recorded", net => Hub(net).Without(FactKind.HostedZones),
            Undetermined, "HostedZones have not been recorded.") { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint for ecr.dkr, for which a hosted zone has the wildcard", net => net.OffersEcr().Endpoint("ecr.dkr", RegistryHub)
            .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com"),
            NotApplicable, "A hosted zone of its own answers for it, as its tag says.") { With = [("customHostedZoneTag", "hub=yes")] },

        new("a hub's endpoint for ecr.dkr, for which a hosted zone lacks the wildcard", net => net.OffersEcr().Endpoint("ecr.dkr", RegistryHub)
                .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "dkr.ecr.eu-west-1.amazonaws.com"),
            NonCompliant, "Private DNS is off, so in vpc-1 dkr.ecr.eu-west-1.amazonaws.com and *.dkr.ecr.eu-west-1.amazonaws.com still resolve to public addresses, unless a hosted zone answers.")
        {
            With = [("customHostedZoneTag", "hub=yes")],
        },

        new("a hub's endpoint for ecr.dkr, to which no hosted zone leads, is judged all the same", net => net.Offers("ecr.dkr").Endpoint("ecr.dkr", Hub),
            NonCompliant, "Private DNS is off, so in vpc-1 ecr.dkr.eu-west-1.amazonaws.com still resolves to public addresses, unless a hosted zone answers.")
        {
            With = [("customHostedZoneTag", "hub=yes")],
        },

        new("a service that is not visible any more, but whose names are taken over", net => net.Endpoint("ecr.api"), Compliant),

        new("an endpoint to a resource", net => net.Endpoint("ecr.api", e => e with { Type = EndpointType.Resource }),
            NotApplicable, "The rule does not concern endpoints of type Resource."),

        new("a tunnel", net => net.Endpoint("ecr.api", e => e with { Type = EndpointType.Tunnel }),
            NotApplicable, "The rule does not concern endpoints of type Tunnel."),

        new("a gateway endpoint", net => net.Offers("s3").Gateway("s3"),
            NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("an endpoint still being made", net => net.Offers("ecr.api").Endpoint("ecr.api", e => Off(e) with { State = EndpointState.Pending }),
            NotApplicable, "The endpoint is still being made."),

        new("an endpoint that was not accepted yet",
            net => net.Offers("ecr.api").Endpoint("ecr.api", e => Off(e) with { State = EndpointState.PendingAcceptance }),
            NotApplicable, "The provider has not accepted the endpoint yet."),

        new("an endpoint whose recorded status is OK but whose state is deleting",
            net => net.Offers("ecr.api").Endpoint("ecr.api", e => Off(e) with { State = EndpointState.Deleting }),
            NotApplicable, "The endpoint is deleting and carries no traffic."),

        new("an endpoint that an AWS service manages",
            net => net.Offers("ecr.api").Endpoint("ecr.api", e => Off(e) with { RequesterManaged = true }),
            NotApplicable, "An AWS service made the endpoint and manages it."),

        new("an endpoint that an AWS service manages, to be judged all the same",
            net => net.Offers("ecr.api").Endpoint("ecr.api", e => Off(e) with { RequesterManaged = true }),
            NonCompliant, EcrApi) { With = [("includeRequesterManaged", "true")] },

        new("an endpoint of a shared VPC", net => net.Offers("ecr.api").Vpc(v => v with { OwnerId = "222222222222" }).Endpoint("ecr.api", Off),
            NotApplicable, "vpc-1 belongs to account 222222222222 and is only shared with this one."),

        new("a type of endpoint from a later day", net => net.Offers("ecr.api").Endpoint("ecr.api", e => e with { Type = EndpointType.Unknown }),
            Undetermined, "Its type is none that this version knows."),

        new("a state from a later day", net => net.Offers("ecr.api").Endpoint("ecr.api", e => e with { State = EndpointState.Unknown }),
            Undetermined, "Its state is none that this version knows."),

        new("a service that is not visible any more", net => net.Endpoint("ecr.api", Off),
            Undetermined, "com.amazonaws.eu-west-1.ecr.api is not among the recorded ServiceDetails."),
    ];

    private static VpcEndpoint Off(VpcEndpoint endpoint) => endpoint with { PrivateDnsEnabled = false };

    private static VpcEndpoint InboundOnly(VpcEndpoint endpoint) => endpoint with { PrivateDnsOnlyForInboundResolver = true };

    private static NetworkBuilder Hub(NetworkBuilder net) =>
        net.Offers("ecr.api").Endpoint("ecr.api", endpoint => Hub(endpoint) with { DnsNames = [Hubs.OwnName("ecr.api")] });

    private static NetworkBuilder Addressed(NetworkBuilder net) => net.Offers("ecr.api").Interface("eni-hub", "subnet-2", "vpc_endpoint", address: "10.0.2.10")
        .Endpoint("ecr.api", endpoint => Hub(endpoint) with { NetworkInterfaceIds = ["eni-hub"] });

    private static VpcEndpoint RegistryHub(VpcEndpoint endpoint) => Hub(endpoint) with { DnsNames = [Hubs.OwnName("ecr.dkr")] };

    private static VpcEndpoint Hub(VpcEndpoint endpoint) =>
        Off(endpoint) with { Tags = new Dictionary<string, string> { ["hub"] = "yes" } };

    private static ServiceDetail NoNames(ServiceDetail service) => service with { PrivateDnsNames = [] };
}
