using System.Buffers;
using System.Text;
using System.Text.Json;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Rules.Policies;

/// <summary>What to add to endpoints' policies so that they let through what a bundle's clients request.</summary>
public static class BundleStatements
{
    /// <summary>
    /// The statements, in JSON, to add to the policies of the bundle's endpoints, by service. One for own roles names the account, since
    /// at a gateway endpoint a principal other than everybody is its root user.
    /// </summary>
    public static IEnumerable<(string Service, string Statement)> For(ServiceBundle bundle, Network network) =>
        from ofService in bundle.NeedsIn(network).GroupBy(need => need.Service)
        from statement in ProposedStatement.Numbered(
            from need in ofService
            group need by (Conditions: string.Join(' ', ConditionKeys(need)), IsOfAny: need.Resource is "*") into needs
            select Statement(
                bundle.Id, [.. needs.Select(need => need.Action).Distinct()], [.. needs.Select(need => need.ResourcesIn(network)).Distinct()],
                ConditionKeys(needs.First()), network.AccountId))
        select (ofService.Key, Json(statement));

    /// <summary>The keys that tell in the request whose it is, or whose resource it concerns, where the resource's name does not.</summary>
    private static IEnumerable<string> ConditionKeys(PolicyNeed need)
    {
        if (need.Caller is RequestCaller.Own or RequestCaller.OwnOrAnonymous)
            yield return "aws:PrincipalAccount";
        if (need.Caller is RequestCaller.Node)
            yield return "ssm:NodeAccountId";
        if (need.IsOwnResource && !need.Resource.Contains("{account}", StringComparison.Ordinal))
            yield return "aws:ResourceAccount";
    }

    /// <summary>For the account's roles, servers or resources, as far as the keys ask for them.</summary>
    private static ProposedStatement Statement(string bundle, string[] actions, string[] resources, IEnumerable<string> keys, string? account) => new(
        string.Concat(bundle.Split('-').Select(Wording.Capital)), "", [.. actions], [.. resources],
        [.. keys.Select(key => new ProposedCondition("StringEquals", key, [account!]))]);

    private static string Json(ProposedStatement statement)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
            statement.Write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
