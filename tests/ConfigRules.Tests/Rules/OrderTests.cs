using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules;
using ConfigRules.Testing;
using ConfigRules.Tests.Paths;
using CsCheck;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Rules;

/// <summary>AWS lists what it has in no order that it promises; verdicts must not depend on it.</summary>
public sealed class OrderTests
{
    [Fact]
    public void The_order_of_facts_never_changes_a_verdict() =>
        Networks.SelectMany(parts => Gen.Shuffle(parts).Select(shuffled => (parts, shuffled)))
            .Sample((parts, shuffled) => Assert.Equal(Verdicts(parts, isReversed: false), Verdicts(shuffled, isReversed: true)), iter: 500);

    /// <summary>Else the property above would hold of rules that never get to judge.</summary>
    [Fact]
    public void The_networks_it_is_tried_on_get_every_verdict()
    {
        var seen = new HashSet<(string, Compliance)>();
        Networks.Sample(
            parts =>
            {
                foreach (var (rule, _, verdict) in Verdicts(parts, isReversed: false))
                {
                    lock (seen)
                        seen.Add((rule, verdict.Compliance));
                }
            },
            iter: 3_000);
        Assert.All(RuleCatalog.All, rule => Assert.Superset(
            new HashSet<Compliance> { Compliance.Compliant, Compliance.NonCompliant },
            seen.Where(pair => pair.Item1 == rule.Info.Id).Select(pair => pair.Item2).ToHashSet()));
    }

    /// <summary>A part adds one thing to the network; a reversed one writes its own lists backwards.</summary>
    private delegate NetworkBuilder Part(NetworkBuilder net, bool isReversed);

    private static Gen<string> Services { get; } = Gen.OneOf("ecr.api", "ecr.dkr", "s3", "ssm", "ssmmessages", "kms", "ec2messages", "secretsmanager");

    private static Gen<string> Statement { get; } = Gen.Select(
        Gen.OneOf("Allow", "Allow", "Deny"),
        Gen.OneOf("\"*\"", """{"AWS": "111111111111"}""", """{"AWS": "222222222222"}"""),
        Gen.OneOf("\"*\"", "\"s3:GetObject\""),
        Gen.OneOf("\"*\"", "\"arn:aws:s3:::mine/*\"", "\"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*\""),
        Gen.OneOf(null, """ "StringEquals": {"aws:PrincipalAccount": "111111111111"} """),
        (effect, principal, action, resource, condition) => Allow(principal, action, resource, condition, effect));

    private static Gen<string?> Policy { get; } =
        Statement.Array[0, 3].Select(statements => statements is [] ? null : Document(statements));

    private static Gen<VpcEndpoint> Traits { get; } = Gen.Select(
        Gen.OneOf(EndpointState.Available, EndpointState.Available, EndpointState.Partial, EndpointState.Pending, EndpointState.Deleting),
        Gen.Bool, Policy, Gen.OneOf("sg-1", "sg-2", "sg-3").Array[1, 3].Select(groups => groups.Distinct().ToArray()),
        (state, dns, policy, groups) => new VpcEndpoint("", "")
        {
            State = state,
            PrivateDnsEnabled = dns,
            PrivateDnsOnlyForInboundResolver = groups.Length is 2,
            IpAddressType = groups is ["sg-3"] ? "dualstack" : "ipv4",
            PolicyDocument = policy,
            SecurityGroupIds = [.. groups],
        });

    private static Gen<EndpointService> Provided { get; } = Gen.Select(
        Gen.Bool, Gen.OneOf("*", "111111111111", "222222222222").Array[0, 3], Gen.OneOf(DnsNameState.Verified, DnsNameState.Failed),
        (acceptance, principals, state) => new EndpointService("")
        {
            PrivateDnsName = "api.example.com",
            PrivateDnsVerification = new(state),
            AcceptanceRequired = acceptance,
            AllowedPrincipals = [.. principals.Distinct().Select(principal => new AllowedPrincipal(principal))],
        });

    /// <summary>A network in which packets arrive, unless one route or one entry of an ACL is in the way.</summary>
    private static Gen<Part[]> Whole { get; } = Gen.Select(
        Gen.OneOf("52.216.0.0/15 -> nat-1", "52.216.0.0/16 -> tgw-1", "0.0.0.0/0 -> nat-1").Array[0, 2],
        Gen.OneOf("50 in deny tcp 443 10.0.1.0/24", "50 out deny tcp 32768-40000 10.0.1.0/24", "200 in deny all all 0.0.0.0/0").Array[0, 1],
        Gen.Bool,
        (routes, entries, hostnames) => (Part[])
        [
            (net, _) => net.Around(),
            (net, isReversed) => net.InSubnet1(Turn(["10.0.0.0/16 -> local", "pl-s3 -> vpce-s3", .. routes.Distinct()], isReversed)),
            (net, _) => net.Groups(),
            (net, isReversed) => net.Acl("acl-1", Turn([Ways.Open, Ways.OpenOut, .. entries], isReversed), isDefault: true),
            (net, _) => net.Dhcp("AmazonProvidedDNS"),
            (net, _) => net.Gateway("s3"),
            (net, _) => net.Reached("ecr.api", "10.0.2.11"),
            (net, _) => net.Reached("ecr.dkr", "10.0.2.12"),
            (net, _) => net.Dns(hostnames: hostnames),
        ]);

    private static Gen<Part[]> Networks { get; } = Gen.Frequency((3, Drawn()), (1, Whole));

    private static Gen<Part[]> Drawn() => Gen.Select(
        Gen.Select(
            Gen.OneOf("0.0.0.0/0 -> nat-1", "0.0.0.0/0 -> igw-1", "52.0.0.0/9 -> tgw-1", "pl-s3 -> vpce-gw-0", "pl-s3 -> vpce-gw-1 blackhole", "pl-ddb -> vpce-gw-1").Array[0, 4],
            Gen.Bool, (routes, isUsed) => (Routes: routes.Distinct().ToArray(), IsUsed: isUsed)).Array[0, 3],
        Gen.Select(Services, Traits).Array[0, 6],
        Gen.Select(Gen.OneOf("s3", "dynamodb"), Traits).Array[0, 2],
        Gen.OneOf("tcp 443 from 10.0.0.0/17", "tcp 443 from 10.0.128.0/17", "tcp 443 from 10.0.0.0/16", "-1 all from sg-workload", "tcp 443 from pl-1").Array[0, 3].Array[3],
        Services.Array[0, 8],
        Provided.Array[0, 2],
        Gen.Select(Gen.Bool, Gen.OneOf("90 out deny tcp 443 10.0.1.0/24", "100 out allow all all 0.0.0.0/0", "100 in allow all all 0.0.0.0/0", "95 in deny tcp 443 10.0.0.0/16").Array[0, 4]),
        (tables, endpoints, gateways, groups, offers, provided, others) => (Part[])
        [
            .. tables.Select((table, index) => (Part)((net, isReversed) => (table.IsUsed
                ? net.Subnet($"subnet-{index}", $"10.0.{index}.0/24", Turn(table.Routes, isReversed))
                : net.EmptySubnet($"subnet-{index}", $"10.0.{index}.0/24", Turn(table.Routes, isReversed)))
                .ChangeSubnet($"subnet-{index}", subnet => subnet with { AvailabilityZone = $"zone-{index}" }))),
            .. endpoints.Select((endpoint, index) => (Part)((net, isReversed) =>
                net.Endpoint(endpoint.Item1, one => Alike(one, endpoint.Item2, isReversed), $"vpce-if-{index}"))),
            .. gateways.Select((gateway, index) => (Part)((net, isReversed) => net.Gateway(
                gateway.Item1, one => Alike(one, gateway.Item2, isReversed) with { PrivateDnsEnabled = false, PrivateDnsOnlyForInboundResolver = false, SecurityGroupIds = [], SubnetIds = [] }, $"vpce-gw-{index}"))),
            .. groups.Select((rules, index) => (Part)((net, isReversed) => net.Group($"sg-{index + 1}", Turn(rules, isReversed)))),
            (net, isReversed) => net.With(facts => facts.SecurityGroups.Add(new("sg-workload", "vpc-1")
            {
                Egress = [.. Turn(groups[0], isReversed).Select(rule => new GroupRule { Protocol = "tcp", Blocks = [System.Net.IPNetwork.Parse(rule.Contains("17", StringComparison.Ordinal) ? "52.0.0.0/7" : "10.0.0.0/16")] })],
            })),
            (net, _) => net.With(facts => facts.NatGateways.Add(new("nat-1", "vpc-1"))),
            .. offers.Select(service => (Part)((net, _) => net.Offers(service, one => one with
            {
                Provider = service is "kms" ? "222222222222" : "amazon",
                AvailabilityZones = ["zone-0", "zone-1", "zone-2"],
            }))),
            .. provided.Select((service, index) => (Part)((net, isReversed) => net.Service($"vpce-svc-{index}", one => Alike(one, service, isReversed))
                .With(facts => facts.ServiceConnections.Add(new($"vpce-svc-{index}", $"vpce-consumer-{index}") { ConsumerId = "222222222222" }))
                .With(facts => Balance(facts, index, service.AcceptanceRequired, isReversed))
                .With(facts => facts.ServiceNotifications.Add(new($"vpce-nfn-{index}") { ServiceId = $"vpce-svc-{index}", Events = [index is 0 ? "Connect" : "Accept"] })))),
            (net, isReversed) => net.With(facts => Use(facts, isReversed)),
            (net, _) => net.Dns(hostnames: others.Item1).Dhcp("AmazonProvidedDNS")
                .Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:required-services"] = "kms" } }),
            (net, _) => net.ResolverEndpoint("rslvr-in-1", inbound: others.Item2.Length % 2 is 0, ["10.0.1.53"]),
            (net, isReversed) => net.Zone(others.Item2.Length > 2 ? "secretsmanager.eu-west-1.amazonaws.com" : "shop.internal", Turn(["secretsmanager.eu-west-1.amazonaws.com A 10.9.9.9", "x.secretsmanager.eu-west-1.amazonaws.com A 10.9.9.9"], isReversed)),
            (net, isReversed) => net.Acl("acl-1", Turn([.. others.Item2.Distinct()], isReversed), isDefault: true),
            (net, isReversed) => net.NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", Turn(["52.0.0.0/8", "54.0.0.0/8"], isReversed)),
            (net, isReversed) => net.Zone("kms.eu-west-1.amazonaws.com", Turn([$"kms.eu-west-1.amazonaws.com A alias {OwnName("vpce-if-0")}", $"*.kms.eu-west-1.amazonaws.com A alias {OwnName("vpce-if-1")}"], isReversed)),
            (net, _) => net.NamedPrefixList("pl-ddb", "com.amazonaws.eu-west-1.dynamodb").PrefixList("pl-ddb", "3.0.0.0/8"),
            (net, isReversed) => net.PrefixList("pl-1", Turn(["10.0.0.0/17", "10.0.128.0/17"], isReversed)),
        ]);

    private static (string Rule, string Resource, Verdict Verdict)[] Verdicts(Part[] parts, bool isReversed)
    {
        var network = parts.Aggregate(new NetworkBuilder(), (net, part) => part(net, isReversed)).Build();
        return
        [
            .. from rule in RuleCatalog.All
               from evaluation in rule.Evaluate(network, Parameters.None)
               select (rule.Info.Id, evaluation.ResourceId, evaluation.Verdict),
        ];
    }

    private static VpcEndpoint Alike(VpcEndpoint endpoint, VpcEndpoint traits, bool isReversed) => endpoint with
    {
        // Many are made in one second, by one template.
        CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(endpoint.Id[^1] / 2),
        State = traits.State,
        PrivateDnsEnabled = traits.PrivateDnsEnabled,
        PrivateDnsOnlyForInboundResolver = traits.PrivateDnsOnlyForInboundResolver,
        IpAddressType = traits.IpAddressType,
        Tags = traits.PrivateDnsEnabled ? new Dictionary<string, string> { ["Owner"] = "network team" } : endpoint.Tags,
        PolicyDocument = traits.PolicyDocument,
        SecurityGroupIds = [.. Turn([.. traits.SecurityGroupIds], isReversed)],
        SubnetIds = [.. Turn(["subnet-0", "subnet-1"], isReversed)],
        DnsNames = [OwnName(endpoint.Id)],
    };

    private static string OwnName(string endpointId) => $"{endpointId}-x.service.eu-west-1.vpce.amazonaws.com";

    /// <summary>Through every other endpoint something went.</summary>
    private static void Use(NetworkFacts facts, bool isReversed)
    {
        facts.RecordedAt = DateTimeOffset.UnixEpoch.AddYears(1);
        foreach (var index in Enumerable.Range(0, 6))
        {
            string[] days = index % 2 is 0 ? ["1", "2"] : [];
            facts.Traffic.Add(new($"vpce-if-{index}") { IsWhole = true, ByDay = [.. Turn(days, isReversed).Select(day => new DayOfTraffic(facts.RecordedAt.Value.AddDays(-day.Length), 1))] });
        }
    }

    private static void Balance(NetworkFacts facts, int index, bool isHealthy, bool isReversed)
    {
        facts.LoadBalancers.Add(new($"balancer-{index}") { Arn = BalancerOf(index), Zones = [.. Turn(["zone-0", "zone-1"], isReversed)], CrossZone = CrossZone.Off });
        facts.Listeners.Add(new($"listener-{index}", $"balancer-{index}") { Port = 443, Protocol = "TCP", TargetGroupArns = [$"targets-{index}"] });
        facts.TargetGroups.Add(new($"targets-{index}")
        {
            CrossZone = CrossZone.AsLoadBalancer,
            Targets = [.. Turn(["zone-0", "zone-1"], isReversed).Select(zone => new BalancedTarget(zone, 443, zone, isHealthy || zone is "zone-0" ? TargetState.Healthy : TargetState.Unhealthy))],
        });
    }

    private static string BalancerOf(int index) => $"arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/lb-{index}/balancer-{index}";

    private static EndpointService Alike(EndpointService service, EndpointService traits, bool isReversed) => service with
    {
        PrivateDnsName = traits.PrivateDnsName,
        LoadBalancerArns = [BalancerOf(service.Id[^1] - '0')],
        PrivateDnsVerification = traits.PrivateDnsVerification,
        AcceptanceRequired = traits.AcceptanceRequired,
        AllowedPrincipals = isReversed ? [.. traits.AllowedPrincipals!.Value.Reverse()] : traits.AllowedPrincipals,
    };

    private static string[] Turn(string[] items, bool isReversed) => isReversed ? [.. items.Reverse()] : items;
}
