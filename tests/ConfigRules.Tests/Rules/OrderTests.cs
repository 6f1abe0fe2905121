using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Recordings;
using ConfigRules.Rules;
using ConfigRules.Testing;
using CsCheck;

namespace ConfigRules.Tests.Rules;

/// <summary>AWS lists things in whatever order it likes; no verdict hangs on it.</summary>
public sealed class OrderTests
{
    private static readonly Network Acme = Read();

    [Fact]
    public void The_order_in_which_facts_were_read_changes_no_verdict_and_no_reason()
    {
        var verdicts = Verdicts(Acme);
        Assert.Contains(verdicts, verdict => verdict.Contains("NonCompliant", StringComparison.Ordinal));
        Gen.Int.Sample(seed => Assert.Equal(verdicts, Verdicts(Shuffled(new(seed), within: false))), iter: 50);
    }

    [Fact]
    public void The_order_of_routes_and_group_rules_changes_no_verdict()
    {
        var verdicts = Compliances(Acme);
        Gen.Int.Sample(seed => Assert.Equal(verdicts, Compliances(Shuffled(new(seed), within: true))), iter: 50);
    }

    [Fact]
    public void Judging_twice_says_the_same_twice() => Assert.Equal(Verdicts(Acme), Verdicts(Acme));

    private static string[] Verdicts(Network network) =>
        [.. RuleCatalog.All.SelectMany(rule => rule.Evaluate(network, Parameters.None).Select(evaluation => $"{rule.Info.Id} {evaluation}"))];

    private static string[] Compliances(Network network) =>
        [.. RuleCatalog.All.SelectMany(rule => rule.Evaluate(network, Parameters.None).Select(evaluation => $"{rule.Info.Id} {evaluation.ResourceId} {evaluation.Verdict.Compliance}"))];

    private static Network Shuffled(Random random, bool within)
    {
        var facts = new NetworkFacts { AccountId = Acme.AccountId, Region = Acme.Region };
        facts.Kinds.UnionWith(Enum.GetValues<FactKind>().Where(Acme.Has));
        facts.ServiceNames.UnionWith(Acme.ServiceNames);
        Add(facts.Vpcs);
        Add(facts.Subnets);
        Add(facts.RouteTables, table => within ? table with { Routes = Shuffle(table.Routes), SubnetIds = Shuffle(table.SubnetIds) } : table);
        Add(facts.VpcEndpoints, endpoint => within
            ? endpoint with { RouteTableIds = Shuffle(endpoint.RouteTableIds), SecurityGroupIds = Shuffle(endpoint.SecurityGroupIds), SubnetIds = Shuffle(endpoint.SubnetIds) }
            : endpoint);
        Add(facts.SecurityGroups, group => within
            ? group with { Ingress = Shuffle([.. group.Ingress.Select(rule => rule with { Blocks = Shuffle(rule.Blocks), Groups = Shuffle(rule.Groups) })]) }
            : group);
        Add(facts.NetworkInterfaces);
        Add(facts.NatGateways);
        Add(facts.PrefixLists);
        Add(facts.ServiceDetails);
        Add(facts.EndpointServices);
        return new(facts);

        void Add<T>(IList<T> list, Func<T, T>? change = null)
            where T : Resource
        {
            foreach (var resource in Shuffle(Acme.All<T>()))
                list.Add(change is null ? resource : change(resource));
        }

        ImmutableArray<T> Shuffle<T>(ImmutableArray<T> items)
        {
            var shuffled = items.ToArray();
            random.Shuffle(shuffled);
            return [.. shuffled];
        }
    }

    private static Network Read()
    {
        var reader = new RecordingReader();
        foreach (var path in Directory.GetFiles(Path.Combine(GoldenFile.Root, "events/networks/acme"), "*.json"))
        {
            using var file = File.OpenRead(path);
            reader.Read(file, path);
        }
        return Assert.Single(reader.Networks());
    }
}
