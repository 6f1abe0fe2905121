using System.Collections.Immutable;
using System.Net;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using CsCheck;

namespace ConfigRules.Tests.Model;

public sealed class AdmissionTests
{
    private const int Port = 443;

    private static readonly IPAddress[] Addresses = [.. Enumerable.Range(0, 16).Select(last => new IPAddress([10, 0, 1, (byte)last]))];

    private static Gen<GroupRule> Rule { get; } = Gen.Select(
        Gen.OneOf("tcp", "tcp", "6", "-1", "udp", "icmp"),
        Gen.OneOf<(int?, int?)>((null, null), (-1, -1), (443, 443), (1, 442), (444, 500), (1, 65_535)),
        Gen.OneOf("", "10.0.1.0/28", "10.0.1.0/29", "10.0.1.8/29", "10.0.1.0/30", "10.0.1.5/32", "2001:db8::/64"),
        Gen.OneOf("", "sg-a", "sg-b"),
        Gen.OneOf("", "pl-1"),
        (protocol, ports, block, group, list) => new GroupRule
        {
            Protocol = protocol,
            FromPort = ports.Item1,
            ToPort = ports.Item2,
            Blocks = block is "" ? [] : [IPNetwork.Parse(block)],
            Groups = group is "" ? [] : [new(group)],
            PrefixListIds = list is "" ? [] : [list],
        });

    private static Gen<NetworkInterface[]> Interfaces { get; } = Gen.Select(
        Gen.OneOf("sg-a", "sg-b", "sg-c").Array[0, 2], Gen.Int[0, 15],
        (groups, last) => new NetworkInterface("", "") { SecurityGroupIds = [.. groups], Addresses = [Addresses[last]] }).Array[1, 4];

    [Fact]
    public void Agrees_with_asking_every_rule_about_every_address_and_group() => Rule.Array[0, 5].Sample(rules =>
    {
        var admission = Groups.WhoGetsIn(["sg-endpoint"], Port, Draw(rules, []));
        var open = rules.Where(IsOpen).ToArray();
        Assert.All(Addresses, address => Assert.Equal(
            open.Any(rule => rule.Blocks.Any(block => block.Contains(address)) || (rule.PrefixListIds is [_] && address.GetAddressBytes()[3] is 3)),
            admission.Admits(address)));
        Assert.Equal(open.SelectMany(rule => rule.Groups).Select(group => group.GroupId).ToHashSet(), admission.Groups.ToHashSet());
    });

    [Fact]
    public void Another_rule_never_shuts_anybody_out() => Gen.Select(Rule.Array[0, 4], Rule, Interfaces, Gen.OneOf("subnet", "eni")).Sample((rules, more, interfaces, mode) =>
    {
        if (Judge(rules, interfaces, mode) is Compliance.Compliant)
            Assert.Equal(Compliance.Compliant, Judge([.. rules, more], interfaces, mode));
    });

    /// <summary>A subnet as a whole is let in only if each interface in it is.</summary>
    [Fact]
    public void What_admits_the_subnet_admits_its_interfaces() => Gen.Select(Rule.Array[0, 5], Interfaces).Sample((rules, interfaces) =>
    {
        if (Judge(rules, interfaces, "subnet") is Compliance.Compliant)
            Assert.Equal(Compliance.Compliant, Judge(rules, interfaces, "eni"));
    });

    private static bool IsOpen(GroupRule rule) => rule.Protocol is "-1"
        || (rule.Protocol is "tcp" or "6" && (rule.FromPort, rule.ToPort) is (null, null) or (-1, -1) or (443, 443) or (1, 65_535));

    private static Compliance Judge(GroupRule[] rules, NetworkInterface[] interfaces, string mode)
    {
        var rule = new VpcEndpointAdmitsWorkloads();
        return Assert.Single(rule.Evaluate(Draw(rules, interfaces), Parameters.For(rule, [new("mode", mode)]))).Verdict.Compliance;
    }

    private static Network Draw(GroupRule[] rules, NetworkInterface[] interfaces)
    {
        var net = new NetworkBuilder().PrefixList("pl-1", "10.0.1.3/32").EmptySubnet("subnet-1", "10.0.1.0/28").Endpoint("logs")
            .Group("sg-endpoint", rules.ToImmutableArray());
        foreach (var (number, one) in interfaces.Index())
            net.Interface($"eni-{number}", "subnet-1", change: _ => one with { Id = $"eni-{number}", VpcId = "vpc-1", SubnetId = "subnet-1" });
        return net.Build();
    }
}
