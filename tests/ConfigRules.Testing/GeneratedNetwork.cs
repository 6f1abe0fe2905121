using System.Globalization;
using System.Net;
using ConfigRules.Model;
using ConfigRules.Recordings;

namespace ConfigRules.Testing;

/// <summary>A large network that looks like many VPCs made from one template, for measuring.</summary>
public static class GeneratedNetwork
{
    private const string Account = "111122223333";
    private const string Region = "eu-west-1";

    public const string Policy = """
        {"Version":"2012-10-17","Statement":[{"Sid":"OwnOrganization","Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-acme4example"}}},{"Sid":"EcrLayers","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"}]}
        """;

    /// <summary>Those to which VPCs have endpoints: the first few.</summary>
    public static readonly IReadOnlyList<string> Services =
    [
        "s3", "dynamodb", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms", "sts", "ssm", "sqs", "ssmmessages", "sns", "events", "monitoring", "lambda",
    ];

    /// <summary>As one file of JSON.</summary>
    public static void Write(Stream stream, NetworkFacts facts) => RecordingWriter.Write(stream, new Network(facts), Enum.GetValues<FactKind>());

    /// <summary>
    /// Spokes without interface endpoints, which reach those of one hub by a transit gateway and by hosted zones that are associated with
    /// every VPC.
    /// </summary>
    public static NetworkFacts HubAndSpokes(int spokes)
    {
        const string Gateway = "tgw-1";
        var interfaces = Services.Where(service => !IsGateway(service)).ToArray();
        var facts = Facts(spokes + 1, endpointsPerVpc: 0);
        for (var index = 0; index <= spokes; index++)
        {
            var (each, table) = (facts.Vpcs[index], facts.RouteTables[index]);
            facts.Vpcs[index] = each with { Tags = new Dictionary<string, string> { ["privatelink:bundles"] = "ecr-pull,ssm,cloudwatch" } };
            facts.RouteTables[index] = table with { Routes = [.. table.Routes, new(IPNetwork.Parse("10.0.0.0/8"), null, RouteTarget.Of(Gateway))] };
        }
        var (vpc, hub) = (facts.Vpcs[^1].Id, spokes);
        foreach (var service in interfaces)
        {
            var endpoint = Endpoint(hub, vpc, Id("rtb", hub), service, subnets: 2) with { PrivateDnsEnabled = false };
            facts.VpcEndpoints.Add(endpoint);
            var zone = $"{service}.{Region}.amazonaws.com";
            facts.HostedZones.Add(new($"Z{service}") { Name = zone, VpcIds = [.. facts.Vpcs.Select(each => each.Id)], Records = [new(zone, "A") { AliasOf = endpoint.DnsNames[0] }] });
        }
        return facts;
    }

    public static NetworkFacts Facts(int vpcs, int endpointsPerVpc, int subnetsPerVpc = 2)
    {
        var facts = new NetworkFacts { AccountId = Account, Region = Region };
        facts.Kinds.UnionWith(Enum.GetValues<FactKind>().Where(kind => kind is not (FactKind.ServiceNames or FactKind.Organization)));
        foreach (var service in Services)
        {
            facts.ServiceDetails.Add(new(Name(service))
            {
                Provider = "amazon",
                PrivateDnsNames = [$"{service}.{Region}.amazonaws.com"],
                PolicySupported = true,
                Types = [IsGateway(service) ? EndpointType.Gateway : EndpointType.Interface],
                SupportedIpAddressTypes = ["ipv4"],
            });
        }
        for (var vpc = 0; vpc < vpcs; vpc++)
            AddVpc(facts, vpc, endpointsPerVpc, subnetsPerVpc);
        facts.DhcpOptions.Add(new("dopt-1") { DomainNameServers = ["AmazonProvidedDNS"] });
        facts.PrefixLists.Add(new("pl-s3") { Name = Name("s3"), Blocks = [IPNetwork.Parse("52.218.0.0/17"), IPNetwork.Parse("3.5.64.0/21")] });
        facts.PrefixLists.Add(new("pl-dynamodb") { Name = Name("dynamodb"), Blocks = [IPNetwork.Parse("52.94.24.0/23")] });
        return facts;
    }

    private static void AddVpc(NetworkFacts facts, int number, int endpoints, int subnets)
    {
        var vpc = Id("vpc", number);
        var (second, third) = ((number / 256) % 256, number % 256);
        facts.Vpcs.Add(new(vpc)
        {
            OwnerId = Account,
            CidrBlocks = [IPNetwork.Parse(string.Create(CultureInfo.InvariantCulture, $"10.{second}.{third}.0/24"))],
            Dns = new(Support: true, Hostnames: number % 100 is not 0),
            DhcpOptionsId = "dopt-1",
            Tags = new Dictionary<string, string> { ["Name"] = string.Create(CultureInfo.InvariantCulture, $"team {number}") },
        });
        var names = Services.Take(endpoints).ToArray();
        var table = Id("rtb", number);
        facts.RouteTables.Add(new(table, vpc)
        {
            OwnerId = Account,
            IsMain = true,
            Routes =
            [
                new(facts.Vpcs[^1].CidrBlocks[0], null, RouteTarget.Of("local")),
                new(IPNetwork.Parse("0.0.0.0/0"), null, RouteTarget.Of(Id("nat", number))),
                .. names.Where(IsGateway).Select(service => new Route(null, $"pl-{service}", RouteTarget.Of(EndpointId(number, service)))),
            ],
        });
        facts.SecurityGroups.Add(new(Id("sg", number), vpc)
        {
            OwnerId = Account,
            Name = "endpoints",
            Ingress = [new() { Protocol = "tcp", FromPort = 443, ToPort = 443, Blocks = facts.Vpcs[^1].CidrBlocks }],
            Egress = [new() { Protocol = "-1", Blocks = [IPNetwork.Parse("0.0.0.0/0")] }],
        });
        facts.NetworkAcls.Add(new(Id("acl", number), vpc) { OwnerId = Account, IsDefault = true, Entries = [Open(isEgress: false), Open(isEgress: true)] });
        for (var place = 0; place < subnets; place++)
        {
            var subnet = Id("subnet", (number * subnets) + place);
            var size = 256 / subnets;
            facts.Subnets.Add(new(subnet, vpc)
            {
                OwnerId = Account,
                CidrBlocks = [IPNetwork.Parse(string.Create(CultureInfo.InvariantCulture, $"10.{second}.{third}.{place * size}/{24 + int.Log2(subnets)}"))],
                AvailabilityZone = Region + (char)('a' + (place % 2)),
            });
            facts.NetworkInterfaces.Add(new(Id("eni", (number * subnets) + place), vpc)
            {
                OwnerId = Account,
                SubnetId = subnet,
                SecurityGroupIds = [Id("sg", number)],
                Addresses = [IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.{second}.{third}.{(place * size) + 10}"))],
            });
        }
        foreach (var service in names)
            facts.VpcEndpoints.Add(Endpoint(number, vpc, table, service, subnets));
    }

    private static AclEntry Open(bool isEgress) => new(100, isEgress, Allows: true, IPNetwork.Parse("0.0.0.0/0"));

    private static VpcEndpoint Endpoint(int number, string vpc, string table, string service, int subnets) => new(EndpointId(number, service), vpc)
    {
        OwnerId = Account,
        Type = IsGateway(service) ? EndpointType.Gateway : EndpointType.Interface,
        Service = ServiceName.Parse(Name(service)),
        PolicyDocument = Policy,
        RouteTableIds = IsGateway(service) ? [table] : [],
        SubnetIds = IsGateway(service) ? [] : [Id("subnet", number * subnets), Id("subnet", (number * subnets) + 1)],
        SecurityGroupIds = IsGateway(service) ? [] : [Id("sg", number)],
        DnsNames = IsGateway(service) ? [] : [$"{EndpointId(number, service)}.{service}.{Region}.vpce.amazonaws.com"],
        PrivateDnsEnabled = !IsGateway(service),
        IpAddressType = "ipv4",
        CreatedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
    };

    private static bool IsGateway(string service) => service is "s3" or "dynamodb";

    private static string Name(string service) => $"com.amazonaws.{Region}.{service}";

    private static string EndpointId(int number, string service) => Id("vpce", (number * Services.Count) + Services.Index().First(entry => entry.Item == service).Index);

    private static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:x17}");
}
