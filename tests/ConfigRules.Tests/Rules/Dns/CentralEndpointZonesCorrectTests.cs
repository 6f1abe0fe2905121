using ConfigRules.Model;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Dns;

public sealed class CentralEndpointZonesCorrectTests
    : RuleTests<CentralEndpointZonesCorrect, CentralEndpointZonesCorrectTests>, IRuleScenarios
{
    private const string Dkr = "dkr.ecr.eu-west-1.amazonaws.com";
    private const string Kms = "kms.eu-west-1.amazonaws.com";

    private static readonly (string, string)[] Hub = [("centralVpcIds", "vpc-hub")];
    private static readonly (string, string)[] Spokes = [("spokeVpcIds", "vpc-1,vpc-2")];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a zone for the only name", net => WithKms(net).Answered("kms", Kms, Kms), Compliant),

        new("a zone for the name and the wildcard", net => WithDkr(net).Answered("ecr.dkr", Dkr, Dkr, $"*.{Dkr}"), Compliant) { With = Hub },

        new("the zone lacks the wildcard *.dkr.ecr", net => WithDkr(net).Answered("ecr.dkr", Dkr, Dkr),
            NonCompliant, "Z-dkr.ecr.eu-west-1.amazonaws.com has no *.dkr.ecr.eu-west-1.amazonaws.com."),

        new("the zone lacks a record of its own name", net => WithDkr(net).Answered("ecr.dkr", Dkr, $"*.{Dkr}"),
            NonCompliant, "Z-dkr.ecr.eu-west-1.amazonaws.com has no record of its own name, dkr.ecr.eu-west-1.amazonaws.com."),

        new("no zone for one of two names", net => net.Hub().OffersEcr().InHub("ecr.api").Answered("ecr.api", "api.ecr.eu-west-1.amazonaws.com", "api.ecr.eu-west-1.amazonaws.com"),
            NonCompliant, "No hosted zone answers for ecr.eu-west-1.api.aws."),

        new("a zone named after the service, and not after its name", net => net.Hub().OffersEcr().InHub("ecr.api").Answered("ecr.api", "ecr.api.eu-west-1.amazonaws.com", "ecr.api.eu-west-1.amazonaws.com"),
            NonCompliant, "No hosted zone answers for api.ecr.eu-west-1.amazonaws.com and ecr.eu-west-1.api.aws."),

        new("no zone at all, in a hub", net => WithKms(net), NonCompliant, "No hosted zone answers for kms.eu-west-1.amazonaws.com.") { With = Hub },

        new("no zone at all, in a VPC that nobody calls a hub", net => WithKms(net), NotApplicable, "No hosted zone leads to it, and no parameter calls vpc-hub a hub."),

        new("a zone of the domain above, with the name", net => WithKms(net).Answered("kms", "eu-west-1.amazonaws.com", Kms), Compliant),

        new("a zone of the domain above, with the name, and an empty one of the name itself", net => WithKms(net).Answered("kms", "eu-west-1.amazonaws.com", Kms).Zone(Kms, []),
            NonCompliant, "Z-kms.eu-west-1.amazonaws.com has no record of its own name, kms.eu-west-1.amazonaws.com."),

        new("a zone of the domain above, with the name, and one of the name itself in another VPC, which leads elsewhere",
            net => WithKms(net).OtherVpc("vpc-8").Answered("kms", "eu-west-1.amazonaws.com", Kms).Zone(Kms, [$"{Kms} A 10.8.0.1"], vpc: "vpc-8"), Compliant),

        new("a zone of the domain above, with the name, and one of the name itself that a profile brings, which leads elsewhere",
            net => WithKms(net).Answered("kms", "eu-west-1.amazonaws.com", Kms).Zone(Kms, [$"{Kms} A 10.8.0.1"], "Z1", vpc: "vpc-9").Profile("rp-1", ["arn:aws:route53:::hostedzone/Z1"]),
            NonCompliant, "Z1 leads kms.eu-west-1.amazonaws.com to 10.8.0.1, which is no address of its interfaces."),

        new("two zones of the name, for different VPCs, of which one leads elsewhere",
            net => WithKms(net).Zone(Kms, [$"{Kms} A 10.8.0.1"], "Z1", "vpc-8").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z2"), Compliant),

        new("the zone leads to an endpoint that is gone", net => WithKms(net).Zone(Kms, [$"{Kms} A alias vpce-old-x.kms.eu-west-1.vpce.amazonaws.com"], "Z1"),
            NonCompliant, "Z1 leads kms.eu-west-1.amazonaws.com to vpce-old-x.kms.eu-west-1.vpce.amazonaws.com, which is no endpoint's name.") { With = Hub },

        new("the zone's wildcard leads to an endpoint that is gone",
            net => WithDkr(net).Zone(Dkr, [$"{Dkr} A alias {Hubs.OwnName("ecr.dkr")}", $"*.{Dkr} A alias vpce-old-x.dkr.ecr.eu-west-1.vpce.amazonaws.com"], "Z1"),
            NonCompliant, "Z1 leads *.dkr.ecr.eu-west-1.amazonaws.com to vpce-old-x.dkr.ecr.eu-west-1.vpce.amazonaws.com, which is no endpoint's name."),

        new("the zone leads to another endpoint", net => WithKms(net).InHub("sts").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("sts")}"], "Z1"),
            NonCompliant, "Z1 leads kms.eu-west-1.amazonaws.com to vpce-hub-sts.") { With = Hub, Of = "vpce-hub-kms" },

        new("an alias of the endpoint's name in one zone of availability", net => net.Hub().Offers("kms")
            .InHub("kms", e => e with { DnsNames = [.. e.DnsNames, "vpce-hub-kms-x-eu-west-1a.kms.eu-west-1.vpce.amazonaws.com"] })
            .Zone(Kms, [$"{Kms} A alias vpce-hub-kms-x-eu-west-1a.kms.eu-west-1.vpce.amazonaws.com"]), Compliant),

        new("an alias of a wildcard name, as endpoints to S3 have", net => net.Hub()
            .Offers("s3", service => service with { PrivateDnsNames = ["s3.eu-west-1.amazonaws.com", "*.s3.eu-west-1.amazonaws.com"] })
            .InHub("s3", e => e with { DnsNames = ["*.vpce-hub-s3-x.s3.eu-west-1.vpce.amazonaws.com"] })
            .Zone("s3.eu-west-1.amazonaws.com",
                ["s3.eu-west-1.amazonaws.com A alias *.vpce-hub-s3-x.s3.eu-west-1.vpce.amazonaws.com", "*.s3.eu-west-1.amazonaws.com A alias *.vpce-hub-s3-x.s3.eu-west-1.vpce.amazonaws.com"]), Compliant),

        new("a CNAME record", net => WithDkr(net).Zone("eu-west-1.amazonaws.com", [$"{Dkr} CNAME {Hubs.OwnName("ecr.dkr")}", $"*.{Dkr} CNAME {Hubs.OwnName("ecr.dkr")}"]), Compliant),

        new("a wildcard that stands for the zone's own name, as CNAME", net => WithDkr(net).Zone(Dkr, [$"{Dkr} A alias {Hubs.OwnName("ecr.dkr")}", $"*.{Dkr} CNAME {Dkr}"]), Compliant) { With = Hub },

        new("a wildcard that stands for the zone's own name, as alias", net => WithDkr(net).Zone(Dkr, [$"{Dkr} A alias {Hubs.OwnName("ecr.dkr")}", $"*.{Dkr} A alias {Dkr}"]), Compliant) { With = Hub },

        new("a wildcard that stands for a name of the zone that leads elsewhere",
            net => WithDkr(net).Zone(Dkr, [$"{Dkr} A alias {Hubs.OwnName("ecr.dkr")}", $"*.{Dkr} CNAME x.{Dkr}", $"x.{Dkr} A 10.8.0.1"], "Z1"),
            NonCompliant, $"Z1 leads *.{Dkr} to x.{Dkr}, which is no endpoint's name."),

        new("a name that stands for one in a zone of one's own domain, which leads to the endpoint", net => WithKms(net).Zone(Kms, [$"{Kms} CNAME kms.corp.example"], "Z1")
            .Zone("corp.example", [$"kms.corp.example A alias {Hubs.OwnName("kms")}"], "Z2"), Compliant) { With = Hub },

        new("a name that stands for one in a zone that other VPCs have", net => WithKms(net).Zone(Kms, [$"{Kms} CNAME kms.corp.example"], "Z1")
                .Zone("corp.example", [$"kms.corp.example A alias {Hubs.OwnName("kms")}"], "Z2", "vpc-8"),
            NonCompliant, $"Z1 leads {Kms} to kms.corp.example, which is no endpoint's name.") { With = Hub },

        new("a name that stands for one in a zone whose records may not be read", net => WithKms(net).Zone(Kms, [$"{Kms} CNAME kms.corp.example"], "Z1").Zone("corp.example", id: "Z2"),
            Undetermined, $"Whose addresses Z1 has for {Kms} has not been recorded.") { With = Hub },

        new("names that stand for each other without end", net => WithKms(net).Zone(Kms, [$"{Kms} A alias x.{Kms}", $"x.{Kms} A alias {Kms}"], "Z1"),
            NonCompliant, $"Z1 leads {Kms} to x.{Kms}, which is no endpoint's name.") { With = Hub },

        new("an alias for IPv6 alone of an endpoint that has IPv4 alone", net => WithKms(net).Zone(Kms, [$"{Kms} AAAA alias {Hubs.OwnName("kms")}"], "Z1"),
            NonCompliant, $"Z1 leads {Kms} to IPv6 addresses of the endpoint, which has none."),

        new("aliases for both families of an endpoint that has IPv4 alone", net => WithKms(net).Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}", $"{Kms} AAAA alias {Hubs.OwnName("kms")}"]), Compliant),

        new("an alias for IPv6 alone of an endpoint that has both", net => net.Hub().Offers("kms").InHub("kms", e => e with { IpAddressType = "dualstack" })
            .Zone(Kms, [$"{Kms} AAAA alias {Hubs.OwnName("kms")}"]), Compliant),

        new("the addresses of the endpoint's interfaces", net => Addressed(net).Zone(Kms, [$"{Kms} A 10.9.1.5"], "Z1"), Compliant) { With = Hub },

        new("the addresses of the endpoint's interfaces, of a VPC that nobody calls a hub", net => Addressed(net).Zone(Kms, [$"{Kms} A 10.9.1.5"], "Z1"), Compliant),

        new("the addresses of the endpoint's interfaces, and another VPC's zone of the name before that",
            net => Addressed(net).Zone(Kms, [$"{Kms} A 10.8.0.1"], "Z1", "vpc-8").Zone(Kms, [$"{Kms} A 10.9.1.5"], "Z2"), Compliant) { With = Hub },

        new("the address of another VPC's endpoint, which has the same blocks, in that VPC's zone",
            net => Addressed(net).OtherVpc("vpc-8", "10.9.0.0/16").Zone(Kms, [$"{Kms} A 10.9.1.5"], "Z1", "vpc-8"),
            NotApplicable, "No hosted zone leads to it, and no parameter calls vpc-hub a hub."),

        new("an address that the endpoint no longer has", net => Addressed(net).Zone(Kms, [$"{Kms} A 10.9.1.6"], "Z1"),
            NonCompliant, "Z1 leads kms.eu-west-1.amazonaws.com to 10.9.1.6, which is no address of its interfaces.") { With = Hub },

        new("addresses of which the endpoint has one", net => Addressed(net).Zone(Kms, [$"{Kms} A 10.9.1.5 10.9.1.6"], "Z1"),
            NonCompliant, "Z1 leads kms.eu-west-1.amazonaws.com to 10.9.1.5 and 10.9.1.6, which are not all addresses of its interfaces.") { With = Hub },

        new("addresses, where interfaces were not recorded", net => WithKms(net).Zone(Kms, [$"{Kms} A 10.9.1.5"], "Z1").Without(FactKind.NetworkInterfaces),
            Undetermined, "Whose addresses Z1 has for kms.eu-west-1.amazonaws.com has not been recorded.") { With = Hub },

        new("a zone whose records may not be read", net => WithKms(net).Zone(Kms, id: "Z1"),
            Undetermined, "What Z1 answers for kms.eu-west-1.amazonaws.com has not been recorded.") { With = Hub },

        new("a zone whose records may not be read, in a VPC that nobody calls a hub", net => WithKms(net).Zone(Kms, id: "Z1"),
            Undetermined, "Whether Z1 leads to it has not been recorded."),

        new("a zone whose records may not be read, beside private DNS", net => net.Hub().Offers("kms").InHub("kms", e => e with { PrivateDnsEnabled = true }).Zone(Kms, id: "Z1"),
            NotApplicable, "No hosted zone leads to it, and no parameter calls vpc-hub a hub."),

        new("names in capital letters", net => net.Hub().Offers("kms", service => service with { PrivateDnsNames = ["KMS.eu-west-1.amazonaws.com."] }).InHub("kms").Answered("kms", Kms, Kms), Compliant),

        // Spokes.
        new("associated with every spoke", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1", change: In("vpc-1", "vpc-2")), Compliant) { With = Spokes },

        new("associated with one spoke of two", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1"),
            NonCompliant, "Z1 is not associated with vpc-2.") { With = Spokes },

        new("a zone for each spoke", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1")
            .Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z2", "vpc-2"), Compliant) { With = Spokes },

        new("two zones, and a spoke with neither", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1")
                .Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z2", "vpc-8"),
            NonCompliant, "None of Z1 and Z2 is associated with vpc-2.") { With = Spokes },

        new("a zone for each spoke, of which one lacks the wildcard", net => WithDkr(net).OtherVpc("vpc-2").Zone(Dkr, [$"{Dkr} A alias {Hubs.OwnName("ecr.dkr")}"], "Z1")
                .Zone(Dkr, [$"{Dkr} A alias {Hubs.OwnName("ecr.dkr")}", $"*.{Dkr} A alias {Hubs.OwnName("ecr.dkr")}"], "Z2", "vpc-2"),
            NonCompliant, "Z1 has no *.dkr.ecr.eu-west-1.amazonaws.com.") { With = Spokes },

        new("a profile brings the zone to the other", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1")
            .Profile("rp-1", ["arn:aws:route53:::hostedzone/Z1"], "vpc-2"), Compliant) { With = Spokes },

        new("profiles were not recorded", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1").Without(FactKind.ProfileAssociations),
            Undetermined, "Whether Z1 is associated with vpc-2 has not been recorded.") { With = Spokes },

        new("a profile whose resources were not recorded", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1")
                .Profile("rp-1", [], "vpc-2").Without(FactKind.ProfileResourceAssociations),
            Undetermined, "Whether Z1 is associated with vpc-2 has not been recorded.") { With = Spokes },

        new("no profile in the spoke, where the resources of profiles were not recorded",
            net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1").Without(FactKind.ProfileResourceAssociations),
            NonCompliant, "Z1 is not associated with vpc-2.") { With = Spokes },

        new("a spoke that another account shares", net => WithKms(net).OtherVpc("vpc-2").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1")
                .With(facts => facts.Vpcs[^1] = facts.Vpcs[^1] with { OwnerId = "999999999999" }),
            Undetermined, "Whether Z1 is associated with vpc-2 has not been recorded.") { With = Spokes },

        new("a spoke whose DNS attributes are off", net => WithKms(net).Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1", change: In("vpc-1", "vpc-2")).Dns(hostnames: false),
            NonCompliant, "The attribute enableDnsHostnames of vpc-1 is off, so that no hosted zone answers there.") { With = Spokes },

        new("the hub's DNS attributes are off, which is no spoke of its own",
            net => WithKms(net).Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1").With(facts => facts.Vpcs[^1] = facts.Vpcs[^1] with { Dns = new(true, false) }),
            Compliant) { With = [("spokeVpcIds", "vpc-1,vpc-hub")] },

        new("a spoke whose DNS attributes nobody recorded", net => WithKms(net).Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1", change: In("vpc-1", "vpc-2")).Vpc(vpc => vpc with { Dns = null }),
            Undetermined, "The DNS attributes of vpc-1 have not been recorded.") { With = Spokes },

        new("a spoke of another account", net => WithKms(net).Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1"),
            Undetermined, "Whether Z1 is associated with vpc-2 has not been recorded.") { With = Spokes },

        new("a spoke of another account, of which the zone tells", net => WithKms(net).Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1", change: In("vpc-1", "vpc-2")), Compliant) { With = Spokes },

        new("spokes by tag", net => WithKms(net).Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["tier"] = "spoke" } })
                .Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1", "vpc-8"),
            NonCompliant, "Z1 is not associated with vpc-1.") { With = [("spokeVpcTag", "tier=spoke")] },

        new("the hub is no spoke of its own", net => WithKms(net).Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("kms")}"], "Z1"), Compliant) { With = [("spokeVpcIds", "vpc-1,vpc-hub")] },

        new("a name that is missing, and a spoke", net => WithDkr(net).OtherVpc("vpc-2").Zone(Dkr, [$"{Dkr} A alias {Hubs.OwnName("ecr.dkr")}"], "Z1"),
            NonCompliant, "Z1 has no *.dkr.ecr.eu-west-1.amazonaws.com; Z1 is not associated with vpc-2.") { With = Spokes },

        // Both ways at once.
        new("private DNS is on too", net => net.Hub().Offers("kms").InHub("kms", e => e with { PrivateDnsEnabled = true }).Answered("kms", Kms, Kms),
            NonCompliant, "Its private DNS is on beside Z-kms.eu-west-1.amazonaws.com."),

        new("private DNS alone, for who forwards queries to the hub", net => net.Hub().Offers("kms").InHub("kms", e => e with { PrivateDnsEnabled = true }),
            NotApplicable, "Its private DNS answers in vpc-hub, and no hosted zone leads to it.") { With = Hub },

        new("a profile brings the endpoint itself to other VPCs", net => WithKms(net).Profile("rp-1", ["arn:aws:ec2:eu-west-1:111111111111:vpc-endpoint/vpce-hub-kms"]),
            Undetermined, "Which names lead to it where rp-1 brings it is not known.") { With = Hub },

        // Whom it does not concern.
        new("a zone of one's own domain, beside private DNS", net => net.Hub().Offers("kms").InHub("kms", e => e with { PrivateDnsEnabled = true })
                .Zone("corp.example", [$"keys.corp.example CNAME {Hubs.OwnName("kms")}"], "Z1", "vpc-hub"),
            NotApplicable, "Z1 leads to it by names that are none of its service's, and no parameter calls vpc-hub a hub."),

        new("an endpoint that is led to outside of the hubs", net => WithKms(net).Answered("kms", Kms, Kms),
            NotApplicable, "vpc-hub is not among the hubs that a parameter names.") { With = [("centralVpcIds", "vpc-9")] },

        new("a service without private names", net => net.Hub().Offers("dynamodb", service => service with { PrivateDnsNames = [] }).InHub("dynamodb"),
            NotApplicable, "com.amazonaws.eu-west-1.dynamodb offers no private DNS names.") { With = Hub },

        new("a service of which nothing was recorded", net => net.Hub().InHub("kms").Answered("kms", Kms, Kms),
            Undetermined, "com.amazonaws.eu-west-1.kms is not among the recorded ServiceDetails."),

        new("an endpoint that is pending", net => net.Hub().Offers("kms").InHub("kms", e => e with { State = EndpointState.Pending }).Answered("kms", Kms, Kms),
            NotApplicable, "The endpoint is still being made."),

        new("a gateway endpoint", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("names of China", net => net.Hub().Region("cn-north-1").Offers("cn.com.amazonaws.cn-north-1.kms", service => service with { PrivateDnsNames = ["kms.cn-north-1.amazonaws.com.cn"] })
            .Endpoint("cn.com.amazonaws.cn-north-1.kms", e => e with { PrivateDnsEnabled = false, DnsNames = ["vpce-1-x.kms.cn-north-1.vpce.amazonaws.com.cn"] }, "vpce-1", "vpc-hub")
            .Zone("kms.cn-north-1.amazonaws.com.cn", ["kms.cn-north-1.amazonaws.com.cn A alias vpce-1-x.kms.cn-north-1.vpce.amazonaws.com.cn"]), Compliant),
    ];

    private static NetworkBuilder WithKms(NetworkBuilder net) => net.Hub().Offers("kms").InHub("kms");

    private static NetworkBuilder WithDkr(NetworkBuilder net) => net.Hub().OffersEcr().InHub("ecr.dkr");

    private static NetworkBuilder Addressed(NetworkBuilder net) => net.Hub().Offers("kms").InHub("kms", e => e with { NetworkInterfaceIds = ["eni-hub"] })
        .Interface("eni-hub", "subnet-hub", "vpc_endpoint", address: "10.9.1.5", vpc: "vpc-hub");

    private static Func<HostedZone, HostedZone> In(params string[] vpcs) => zone => zone with { VpcIds = [.. vpcs] };
}
