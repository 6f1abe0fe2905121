using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Reachability;

public sealed class VpcEndpointInPrivateSubnetsTests
    : RuleTests<VpcEndpointInPrivateSubnets, VpcEndpointInPrivateSubnetsTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a subnet without a default route", net => Draw(net, []), Compliant),

        new("a subnet with a default route to a NAT gateway", net => Draw(net, ["0.0.0.0/0 -> nat-1"]), Compliant),

        new("a route to an internet gateway that is not the default one", net => Draw(net, ["52.0.0.0/8 -> igw-1"]), Compliant),

        new("a default route to an internet gateway that is gone", net => Draw(net, ["0.0.0.0/0 -> igw-1 blackhole"]), Compliant),

        new("an egress-only gateway, through which nobody comes in", net => Draw(net, ["::/0 -> eigw-1"]), Compliant),

        new("a public subnet", net => Draw(net, ["0.0.0.0/0 -> igw-1"]),
            NonCompliant, "It is in subnet-1, whose table rtb-subnet-1 sends 0.0.0.0/0 to igw-1."),

        new("a subnet that is public by a route for each half of the internet", net => Draw(net, ["0.0.0.0/1 -> igw-1", "128.0.0.0/1 -> igw-1"]),
            NonCompliant, "It is in subnet-1, whose table rtb-subnet-1 sends 0.0.0.0/1 to igw-1."),

        new("a subnet that is public by IPv6", net => Draw(net, ["0.0.0.0/0 -> nat-1", "::/0 -> igw-1"]),
            NonCompliant, "It is in subnet-1, whose table rtb-subnet-1 sends ::/0 to igw-1."),

        new("one public subnet beside a private one", net => Draw(net.EmptySubnet("subnet-2", "10.0.2.0/24", ["0.0.0.0/0 -> igw-1"]), [], "subnet-1", "subnet-2"),
            NonCompliant, "It is in subnet-2, whose table rtb-subnet-2 sends 0.0.0.0/0 to igw-1."),

        new("a subnet that is public by the main table",
            net => net.EmptySubnet("subnet-1").Table("rtb-main", ["0.0.0.0/0 -> igw-1"], isMain: true).Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-1"] }),
            NonCompliant, "It is in subnet-1, whose table rtb-main sends 0.0.0.0/0 to igw-1."),

        new("a public subnet, which may be", net => Draw(net, ["0.0.0.0/0 -> igw-1"]),
            NotApplicable, "Public subnets are allowed by a parameter.") { With = [("allowPublicSubnets", "true")] },

        new("no subnet", net => net.Endpoint("logs"), NotApplicable, "It is in no subnet."),

        new("a gateway endpoint", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("a subnet that was not recorded", net => net.Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-9"] }),
            Undetermined, "The route table of subnet-9 has not been recorded."),

        new("a subnet that was not recorded, beside a public one", net => Draw(net, ["0.0.0.0/0 -> igw-1"], "subnet-0", "subnet-1"),
            NonCompliant, "It is in subnet-1, whose table rtb-subnet-1 sends 0.0.0.0/0 to igw-1."),
    ];

    private static NetworkBuilder Draw(NetworkBuilder net, string[] routes, params string[] subnets) => net
        .EmptySubnet("subnet-1", routes: routes)
        .Endpoint("logs", endpoint => endpoint with { SubnetIds = [.. subnets is [] ? ["subnet-1"] : subnets] });
}
