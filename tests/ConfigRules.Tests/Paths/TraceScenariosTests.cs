using System.Net;
using System.Text;
using ConfigRules.Bundles;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;
using static ConfigRules.Paths.PathVerdict;
using Sut = ConfigRules.Paths.Tracer;

namespace ConfigRules.Tests.Paths;

/// <summary>What a trace says where one thing is wrong: the verdict and the first hop that is to blame here, every hop in the committed file.</summary>
public sealed class TraceScenariosTests
{
    private const string OwnOrganization = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}]}""";

    private static readonly string[] Local = ["10.0.0.0/16 -> local"];

    public static IReadOnlyList<Row> All { get; } =
    [
        new("everything is right", net => net.Healthy(), "sts", Private),
        new("S3 through its gateway endpoint", net => net.Healthy(), "s3", Private),
        new("an image pull with all that it needs", net => net.Healthy(), "ecr.dkr", Private),

        // Names.
        new("the global endpoint of STS", net => net.Healthy(), "sts.amazonaws.com", PublicViaNat, "GLOBAL_STS"),
        new("a name of nobody's", net => net.Healthy(), "www.example.com", PublicViaNat, "UNKNOWN_NAME"),
        new("the address of an endpoint", net => net.Healthy(), "10.0.2.10", Private),
        new("an address of the VPC that is no endpoint's", net => net.Healthy(), "10.0.2.99", Unknown, "NO_ENDPOINT_THERE"),
        new("an address of nobody's network", net => net.Healthy(), "10.9.0.1", Blocked, "NO_ROUTE"),
        new("an address of S3's, which no resolver is asked for", net => net.Healthy().Dns(support: false), "52.216.0.1", Private),
        new("an address of IPv6", net => net.Healthy(), "2001:db8::1", Blocked, "NO_ADDRESS"),
        new("a service by its name in a partition of its own", net => net.Region("eusc-de-east-1").Healthy(), "eu.amazonaws.eusc-de-east-1.sts", Private),
        new("a FIPS variant by its full name", net => net.Healthy().Offers("sts-fips").Reached("sts-fips", "10.0.2.13"), "com.amazonaws.eu-west-1.sts-fips", Private),
        new("a zone leads names of FIPS to an endpoint that is none of FIPS", net => net.Healthy().Offers("sts-fips").Zone("sts-fips.eu-west-1.amazonaws.com", ["sts-fips.eu-west-1.amazonaws.com A 10.0.2.10"]),
            "sts-fips", Unknown, "OTHER_SERVICE"),
        new("a service of which no names were recorded", net => net.Healthy(), "kms", Unknown, "UNKNOWN_NAME"),
        new("private DNS is off", net => Without(net, "sts").Reached("sts", "10.0.2.10", endpoint => endpoint with { PrivateDnsEnabled = false }), "sts", PublicViaNat, "PRIVATE_DNS_OFF"),
        new("private DNS is off, and no other way leads out",
            net => Without(net, "sts", Local).Reached("sts", "10.0.2.10", endpoint => endpoint with { PrivateDnsEnabled = false }), "sts", Blocked, "PRIVATE_DNS_OFF"),
        new("DNS hostnames are off", net => net.Healthy().Dns(hostnames: false), "sts", PublicViaNat, "DNS_ATTRS_OFF"),
        new("DNS support is off", net => net.Healthy().Dns(support: false), "sts", Blocked, "DNS_ATTRS_OFF"),
        new("no endpoint, and a NAT gateway", net => Without(net, "sts").Offers("sts"), "sts", PublicViaNat, "NO_ENDPOINT"),
        new("S3's private DNS answers inbound Resolver endpoints alone, and nothing takes what comes from inside",
            net => NoGateway(net).Reached("s3", "10.0.2.20", endpoint => endpoint with { PrivateDnsOnlyForInboundResolver = true }), "s3", PublicViaNat, "INBOUND_ONLY"),
        new("S3's private DNS answers inbound Resolver endpoints alone, and a gateway endpoint takes what comes from inside",
            net => net.Healthy().Reached("s3", "10.0.2.20", endpoint => endpoint with { Id = "vpce-s3-if", PrivateDnsOnlyForInboundResolver = true }), "s3", Private),
        new("S3's private DNS answers inbound Resolver endpoints alone, and the route to the gateway endpoint is a blackhole",
            net => net.Healthy("10.0.0.0/16 -> local", "pl-s3 -> vpce-s3 blackhole")
                .Reached("s3", "10.0.2.20", endpoint => endpoint with { Id = "vpce-s3-if", PrivateDnsOnlyForInboundResolver = true }), "s3", Blocked, "BLACKHOLE"),
        new("S3's private DNS answers inside the VPC too", net => NoGateway(net)
            .Reached("s3", "10.0.2.20"), "s3", Private),
        new("a customer's zone hides the endpoint", net => net.Healthy().Zone("sts.eu-west-1.amazonaws.com", ["sts.eu-west-1.amazonaws.com A 10.9.9.9"]), "sts", Unknown, "PHZ_SHADOW"),
        new("a customer's zone above the service's name leaves the endpoint's alone", net => net.Healthy().Zone("eu-west-1.amazonaws.com", ["x.eu-west-1.amazonaws.com A 10.9.9.9"]), "sts", Private),
        new("a customer's zone without the record",
            net => Without(net, "sts").Offers("sts").Zone("eu-west-1.amazonaws.com", ["x.eu-west-1.amazonaws.com A 10.9.9.9"]), "sts", Blocked, "PHZ_SHADOW"),
        new("a hub's zone for the registry, without the wildcard", net => Hub(net, "dkr.ecr.eu-west-1.amazonaws.com", ["dkr.ecr.eu-west-1.amazonaws.com A 10.8.1.10"]), "ecr.dkr", Blocked, "PHZ_SHADOW"),
        new("a hub's zone for the registry, with the wildcard", net => Hub(net, "dkr.ecr.eu-west-1.amazonaws.com", ["*.dkr.ecr.eu-west-1.amazonaws.com A 10.8.1.10"]), "ecr.dkr", Private),
        new("a zone that leads the names of all services to one endpoint", net => Astray(net), "sts", Blocked, "OTHER_SERVICE"),
        new("and those of S3, whose gateway endpoint is not asked", net => Astray(net), "s3", Blocked, "OTHER_SERVICE"),
        new("and the name of a service that was not recorded", net => Astray(net), "sqs.eu-west-1.amazonaws.com", Unknown, "OTHER_SERVICE"),
        new("a name of one's own for an endpoint", net => net.Healthy().Zone("example.com", ["tokens.example.com A 10.0.2.10"]), "tokens.example.com", Private),
        new("a zone that leads to a service of somebody's, which may send on", net => Astray(net, endpoint => endpoint with { Service = ServiceName.Parse("com.amazonaws.vpce.eu-west-1.vpce-svc-1") }), "sts", Unknown, "OTHER_SERVICE"),
        new("a zone that leads to an endpoint of another region's service",
            net => Astray(net, endpoint => endpoint with { Service = ServiceName.Parse("com.amazonaws.us-east-1.sts") }), "sts", Blocked, "OTHER_SERVICE"),
        new("a hub's endpoint, by its name, and the hub has the same addresses", net => Without(net, "sts").Offers("sts").OtherVpc("vpc-hub", "10.0.0.0/16").EmptySubnet("subnet-hub", "10.0.7.0/24", vpc: "vpc-hub")
            .Interface("eni-hub", "subnet-hub", "vpc_endpoint", "sg-endpoint", "VPC Endpoint Interface", "10.0.7.10", "vpc-hub")
            .Endpoint("sts", endpoint => endpoint with { NetworkInterfaceIds = ["eni-hub"], PrivateDnsEnabled = false, DnsNames = ["vpce-hub-x.sts.eu-west-1.vpce.amazonaws.com"] }, "vpce-hub", "vpc-hub")
            .Zone("sts.eu-west-1.amazonaws.com", ["sts.eu-west-1.amazonaws.com A alias vpce-hub-x.sts.eu-west-1.vpce.amazonaws.com"]), "sts", Blocked, "LOCAL"),
        new("a forwarding rule for the parent domain", net => net.Healthy().ResolverRule("amazonaws.com", ["10.7.0.2"]), "sts", Unknown, "FORWARDED"),
        new("a forwarding rule, and a system rule that takes the service out of it",
            net => net.Healthy().ResolverRule("amazonaws.com", ["10.7.0.2"]).ResolverRule("eu-west-1.amazonaws.com", type: ResolverRuleType.System), "sts", Private),
        new("a forwarding rule to a hub's inbound endpoint, where the hub's private DNS answers", net => Forwarded(net), "ecr.dkr", Unknown, "FORWARDED"),
        new("a forwarding rule that the hub follows too, without end", net => Forwarded(net)
            .With(facts => facts.ResolverRuleAssociations.Add(new("rslvr-rrassoc-hub", "vpc-hub") { ResolverRuleId = "rslvr-rr-1" })), "ecr.dkr", Unknown, "FORWARDED"),
        new("DNS servers of one's own", net => net.Healthy().Dhcp("10.0.0.53"), "sts", Unknown, "DNS_SERVERS"),
        new("the VPC's base address plus two is Amazon's resolver", net => net.Healthy().Dhcp("10.0.0.2"), "sts", Private),
        new("DNS Firewall blocks the name", net => net.Healthy().Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1"]).DomainList("rslvr-fdl-1", ["*.amazonaws.com"]), "sts", Blocked, "DNS_FIREWALL"),
        new("DNS Firewall allows the name before it blocks it", net => net.Healthy().Firewall("rslvr-frg-1", ["5 ALLOW rslvr-fdl-2", "10 BLOCK rslvr-fdl-1"])
            .DomainList("rslvr-fdl-1", ["*.amazonaws.com"]).DomainList("rslvr-fdl-2", ["sts.eu-west-1.amazonaws.com"]), "sts", Private),
        new("hosted zones were not recorded", net => net.Healthy().Without(FactKind.HostedZones), "sts", Unknown, "NOT_RECORDED"),

        new("a zone that leads to a name outside of all zones", net => Without(net, "sts").Offers("sts")
            .Zone("sts.eu-west-1.amazonaws.com", ["sts.eu-west-1.amazonaws.com CNAME proxy.corp.example"]), "sts", Unknown, "UNKNOWN_NAME"),
        new("a zone that leads to a private address which no route but the default one takes", net => Without(net, "sts").Offers("sts")
            .Zone("sts.eu-west-1.amazonaws.com", ["sts.eu-west-1.amazonaws.com A 10.8.1.10"]), "sts", Blocked, "NO_ROUTE"),
        new("the name of S3 for all regions", net => net.Healthy(), "bucket.s3.amazonaws.com", Unknown, "UNKNOWN_NAME"),
        new("a profile's DNS Firewall blocks the name", net => net.Healthy().Profile("rp-1", ["arn:aws:route53resolver:eu-west-1:111111111111:firewall-rule-group/rslvr-frg-1"])
            .Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1"], vpc: null).DomainList("rslvr-fdl-1", ["*.amazonaws.com"]), "sts", Blocked, "DNS_FIREWALL"),
        new("a profile brings an endpoint", net => Without(net, "sts").Offers("sts").Profile("rp-1", ["arn:aws:ec2:eu-west-1:111111111111:vpc-endpoint/vpce-9"]), "sts", Unknown, "PROFILE"),
        new("the endpoints were not recorded", net => net.Healthy().With(facts => facts.VpcEndpoints.Clear()).Without(FactKind.VpcEndpoints), "sts", Unknown, "NOT_RECORDED"),
        new("the interfaces were not recorded", net => net.Healthy().With(facts => facts.NetworkInterfaces.Clear()).Without(FactKind.NetworkInterfaces), "sts", Unknown, "NOT_RECORDED"),
        new("the VPC is another account's, whose endpoints nobody sees who shares it",
            net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").Vpc(vpc => vpc with { OwnerId = "222222222222" }).With(facts => facts.VpcEndpoints.Clear()), "sts", Unknown, "SHARED_VPC"),
        new("the VPC is another account's, whose endpoints were recorded", net => net.Healthy().Vpc(vpc => vpc with { OwnerId = "222222222222" }), "sts", Private),
        new("the endpoint's own name, in a zone whose ACL lets nobody in", net => Zonal(net), "vpce-sts-x-eu-west-1b.sts.eu-west-1.vpce.amazonaws.com", Blocked, "NACL_IN"),
        new("the endpoint's own name, in another zone than that", net => Zonal(net), "vpce-sts-x-eu-west-1a.sts.eu-west-1.vpce.amazonaws.com", Private),
        new("the endpoint's own name, in all of its zones", net => Zonal(net), "vpce-sts-x.sts.eu-west-1.vpce.amazonaws.com", Blocked, "NACL_IN"),
        new("the endpoint's own name, in a zone where it is not", net => Zonal(net), "vpce-sts-x-eu-west-1c.sts.eu-west-1.vpce.amazonaws.com", Unknown, "NOT_RECORDED"),
        new("an alias of IPv4 addresses stands for an endpoint that has both kinds", net => Aliased(net, "A"), "sts", Private),
        new("an alias of IPv6 addresses stands for it as well, which its group does not let in", net => Aliased(net, "A", "AAAA"), "sts", Blocked, "SG_INGRESS"),
        new("a group lets in by IPv6 those who carry another, and who does not has no IPv6 address", net => Aliased(net, "A", "AAAA").With(facts =>
        {
            facts.SecurityGroups[0] = facts.SecurityGroups[0] with { Ingress = [.. facts.SecurityGroups[0].Ingress, new() { Protocol = "tcp", FromPort = 443, ToPort = 443, Groups = [new("sg-workload")] }] };
            facts.SecurityGroups.Add(facts.SecurityGroups[1] with { Id = "sg-other" });
        }).Interface("eni-other", "subnet-1", group: "sg-other", address: "10.0.1.21"), "sts", Private),
        new("a group lets out to IPv4 alone, and who carries it has no IPv6 address", net => Aliased(net, "A", "AAAA").With(facts =>
        {
            facts.SecurityGroups[0] = facts.SecurityGroups[0] with { Ingress = [.. facts.SecurityGroups[0].Ingress, new() { Protocol = "tcp", FromPort = 443, ToPort = 443, Blocks = [IPNetwork.Parse("::/0")] }] };
            facts.SecurityGroups.Add(facts.SecurityGroups[1] with { Id = "sg-four", Egress = [new() { Protocol = "-1", Blocks = [IPNetwork.Parse("0.0.0.0/0")] }] });
        }).Interface("eni-four", "subnet-1", group: "sg-four", address: "10.0.1.21"), "sts", Private),
        new("an alias of IPv6 addresses alone, for an endpoint that has none", net => Aliased(net, "AAAA").With(facts => facts.VpcEndpoints[^1] = facts.VpcEndpoints[^1] with { IpAddressType = "ipv4" }), "sts", Blocked, "PHZ_SHADOW"),
        new("a name of an endpoint to a resource", net => Lattice(net, EndpointType.Resource), "db.example.com", Unknown, "VIA_LATTICE"),
        new("a name of an endpoint to a service network", net => Lattice(net, EndpointType.ServiceNetwork), "db.example.com", Unknown, "VIA_LATTICE"),
        new("a name of an endpoint to a resource that is gone", net => Lattice(net, EndpointType.Resource, EndpointState.Deleting), "db.example.com", PublicViaNat, "UNKNOWN_NAME"),
        new("DynamoDB's streams, which no gateway endpoint takes", net => net.Healthy().Gateway("dynamodb"), "streams.dynamodb.eu-west-1.amazonaws.com", Unknown, "UNKNOWN_NAME"),
        new("DynamoDB's tables, in a network that has no list of its addresses", net => net.Healthy("10.0.0.0/16 -> local", "pl-dynamodb -> vpce-dynamodb").Gateway("dynamodb"), "dynamodb.eu-west-1.amazonaws.com", Private),
        new("a load balancer, which may be an internal one", net => net.Healthy(), "internal-shop-1.eu-west-1.elb.amazonaws.com", Unknown, "UNKNOWN_NAME"),
        new("an instance", net => net.Healthy(), "ip-10-0-1-5.eu-west-1.compute.internal", Unknown, "UNKNOWN_NAME"),
        new("the API that makes databases", net => net.Healthy(), "rds.eu-west-1.amazonaws.com", PublicViaNat, "UNKNOWN_NAME"),
        new("a name below an endpoint's, of which its hidden zone may have nothing", net => net.Healthy(), "x.sts.eu-west-1.amazonaws.com", Unknown, "UNKNOWN_NAME"),
        new("a forwarding rule of another account's", net => net.Healthy()
            .With(facts => facts.ResolverRuleAssociations.Add(new("rslvr-rrassoc-1", "vpc-1") { ResolverRuleId = "rslvr-rr-9" })), "sts", Unknown, "FORWARDED"),

        // Routes.
        new("a more specific route to a NAT gateway", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3", "52.216.0.0/15 -> nat-1"), "s3", PublicViaNat, "VIA_NAT"),
        new("a route of the same length as an entry of the list", net => net.Healthy("10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", "52.216.0.0/14 -> nat-1"), "s3", PublicViaNat, "VIA_NAT"),
        new("a table without the gateway endpoint's route", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1"), "s3", PublicViaNat, "VIA_NAT"),
        new("no route at all", net => net.Healthy(Local), "s3", Blocked, "NO_ROUTE"),
        new("another list with the very block, to a NAT gateway", net => net.Healthy("10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", "pl-own -> nat-1").PrefixList("pl-own", "52.216.0.0/14"),
            "s3", Unknown, "LISTS_COMPETE"),
        new("another list with the very block, and a more specific one, to a NAT gateway", net => net.Healthy("10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", "pl-own -> nat-1").PrefixList("pl-own", "52.216.0.0/14", "3.5.64.0/24"),
            "s3", PublicViaNat, "VIA_NAT"),
        new("another list with the very block, which the NAT gateway's table has", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1")
            .With(facts => facts.RouteTables[1] = facts.RouteTables[1] with { Routes = [.. facts.RouteTables[1].Routes, new(null, "pl-s3", RouteTarget.Of("vpce-s3")), new(null, "pl-own", RouteTarget.Of("tgw-1"))] })
            .PrefixList("pl-own", "52.216.0.0/14", "3.5.64.0/21"), "s3", Unknown, "LISTS_COMPETE"),
        new("the gateway endpoint's route is a blackhole", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3 blackhole"), "s3", Blocked, "BLACKHOLE"),
        new("the main table", net => net.Around().Subnet("subnet-1").Groups().Acl("acl-1", [Ways.Open, Ways.OpenOut], isDefault: true).Dhcp("AmazonProvidedDNS").Gateway("s3")
            .Table("rtb-main", ["10.0.0.0/16 -> local", "pl-s3 -> vpce-s3"], isMain: true)
            .OtherVpc("vpc-2").Table("rtb-0", ["10.0.0.0/16 -> local"], isMain: true, vpc: "vpc-2"), "s3", Private),
        new("straight to an internet gateway, without a public address", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> igw-1"), "s3", Blocked, "NO_PUBLIC_ADDRESS"),
        new("straight to an internet gateway", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> igw-1")
            .With(facts => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { HasPublicAddress = true }), "s3", PublicViaIgw, "VIA_IGW"),
        new("Block Public Access drops what leaves", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").BlocksPublicAccess(GatewayBlock.Bidirectional), "s3", Blocked, "BPA"),
        new("Block Public Access of what comes in leaves NAT gateways alone", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").BlocksPublicAccess(GatewayBlock.Ingress), "s3", PublicViaNat, "VIA_NAT"),
        new("a regional NAT gateway sends on by its own table", net => Regional(net, "0.0.0.0/0 -> igw-1"), "s3", PublicViaNat, "VIA_NAT"),
        new("a regional NAT gateway whose table leads nowhere", net => Regional(net), "s3", Blocked, "NO_ROUTE"),
        new("Block Public Access drops what a regional NAT gateway sends", net => Regional(net, "0.0.0.0/0 -> igw-1").BlocksPublicAccess(GatewayBlock.Bidirectional), "s3", Blocked, "BPA"),
        new("Block Public Access leaves out the VPC of a regional NAT gateway", net => Regional(net, "0.0.0.0/0 -> igw-1").BlocksPublicAccess(GatewayBlock.Bidirectional, "vpc-1"), "s3", PublicViaNat, "VIA_NAT"),
        new("a route for each half of the internet, and S3's addresses were not recorded, which are in its list all the same",
            net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/1 -> nat-1", "128.0.0.0/1 -> nat-1", "pl-s3 -> vpce-s3").With(facts => facts.PrefixLists.Clear()), "s3", Private),
        new("a route for a part of the internet that S3's list may be more specific than, or not",
            net => net.Healthy("10.0.0.0/16 -> local", "52.0.0.0/8 -> nat-1", "pl-s3 -> vpce-s3").With(facts => facts.PrefixLists.Clear()), "s3", Unknown, "SOME_ADDRESSES"),
        new("answers of the endpoint come back by an appliance", net => net.Healthy().With(facts => facts.RouteTables[0] = facts.RouteTables[0] with
        {
            Routes = [.. facts.RouteTables[0].Routes, new(IPNetwork.Parse("10.0.1.0/24"), null, RouteTarget.Of("eni-firewall"))],
        }), "sts", Unknown, "VIA_APPLIANCE"),
        new("answers for another subnet come back by an appliance", net => net.Healthy().With(facts => facts.RouteTables[0] = facts.RouteTables[0] with
        {
            Routes = [.. facts.RouteTables[0].Routes, new(IPNetwork.Parse("10.0.7.0/24"), null, RouteTarget.Of("eni-firewall"))],
        }), "sts", Private),
        new("a client of both families in a subnet with DNS64, by which it sends to a NAT gateway", net => Translated(net, "64:ff9b::/96 -> nat-1"), "sts", Unknown, "DNS64"),
        new("a client of both families in a subnet with DNS64, for which there is no route", net => Translated(net), "sts", Private),
        new("a NAT gateway sends on to a firewall", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1")
            .Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", endpoint => endpoint with { Type = EndpointType.GatewayLoadBalancer }, "vpce-firewall")
            .With(facts => facts.RouteTables[1] = facts.RouteTables[1] with { Routes = [new(IPNetwork.Parse("0.0.0.0/0"), null, RouteTarget.Of("vpce-firewall"))] }), "s3", Unknown, "VIA_NAT"),
        new("a list that nobody recorded may take some of S3's addresses",
            net => net.Healthy("10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", "pl-offices -> tgw-1"), "s3", Unknown, "UNREAD_LIST"),
        new("a list that nobody recorded takes none of the VPC's own",
            net => net.Healthy("10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", "pl-offices -> tgw-1"), "sts", Private),
        new("but may where it leads to an appliance",
            net => net.Healthy("10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", "pl-offices -> eni-firewall"), "sts", Unknown, "UNREAD_LIST"),
        new("to a transit gateway", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> tgw-1"), "s3", Unknown, "VIA_TGW"),
        new("the NAT gateway's own table leads to the gateway endpoint", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1")
            .With(facts => facts.RouteTables[1] = facts.RouteTables[1] with { Routes = [.. facts.RouteTables[1].Routes, new(null, "pl-s3", RouteTarget.Of("vpce-s3"))] }), "s3", Unknown, "VIA_NAT"),
        new("an IPv6 client asks for the dual-stack name, which the gateway endpoint has no addresses of",
            net => Six(net), "s3.dualstack.eu-west-1.amazonaws.com", PublicViaIgw, "VIA_IGW"),
        new("a client of IPv6 alone, where the records of the gateway endpoint are of both kinds", net => Recorded(net, "dualstack").With(SpeakingSixAlone), "s3", Private),
        new("a client of IPv6 alone, where the records of the gateway endpoint are the service's own", net => Recorded(net, "service-defined").With(SpeakingSixAlone), "s3", Blocked, "NO_ADDRESS"),
        new("a client of IPv4 alone, where the records of the gateway endpoint are of IPv6",
            net => Recorded(net, "ipv6").With(facts => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { Addresses = [IPAddress.Parse("10.0.1.20")] }), "s3", Blocked, "NO_ADDRESS"),
        new("a client of both kinds, where the records of the gateway endpoint are of both, and no route to it is for IPv6",
            net => Recorded(net, "dualstack").With(facts => facts.RouteTables[^1] = facts.RouteTables[^1] with { Routes = facts.RouteTables[^1].Routes.RemoveAll(route => route.PrefixListId is "pl-s3-6") }),
            "s3", PublicViaIgw, "VIA_IGW"),
        new("private names of an endpoint that has both kinds of addresses, and the service's own records", net => Six(net).With(facts =>
        {
            var (index, endpoint) = facts.VpcEndpoints.Index().Single(entry => entry.Item.Service.Service == "sts");
            facts.VpcEndpoints[index] = endpoint with { IpAddressType = "dualstack", DnsRecordIpType = "service-defined" };
            (index, var one) = facts.NetworkInterfaces.Index().Single(entry => entry.Item.Id == "eni-sts");
            facts.NetworkInterfaces[index] = one with { Addresses = [.. one.Addresses, IPAddress.Parse("2001:db8:0:1::10")] };
        }), "sts", Private),
        new("to an endpoint, and where its interfaces are nobody recorded", net => net.Healthy().With(facts =>
        {
            facts.NetworkInterfaces.Remove(facts.NetworkInterfaces.Single(one => one.Id is "eni-sts"));
            facts.Subnets.Remove(facts.Subnets.Single(one => one.Id is "subnet-2"));
        }), "sts", Unknown, "NOT_RECORDED"),
        new("another service's dual-stack name has none of the IPv6 addresses of S3's list",
            net => Six(net.Offers("kms", service => service with { PrivateDnsNames = ["kms.eu-west-1.amazonaws.com", "kms.eu-west-1.api.aws"] })
                .NamedPrefixList("pl-s3-6", "com.amazonaws.eu-west-1.ipv6.s3").PrefixList("pl-s3-6", "2600:1fa0::/39"), "pl-s3-6 -> tgw-1").With(SpeakingSixAlone),
            "kms.eu-west-1.api.aws", PublicViaIgw, "NO_ENDPOINT"),
        new("somebody's own list is none of a service's, whatever it is called",
            net => Six(net.Offers("kms", service => service with { PrivateDnsNames = ["kms.eu-west-1.amazonaws.com", "kms.eu-west-1.api.aws"] })
                .NamedPrefixList("pl-own", "s3").PrefixList("pl-own", "2600::/16"), "pl-own -> tgw-1").With(SpeakingSixAlone),
            "kms.eu-west-1.api.aws", Unknown, "SOME_ADDRESSES"),

        // Groups, ACLs, states.
        new("the workload's group lets nothing out", net => Grouped(net, egress: ""), "sts", Blocked, "SG_EGRESS"),
        new("the workload's group lets out to S3's list alone", net => Grouped(net, egress: "pl-s3"), "s3", Private),
        new("the workload's group lets out to the VPC alone", net => Grouped(net, egress: "10.0.0.0/16"), "s3", Blocked, "SG_EGRESS"),
        new("the endpoint's group lets in another subnet", net => Grouped(net, ingress: "10.0.3.0/24"), "sts", Blocked, "SG_INGRESS"),
        new("the endpoint's group lets in half of the subnet", net => Grouped(net, ingress: "10.0.1.0/25"), "sts", Blocked, "SG_INGRESS"),
        new("two rules let in a half each", net => Grouped(net, ingress: "10.0.1.0/25")
            .With(facts => facts.SecurityGroups[0] = facts.SecurityGroups[0] with { Ingress = [.. facts.SecurityGroups[0].Ingress, new() { Protocol = "-1", Blocks = [IPNetwork.Parse("10.0.1.128/25")] }] }), "sts", Private),
        new("a network ACL refuses a part, before it allows all", net => Guarded(net, ["90 out deny tcp 443 10.0.2.0/28", Ways.OpenOut, Ways.Open]), "sts", Blocked, "NACL_OUT"),
        new("a network ACL refuses later what it has allowed", net => Guarded(net, ["110 out deny tcp 443 10.0.2.0/28", Ways.OpenOut, Ways.Open]), "sts", Private),
        new("a network ACL lets no answers in", net => Guarded(net, [Ways.OpenOut, "100 in allow tcp 443 0.0.0.0/0"]), "sts", Blocked, "NACL_RETURN"),
        new("the network ACL of the endpoint's subnet lets nobody in", net => Guarded(net, [Ways.OpenOut, "100 in allow tcp 443 10.0.5.0/24"], "subnet-2"), "sts", Blocked, "NACL_IN"),
        new("the network ACL of the endpoint's subnet lets no answers out", net => Guarded(net, ["100 out allow tcp 443 0.0.0.0/0", Ways.Open], "subnet-2"), "sts", Blocked, "NACL_RETURN"),
        new("the endpoint waits for its provider", net => Without(net, "sts", Local).Reached("sts", "10.0.2.10", endpoint => endpoint with { State = EndpointState.PendingAcceptance }), "sts", Blocked, "PENDING"),
        new("the provider has rejected the endpoint", net => Without(net, "sts").Reached("sts", "10.0.2.10", endpoint => endpoint with { State = EndpointState.Rejected }), "sts", PublicViaNat, "REJECTED"),

        new("a network ACL lets answers in on the upper ports alone, and the workload is a function", net => Guarded(net, [Ways.OpenOut, "100 in allow tcp 32768-65535 0.0.0.0/0"])
            .With(facts => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { InterfaceType = "lambda" }), "sts", Blocked, "NACL_RETURN"),
        new("a network ACL lets answers in on the ports of Linux alone", net => Guarded(net, [Ways.OpenOut, "100 in allow tcp 32768-61000 0.0.0.0/0"]), "sts", Private),
        new("a network ACL lets answers in on all ports of Linux but the last", net => Guarded(net, [Ways.OpenOut, "100 in allow tcp 32768-60999 0.0.0.0/0"]), "sts", Blocked, "NACL_RETURN"),
        new("the network ACL of the NAT gateway's subnet lets nobody in", net => Natted(net, [Ways.OpenOut, "100 in allow all all 0.0.0.0/1", "110 in allow tcp 80 10.0.0.0/16", "90 in deny tcp 443 10.0.0.0/16"]), "s3", Blocked, "NACL_NAT"),
        new("the network ACL of the NAT gateway's subnet lets nothing out to S3", net => Natted(net, [Ways.Open, "100 out allow all all 10.0.0.0/16"]), "s3", Blocked, "NACL_NAT"),
        new("the network ACL of the NAT gateway's subnet lets its answers in on the ports of Linux alone",
            net => Natted(net, [Ways.OpenOut, "100 in allow tcp 443 10.0.0.0/16", "110 in allow tcp 32768-61000 0.0.0.0/0"]), "s3", Blocked, "NACL_RETURN"),
        new("the network ACL of the NAT gateway's subnet lets no answers out", net => Natted(net, [Ways.Open, "100 out allow tcp 443 0.0.0.0/0"]), "s3", Blocked, "NACL_RETURN"),
        new("the network ACL of the NAT gateway's subnet lets out what it has to",
            net => Natted(net, ["100 in allow tcp 443 10.0.1.0/24", "110 in allow tcp 1024-65535 0.0.0.0/0", "100 out allow tcp 443 0.0.0.0/0", "110 out allow tcp 32768-61000 10.0.1.0/24"]), "s3", PublicViaNat, "VIA_NAT"),
        new("mail by any of its ports", net => Mail(net, "tcp 2465 from 10.0.0.0/16"), "email-smtp", Private),
        new("mail by none of its ports", net => Mail(net, "tcp 443 from 10.0.0.0/16"), "email-smtp", Blocked, "SG_INGRESS"),
        new("groups and an ACL that let out different parts of addresses that nobody recorded",
            net => Guarded(net, ["100 out allow tcp 443 3.0.0.0/8", Ways.Open]).With(facts =>
            {
                facts.PrefixLists.Clear();
                facts.SecurityGroups[1] = facts.SecurityGroups[1] with { Egress = [new() { Protocol = "tcp", FromPort = 443, ToPort = 443, Blocks = [IPNetwork.Parse("52.0.0.0/8")] }] };
                facts.RouteTables.Remove(facts.RouteTables.Single(table => table.Id == "rtb-subnet-1"));
            }).Table("rtb-subnet-1", ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1"], ["subnet-1"]), "s3", Blocked, "SG_EGRESS"),
        new("an IPv6 block that nobody speaks", net => Grouped(net).With(facts =>
        {
            var (index, subnet) = facts.Subnets.Index().Single(entry => entry.Item.Id == "subnet-1");
            facts.Subnets[index] = subnet with { CidrBlocks = [.. subnet.CidrBlocks, IPNetwork.Parse("2001:db8::/64")] };
            (index, var endpoint) = facts.VpcEndpoints.Index().Single(entry => entry.Item.Service.Service == "sts");
            facts.VpcEndpoints[index] = endpoint with { IpAddressType = "dualstack" };
        }), "sts", Private),

        // Policies, and what else is needed.
        new("a policy that is right for one's own data refuses the layers", net => Policied(net, OwnOrganization), "s3", Blocked, "POLICY_IMPLICIT"),
        new("and with them the image pull", net => Policied(net, OwnOrganization), "ecr.dkr", Blocked, "DEP_s3") { IsOwnPrivate = true },
        new("a policy that denies", net => Policied(net, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}"""), "s3", Blocked, "POLICY_DENY"),
        new("a policy that leaves out what some clients alone ask for", net => Policied(net, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:s3:::jumpstart-cache-prod-eu-west-1/*"}]}"""), "s3", Private) { Bundles = ["ecr-pull", "sagemaker-studio"] },
        new("a policy that refuses what a bundle may do without", net => Policied(net, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:s3:::assets-438097961670-eu-west-1/*"}]}"""), "s3", Unknown, "POLICY_UNKNOWN") { Bundles = ["ecr-pull", "codeartifact"] },
        new("a policy that lets half of a release's repositories through", net => Policied(net, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","NotResource":["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*","arn:aws:s3:::amazonlinux-2-repos-eu-west-1/*","arn:aws:s3:::repo.eu-west-1.amazonaws.com/*"]}]}"""), "s3", Blocked, "POLICY_IMPLICIT") { Bundles = ["ecr-pull", "emr-private"] },
        new("a policy that lets all of a release's repositories through", net => Policied(net, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","NotResource":["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*","arn:aws:s3:::repo.eu-west-1.amazonaws.com/*"]}]}"""), "s3", Private) { Bundles = ["ecr-pull", "emr-private"] },
        new("an image pull whose layers go through the NAT gateway", net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1"), "ecr.dkr", PublicViaNat, "DEP_s3") { IsOwnPrivate = true },
    ];

    public static IEnumerable<TheoryDataRow<Row>> Rows => All.Select(row => new TheoryDataRow<Row>(row) { TestDisplayName = row.Name });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Says_where_packets_go_and_what_is_to_blame(Row row)
    {
        var trace = row.Trace();
        Assert.Equal(row.Expected, trace.Verdict);
        Assert.Equal(row.IsOwnPrivate ? Private : row.Expected, trace.OwnVerdict);
        Assert.Equal(row.Code, row.IsOwnPrivate ? trace.Dependencies.First(other => other.Trace.OwnVerdict is not Private).Hop.Code : trace.FirstWrong?.Code);
    }

    /// <summary>Without facts of a kind it says so, or what it said: it never says another thing.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Never_guesses_what_was_not_recorded(Row row)
    {
        foreach (var kind in Enum.GetValues<FactKind>().Except([FactKind.ServiceNames, FactKind.Vpcs, FactKind.Subnets, FactKind.NetworkInterfaces]))
        {
            var verdict = (row with { Given = net => row.Given(net).Without(kind) }).Trace().Verdict;
            Assert.True(verdict is Unknown || verdict == row.Expected, $"Without {kind} it says {verdict}.");
        }
    }

    /// <summary>Where there is an endpoint to it, logs are among what an image pull may need; without one, nobody asks.</summary>
    [Fact]
    public void An_image_pull_needs_a_token_layers_and_maybe_logs()
    {
        var pull = new Row("", net => net.Healthy().Reached("logs", "10.0.2.13", endpoint => endpoint with { State = EndpointState.Failed }), "ecr.dkr", Private);
        Assert.Equal(["ecr.api", "s3"], pull.Trace().Dependencies.Select(needed => needed.Trace.To.Service));
        var logged = (pull with { Given = net => net.Healthy().Reached("logs", "10.0.2.13", endpoint => endpoint with { PrivateDnsEnabled = false }) }).Trace();
        Assert.Equal([("ecr.api", false), ("s3", false), ("logs", true)], logged.Dependencies.Select(needed => (needed.Trace.To.Service!, needed.IsOptional)));
        Assert.Equal(Private, logged.Verdict);
        Assert.Equal(HopEffect.Note, logged.Dependencies[^1].Hop.Effect);
    }

    /// <summary>ssmmessages serves ECS Exec too, which needs nothing else; ssm goes with all that Systems Manager needs.</summary>
    [Fact]
    public void What_has_other_uses_needs_the_rest_of_its_bundle_maybe()
    {
        var messages = new Row("", net => net.Healthy().Reached("ssmmessages", "10.0.2.13").Offers("ssm"), "ssmmessages", Private).Trace();
        Assert.Equal([("ssm", true), ("s3", true)], messages.Dependencies.Select(needed => (needed.Trace.To.Service!, needed.IsOptional)));
        Assert.Equal(Private, messages.Verdict);
        var agent = new Row("", net => net.Healthy().Reached("ssm", "10.0.2.13").Offers("ssmmessages"), "ssm", Private).Trace();
        Assert.Equal([("ssmmessages", false), ("s3", false)], agent.Dependencies.Select(needed => (needed.Trace.To.Service!, needed.IsOptional)));
        Assert.NotEqual(Private, agent.Verdict);
    }

    [Fact]
    public void Every_hop_is_in_the_committed_file()
    {
        var text = new StringBuilder("""
            <!-- Generated from the tests. To change it, change them; then: UPDATE=1 dotnet test -->
            # Traces

            """.ReplaceLineEndings("\n"));
        foreach (var row in All)
        {
            var trace = row.Trace();
            text.Append($"\n## {row.Name}\n\n`{trace.From}` to `{row.To}`: {trace.Verdict.Word()}\n\n");
            foreach (var hop in trace.Shared)
                text.Append(Line(hop, ""));
            foreach (var leg in trace.Legs)
            {
                text.Append($"- {leg.To}: {leg.Verdict.Word()}\n");
                foreach (var hop in leg.Hops)
                    text.Append(Line(hop, "  "));
            }
            foreach (var dependency in trace.Dependencies)
                text.Append(Line(dependency.Hop, ""));
        }
        Assert.Null(GoldenFile.Problem("tests/ConfigRules.Tests/Paths/Traces.md", text.ToString()));
    }

    private static string Line(Hop hop, string indent) =>
        $"{indent}- {hop.Stage}, {Words.Of(hop.Effect)}: {hop.Text.Replace("*", "\\*", StringComparison.Ordinal)}{(hop.Code is { } code ? $" `{code}`" : "")}\n";

    /// <summary>The healthy network without the service's endpoint, for another one to take its place.</summary>
    private static NetworkBuilder Without(NetworkBuilder net, string service, string[]? routes = null) => net.Healthy(routes ?? []).With(facts =>
    {
        facts.VpcEndpoints.Remove(facts.VpcEndpoints.Single(endpoint => endpoint.Service.Service == service));
        facts.NetworkInterfaces.Remove(facts.NetworkInterfaces.Single(networkInterface => networkInterface.Id == $"eni-{service}"));
        facts.ServiceDetails.Remove(facts.ServiceDetails.Single(detail => detail.Id.EndsWith($".{service}", StringComparison.Ordinal)));
    });

    private static NetworkBuilder NoGateway(NetworkBuilder net) => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").With(facts =>
        facts.VpcEndpoints.Remove(facts.VpcEndpoints.Single(endpoint => endpoint.Type is EndpointType.Gateway)));

    /// <summary>A workload that speaks IPv6 too, which leaves through an egress-only gateway.</summary>
    private static NetworkBuilder Six(NetworkBuilder net, params string[] routes) => net
        .Healthy(["10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", "::/0 -> eigw-1", .. routes]).Acl("acl-6", [Ways.Open, Ways.OpenOut, "110 in allow all all ::/0", "110 out allow all all ::/0"], ["subnet-1"])
        .With(facts => facts.SecurityGroups[1] = facts.SecurityGroups[1] with { Egress = [new() { Protocol = "-1", Blocks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")] }] })
        .With(facts => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { Addresses = [IPAddress.Parse("10.0.1.20"), IPAddress.Parse("2001:db8::20")] });

    /// <summary>The same, and a gateway endpoint that takes both kinds, with records of a kind.</summary>
    private static NetworkBuilder Recorded(NetworkBuilder net, string records) =>
        Six(net.NamedPrefixList("pl-s3-6", "com.amazonaws.eu-west-1.ipv6.s3").PrefixList("pl-s3-6", "2600:1fa0::/39"), "pl-s3-6 -> vpce-s3").With(facts =>
        {
            var (index, gateway) = facts.VpcEndpoints.Index().Single(entry => entry.Item.Type is EndpointType.Gateway);
            facts.VpcEndpoints[index] = gateway with { IpAddressType = "dualstack", DnsRecordIpType = records };
        });

    /// <summary>A workload that speaks IPv6 too, in a subnet with DNS64.</summary>
    private static NetworkBuilder Translated(NetworkBuilder net, params string[] routes) => net.Healthy(["10.0.0.0/16 -> local", .. routes])
        .ChangeSubnet("subnet-1", subnet => subnet with { HasDns64 = true })
        .With(facts => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { Addresses = [IPAddress.Parse("10.0.1.20"), IPAddress.Parse("2001:db8::20")] });

    private static void SpeakingSixAlone(NetworkFacts facts) => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { Addresses = [IPAddress.Parse("2001:db8::20")] };

    private static NetworkBuilder Grouped(NetworkBuilder net, string egress = "0.0.0.0/0", string ingress = "10.0.0.0/16") =>
        net.Healthy().With(facts => facts.SecurityGroups.Clear()).Groups(egress, ingress);

    private static NetworkBuilder Guarded(NetworkBuilder net, string[] entries, string subnet = "subnet-1") =>
        net.Healthy().Acl("acl-2", entries, [subnet]);

    /// <summary>Without the gateway endpoint's route, S3 is reached through the NAT gateway, whose subnet has an ACL of its own.</summary>
    private static NetworkBuilder Natted(NetworkBuilder net, string[] entries) =>
        net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").Acl("acl-nat", entries, ["subnet-nat"]);

    /// <summary>STS has an interface in each of two zones, and the ACL of one lets nobody in.</summary>
    private static NetworkBuilder Zonal(NetworkBuilder net) => net.Healthy().EmptySubnet("subnet-3", "10.0.3.0/24", Local)
        .Acl("acl-3", [Ways.OpenOut], ["subnet-3"])
        .ChangeSubnet("subnet-2", subnet => subnet with { AvailabilityZone = "eu-west-1a" }).ChangeSubnet("subnet-3", subnet => subnet with { AvailabilityZone = "eu-west-1b" })
        .Interface("eni-sts-3", "subnet-3", "vpc_endpoint", "sg-endpoint", "VPC Endpoint Interface", "10.0.3.10")
        .With(facts =>
        {
            var (index, endpoint) = facts.VpcEndpoints.Index().Single(entry => entry.Item.Service.Service == "sts");
            facts.VpcEndpoints[index] = endpoint with
            {
                SubnetIds = ["subnet-2", "subnet-3"],
                NetworkInterfaceIds = ["eni-sts", "eni-sts-3"],
                DnsNames = [.. ((string[])["", "-eu-west-1a", "-eu-west-1b", "-eu-west-1c"]).Select(zone => $"vpce-sts-x{zone}.sts.eu-west-1.vpce.amazonaws.com")],
            };
        });

    /// <summary>Aliases of the types lead to an endpoint that has IPv6 addresses too, and lets in IPv4 ones alone.</summary>
    private static NetworkBuilder Aliased(NetworkBuilder net, params string[] types) => Without(net, "sts", ["10.0.0.0/16 -> local", "2001:db8::/56 -> local"])
        .Reached("sts", "10.0.2.10", endpoint => endpoint with { PrivateDnsEnabled = false, IpAddressType = "dualstack", DnsNames = ["vpce-sts-x.sts.eu-west-1.vpce.amazonaws.com"] })
        .Zone("sts.eu-west-1.amazonaws.com", [.. types.Select(type => $"sts.eu-west-1.amazonaws.com {type} alias vpce-sts-x.sts.eu-west-1.vpce.amazonaws.com")])
        .Acl("acl-6", [Ways.Open, Ways.OpenOut, "110 in allow all all ::/0", "110 out allow all all ::/0"], ["subnet-1", "subnet-2"])
        .ChangeSubnet("subnet-1", subnet => subnet with { CidrBlocks = [.. subnet.CidrBlocks, IPNetwork.Parse("2001:db8::/64")] })
        .With(facts =>
        {
            facts.SecurityGroups[1] = facts.SecurityGroups[1] with { Egress = [new() { Protocol = "-1", Blocks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")] }] };
            facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { Addresses = [IPAddress.Parse("10.0.1.20"), IPAddress.Parse("2001:db8::20")] };
            facts.NetworkInterfaces[^1] = facts.NetworkInterfaces[^1] with { Addresses = [IPAddress.Parse("10.0.2.10"), IPAddress.Parse("2001:db8:0:1::10")] };
        });

    /// <summary>What VPC Lattice has, by a private name.</summary>
    private static NetworkBuilder Lattice(NetworkBuilder net, EndpointType type, EndpointState state = EndpointState.Available) => net.Healthy().With(facts =>
        facts.VpcEndpoints.Add(new("vpce-lattice", NetworkBuilder.VpcId)
        {
            Type = type,
            State = state,
            Service = ServiceName.Parse(""),
            PrivateDnsEnabled = true,
            DnsNames = ["vpce-lattice-snra-1.rcfg-1.4232ccc.vpc-lattice-rsc.eu-west-1.on.aws", "db.example.com"],
        }));

    /// <summary>The NAT gateway is in no subnet, and has a table of its own with the routes.</summary>
    private static NetworkBuilder Regional(NetworkBuilder net, params string[] routes) => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1")
        .Table("rtb-nat", ["10.0.0.0/16 -> local", .. routes])
        .With(facts => facts.NatGateways[0] = new("nat-1", NetworkBuilder.VpcId) { RouteTableId = "rtb-nat" });

    private static NetworkBuilder Mail(NetworkBuilder net, string ingress) => net.Healthy().Group("sg-mail", ingress)
        .Reached("email-smtp", "10.0.2.25", endpoint => endpoint with { SecurityGroupIds = ["sg-mail"] });

    private static NetworkBuilder Policied(NetworkBuilder net, string policy) => net.Healthy().With(facts =>
    {
        var (index, gateway) = facts.VpcEndpoints.Index().Single(entry => entry.Item.Type is EndpointType.Gateway);
        facts.VpcEndpoints[index] = gateway with { PolicyDocument = policy };
    });

    /// <summary>All names of AWS's lead to the endpoint of the registry's API.</summary>
    private static NetworkBuilder Astray(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null) => Without(net, "sts").Offers("sts")
        .Zone("eu-west-1.amazonaws.com", ["*.eu-west-1.amazonaws.com A 10.0.2.11"]).With(facts =>
        {
            var (index, endpoint) = facts.VpcEndpoints.Index().Single(entry => entry.Item.Service.Service == "ecr.api");
            facts.VpcEndpoints[index] = change is null ? endpoint : change(endpoint);
        });

    /// <summary>The registry's endpoint is in another VPC, which a peering leads to, and a zone answers with its address.</summary>
    private static NetworkBuilder Hub(NetworkBuilder net, string zone, string[] records) =>
        Without(net, "ecr.dkr", ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3", "10.8.0.0/16 -> pcx-1"])
            .Offers("ecr.dkr", detail => detail with { PrivateDnsNames = ["dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com"] })
            .With(facts => facts.Vpcs.Add(new("vpc-hub") { OwnerId = NetworkBuilder.Account, CidrBlocks = [IPNetwork.Parse("10.8.0.0/16")], Dns = new(true, true) }))
            .EmptySubnet("subnet-hub", "10.8.1.0/24", ["10.8.0.0/16 -> local", "10.0.0.0/16 -> pcx-1"], "vpc-hub")
            .Acl("acl-hub", [Ways.Open, Ways.OpenOut], isDefault: true, vpc: "vpc-hub")
            .Peering("pcx-1", "vpc-hub")
            .Interface("eni-hub", "subnet-hub", "vpc_endpoint", "sg-endpoint", "VPC Endpoint Interface", "10.8.1.10", "vpc-hub")
            .Endpoint("ecr.dkr", endpoint => endpoint with { SubnetIds = ["subnet-hub"], NetworkInterfaceIds = ["eni-hub"], PrivateDnsEnabled = false }, "vpce-hub", "vpc-hub")
            .Zone(zone, records);

    /// <summary>The hub's endpoint has private DNS, and the VPC asks the hub for its names.</summary>
    private static NetworkBuilder Forwarded(NetworkBuilder net) => Hub(net, "hub.example", [])
        .With(facts => facts.VpcEndpoints[^1] = facts.VpcEndpoints[^1] with { PrivateDnsEnabled = true })
        .ResolverRule("dkr.ecr.eu-west-1.amazonaws.com", ["10.8.1.53"], id: "rslvr-rr-1")
        .ResolverEndpoint("rslvr-in-1", inbound: true, ["10.8.1.53"], "vpc-hub");

    public sealed record Row(string Name, Func<NetworkBuilder, NetworkBuilder> Given, string To, PathVerdict Expected, string? Code = null)
    {
        /// <summary>Whether the way to the service itself is right, and not the one to another that it needs.</summary>
        public bool IsOwnPrivate { get; init; }

        public string[] Bundles { get; init; } = ["ecr-pull"];

        public Trace Trace()
        {
            var network = Given(new()).Build();
            var bundles = ServiceBundles.All.Where(bundle => Bundles.Contains(bundle.Id));
            return new Sut("vpc-1", network).Trace(
                Sender.Of(network.Find<Subnet>("subnet-1")!, network), Sut.WithNeeds(Intent.To(To, network), bundles));
        }

        public override string ToString() => Name;
    }
}
