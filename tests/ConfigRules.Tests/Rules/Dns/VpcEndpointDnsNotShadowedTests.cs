using System.Net;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;
using ConfigRules.Tests.Paths;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Dns;

public sealed class VpcEndpointDnsNotShadowedTests
    : RuleTests<VpcEndpointDnsNotShadowed, VpcEndpointDnsNotShadowedTests>, IRuleScenarios
{
    private const string Name = "sts.eu-west-1.amazonaws.com";
    private const string Registry = "dkr.ecr.eu-west-1.amazonaws.com";
    private const string Registry222 = $"222222222222.{Registry}";
    private const string OwnName = "vpce-1-x.dkr.ecr.eu-west-1.vpce.amazonaws.com";
    private const string Aws = "Route 53 Resolver DNS Firewall";
    private const string Unknown = "Who answers for its names is not known: ";

    private static readonly string[] AllowedAlone = ["5 ALLOW rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("nobody but Amazon's resolver is asked", net => Sts(net), Compliant),

        // DNS servers.
        new("DNS servers of one's own", net => Sts(net).Dhcp("10.0.0.53", "10.0.1.53"),
            NonCompliant, "dopt-1 has instances ask 10.0.0.53, 10.0.1.53, whose answers nobody recorded."),
        new("DNS servers of one's own beside Amazon's", net => Sts(net).Dhcp("AmazonProvidedDNS", "10.0.0.53"),
            NonCompliant, "dopt-1 has instances ask 10.0.0.53, whose answers nobody recorded."),
        new("DNS servers of one's own, and a forwarding rule", net => Sts(net).Dhcp("10.0.0.53").ResolverRule(Name, ["10.7.0.2"], id: "rslvr-rr-1"),
            NonCompliant, "dopt-1 has instances ask 10.0.0.53, whose answers nobody recorded; rslvr-rr-1 forwards sts.eu-west-1.amazonaws.com to 10.7.0.2, whose answers nobody recorded."),
        new("DNS servers that are allowed, as they forward", net => Sts(net).Dhcp("10.0.0.53"),
            Compliant, "That the DNS servers of dopt-1 forward its names to the resolver of vpc-1 is assumed.") { With = [("allowedDnsServers", "10.0.0.53, 10.0.1.53")] },
        new("one DNS server that is allowed, and one that is not", net => Sts(net).Dhcp("10.0.0.53", "10.0.9.53"),
            NonCompliant, "dopt-1 has instances ask 10.0.9.53, whose answers nobody recorded.") { With = [("allowedDnsServers", "10.0.0.53")] },
        new("what servers that are allowed forward, a zone hides", net => Sts(net).Dhcp("10.0.0.53").Zone(Name, [$"{Name} A 10.9.9.9"]),
            Undetermined, $"{Unknown}both Z-{Name} and vpce-sts answer for {Name}, and which one is asked is documented nowhere.") { With = [("allowedDnsServers", "10.0.0.53")] },
        new("the VPC's base address plus two", net => Sts(net).Dhcp("10.0.0.2"), Compliant),
        new("the base address plus three", net => Sts(net).Dhcp("10.0.0.3"),
            NonCompliant, "dopt-1 has instances ask 10.0.0.3, whose answers nobody recorded."),
        new("the base address plus two of a block that the VPC got later", net => Sts(net).Vpc(WithSecondBlock).Dhcp("10.1.0.2"),
            NonCompliant, "dopt-1 has instances ask 10.1.0.2, whose answers nobody recorded."),
        new("the base address plus two, beside a block that the VPC got later", net => Sts(net).Vpc(WithSecondBlock).Dhcp("10.0.0.2"), Compliant),
        new("the base address plus two of one of several blocks, of which nobody recorded the primary one",
            net => Sts(net).Vpc(vpc => WithSecondBlock(vpc) with { PrimaryBlock = null }).Dhcp("10.1.0.2"),
            Undetermined, $"{Unknown}dopt-1 has instances ask 10.1.0.2, and which block of vpc-1 is its primary one has not been recorded."),
        new("Amazon's resolver by its link-local addresses", net => Sts(net).Dhcp("169.254.169.253", "fd00:ec2::253"), Compliant),
        new("DHCP options that nobody recorded", net => Sts(net).Vpc(vpc => vpc with { DhcpOptionsId = "dopt-9" }),
            Undetermined, $"{Unknown}the DHCP options of vpc-1 have not been recorded."),
        new("a VPC without DHCP options", net => Sts(net).Vpc(vpc => vpc with { DhcpOptionsId = "default" }),
            Undetermined, $"{Unknown}vpc-1 has no DHCP options, so nothing tells whom its instances ask."),
        new("DHCP options that nobody recorded, and a forwarding rule",
            net => Sts(net).Vpc(vpc => vpc with { DhcpOptionsId = "dopt-9" }).ResolverRule(Name, ["10.7.0.2"], id: "rslvr-rr-1"),
            NonCompliant, $"rslvr-rr-1 forwards {Name} to 10.7.0.2, whose answers nobody recorded."),

        // Hosted zones.
        new("a zone of the same name that answers otherwise", net => Sts(net).Zone(Name, [$"{Name} A 10.9.9.9"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a zone of the same name without the record", net => Sts(net).Zone(Name, [$"other.{Name} A 10.9.9.9"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a zone of the same name that forwards nowhere known", net => Sts(net).Zone(Name, [$"{Name} CNAME proxy.corp.example"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a zone of the same name that answers with the endpoint's address", net => Sts(net).Zone(Name, [$"{Name} A 10.0.2.10"]), Compliant),
        new("a zone of the same name that leads to the endpoint's own name",
            net => Sts(net, e => e with { DnsNames = ["vpce-sts-1.sts.eu-west-1.vpce.amazonaws.com"] }).Zone(Name, [$"{Name} A alias vpce-sts-1.sts.eu-west-1.vpce.amazonaws.com"]), Compliant),
        new("a zone of the same name that leads to another endpoint, as of a hub",
            net => Sts(net).OtherVpc("vpc-2").EmptySubnet("subnet-hub", "10.8.1.0/24", vpc: "vpc-2")
                .Endpoint("sts", e => e with { SubnetIds = ["subnet-hub"], DnsNames = ["vpce-hub-1.sts.eu-west-1.vpce.amazonaws.com"], PrivateDnsEnabled = false }, "vpce-hub", "vpc-2")
                .Zone(Name, [$"{Name} A alias vpce-hub-1.sts.eu-west-1.vpce.amazonaws.com"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere.") { Of = "vpce-sts" },
        new("a zone of the same name that leads to another endpoint, of which nobody recorded where it is",
            net => Sts(net).Endpoint("sts", e => e with { DnsNames = ["vpce-hub-1.sts.eu-west-1.vpce.amazonaws.com"], PrivateDnsEnabled = false }, "vpce-hub", "vpc-2")
                .Zone(Name, [$"{Name} A alias vpce-hub-1.sts.eu-west-1.vpce.amazonaws.com"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere.") { Of = "vpce-sts" },
        new("a zone of another account's, whose records may not be read", net => Sts(net).Zone(Name, null, "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a zone of the same name, and interfaces that nobody recorded",
            net => Sts(net, e => e with { NetworkInterfaceIds = ["eni-9"] }).Zone(Name, [$"{Name} A 10.0.2.10"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a zone above the name", net => Sts(net).Zone("eu-west-1.amazonaws.com", ["x.eu-west-1.amazonaws.com A 10.9.9.9"]), Compliant),
        new("a zone below the name, which is no name of the service", net => Sts(net).Zone($"x.{Name}", [$"x.{Name} A 10.9.9.9"]), Compliant),
        new("a zone of the same name in another VPC", net => Sts(net).OtherVpc("vpc-2").Zone(Name, [$"{Name} A 10.9.9.9"], vpc: "vpc-2"), Compliant),
        new("a zone that a profile brings", net => Sts(net).Zone(Name, [$"{Name} A 10.9.9.9"], "Z1", vpc: "vpc-9").Profile("rp-1", ["arn:aws:route53:::hostedzone/Z1"]),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a zone for one registry of the VPC's own, which comes before the profile's", net => Ecr(net)
            .Zone($"222222222222.{Registry}", [$"222222222222.{Registry} A 10.9.9.9"], "Z1", vpc: "vpc-9").Profile("rp-1", ["arn:aws:route53:::hostedzone/Z1"])
            .Zone($"222222222222.{Registry}", [$"222222222222.{Registry} A 10.0.2.12"], "Z2"), Compliant),
        new("a zone that a profile brings and that may not be read", net => Sts(net).Profile("rp-1", ["arn:aws:route53:::hostedzone/Z9"]),
            Undetermined, $"{Unknown}what Z9, which a profile brings, answers is not known."),
        new("such a zone, and a forwarding rule that may be less specific",
            net => Sts(net).Profile("rp-1", ["arn:aws:route53:::hostedzone/Z9"]).ResolverRule("amazonaws.com", ["10.7.0.2"]),
            Undetermined, $"{Unknown}what Z9, which a profile brings, answers is not known."),
        new("such a zone, and DNS servers of one's own", net => Sts(net).Profile("rp-1", ["arn:aws:route53:::hostedzone/Z9"]).Dhcp("10.0.0.53"),
            NonCompliant, "dopt-1 has instances ask 10.0.0.53, whose answers nobody recorded."),
        new("a profile, and what profiles bring was not recorded", net => Sts(net).Profile("rp-1", []).Without(FactKind.ProfileResourceAssociations),
            Undetermined, $"{Unknown}ProfileResourceAssociations have not been recorded."),

        // Wildcards, and every name of a service.
        new("the registry, with its wildcard", net => Ecr(net), Compliant),
        new("a zone for one registry that the wildcard stands for", net => Ecr(net).Zone($"222222222222.{Registry}", [$"222222222222.{Registry} A 10.9.9.9"], "Z1"),
            NonCompliant, $"222222222222.{Registry} resolves to 10.9.9.9 by Z1 (222222222222.{Registry})."),
        new("a zone for one registry that answers with the endpoint's address",
            net => Ecr(net).Zone($"222222222222.{Registry}", [$"222222222222.{Registry} A 10.0.2.12"]), Compliant),
        new("a zone for one registry, and interfaces that nobody recorded",
            net => Ecr(net, e => e with { NetworkInterfaceIds = ["eni-9"] }).Zone($"222222222222.{Registry}", [$"222222222222.{Registry} A 10.0.2.12"], "Z1"),
            Undetermined, $"{Unknown}222222222222.{Registry} resolves to 10.0.2.12 by Z1 (222222222222.{Registry}), and the addresses of vpce-ecr.dkr have not been recorded."),
        new("a zone for one registry, and interfaces that nobody recorded, in whose subnets the answer is not",
            net => Ecr(net, e => e with { NetworkInterfaceIds = ["eni-9"] }).Zone($"222222222222.{Registry}", [$"222222222222.{Registry} A 10.9.9.9"], "Z1"),
            NonCompliant, $"222222222222.{Registry} resolves to 10.9.9.9 by Z1 (222222222222.{Registry})."),
        new("a zone for one registry that is empty", net => Ecr(net).Zone($"222222222222.{Registry}", [], "Z1"),
            NonCompliant, $"222222222222.{Registry} does not resolve: Z1 (222222222222.{Registry}) has no such record, and nobody else is asked."),
        new("a zone for one registry of another account's, whose records may not be read", net => Ecr(net).Zone($"222222222222.{Registry}", null, "Z1"),
            Undetermined, $"{Unknown}Z1 answers for 222222222222.{Registry}, and its records have not been recorded."),
        new("a zone of the registry's name that leads one account's elsewhere", net => Ecr(net, e => e with { DnsNames = [OwnName] })
                .Zone(Registry, [$"{Registry} A alias {OwnName}", $"*.{Registry} A alias {OwnName}", $"{Registry222} A 10.9.9.9"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-ecr.dkr answer for {Registry222}, and which one is asked is documented nowhere."),
        new("zones for one registry that two profiles bring, of which one leads elsewhere", net => Ecr(net)
                .Zone(Registry222, [$"{Registry222} A 10.0.2.12"], "Z1", vpc: "vpc-9").Profile("rp-1", ["arn:aws:route53:::hostedzone/Z1"])
                .Zone(Registry222, [$"{Registry222} A 10.9.9.9"], "Z2", vpc: "vpc-9").Profile("rp-2", ["arn:aws:route53:::hostedzone/Z2"]),
            Undetermined, $"{Unknown}profiles bring both Z1 and Z2, and which one answers for {Registry222} is not known."),
        new("rules for one registry that two profiles bring, of which one forwards", net => Ecr(net)
                .ResolverRule(Registry222, type: ResolverRuleType.System, id: "rslvr-rr-1", vpc: null).Profile("rp-1", ["arn:aws:route53resolver:eu-west-1:111111111111:resolver-rule/rslvr-rr-1"])
                .ResolverRule(Registry222, ["10.7.0.2"], id: "rslvr-rr-2", vpc: null).Profile("rp-2", ["arn:aws:route53resolver:eu-west-1:111111111111:resolver-rule/rslvr-rr-2"]),
            Undetermined, $"{Unknown}profiles bring both rslvr-rr-1 and rslvr-rr-2, and which one answers for {Registry222} is not known."),
        new("a zone for one registry, and a forwarding rule for another, of one service",
            net => Ecr(net).Zone($"222222222222.{Registry}", [], "Z1").ResolverRule($"333333333333.{Registry}", ["10.7.0.2"], id: "rslvr-rr-1"),
            NonCompliant, $"222222222222.{Registry} does not resolve: Z1 (222222222222.{Registry}) has no such record, and nobody else is asked; 1 more."),
        new("the second of two private names", net => Sts(net).Offers("sts", d => d with { PrivateDnsNames = ["a.example.com", "b.example.com"] }).Zone("b.example.com", ["b.example.com A 10.9.9.9"], "Z1"),
            Undetermined, $"{Unknown}both Z1 and vpce-sts answer for b.example.com, and which one is asked is documented nowhere."),
        new("one forwarding rule above both private names",
            net => Sts(net).Offers("sts", d => d with { PrivateDnsNames = ["a.example.com", "b.example.com"] }).ResolverRule("example.com", ["10.7.0.2"], id: "rslvr-rr-1"),
            Undetermined, $"{Unknown}both rslvr-rr-1 and vpce-sts answer for a.example.com, and which one is asked is documented nowhere."),
        new("names that only the endpoint itself tells", net => Sts(net, e => e with { DnsNames = [Name, "vpce-sts-1.sts.eu-west-1.vpce.amazonaws.com"] }).With(facts => facts.ServiceDetails.Clear()), Compliant),
        new("names that only the endpoint itself tells, forwarded",
            net => Sts(net, e => e with { DnsNames = [Name] }).With(facts => facts.ServiceDetails.Clear()).ResolverRule(Name, ["10.7.0.2"], id: "rslvr-rr-1"),
            NonCompliant, $"rslvr-rr-1 forwards {Name} to 10.7.0.2, whose answers nobody recorded."),
        new("a private name of a provider's with a label as endpoints' own names have",
            net => Sts(net).Offers("sts", d => d with { PrivateDnsNames = ["api.vpce.example.com"] }).ResolverRule("api.vpce.example.com", ["10.7.0.2"], id: "rslvr-rr-1"),
            NonCompliant, "rslvr-rr-1 forwards api.vpce.example.com to 10.7.0.2, whose answers nobody recorded."),
        new("names that nobody recorded", net => Sts(net).With(facts => facts.ServiceDetails.Clear()),
            Undetermined, "com.amazonaws.eu-west-1.sts is not among the recorded ServiceDetails."),
        new("a service of another region", net => net.Around().Dhcp("AmazonProvidedDNS").Offers("com.amazonaws.us-east-1.sts", d => d with { PrivateDnsNames = ["sts.us-east-1.amazonaws.com"] })
            .Endpoint("com.amazonaws.us-east-1.sts", e => e with { ServiceRegion = "us-east-1", SubnetIds = ["subnet-2"] }, "vpce-far"), Compliant),
        new("a service of China's", net => China(net), Compliant),
        new("a service of China's, forwarded with all of its domain", net => China(net).ResolverRule("amazonaws.com.cn", ["10.7.0.2"]),
            Undetermined, $"{Unknown}both rslvr-rr-amazonaws.com.cn and vpce-cn answer for sts.cn-north-1.amazonaws.com.cn, and which one is asked is documented nowhere."),

        // Rules of the resolver.
        new("a forwarding rule for the name itself", net => Sts(net).ResolverRule(Name, ["10.7.0.2", "10.7.0.3"], id: "rslvr-rr-1"),
            NonCompliant, $"rslvr-rr-1 forwards {Name} to 10.7.0.2, 10.7.0.3, whose answers nobody recorded."),
        new("a forwarding rule to another VPC's endpoint for delegated domains", net => Sts(net).OtherVpc("vpc-2").ResolverRule(Name, ["10.7.0.2"], id: "rslvr-rr-1")
            .With(facts => facts.ResolverEndpoints.Add(new("rslvr-in-1", "vpc-2") { Direction = "INBOUND_DELEGATION", Addresses = [IPAddress.Parse("10.7.0.2")] })),
            NonCompliant, $"rslvr-rr-1 forwards {Name} to 10.7.0.2, whose answers nobody recorded."),
        new("a forwarding rule for every name", net => Sts(net).ResolverRule("", ["10.7.0.2"], id: "rslvr-rr-1"),
            Undetermined, $"{Unknown}both rslvr-rr-1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a forwarding rule for the domain of the name, as AWS makes zones continue to answer", net => Sts(net).ResolverRule("amazonaws.com", ["10.7.0.2"], id: "rslvr-rr-1"),
            Undetermined, $"{Unknown}both rslvr-rr-1 and vpce-sts answer for {Name}, and which one is asked is documented nowhere."),
        new("a forwarding rule, and a more specific SYSTEM rule",
            net => Sts(net).ResolverRule("", ["10.7.0.2"]).ResolverRule("amazonaws.com", type: ResolverRuleType.System), Compliant),
        new("a SYSTEM rule, and a more specific forwarding rule",
            net => Sts(net).ResolverRule("amazonaws.com", type: ResolverRuleType.System).ResolverRule(Name, ["10.7.0.2"], id: "rslvr-rr-1"),
            NonCompliant, $"rslvr-rr-1 forwards {Name} to 10.7.0.2, whose answers nobody recorded."),
        new("a forwarding rule for another domain", net => Sts(net).ResolverRule("corp.example", ["10.7.0.2"]), Compliant),
        new("a forwarding rule that is in force in another VPC alone", net => Sts(net).ResolverRule("amazonaws.com", ["10.7.0.2"], vpc: null), Compliant),
        new("a rule that AWS made for a hosted zone", net => Sts(net).ResolverRule(Name, id: "rslvr-autodefined-rr-1"), Compliant),
        new("a rule that nobody recorded", net => Sts(net).With(facts => facts.ResolverRuleAssociations.Add(new("rslvr-rrassoc-1", "vpc-1") { ResolverRuleId = "rslvr-rr-9" })),
            Undetermined, $"{Unknown}what rslvr-rr-9 does has not been recorded."),
        new("a rule for what zones delegate, which has no domain", net => Sts(net).ResolverRule("", ["10.7.0.2"], ResolverRuleType.Delegate), Compliant),
        new("a rule of a kind from a later day", net => Sts(net).ResolverRule("amazonaws.com", type: ResolverRuleType.Unknown, id: "rslvr-rr-1"),
            Undetermined, $"{Unknown}rslvr-rr-1 is in the way of amazonaws.com, and what it does with {Name} is not known."),

        // DNS Firewall.
        new("DNS Firewall blocks the name", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1"]).DomainList("rslvr-fdl-1", ["*.amazonaws.com"]),
            NonCompliant, $"{Name} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall allows the name first", net => Sts(net).Firewall("rslvr-frg-1", ["5 ALLOW rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"])
            .DomainList("rslvr-fdl-1", ["*"]).DomainList("rslvr-fdl-2", [Name]), Compliant),
        new("DNS Firewall blocks names that nobody may read", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1"]).DomainList("rslvr-fdl-1", null),
            Undetermined, $"{Unknown}rslvr-frg-1 blocks the names of rslvr-fdl-1, which have not been recorded."),
        new("DNS Firewall allows names that nobody may read, and blocks all others", net => Sts(net).Firewall("rslvr-frg-1", ["5 ALLOW rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"])
            .DomainList("rslvr-fdl-1", ["*"]).DomainList("rslvr-fdl-2", null),
            Undetermined, $"{Unknown}rslvr-frg-1 of DNS Firewall blocks {Name}, unless it is one of the names of rslvr-fdl-2, which have not been recorded."),
        new("DNS Firewall allows names that nobody may read, and blocks none", net => Sts(net).Firewall("rslvr-frg-1", ["5 ALERT rslvr-fdl-2"]).DomainList("rslvr-fdl-2", null), Compliant),
        new("DNS Firewall blocks names that nobody may read, and then all", net => Sts(net).Firewall("rslvr-frg-1", ["5 BLOCK rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"])
            .DomainList("rslvr-fdl-1", ["*"]).DomainList("rslvr-fdl-2", null), NonCompliant, $"{Name} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall blocks queries of another type, as against tunnels", net => Sts(net).Firewall("rslvr-frg-1", ["5 BLOCK rslvr-fdl-1 TXT", "10 BLOCK rslvr-fdl-2 TYPE65"])
            .DomainList("rslvr-fdl-1", ["*"]).DomainList("rslvr-fdl-2", null), Compliant),
        new("DNS Firewall allows the name for queries of another type alone", net => Sts(net).Firewall("rslvr-frg-1", ["5 ALLOW rslvr-fdl-1 TXT", "10 BLOCK rslvr-fdl-1"])
            .DomainList("rslvr-fdl-1", ["*"]), NonCompliant, $"{Name} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall blocks queries for the addresses that the endpoint has", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1 A"]).DomainList("rslvr-fdl-1", ["*"]),
            NonCompliant, $"{Name} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall blocks queries for addresses that the endpoint does not have", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1 TYPE28"])
            .DomainList("rslvr-fdl-1", ["*"]), Compliant),
        new("DNS Firewall blocks queries for some of the endpoint's addresses", net => Dual(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1 AAAA"]).DomainList("rslvr-fdl-1", ["*"]),
            Undetermined, $"{Unknown}rslvr-frg-1 of DNS Firewall blocks {Name} for IPv6 alone."),
        new("DNS Firewall blocks queries for some of the endpoint's addresses, of names that nobody may read",
            net => Dual(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1 TYPE1"]).DomainList("rslvr-fdl-1", null),
            Undetermined, $"{Unknown}rslvr-frg-1 blocks the names of rslvr-fdl-1, which have not been recorded."),
        new("DNS Firewall blocks queries for all of the endpoint's addresses by a rule for each", net => Dual(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1 A"])
            .Firewall("rslvr-frg-2", ["10 BLOCK rslvr-fdl-1 AAAA"]).DomainList("rslvr-fdl-1", ["*"]), NonCompliant, $"{Name} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall blocks what AWS knows as malware", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1"]).DomainList("rslvr-fdl-1", null, Aws), Compliant),
        new("DNS Firewall alerts of what AWS knows as malware, and blocks all others", net => Sts(net).Firewall("rslvr-frg-1", ["5 ALERT rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"])
            .DomainList("rslvr-fdl-1", ["*"]).DomainList("rslvr-fdl-2", null, Aws), NonCompliant, $"{Name} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall blocks what AWS knows as malware, and the name is none of AWS's",
            net => Sts(net).Offers("sts", d => d with { PrivateDnsNames = ["sts.example.com"] }).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1"]).DomainList("rslvr-fdl-1", null, Aws),
            Undetermined, $"{Unknown}rslvr-frg-1 blocks the names of rslvr-fdl-1, which have not been recorded."),
        new("DNS Firewall blocks names that a program made up, and tunnels", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK DnsThreatProtection", "20 BLOCK FirewallAdvancedThreatCategory"]), Compliant),
        new("DNS Firewall blocks what a partner warns of", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK PartnerThreatProtection"]),
            Undetermined, $"{Unknown}rslvr-frg-1 blocks the names that PartnerThreatProtection finds, which have not been recorded."),
        new("DNS Firewall blocks what a rule looks for, and it is not told what", net => Sts(net).Firewall("rslvr-frg-1", ["10 BLOCK"]),
            Undetermined, $"{Unknown}rslvr-frg-1 blocks the names that a rule without a list finds, which have not been recorded."),
        new("DNS Firewall blocks names that nobody may read, but allows this one before", net => Sts(net).Firewall("rslvr-frg-1", ["5 ALLOW rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"])
            .DomainList("rslvr-fdl-1", null).DomainList("rslvr-fdl-2", [Name]), Compliant),
        new("DNS Firewall blocks the name in one of two groups of a profile, and allows it in the other", net => Firewalled(net, "BLOCK"),
            Undetermined, $"{Unknown}whether DNS Firewall looks at rslvr-frg-2 before the other groups, which let {Name} pass, is not known."),
        new("DNS Firewall allows the name in both groups of a profile", net => Firewalled(net, "ALLOW"), Compliant),
        new("DNS Firewall blocks queries for the endpoint's addresses, which have not been recorded", net => Unplaced(Sts(net)).Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1 A"])
            .DomainList("rslvr-fdl-1", ["*"]), NonCompliant, $"{Name} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),

        // Names that lead on to others.
        new("DNS Firewall blocks to where a CNAME leads", net => Led(net, "CNAME").Firewall("rslvr-frg-1", AllowedAlone),
            NonCompliant, $"{OwnName} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall trusts to where a CNAME leads", net => Led(net, "CNAME").Firewall("rslvr-frg-1", ["5 ALLOW rslvr-fdl-2 trusting", "10 BLOCK rslvr-fdl-1"]), Compliant),
        new("DNS Firewall trusts to where a CNAME leads, for queries of another type alone",
            net => Led(net, "CNAME").Firewall("rslvr-frg-1", ["4 ALLOW rslvr-fdl-2 AAAA trusting", "5 ALLOW rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"]),
            NonCompliant, $"{OwnName} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall may trust to where a CNAME leads, by a list that nobody may read",
            net => Led(net, "CNAME").Firewall("rslvr-frg-1", ["4 ALLOW rslvr-fdl-3 trusting", .. AllowedAlone]).DomainList("rslvr-fdl-3", null),
            Undetermined, $"{Unknown}rslvr-frg-1 of DNS Firewall blocks {OwnName}, unless a rule whose names have not been recorded trusts what leads there."),
        new("DNS Firewall trusts the name to which a CNAME leads, and not the one that was asked for",
            net => Led(net, "CNAME").Firewall("rslvr-frg-1", [.. AllowedAlone, "6 ALLOW rslvr-fdl-3 trusting"]).DomainList("rslvr-fdl-3", [OwnName]),
            NonCompliant, $"{OwnName} does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("DNS Firewall blocks the name to which a CNAME leads by a rule that looks at first names alone",
            net => Led(net, "CNAME").Firewall("rslvr-frg-1", ["5 BLOCK rslvr-fdl-3 trusting"]).DomainList("rslvr-fdl-3", [OwnName]), Compliant),
        new("DNS Firewall blocks all but the name, which is an alias, as nobody sees", net => Led(net, "A alias").Firewall("rslvr-frg-1", AllowedAlone), Compliant),
        new("a forwarding rule for to where a CNAME leads", net => Led(net, "CNAME").ResolverRule("vpce.amazonaws.com", ["10.7.0.2"], id: "rslvr-rr-1"),
            NonCompliant, "rslvr-rr-1 forwards vpce.amazonaws.com to 10.7.0.2, whose answers nobody recorded."),
        new("a forwarding rule for to where an alias leads, of which it is not asked", net => Led(net, "A alias").ResolverRule("vpce.amazonaws.com", ["10.7.0.2"]), Compliant),
        new("an alias of another record of the zone", net => Ecr(net).Zone(Registry222, [$"{Registry222} A alias x.{Registry222}", $"x.{Registry222} A 10.0.2.12"]), Compliant),
        new("an alias of the endpoint beside an address elsewhere, as of weighted records",
            net => Led(net, "A alias").With(Also($"{Registry222} A 10.9.9.9")),
            Undetermined, $"{Unknown}{Registry222} stands for a name and for addresses in Z1 ({Registry222}), and which is answered changes."),
        new("an alias of the endpoint for IPv4, and an address elsewhere for IPv6", net => Led(net, "A alias").With(Also($"{Registry222} AAAA 2001:db8:9::9")),
            NonCompliant, $"{Registry222} resolves to 2001:db8:9::9 by Z1 ({Registry222})."),
        new("an alias for IPv6 alone of the endpoint, which has IPv4 alone, wherever its interfaces are", net => Unplaced(Led(net, "AAAA alias")),
            NonCompliant, $"{Registry222} does not resolve: Z1 ({Registry222}) has no address for it."),
        new("an alias of what is in no zone", net => Ecr(net).Zone(Registry222, [$"{Registry222} A alias lb.eu-west-1.elb.amazonaws.com"]),
            Undetermined, $"{Unknown}lb.eu-west-1.elb.amazonaws.com is in no zone that was recorded, so what it resolves to is not known."),
        new("an alias of an endpoint that nobody recorded", net => Ecr(net).Zone(Registry222, [$"{Registry222} A alias vpce-9-x.dkr.ecr.eu-west-1.vpce.amazonaws.com"]),
            Undetermined, $"{Unknown}vpce-9-x.dkr.ecr.eu-west-1.vpce.amazonaws.com is of no endpoint that was recorded."),

        // A hub is asked.
        new("a forwarding rule to a hub that answers with the endpoint's own name",
            net => Asking(net, $"{Name} CNAME vpce-sts-1.sts.eu-west-1.vpce.amazonaws.com"),
            Undetermined, $"{Unknown}rslvr-rr-1 forwards {Name} to rslvr-in-1 of vpc-2, and whether queries get there was not followed."),
        new("DNS Firewall blocks the name to which a hub's CNAME leads", net => Asking(net, $"{Name} CNAME vpce-sts-1.sts.eu-west-1.vpce.amazonaws.com").Firewall("rslvr-frg-1", AllowedAlone)
            .DomainList("rslvr-fdl-1", ["*"]).DomainList("rslvr-fdl-2", [Name]),
            NonCompliant, "vpce-sts-1.sts.eu-west-1.vpce.amazonaws.com does not resolve: rslvr-frg-1 of DNS Firewall blocks it."),
        new("a forwarding rule to a hub that answers with an address", net => Asking(net, $"{Name} A 10.9.9.9"),
            NonCompliant, $"rslvr-rr-1 forwards {Name} to rslvr-in-1 of vpc-2, and whether queries get there was not followed."),
        new("a forwarding rule to a hub that answers with an address, which may be the endpoint's", net => Unplaced(Asking(net, $"{Name} A 10.9.9.9")),
            Undetermined, $"{Unknown}rslvr-rr-1 forwards {Name} to rslvr-in-1 of vpc-2, and whether queries get there was not followed, and the addresses of vpce-sts have not been recorded."),
        new("a forwarding rule to a hub that answers with another endpoint, wherever that is",
            net => Unplaced(Asking(net, $"{Name} A alias vpce-hub-1.sts.eu-west-1.vpce.amazonaws.com"))
                .Endpoint("sts", e => e with { DnsNames = ["vpce-hub-1.sts.eu-west-1.vpce.amazonaws.com"], PrivateDnsEnabled = false }, "vpce-hub", "vpc-2"),
            NonCompliant, $"rslvr-rr-1 forwards {Name} to rslvr-in-1 of vpc-2, and whether queries get there was not followed.") { Of = "vpce-sts" },
        new("the endpoint's own zone answers, and where its interfaces are nobody recorded", net => Unplaced(Sts(net)), Compliant),

        // Endpoints that own no names in their VPC.
        new("private DNS is off", net => Sts(net, e => e with { PrivateDnsEnabled = false }),
            NotApplicable, "Its private DNS is off, so it has no names that anybody could hide."),
        new("S3's private DNS for inbound Resolver endpoints alone", net => Sts(net, e => e with { PrivateDnsOnlyForInboundResolver = true }),
            NotApplicable, "Its private DNS answers inbound Resolver endpoints alone."),
        new("DNS hostnames are off, support is on", net => Sts(net).Dns(hostnames: false),
            NotApplicable, "The DNS attributes of vpc-1 are off, so no private name in it leads to endpoints at all."),
        new("DNS support is off", net => Sts(net).Dns(support: false),
            NotApplicable, "The DNS attributes of vpc-1 are off, so no private name in it leads to endpoints at all."),
        new("attributes that nobody recorded", net => Sts(net).Vpc(vpc => vpc with { Dns = null }),
            Undetermined, "The DNS attributes of vpc-1 have not been recorded."),
        new("a service without private names", net => Sts(net).With(facts => facts.ServiceDetails.Clear()).Offers("sts", d => d with { PrivateDnsNames = [] }),
            NotApplicable, "com.amazonaws.eu-west-1.sts offers no private DNS names."),
        new("a gateway endpoint", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),
        new("an endpoint that waits for its provider", net => Sts(net, e => e with { State = EndpointState.PendingAcceptance }),
            NotApplicable, "The provider has not accepted the endpoint yet."),
    ];

    /// <summary>Where the rule finds nothing, a trace knows what the service's name resolves to.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Finds_something_wherever_a_trace_does(Scenario scenario)
    {
        var network = scenario.Given(new()).Build();
        var endpoint = network.In<VpcEndpoint>(NetworkBuilder.VpcId)[0];
        var way = new Tracer(endpoint.VpcId, network).Way(
            new(network.Find<Subnet>("subnet-2") ?? new("subnet-2", endpoint.VpcId), [], IsWholeSubnet: true), Intent.ToService(endpoint.Service.Service, network));
        if (scenario is { Expected: Compliant, With: [] })
            Assert.DoesNotContain(way.Shared, hop => hop is { Stage: Stage.Dns, Effect: HopEffect.Unknown or HopEffect.Blocks });
    }

    private static NetworkBuilder Sts(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null) =>
        net.Around().Dhcp("AmazonProvidedDNS").Reached("sts", "10.0.2.10", change);

    /// <summary>Its endpoint's interfaces and subnets have not been recorded.</summary>
    private static NetworkBuilder Unplaced(NetworkBuilder net) => net.With(facts => facts.NetworkInterfaces.Clear()).With(facts => facts.Subnets.Clear());

    /// <summary>A zone for one registry has a record of that type, which leads to the endpoint's own name.</summary>
    private static NetworkBuilder Led(NetworkBuilder net, string type) => Ecr(net, e => e with { DnsNames = [OwnName] }).Zone(Registry222, [$"{Registry222} {type} {OwnName}"], "Z1")
        .DomainList("rslvr-fdl-1", ["*"]).DomainList("rslvr-fdl-2", [$"*.{Registry}", Registry, "ecr.dkr.eu-west-1.amazonaws.com"]);

    /// <summary>The name is forwarded to a hub, whose zone has the record.</summary>
    private static NetworkBuilder Asking(NetworkBuilder net, string record) => Sts(net, e => e with { DnsNames = ["vpce-sts-1.sts.eu-west-1.vpce.amazonaws.com"] }).OtherVpc("vpc-2")
        .ResolverRule(Name, ["10.8.0.2"], id: "rslvr-rr-1").ResolverEndpoint("rslvr-in-1", inbound: true, ["10.8.0.2"], "vpc-2").Zone(Name, [record], "Z2", "vpc-2");

    private static Action<NetworkFacts> Also(string record) => facts => facts.HostedZones[^1] = facts.HostedZones[^1] with
    {
        Records = [.. facts.HostedZones[^1].Records!.Value, record.Split(' ') is [var name, var type, var value] ? DnsRecord.Of(name, type, [value], null) : throw new FormatException(record)],
    };

    /// <summary>A profile brings two groups of DNS Firewall, the first of which allows every name.</summary>
    private static NetworkBuilder Firewalled(NetworkBuilder net, string second) => Sts(net).DomainList("rslvr-fdl-1", ["*"])
        .Firewall("rslvr-frg-1", ["5 ALLOW rslvr-fdl-1"], vpc: null).Firewall("rslvr-frg-2", [$"5 {second} rslvr-fdl-1"], vpc: null)
        .Profile("rp-1", ["arn:aws:route53resolver:eu-west-1:111111111111:firewall-rule-group/rslvr-frg-1", "arn:aws:route53resolver:eu-west-1:111111111111:firewall-rule-group/rslvr-frg-2"]);

    private static NetworkBuilder Dual(NetworkBuilder net) =>
        Sts(net, endpoint => endpoint with { IpAddressType = "dualstack" }).ChangeSubnet("subnet-2", subnet => subnet with { CidrBlocks = [.. subnet.CidrBlocks, IPNetwork.Parse("2001:db8::/64")] });

    private static Vpc WithSecondBlock(Vpc vpc) => vpc with { PrimaryBlock = vpc.CidrBlocks[0], CidrBlocks = [IPNetwork.Parse("10.1.0.0/16"), .. vpc.CidrBlocks] };

    private static NetworkBuilder Ecr(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null) => net.Around().Dhcp("AmazonProvidedDNS")
        .Reached("ecr.dkr", "10.0.2.12", change).Offers("ecr.dkr", d => d with { PrivateDnsNames = [$"*.{Registry}", Registry] });

    private static NetworkBuilder China(NetworkBuilder net) => net.Region("cn-north-1").Around().Dhcp("AmazonProvidedDNS")
        .Offers("cn.com.amazonaws.cn-north-1.sts", d => d with { PrivateDnsNames = ["sts.cn-north-1.amazonaws.com.cn"] })
        .Endpoint("cn.com.amazonaws.cn-north-1.sts", e => e with { SubnetIds = ["subnet-2"] }, "vpce-cn");
}
