using ConfigRules.Model;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Reachability;

public sealed class VpcEndpointSpansWorkloadZonesTests
    : RuleTests<VpcEndpointSpansWorkloadZones, VpcEndpointSpansWorkloadZonesTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("in both zones where workloads are", net => Draw(net, "1a 2b", "1a", "2b"), Compliant),

        new("in two zones, and workloads in one of them",
            net => Draw(net.EmptySubnet("subnet-9", "10.0.9.0/24").ChangeSubnet("subnet-9", b => In(b, 'b')), "1a", "1a", "9b"), Compliant),

        new("in another subnet of the workloads' zones", net => Draw(net, "1a 2b 3a 4b", "3a", "4b"), Compliant),

        new("workloads in a zone where the service is not", net => Draw(net, "1a 2b 3d", "1a", "2b"), Compliant),

        new("in one zone, the only one of the VPC", net => Draw(net, "1a 2a", "1a"), Compliant),

        new("in one zone, the only one that the VPC shares with the service", net => Draw(net, "1a 2d", "1a"), Compliant),

        new("in two zones of three", net => Draw(net, "1a 2b 3c", "1a", "2b"),
            NonCompliant, "It is in eu-west-1a and eu-west-1b, and not in eu-west-1c, where workloads send packets to it."),

        new("in two zones of three, where only their number counts", net => Draw(net, "1a 2b 3c", "1a", "2b"), Compliant) { With = [("coverWorkloadAzs", "false")] },

        new("in two zones of three, and three have to be", net => Draw(net, "1a 2b 3c", "1a", "2b"),
            NonCompliant, "It is in eu-west-1a and eu-west-1b alone, and has to be in 3 zones.") { With = [("coverWorkloadAzs", "false"), ("minAvailabilityZones", "3")] },

        new("in one zone, and one is enough", net => Draw(net, "1a 2b", "1a"), Compliant) { With = [("coverWorkloadAzs", "false"), ("minAvailabilityZones", "1")] },

        new("two subnets of one zone, which is one", net => Draw(net.EmptySubnet("subnet-9", "10.0.9.0/24").ChangeSubnet("subnet-9", b => In(b, 'b')), "1a 2a", "1a", "2a"),
            NonCompliant, "It is in eu-west-1a alone, and has to be in 2 zones."),

        new("in one zone, and no workload in the other", net => Draw(net.EmptySubnet("subnet-9", "10.0.9.0/24").ChangeSubnet("subnet-9", b => In(b, 'b')), "1a", "1a"),
            NonCompliant, "It is in eu-west-1a alone, and has to be in 2 zones."),

        new("in one zone, beside another endpoint to the service in that zone", net => Beside(Draw(net, "1a 2b", "1a"), "subnet-1"),
            NonCompliant, "It is in eu-west-1a, and not in eu-west-1b, where workloads send packets to it.") { Of = "vpce-logs" },

        new("in one zone, beside another endpoint to the service in the other", net => Beside(Draw(net, "1a 2b", "1a"), "subnet-2"),
            NonCompliant, "It is in eu-west-1a, and not in eu-west-1b, where workloads send packets to it.") { Of = "vpce-logs" },

        new("an interface that is not in use",
            net => Draw(net, "1a 2b", "1a", "2b").Interface("eni-idle", "subnet-2", "vpc_endpoint", change: eni => eni with { IsInUse = false }),
            NonCompliant, "It is in eu-west-1a, and not in eu-west-1b, where workloads send packets to it."),

        new("no interface in use",
            net => Draw(net, "2b", "2b").Interface("eni-idle", "subnet-2", "vpc_endpoint", change: eni => eni with { IsInUse = false }),
            NonCompliant, "None of its interfaces is in use in any zone."),

        new("a service that is in one zone", net => Draw(net.Offers("ssm", service => service with { AvailabilityZones = ["eu-west-1a"] }), "1a 2b", "ssm", "1a"),
            NotApplicable, "The service is in eu-west-1a alone."),

        new("a service of another region",
            net => Zoned(net, "1a").Endpoint("com.amazonaws.us-east-1.logs", endpoint => endpoint with { ServiceRegion = "us-east-1" }, "vpce-1"),
            NotApplicable, "The service is in us-east-1, whose zones are not the VPC's."),

        new("Gateway Load Balancer endpoints that cover the zones together, one in each",
            net => Appliance(Zoned(net, "1a 2b", "0.0.0.0/0 -> vpce-a"), "a", "b"), Compliant) { Of = "vpce-a" },

        new("a Gateway Load Balancer endpoint to which the routes of another zone lead",
            net => Appliance(Zoned(net, "1a 2b", "0.0.0.0/0 -> vpce-a"), "a"),
            NonCompliant, "It is in eu-west-1a, and not in eu-west-1b, where workloads send packets to it."),

        new("a Gateway Load Balancer endpoint in a zone of its own, to which no other zone's routes lead",
            net => Appliance(Zoned(net, "1a 2b"), "a"), Compliant) { With = [("minAvailabilityZones", "1")] },

        new("a gateway endpoint", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("a service that was not recorded", net => Zoned(net, "1a").Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-1"] }),
            Undetermined, "The zones of logs have not been recorded."),

        new("a subnet of the endpoint that was not recorded", net => Draw(net, "1a", "1a", "2b"), Undetermined, "subnet-2 has not been recorded."),

        new("a subnet whose zone was not recorded", net => Draw(net.Subnet("subnet-9", "10.0.9.0/24"), "1a 2b", "1a", "2b"),
            Undetermined, "The zone of subnet-9 has not been recorded."),
    ];

    private static NetworkBuilder Draw(NetworkBuilder net, string subnets, params string[] places)
    {
        var service = places is ["ssm", ..] ? "ssm" : "logs";
        string[] there = [.. places.Where(place => place is not "ssm").Select(place => $"subnet-{place[0]}")];
        return Zoned(service is "ssm" ? net : Offered(net), subnets)
            .Endpoint(service, endpoint => endpoint with { SubnetIds = [.. there], NetworkInterfaceIds = ["eni-idle"] });
    }

    /// <summary>Subnets with workloads, each as its number and the letter of its zone.</summary>
    private static NetworkBuilder Zoned(NetworkBuilder net, string subnets, params string[] routes) => subnets.Split(' ').Aggregate(
        net,
        (drawn, subnet) => drawn.Subnet($"subnet-{subnet[0]}", $"10.0.{subnet[0]}.0/24", routes is [] ? null : routes)
            .ChangeSubnet($"subnet-{subnet[0]}", it => In(it, subnet[1])));

    private static NetworkBuilder Offered(NetworkBuilder net, string service = "logs") =>
        net.Offers(service, detail => detail with { AvailabilityZones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] });

    private static NetworkBuilder Beside(NetworkBuilder net, string subnet) =>
        net.Endpoint("logs", endpoint => endpoint with { SubnetIds = [subnet], PrivateDnsEnabled = false }, "vpce-9");

    private static NetworkBuilder Appliance(NetworkBuilder net, params string[] zones) => zones.Aggregate(
        Offered(net, "com.amazonaws.vpce.eu-west-1.vpce-svc-1"),
        (drawn, zone) => drawn.Endpoint(
            "com.amazonaws.vpce.eu-west-1.vpce-svc-1",
            endpoint => endpoint with { Type = EndpointType.GatewayLoadBalancer, SubnetIds = [zone is "a" ? "subnet-1" : "subnet-2"] },
            $"vpce-{zone}"));

    private static Subnet In(Subnet subnet, char zone) => subnet with { AvailabilityZone = $"eu-west-1{zone}" };
}
