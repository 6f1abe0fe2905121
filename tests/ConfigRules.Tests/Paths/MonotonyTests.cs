using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using CsCheck;
using static ConfigRules.Tests.Paths.ReferenceTracerTests;

namespace ConfigRules.Tests.Paths;

/// <summary>Whoever lets more in cuts nobody off, whoever refuses more opens nothing, and no order but the numbers of ACLs counts.</summary>
public sealed class MonotonyTests
{
    private static readonly string[] Services = ["s3", "sts"];

    [Fact]
    public void An_added_rule_of_a_group_never_closes_a_way() =>
        Gen.Select(Recipes, Ingress, Egress, Gen.OneOf("sg-a", "sg-b")).Sample((recipe, ingress, egress, group) =>
        {
            var before = recipe().Build();
            var after = recipe().With(facts => Change(facts.SecurityGroups, it =>
                it.Id == group ? it with { Egress = it.Egress.Add(egress) }
                : it.Id is "sg-endpoint" ? it with { Ingress = it.Ingress.Add(ingress) }
                : it)).Build();

            Assert.All(Services, service => Assert.False(
                !IsBlocked(before, service) && IsBlocked(after, service), $"{service} was {Way(before, service).OwnVerdict}, and is {Way(after, service).OwnVerdict}."));
            if (Judged(before, "vpc-endpoint-admits-workloads", "vpce-sts") is Compliance.Compliant)
                Assert.Equal(Compliance.Compliant, Judged(after, "vpc-endpoint-admits-workloads", "vpce-sts"));
            if (Judged(before, "security-group-reaches-endpoints", group) is Compliance.Compliant)
                Assert.NotEqual(Compliance.NonCompliant, Judged(after, "security-group-reaches-endpoints", group));
        }, iter: 2_000);

    [Fact]
    public void An_entry_of_an_acl_closes_nothing_that_it_lets_pass_and_opens_nothing_that_it_refuses() =>
        Gen.Select(Recipes, Entry, Gen.OneOf("acl-w", "acl-e")).Sample((recipe, entry, acl) =>
        {
            var before = recipe().Build();
            var after = recipe().With(facts => Change(facts.NetworkAcls, it => it.Id == acl
                // Before all others, which start at 1.
                ? it with { Entries = it.Entries.Add(entry with { Number = 0 }) }
                : it)).Build();

            foreach (var service in Services)
            {
                var (was, isNow) = (IsBlocked(before, service), IsBlocked(after, service));
                Assert.False(entry.Allows ? !was && isNow : was && !isNow, $"{service} was {Way(before, service).OwnVerdict}, and is {Way(after, service).OwnVerdict}.");
            }
            foreach (var endpoint in (string[])["vpce-sts", "vpce-s3"])
            {
                var (was, isNow) = (Judged(before, Rule, endpoint), Judged(after, Rule, endpoint));
                if (was is Compliance.Compliant && entry.Allows)
                    Assert.Equal(Compliance.Compliant, isNow);
                if (was is Compliance.NonCompliant && !entry.Allows)
                    Assert.Equal(Compliance.NonCompliant, isNow);
            }
        }, iter: 2_000);

    [Fact]
    public void No_order_of_rules_entries_and_routes_changes_a_way() => Recipes.Sample(recipe =>
    {
        var one = recipe().Build();
        var other = recipe().With(facts =>
        {
            Change(facts.SecurityGroups, it => it with { Ingress = [.. it.Ingress.Reverse()], Egress = [.. it.Egress.Reverse()] });
            Change(facts.NetworkAcls, it => it with { Entries = [.. it.Entries.Reverse()] });
            Change(facts.RouteTables, it => it with { Routes = [.. it.Routes.Reverse()] });
            Change(facts.PrefixLists, it => it with { Blocks = [.. it.Blocks!.Value.Reverse()] });
            NetworkInterface[] interfaces = [.. facts.NetworkInterfaces.Reverse()];
            facts.NetworkInterfaces.Clear();
            foreach (var networkInterface in interfaces)
                facts.NetworkInterfaces.Add(networkInterface);
        }).Build();

        Assert.All(Services, service => Assert.Equal(Way(one, service).OwnVerdict, Way(other, service).OwnVerdict));
    }, iter: 2_000);

    private const string Rule = "vpc-endpoint-passes-network-acls";

    /// <summary>Whether nothing gets anywhere; where it gets to is no matter of groups and ACLs.</summary>
    private static bool IsBlocked(Network network, string service) => Way(network, service).OwnVerdict is PathVerdict.Blocked;

    private static void Change<T>(IList<T> items, Func<T, T> change)
    {
        for (var index = 0; index < items.Count; index++)
            items[index] = change(items[index]);
    }
}
