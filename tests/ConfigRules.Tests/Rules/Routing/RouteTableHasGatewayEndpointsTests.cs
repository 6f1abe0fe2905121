using ConfigRules.Model;
using ConfigRules.Rules.Routing;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Routing;

public sealed class RouteTableHasGatewayEndpointsTests
    : RuleTests<RouteTableHasGatewayEndpoints, RouteTableHasGatewayEndpointsTests>, IRuleScenarios
{
    private static readonly string[] Both = ["0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3", "pl-ddb -> vpce-dynamodb"];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("routes to both", net => Gateways(net).Subnet("subnet-1", routes: Both), Compliant),

        new("the main table, used without an association",
            net => Gateways(net).Subnet("subnet-1").Table("rtb-main", Both, isMain: true), Compliant),

        new("the main table of another VPC does not count",
            net => Gateways(net).OtherVpc("vpc-2").Subnet("subnet-1")
                .Table("rtb-1", ["0.0.0.0/0 -> nat-1"], isMain: true).Table("rtb-0", Both, isMain: true, vpc: "vpc-2"),
            NonCompliant, "It has no route to the s3 endpoint vpce-s3; it has no route to the dynamodb endpoint vpce-dynamodb.") { Of = "rtb-1" },

        new("two gateway endpoints of one service, split over the tables",
            net => Gateways(net).Gateway("s3", id: "vpce-b")
                .Subnet("subnet-1", routes: ["pl-s3 -> vpce-b", "pl-ddb -> vpce-dynamodb"]),
            Compliant),

        new("an S3 endpoint that is not associated with this table",
            net => Gateways(net).Subnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1", "pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "It has no route to the s3 endpoint vpce-s3."),

        new("a VPC with tables but without any gateway endpoint",
            net => net.Subnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1"]),
            NonCompliant, "No gateway endpoint for s3 is in vpc-1; no gateway endpoint for dynamodb is in vpc-1."),

        new("a blackhole", net => Gateways(net).Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3 blackhole", "pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "Its route to the s3 endpoint vpce-s3 is a blackhole."),

        new("an S3 interface endpoint is no gateway endpoint",
            net => net.Endpoint("s3").Gateway("dynamodb").Subnet("subnet-1", routes: ["pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "No gateway endpoint for s3 is in vpc-1."),

        new("a gateway endpoint for s3express does not serve s3",
            net => net.Gateway("s3express").Gateway("dynamodb").Subnet("subnet-1", routes: ["pl-x -> vpce-s3express", "pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "No gateway endpoint for s3 is in vpc-1."),

        new("a pending endpoint does not count",
            net => net.Gateway("s3", e => e with { State = EndpointState.Pending }).Gateway("dynamodb").Subnet("subnet-1", routes: Both),
            NonCompliant, "The s3 endpoint vpce-s3 is pending."),

        new("a deleted endpoint does not count",
            net => net.Gateway("s3", e => e with { State = EndpointState.Deleted }).Gateway("dynamodb").Subnet("subnet-1", routes: Both),
            NonCompliant, "The s3 endpoint vpce-s3 is deleted."),

        new("a deleted endpoint whose successor serves",
            net => Gateways(net).Gateway("s3", e => e with { State = EndpointState.Deleted }, id: "vpce-0").Subnet("subnet-1", routes: Both),
            Compliant),

        new("a VPC with tables but none of them on the DynamoDB endpoint",
            net => Gateways(net).Subnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3"]),
            NonCompliant, "It has no route to the dynamodb endpoint vpce-dynamodb."),

        new("a table on the endpoint that no subnet uses, beside the main one that all use",
            net => Gateways(net).Subnet("subnet-1").Table("rtb-1", Both).Table("rtb-main", ["pl-s3 -> vpce-s3"], isMain: true),
            NonCompliant, "It has no route to the dynamodb endpoint vpce-dynamodb.") { Of = "rtb-main" },

        new("one of two tables on the DynamoDB endpoint: the other",
            net => Gateways(net).Subnet("subnet-1", routes: Both).Subnet("subnet-2", "10.0.2.0/24", ["pl-s3 -> vpce-s3"]),
            NonCompliant, "It has no route to the dynamodb endpoint vpce-dynamodb.") { Of = "rtb-subnet-2" },

        new("a prefix list of one's own that leads to a transit gateway",
            net => Gateways(net).Subnet("subnet-1", routes: ["pl-mine -> tgw-1", "pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "It has no route to the s3 endpoint vpce-s3."),

        new("a prefix list of one's own that leads to a firewall's endpoint",
            net => Gateways(net).Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", e => e with { Type = EndpointType.GatewayLoadBalancer }, id: "vpce-fw")
                .Subnet("subnet-1", routes: ["pl-mine -> vpce-fw", "pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "It has no route to the s3 endpoint vpce-s3."),

        new("a dual-stack endpoint, with a prefix list for each family",
            net => Gateways(net).Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64", [.. Both, "pl-s3-ipv6 -> vpce-s3"]), Compliant),

        new("a more specific route to a NAT gateway beside it: how much of the traffic it takes is not this rule's question",
            net => Gateways(net).Subnet("subnet-1", routes: [.. Both, "52.216.0.0/15 -> nat-1"]), Compliant),

        new("associated, but the route is not there: packets go by routes",
            net => net.Gateway("s3", e => e with { RouteTableIds = ["rtb-subnet-1"] }).Gateway("dynamodb")
                .Subnet("subnet-1", routes: ["pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "It has no route to the s3 endpoint vpce-s3."),

        new("associated, but the route is a blackhole",
            net => net.Gateway("s3", e => e with { RouteTableIds = ["rtb-subnet-1"] }).Gateway("dynamodb")
                .Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3 blackhole", "pl-ddb -> vpce-dynamodb"]),
            NonCompliant, "Its route to the s3 endpoint vpce-s3 is a blackhole."),

        new("a state of the endpoint from a later day",
            net => net.Gateway("s3", Strange).Gateway("dynamodb").Subnet("subnet-1", routes: Both),
            Undetermined, "The type or the state of vpce-s3 is none that this version knows."),

        new("a state of one endpoint from a later day, and another that is surely missing",
            net => net.Gateway("s3", Strange).Subnet("subnet-1", routes: Both),
            NonCompliant, "No gateway endpoint for dynamodb is in vpc-1."),

        new("only where an endpoint exists, and its state is from a later day",
            net => net.Gateway("s3", Strange).Subnet("subnet-1", routes: Both),
            Undetermined, "The type or the state of vpce-s3 is none that this version knows.") { With = [("onlyIfEndpointExists", "true")] },

        new("more endpoints than a reason holds",
            net => ((string[])["s3", "dynamodb", "s3express"]).Aggregate(net, (drawn, service) => Enumerable.Range(1, 4)
                    .Aggregate(drawn, (more, number) => more.Gateway(service, id: $"vpce-0{number}{service.Length:x15}")))
                .Subnet("subnet-1", routes: []),
            NonCompliant,
            "It has no route to the s3 endpoint vpce-01000000000000002 and 3 more; it has no route to the dynamodb endpoint vpce-01000000000000008 and 3 more; "
                + "it has no route to the s3express endpoint vpce-01000000000000009 and 3 more.")
        {
            With = [("services", "s3,dynamodb,s3express")],
        },

        new("names of China", net => net.Region("cn-north-1").Gateway("com.amazonaws.cn-north-1.s3", id: "vpce-s3")
            .Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3"]), Compliant) { With = [("services", "s3")] },

        new("names of GovCloud", net => net.Region("us-gov-west-1").Gateway("s3").Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3"]),
            Compliant) { With = [("services", "s3")] },

        new("only S3 asked for", net => net.Gateway("s3").Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3"]),
            Compliant) { With = [("services", " s3 ,")] },

        new("only where an endpoint exists", net => net.Gateway("s3").Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3"]),
            Compliant) { With = [("onlyIfEndpointExists", "true")] },

        new("only where an endpoint exists, and there is none", net => net.Subnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1"]),
            NotApplicable, "vpc-1 has no gateway endpoint.") { With = [("onlyIfEndpointExists", "true")] },

        new("the main table, where every subnet has one of its own",
            net => Gateways(net).Subnet("subnet-1", routes: Both).Table("rtb-main", [], isMain: true),
            NotApplicable, "No subnet uses it.") { Of = "rtb-main" },

        new("a table that no subnet uses", net => Gateways(net).Table("rtb-1", []), NotApplicable, "No subnet uses it."),

        new("an edge table", net => Gateways(net).Table("rtb-1", [], gateways: ["igw-1"]),
            NotApplicable, "It routes what enters through igw-1, not what subnets send."),

        new("a subnet with a NAT gateway and nothing else",
            net => Gateways(net).EmptySubnet("subnet-1", routes: ["0.0.0.0/0 -> igw-1"]).Interface("eni-1", "subnet-1", "nat_gateway"),
            NotApplicable, "No workload sends packets from its subnets."),

        new("a subnet with a NAT gateway and nothing else, to be judged all the same",
            net => net.EmptySubnet("subnet-1", routes: ["0.0.0.0/0 -> igw-1"]).Interface("eni-1", "subnet-1", "nat_gateway"),
            NonCompliant, "No gateway endpoint for s3 is in vpc-1; no gateway endpoint for dynamodb is in vpc-1.")
        {
            With = [("includeInfraSubnets", "true")],
        },

        new("a public table, where only private ones are judged", net => net.Subnet("subnet-1", routes: ["0.0.0.0/0 -> igw-1"]),
            NotApplicable, "Its default route leads to igw-1; only private tables are judged.") { With = [("routeTables", "private")] },

        new("a table whose route to the internet gateway is a blackhole, where only private ones are judged", net => net.Subnet("subnet-1", routes: ["0.0.0.0/0 -> igw-1 blackhole"]),
            NonCompliant, "No gateway endpoint for s3 is in vpc-1; no gateway endpoint for dynamodb is in vpc-1.") { With = [("routeTables", "private")] },

        new("a private table, where only private ones are judged", net => net.Subnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1"]),
            NonCompliant, "No gateway endpoint for s3 is in vpc-1; no gateway endpoint for dynamodb is in vpc-1.")
        {
            With = [("routeTables", "private")],
        },

        new("an untagged table, where only tagged ones are judged", net => net.Subnet("subnet-1", routes: []),
            NotApplicable, "It does not have the tag of the tables to judge.") { With = [("routeTables", "tagged"), ("routeTableTag", "judge")] },

        new("workload subnets by tag: this one has none", net => net.Subnet("subnet-1", routes: []),
            NotApplicable, "No workload sends packets from its subnets.") { With = [("workloadSubnetTag", "tier=app")] },

        new("workload subnets by tag: this one has it",
            net => net.EmptySubnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1"]).TagSubnet("subnet-1", "tier", "app"),
            NonCompliant, "No gateway endpoint for s3 is in vpc-1; no gateway endpoint for dynamodb is in vpc-1.")
        {
            With = [("workloadSubnetTag", "tier=app")],
        },

        new("a table of a VPC that another account shares",
            net => net.Subnet("subnet-1").Table("rtb-1", [], isMain: true, change: t => t with { OwnerId = "222222222222" }),
            NotApplicable, "It belongs to account 222222222222 and is only shared with this one."),

        new("interfaces not recorded", net => net.Subnet("subnet-1", routes: []).Without(FactKind.NetworkInterfaces),
            Undetermined, "NetworkInterfaces have not been recorded."),
    ];

    private static NetworkBuilder Gateways(NetworkBuilder net) => net.Gateway("s3").Gateway("dynamodb");

    private static VpcEndpoint Strange(VpcEndpoint endpoint) => endpoint with { State = EndpointState.Unknown };
}
