using System.Net;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

/// <summary>A network in which everything is as it should be, for scenarios that then break one thing.</summary>
internal static class Ways
{
    public const string Open = "100 in allow all all 0.0.0.0/0";
    public const string OpenOut = "100 out allow all all 0.0.0.0/0";

    /// <summary>
    /// A workload in subnet-1 behind a NAT gateway, with a gateway endpoint for S3 in its table, and interface endpoints to STS, ECR's
    /// API and its registry in subnet-2.
    /// </summary>
    public static NetworkBuilder Healthy(this NetworkBuilder net, params string[] routes) => net
        .Around().InSubnet1(routes is [] ? ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3"] : routes)
        .Groups().Acl("acl-1", [Open, OpenOut], isDefault: true).Dhcp("AmazonProvidedDNS")
        .Gateway("s3").Reached("sts", "10.0.2.10").Reached("ecr.api", "10.0.2.11").Registry();

    /// <summary>What is there in every scenario: the NAT gateway's subnet, the endpoints' subnet, and S3's list.</summary>
    public static NetworkBuilder Around(this NetworkBuilder net) => net
        .EmptySubnet("subnet-2", "10.0.2.0/24", ["10.0.0.0/16 -> local"])
        .EmptySubnet("subnet-nat", "10.0.9.0/24", ["10.0.0.0/16 -> local", "0.0.0.0/0 -> igw-1"])
        .With(facts =>
        {
            facts.NatGateways.Add(new("nat-1", NetworkBuilder.VpcId) { SubnetId = "subnet-nat" });
            facts.PrefixLists.Add(new("pl-s3") { Name = "com.amazonaws.eu-west-1.s3", Blocks = [IPNetwork.Parse("52.216.0.0/14"), IPNetwork.Parse("3.5.64.0/21")] });
        });

    public static NetworkBuilder InSubnet1(this NetworkBuilder net, params string[] routes) => net.Subnet("subnet-1", "10.0.1.0/24", routes);

    public static NetworkBuilder Groups(this NetworkBuilder net, string egress = "0.0.0.0/0", string ingress = "10.0.0.0/16") => net
        .Group("sg-endpoint", $"tcp 443 from {ingress}")
        .With(facts => facts.SecurityGroups.Add(new("sg-workload", NetworkBuilder.VpcId)
        {
            Egress = egress is "" ? []
                : egress.StartsWith("pl-", StringComparison.Ordinal) ? [new() { Protocol = "tcp", FromPort = 443, ToPort = 443, PrefixListIds = [egress] }]
                : [new() { Protocol = "-1", Blocks = [IPNetwork.Parse(egress)] }],
        }));

    /// <summary>An interface endpoint with one interface in subnet-2.</summary>
    public static NetworkBuilder Reached(this NetworkBuilder net, string service, string address, Func<VpcEndpoint, VpcEndpoint>? change = null) => net
        .Offers(service)
        .Interface($"eni-{service}", "subnet-2", "vpc_endpoint", "sg-endpoint", "VPC Endpoint Interface", address)
        .Endpoint(service, endpoint =>
        {
            endpoint = endpoint with { SubnetIds = ["subnet-2"], NetworkInterfaceIds = [$"eni-{service}"] };
            return change is null ? endpoint : change(endpoint);
        });

    private static NetworkBuilder Registry(this NetworkBuilder net) => net
        .Offers("ecr.dkr", detail => detail with { PrivateDnsNames = ["dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com"] })
        .Interface("eni-ecr.dkr", "subnet-2", "vpc_endpoint", "sg-endpoint", "VPC Endpoint Interface", "10.0.2.12")
        .Endpoint("ecr.dkr", endpoint => endpoint with { SubnetIds = ["subnet-2"], NetworkInterfaceIds = ["eni-ecr.dkr"] });
}
