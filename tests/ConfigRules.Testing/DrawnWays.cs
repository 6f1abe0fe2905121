using ConfigRules.Model;

namespace ConfigRules.Testing;

/// <summary>A VPC of two zones in which every verdict occurs: what a picture of ways is looked at with.</summary>
public static class DrawnWays
{
    public const string Bundles = "ecr-pull,ssm";

    /// <param name="name">Of a subnet and an endpoint's service as its tag; whatever somebody wrote.</param>
    public static Network Network(string name = "app-a") => Builder(name).Build();

    /// <summary>As if nobody had recorded any of what decides in the end.</summary>
    public static Network WithGaps() => Builder("app-a").Without(FactKind.HostedZones).Without(FactKind.NetworkAcls).Build();

    private static NetworkBuilder Builder(string name) => new NetworkBuilder()
        .Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["Name"] = "shop" } })
        .EmptySubnet("subnet-app-a", "10.0.1.0/24", ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3"]).Workload("subnet-app-a", "10.0.1.20", "sg-workload")
        .EmptySubnet("subnet-app-b", "10.0.2.0/24", ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1"]).Workload("subnet-app-b", "10.0.2.20", "sg-workload")
        .EmptySubnet("subnet-data", "10.0.3.0/24", ["10.0.0.0/16 -> local"]).Workload("subnet-data", "10.0.3.20", "sg-workload")
        .EmptySubnet("subnet-hybrid", "10.0.4.0/24", ["10.0.0.0/16 -> local", "0.0.0.0/0 -> tgw-1"]).Workload("subnet-hybrid", "10.0.4.20", "sg-workload")
        .EmptySubnet("subnet-public", "10.0.10.0/24", ["10.0.0.0/16 -> local", "0.0.0.0/0 -> igw-1"])
        .Interface("eni-public", "subnet-public", group: "sg-workload", address: "10.0.10.20", change: networkInterface => networkInterface with { HasPublicAddress = true })
        .EmptySubnet("subnet-endpoints-a", "10.0.20.0/24", ["10.0.0.0/16 -> local"])
        .EmptySubnet("subnet-endpoints-b", "10.0.21.0/24", ["10.0.0.0/16 -> local"])
        .InZone("a", "subnet-app-a", "subnet-data", "subnet-public", "subnet-endpoints-a")
        .InZone("b", "subnet-app-b", "subnet-hybrid", "subnet-endpoints-b")
        .TagSubnet("subnet-app-a", "Name", name)
        .With(facts => facts.NatGateways.Add(new NatGateway("nat-1", NetworkBuilder.VpcId) { SubnetId = "subnet-public" }))
        .With(facts => facts.PrefixLists.Add(new PrefixList("pl-s3") { Name = "com.amazonaws.eu-west-1.s3", Blocks = [System.Net.IPNetwork.Parse("52.218.0.0/17")] }))
        .With(facts => facts.SecurityGroups.Add(new SecurityGroup("sg-workload", NetworkBuilder.VpcId)
        {
            OwnerId = NetworkBuilder.Account,
            Name = "workload",
            Egress = [new GroupRule { Protocol = "-1", Blocks = [System.Net.IPNetwork.Parse("0.0.0.0/0")] }],
        }))
        .Group("sg-endpoint", "tcp 443 from 10.0.0.0/16")
        .Group("sg-strict", "tcp 443 from 10.0.1.0/24")
        .Acl("acl-1", ["100 in allow all all 0.0.0.0/0", "100 out allow all all 0.0.0.0/0"], isDefault: true)
        .Dhcp("AmazonProvidedDNS")
        .Gateway("s3", endpoint => endpoint with { RouteTableIds = ["rtb-subnet-app-a"] })
        .Interfaces("ecr.api", "sg-endpoint", privateDns: true, ("subnet-endpoints-a", "10.0.20.5"), ("subnet-endpoints-b", "10.0.21.5"))
        .Interfaces("ecr.dkr", "sg-strict", privateDns: true, ("subnet-endpoints-a", "10.0.20.6"))
        .Interfaces("ssm", "sg-endpoint", privateDns: false, ("subnet-endpoints-a", "10.0.20.7"))
        .Offers("ecr.api", detail => detail with { PrivateDnsNames = ["api.ecr.eu-west-1.amazonaws.com"] })
        .Offers("ecr.dkr", detail => detail with { PrivateDnsNames = ["*.dkr.ecr.eu-west-1.amazonaws.com"] })
        .Offers("ssm").Offers("ssmmessages").Offers("ec2messages")
        .Offers("s3", detail => detail with { PrivateDnsNames = ["s3.eu-west-1.amazonaws.com"] });

    private static NetworkBuilder Workload(this NetworkBuilder builder, string subnet, string address, string group) =>
        builder.Interface($"eni-{subnet}", subnet, group: group, address: address);

    private static NetworkBuilder InZone(this NetworkBuilder builder, string letter, params string[] subnets) =>
        subnets.Aggregate(builder, (so, subnet) => so.ChangeSubnet(subnet, found => found with { AvailabilityZone = $"eu-west-1{letter}" }));

    /// <summary>An interface endpoint with an interface at each of the addresses.</summary>
    private static NetworkBuilder Interfaces(this NetworkBuilder builder, string service, string group, bool privateDns, params (string Subnet, string Address)[] places)
    {
        builder.Endpoint(service, endpoint => endpoint with
        {
            PrivateDnsEnabled = privateDns,
            SecurityGroupIds = [group],
            SubnetIds = [.. places.Select(place => place.Subnet)],
            NetworkInterfaceIds = [.. places.Select(place => $"eni-{service}-{place.Subnet}")],
        });
        return places.Aggregate(builder, (so, place) =>
            so.Interface($"eni-{service}-{place.Subnet}", place.Subnet, "vpc_endpoint", group, $"VPC Endpoint Interface vpce-{service}", place.Address));
    }
}
