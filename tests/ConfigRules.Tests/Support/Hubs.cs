using System.Net;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Support;

/// <summary>Draws a hub VPC, vpc-hub, whose endpoints serve vpc-1 by hosted zones and a way between the two.</summary>
internal static class Hubs
{
    /// <summary>What leads from a spoke's subnet to the hub, and to nowhere else.</summary>
    public static readonly string[] ToHub = ["10.0.0.0/16 -> local", "10.9.0.0/16 -> tgw-1"];

    /// <summary>The hub, with a subnet for endpoints whose table leads back to vpc-1.</summary>
    public static NetworkBuilder Hub(this NetworkBuilder net, string back = "10.0.0.0/16 -> tgw-1") => net
        .Dhcp("AmazonProvidedDNS")
        .With(facts => facts.Vpcs.Add(new Vpc("vpc-hub")
        {
            OwnerId = NetworkBuilder.Account,
            CidrBlocks = [IPNetwork.Parse("10.9.0.0/16")],
            Dns = new(true, true),
        }))
        .EmptySubnet("subnet-hub", "10.9.1.0/24", ["10.9.0.0/16 -> local", back], vpc: "vpc-hub");

    /// <summary>An endpoint of the hub, whose own names alone lead to it.</summary>
    public static NetworkBuilder InHub(this NetworkBuilder net, string service, Func<VpcEndpoint, VpcEndpoint>? change = null) => net.Endpoint(
        service,
        endpoint =>
        {
            endpoint = endpoint with { PrivateDnsEnabled = false, SubnetIds = ["subnet-hub"], DnsNames = [OwnName(service)] };
            return change is null ? endpoint : change(endpoint);
        },
        $"vpce-hub-{service}",
        "vpc-hub");

    /// <summary>A zone of vpc-1 in which the names stand for the hub's endpoint.</summary>
    public static NetworkBuilder Answered(this NetworkBuilder net, string service, string zone, params string[] names) =>
        net.Zone(zone, [.. names.Select(name => $"{name} A alias {OwnName(service)}")]);

    public static string OwnName(string service) => $"vpce-hub-{service}-x.{service}.eu-west-1.vpce.amazonaws.com";

    /// <summary>What AWS says of both services of Amazon ECR.</summary>
    public static NetworkBuilder OffersEcr(this NetworkBuilder net) => net
        .Offers("ecr.api", service => service with { PrivateDnsNames = ["api.ecr.eu-west-1.amazonaws.com", "ecr.eu-west-1.api.aws"] })
        .Offers("ecr.dkr", service => service with { PrivateDnsNames = ["dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com"] });

    /// <summary>A hub with both endpoints of Amazon ECR, and zones in which all of their names stand for them.</summary>
    public static NetworkBuilder HubWithEcr(this NetworkBuilder net) => net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr").Answered();

    /// <summary>Both zones of Amazon ECR, as they should be.</summary>
    public static NetworkBuilder Answered(this NetworkBuilder net) => net
        .Answered("ecr.api", "api.ecr.eu-west-1.amazonaws.com", "api.ecr.eu-west-1.amazonaws.com")
        .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com");
}
