using System.Collections.Immutable;
using System.Net;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules;
using ConfigRules.Testing;
using CsCheck;

namespace ConfigRules.Tests.Paths;

/// <summary>Thousands of small networks, drawn at random, in which two tracers and the rules have to say the same.</summary>
public sealed class ReferenceTracerTests
{
    private static readonly string[] Blocks =
    [
        "0.0.0.0/0", "0.0.0.0/0", "10.0.1.0/27", "10.0.1.16/28", "10.0.1.0/28", "10.0.1.24/29", "52.0.0.0/24", "52.0.0.0/25", "52.0.0.8/29", "52.0.0.64/28", "54.0.0.0/8",
    ];

    private static Gen<IPNetwork> Block { get; } = Gen.OneOf(Blocks).Select(IPNetwork.Parse);

    internal static Gen<GroupRule> Egress { get; } = Gen.Select(
        Gen.OneOf("-1", "tcp", "tcp", "udp"), Gen.OneOf((443, 443), (0, 65_535), (80, 80)), Block, Gen.OneOf("", "", "pl-s3", "sg-endpoint"),
        (protocol, ports, block, other) => new GroupRule
        {
            Protocol = protocol,
            FromPort = ports.Item1,
            ToPort = ports.Item2,
            Blocks = other is "" ? [block] : [],
            PrefixListIds = other is "pl-s3" ? [other] : [],
            Groups = other is "sg-endpoint" ? [new(other)] : [],
        });

    internal static Gen<GroupRule> Ingress { get; } = Gen.Select(
        Gen.OneOf("-1", "tcp"), Gen.OneOf((443, 443), (444, 500)), Gen.OneOf("10.0.1.0/28", "10.0.1.0/29", "0.0.0.0/0", "sg-a", "sg-b"),
        (protocol, ports, source) => new GroupRule
        {
            Protocol = protocol,
            FromPort = ports.Item1,
            ToPort = ports.Item2,
            Blocks = source.StartsWith("sg", StringComparison.Ordinal) ? [] : [IPNetwork.Parse(source)],
            Groups = source.StartsWith("sg", StringComparison.Ordinal) ? [new(source)] : [],
        });

    internal static Gen<AclEntry> Entry { get; } = Gen.Select(
        Gen.Int[1, 400], Gen.Bool, Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false))), Block,
        Gen.OneOf(("-1", 0, 0), ("6", 443, 443), ("6", 1024, 65_535), ("6", 32_768, 40_000), ("17", 0, 65_535), ("6", 0, 65_535)),
        (number, egress, allows, block, ports) => new AclEntry(number, egress, allows, block)
        {
            Protocol = ports.Item1,
            FromPort = ports.Item1 is "-1" ? null : ports.Item2,
            ToPort = ports.Item1 is "-1" ? null : ports.Item3,
        });

    /// <summary>Most are wide open, as in the field; else hardly a packet would get anywhere.</summary>
    private static Gen<ImmutableArray<AclEntry>> Acl { get; } = Gen.Select(Gen.Bool, Gen.Bool, Entry.Array[0, 3], (isOpen, isStrict, entries) =>
    {
        var open = new[] { true, false }.Select(egress => new AclEntry(500, egress, true, IPNetwork.Parse("0.0.0.0/0")));
        return (ImmutableArray<AclEntry>)[.. isStrict ? entries.DistinctBy(entry => (entry.Number, entry.IsEgress)) : [], .. isOpen || !isStrict ? open : []];
    });

    private static Gen<Route> Route { get; } = Gen.Select(
        Gen.OneOf("0.0.0.0/0", "0.0.0.0/0", "52.0.0.0/24", "52.0.0.8/29", "52.0.0.64/28", "54.0.0.0/8", "10.0.1.24/29", "128.0.0.0/1", "pl-s3"),
        Gen.OneOf("nat-1", "nat-1", "igw-1", "tgw-1", "eni-firewall", "vgw-1"),
        Gen.Frequency((5, Gen.Const(RouteState.Active)), (1, Gen.Const(RouteState.Blackhole))),
        Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(true))),
        (to, target, state, isPropagated) => to.StartsWith("pl", StringComparison.Ordinal)
            ? new Route(null, to, RouteTarget.Of("vpce-s3")) { State = state }
            : new Route(IPNetwork.Parse(to), null, RouteTarget.Of(target)) { State = state, IsPropagated = isPropagated });

    private static Gen<Route[]> Table { get; } = Route.Array[0, 4].Select(routes => routes.DistinctBy(route => (route.Block, route.PrefixListId, route.IsPropagated)).ToArray());

    private static Gen<Network> Drawn { get; } = Recipes.Select(recipe => recipe().Build());

    /// <summary>Each call makes the same network anew, for whoever wants to change something in it.</summary>
    internal static Gen<Func<NetworkBuilder>> Recipes => Gen.Select(
        Gen.Select(Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false))), Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))), Gen.Frequency((12, Gen.Const("AmazonProvidedDNS")), (1, Gen.Const("10.0.1.3"))), Gen.Frequency((6, Gen.Const(GatewayBlock.Off)), (1, Gen.Const(GatewayBlock.Bidirectional)))),
        Gen.Select(Egress.Array[0, 3], Egress.Array[0, 3], Ingress.Array[0, 2]),
        Gen.Select(Acl, Acl),
        Gen.Select(Table, Table, Gen.Frequency((8, Gen.Const(NatGatewayState.Available)), (1, Gen.Const(NatGatewayState.Failed)))),
        Gen.Select(Gen.OneOf(EndpointState.Available, EndpointState.Available, EndpointState.Deleted), Gen.OneOf(EndpointState.Available, EndpointState.Available, EndpointState.Pending), Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))), Gen.OneOf("far", "near", "both")),
        Gen.Select(Gen.Int[1, 2], Gen.Bool, Gen.OneOf("sg-a", "sg-b"), Gen.OneOf("sg-a", "sg-b")),
        (vpc, groups, acls, routes, endpoints, workloads) => (Func<NetworkBuilder>)(() => Draw(vpc, groups, acls, routes, endpoints, workloads)));

    [Fact]
    public void Two_tracers_agree() => Drawn.Sample(network =>
    {
        var (tracer, reference) = (new Tracer("vpc-1", network), new ReferenceTracer(network));
        var brief = new Tracer("vpc-1", network, isTold: false);
        var sender = Sender.Of(network.Find<Subnet>("subnet-w")!, network) with { IsWholeSubnet = false };
        foreach (var service in (string[])["s3", "sts"])
        {
            Agree(sender);
            foreach (var one in sender.Interfaces)
                Agree(new Sender(sender.Subnet, [one], IsWholeSubnet: false));

            void Agree(Sender from)
            {
                var (expected, way) = (reference.Verdict(from.Interfaces, service), tracer.Way(from, Intent.ToService(service, network)));
                Assert.True(expected == way.OwnVerdict, $"{service} from {from} is {expected}, and not {way.OwnVerdict}:\n{Told(way)}");
                var told = brief.Way(from, Intent.ToService(service, network));
                Assert.Equal((way.OwnVerdict, way.FirstWrong), (told.OwnVerdict, told.FirstWrong));
            }
        }
    }, iter: 5_000);

    private static string Told(Trace way) => string.Join('\n', way.Shared.Select(hop => $"{hop.Stage} {hop.Effect}: {hop.Text}")
        .Concat(way.Legs.SelectMany(leg => leg.Hops.Select(hop => $"  {hop.Stage} {hop.Effect}: {hop.Text}").Prepend($"{leg.To}: {leg.Verdict}"))));

    /// <summary>A rule that is about one stage finds fault only where a packet gets into trouble, and every trouble that it is about.</summary>
    [Fact]
    public void Rules_and_trace_agree() => Drawn.Sample(network =>
    {
        var sender = Sender.Of(network.Find<Subnet>("subnet-w")!, network);
        var tracer = new Tracer("vpc-1", network);
        var (s3, sts) = (tracer.Way(sender, Intent.ToService("s3", network)), tracer.Way(sender, Intent.ToService("sts", network)));
        var admits = Verdict("vpc-endpoint-admits-workloads", "vpce-sts");
        var dns = Verdict("vpc-dns-supports-private-endpoints", "vpc-1");
        var names = Verdict("vpc-endpoint-private-dns-enabled", "vpce-sts");
        var shadow = Verdict("vpc-endpoint-dns-not-shadowed", "vpce-sts");
        var table = Verdict("route-table-has-gateway-endpoints", "rtb-w", ("services", "s3"));
        var whole = Verdict("subnet-reaches-services-privately", "subnet-w", ("services", "s3,sts"));

        // Private is what no rule objects to.
        if (sts.OwnVerdict is PathVerdict.Private)
        {
            Assert.NotEqual(Compliance.NonCompliant, admits);
            Assert.NotEqual(Compliance.NonCompliant, dns);
            Assert.NotEqual(Compliance.NonCompliant, names);
            Assert.Equal(Compliance.Compliant, shadow);
        }
        if (s3.OwnVerdict is PathVerdict.Private)
            Assert.Equal(Compliance.Compliant, table);
        // And what a trace finds at a rule's stage, the rule finds.
        var codes = sts.Shared.Concat(sts.Legs.SelectMany(leg => leg.Hops)).Select(hop => hop.Code).ToHashSet();
        if (codes.Contains("SG_INGRESS"))
            Assert.Equal(Compliance.NonCompliant, admits);
        if (codes.Contains("DNS_ATTRS_OFF") && network.Find<VpcEndpoint>("vpce-sts") is { CarriesTraffic: true, PrivateDnsEnabled: true })
            Assert.Equal(Compliance.NonCompliant, dns);
        if (codes.Contains("PRIVATE_DNS_OFF"))
            Assert.Equal(Compliance.NonCompliant, names);
        if (dns is Compliance.Compliant && network.Find<VpcEndpoint>("vpce-sts") is { CarriesTraffic: true, PrivateDnsEnabled: true })
            Assert.Equal(codes.Contains("DNS_SERVERS") ? Compliance.NonCompliant : Compliance.Compliant, shadow);
        Assert.Equal(
            (s3.OwnVerdict, sts.OwnVerdict) switch
            {
                (PathVerdict.Private, PathVerdict.Private) => Compliance.Compliant,
                (PathVerdict.Private or PathVerdict.Unknown, PathVerdict.Private or PathVerdict.Unknown) => Compliance.Undetermined,
                _ => Compliance.NonCompliant,
            },
            whole);

        Compliance Verdict(string id, string resource, params (string Name, string Value)[] with) => Judged(network, id, resource, with);
    }, iter: 2_000);

    /// <summary>On the way to an endpoint both find the same, and nothing else; what a route takes elsewhere meets fewer ACLs than it would.</summary>
    [Fact]
    public void Acl_rule_and_trace_agree() => Drawn.Sample(network =>
    {
        var (s3, sts) = (Way(network, "s3"), Way(network, "sts"));
        if (Ends(sts, "vpce-sts") is [_, ..] legs && (legs.Length == sts.Legs.Length || HasAcl(legs)) && network.Find<VpcEndpoint>("vpce-sts")!.CarriesTraffic)
            Assert.Equal(HasAcl(legs) ? Compliance.NonCompliant : Compliance.Compliant, Judged(network, "vpc-endpoint-passes-network-acls", "vpce-sts"));
        if (Ends(s3, "vpce-s3") is [_, ..] parts && network.Find<VpcEndpoint>("vpce-s3")!.CarriesTraffic)
            Assert.Equal(HasAcl(parts) ? Compliance.NonCompliant : Compliance.Compliant, Judged(network, "vpc-endpoint-passes-network-acls", "vpce-s3"));

        static bool HasAcl(Leg[] legs) => legs.SelectMany(leg => leg.Hops).Any(hop => hop.Code is "NACL_OUT" or "NACL_IN" or "NACL_RETURN");
    }, iter: 2_000);

    /// <summary>A gateway's routes are effective where every packet of each table that leads to it arrives.</summary>
    [Fact]
    public void Route_rules_and_trace_agree() => Drawn.Sample(network =>
    {
        var s3 = Way(network, "s3");
        if (!Leads("rtb-w") || !network.Find<VpcEndpoint>("vpce-s3")!.CarriesTraffic || s3.Legs is [])
            return;
        var routes = Judged(network, "gateway-endpoint-routes-effective", "vpce-s3");
        if (Ends(s3, "vpce-s3").Length < s3.Legs.Length)
            Assert.Equal(Compliance.NonCompliant, routes);
        else if (!Leads("rtb-n"))
            Assert.Equal(Compliance.Compliant, routes);
        // And a NAT gateway is free of them where none of them leaves by it.
        var isFree = !s3.Legs.SelectMany(leg => leg.Hops).Any(hop => hop.Code is "VIA_NAT");
        var nat = Judged(network, "nat-gateway-free-of-endpoint-traffic", "nat-1", ("services", "s3"));
        if (nat is Compliance.Compliant or Compliance.NonCompliant)
            Assert.Equal(isFree ? Compliance.Compliant : Compliance.NonCompliant, nat);

        bool Leads(string tableId) => network.Find<RouteTable>(tableId)!.Routes.Any(route => route.Target.Id == "vpce-s3");
    }, iter: 2_000);

    /// <summary>One group of an interface is at fault where the trace says that all of them together keep packets back.</summary>
    [Fact]
    public void Group_rule_and_trace_agree() => Drawn.Sample(network =>
    {
        if (network.Find<VpcEndpoint>("vpce-sts")!.CarriesTraffic is false || network.Find<VpcEndpoint>("vpce-s3")!.CarriesTraffic is false)
            return;
        var (s3, sts) = (Way(network, "s3"), Way(network, "sts"));
        if (s3.Legs is [] || sts.Legs is [])
            return;
        Leg[] legs = [.. Ends(s3, "vpce-s3"), .. Ends(sts, "vpce-sts")];
        var cut = legs.SelectMany(leg => leg.Hops).Any(hop => hop.Code is "SG_EGRESS");
        Compliance[] groups = [.. network.All<SecurityGroup>().Select(group => Judged(network, "security-group-reaches-endpoints", group.Id, ("services", "s3,sts")))];
        if (cut)
            Assert.Contains(Compliance.NonCompliant, groups);
        // What a route takes from an endpoint's addresses elsewhere, the rule still wants let out.
        else if (Ends(sts, "vpce-sts").Length == sts.Legs.Length)
            Assert.DoesNotContain(Compliance.NonCompliant, groups);
    }, iter: 2_000);

    internal static Trace Way(Network network, string service) =>
        new Tracer("vpc-1", network).Way(Sender.Of(network.Find<Subnet>("subnet-w")!, network), Intent.ToService(service, network));

    private static Leg[] Ends(Trace way, string endpointId) =>
        [.. way.Legs.Where(leg => leg.Hops.Any(hop => hop.Stage is Stage.Endpoint && hop.ResourceId == endpointId))];

    internal static Compliance Judged(Network network, string id, string resource, params (string Name, string Value)[] with)
    {
        var rule = RuleCatalog.Find(id)!;
        return rule.Evaluate(network, Parameters.For(rule, with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))))
            .Single(evaluation => evaluation.ResourceId == resource).Verdict.Compliance;
    }

    private static NetworkBuilder Draw(
        (bool Support, bool Hostnames, string Server, GatewayBlock Block) vpc, (GroupRule[] A, GroupRule[] B, GroupRule[] Endpoint) groups,
        (ImmutableArray<AclEntry> Workload, ImmutableArray<AclEntry> Endpoint) acls, (Route[] Workload, Route[] Nat, NatGatewayState State) routes,
        (EndpointState S3, EndpointState Sts, bool PrivateDns, string Place) endpoints, (int Count, bool IsPublic, string First, string Second) workloads)
    {
        var local = new Route(IPNetwork.Parse("10.0.1.0/26"), null, RouteTarget.Of("local"));
        var net = new NetworkBuilder().Dns(vpc.Support, vpc.Hostnames)
            .Vpc(it => it with { CidrBlocks = [IPNetwork.Parse("10.0.1.0/26")], DhcpOptionsId = "dopt-1" })
            .EmptySubnet("subnet-w", "10.0.1.0/28").EmptySubnet("subnet-e", "10.0.1.16/28").EmptySubnet("subnet-n", "10.0.1.32/28")
            .Table("rtb-w", [], ["subnet-w"], change: table => table with { Routes = [local, .. routes.Workload] })
            .Table("rtb-n", [], ["subnet-n"], change: table => table with { Routes = [local, .. routes.Nat.Where(route => route.Target.Id is not "nat-1")] })
            .Table("rtb-main", [], isMain: true, change: table => table with { Routes = [local] })
            .Offers("sts").Gateway("s3", endpoint => endpoint with { State = endpoints.S3 })
            .Endpoint("sts", endpoint => endpoint with
            {
                State = endpoints.Sts,
                PrivateDnsEnabled = endpoints.PrivateDns,
                SubnetIds = endpoints.Place switch { "far" => ["subnet-e"], "near" => ["subnet-w"], _ => ["subnet-e", "subnet-w"] },
                NetworkInterfaceIds = endpoints.Place switch { "far" => ["eni-far"], "near" => ["eni-near"], _ => ["eni-far", "eni-near"] },
            });
        foreach (var (id, subnet, address) in (ReadOnlySpan<(string, string, string)>)[("eni-far", "subnet-e", "10.0.1.25"), ("eni-near", "subnet-w", "10.0.1.9")])
            net.Interface(id, subnet, "vpc_endpoint", "sg-endpoint", "VPC Endpoint Interface", address);
        for (var number = 0; number < workloads.Count; number++)
        {
            net.Interface($"eni-{number}", "subnet-w", group: number is 0 ? workloads.First : workloads.Second, address: $"10.0.1.{4 + (number * 6)}",
                change: it => it with { HasPublicAddress = workloads.IsPublic && it.Id is "eni-0" });
        }
        return net.With(facts =>
        {
            facts.DhcpOptions.Add(new("dopt-1") { DomainNameServers = [vpc.Server] });
            facts.PublicAccessBlocks.Add(new("111111111111") { Mode = vpc.Block });
            facts.PrefixLists.Add(new("pl-s3") { Name = "com.amazonaws.eu-west-1.s3", Blocks = [IPNetwork.Parse("52.0.0.0/26"), IPNetwork.Parse("52.0.0.64/28")] });
            facts.NatGateways.Add(new("nat-1", "vpc-1") { SubnetId = "subnet-n", State = routes.State });
            facts.SecurityGroups.Add(new("sg-a", "vpc-1") { Egress = [.. groups.A] });
            facts.SecurityGroups.Add(new("sg-b", "vpc-1") { Egress = [.. groups.B] });
            facts.SecurityGroups.Add(new("sg-endpoint", "vpc-1") { Ingress = [.. groups.Endpoint] });
            facts.NetworkAcls.Add(new("acl-w", "vpc-1") { SubnetIds = ["subnet-w"], Entries = acls.Workload });
            facts.NetworkAcls.Add(new("acl-e", "vpc-1") { IsDefault = true, Entries = acls.Endpoint });
        });
    }
}
