using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// The tightest policy of an endpoint that trusts one's own organization, or accounts where that is not known, leads to nobody else's
/// resources, and lets every bundle that is used in the VPC work; and one's own principals reach one's own resources, where that is
/// required whatever the bundles need. No rule about policies has anything against it, and each statement is missed by one.
/// </summary>
public sealed class ProposedPolicy
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ProposedPolicy(ImmutableArray<ProposedStatement> statements, ImmutableArray<string> bundles)
    {
        Statements = statements;
        Bundles = bundles;
        Json = Write();
    }

    public ImmutableArray<ProposedStatement> Statements { get; }

    /// <summary>The bundles that send requests through the endpoint, in the order of the catalogue.</summary>
    public ImmutableArray<string> Bundles { get; }

    /// <summary>The document, to be given to EC2 as it is.</summary>
    public string Json { get; }

    /// <param name="endpoint">Of a network whose account and region are known.</param>
    /// <param name="network">The endpoint's.</param>
    /// <param name="perimeter">Parameters of vpc-endpoint-policy-scopes-resources.</param>
    /// <param name="bundles">Parameters of vpc-endpoint-policy-serves-bundles.</param>
    public static ProposedPolicy For(VpcEndpoint endpoint, Network network, Parameters perimeter, Parameters bundles)
    {
        PolicyNeed[] needs = [.. ActiveBundles.NeedsThrough(endpoint, network, bundles).Select(one => one.Need)];
        var parties = PartiesOf(Trust.Of(network, perimeter)).ToImmutableArray();
        // A bundle may need actions of another prefix beside the service's own: for a token of CodeArtifact's, one of STS.
        string[] all = ActionPrefixes.Known(endpoint.Service) is { } prefix
            ? [.. needs.Select(need => need.Action.Split(':')[0]).Prepend(prefix).Distinct().Select(one => $"{one}:*")]
            : ["*"];

        IEnumerable<ProposedStatement> statements =
        [
            .. from principals in parties
               from resources in parties
               where bundles.Get(VpcEndpointPolicyServesBundles.RequireOwnAccess) || needs.Any(IsOfOwnToOwn)
               select new ProposedStatement(
                   "OwnPrincipalsToOwnResources", $"Principals of {principals.Name} reach resources of {resources.Name}.", [.. all], ["*"],
                   [principals.Of("aws:Principal"), resources.Of("aws:Resource")]),
            .. from party in parties
               from statement in OfNeeds(need => need.Caller is RequestCaller.Own && need is { IsOwnResource: false, Resource: not "*" })
               select statement with { Sid = "OwnPrincipalsToAwsResources", Comment = $"Principals of {party.Name} reach what is AWS's own.", Conditions = [party.Of("aws:Principal")] },
            .. OfNeeds(need => need is { IsOwnResource: false, Caller: not (RequestCaller.Own or RequestCaller.Service or RequestCaller.Federated or RequestCaller.Node) })
                .Select(statement => statement with { Sid = "EverybodyToAwsResources", Comment = "Requests that nobody signs, or that AWS has signed, reach buckets of AWS's own." }),
            .. OfNeeds(need => need.Caller is RequestCaller.Service).Select(statement => statement with
            {
                Sid = "AwsServicesToAwsResources",
                Comment = "URLs that an AWS service has signed lead to buckets of its own.",
                Conditions = [new("Bool", "aws:PrincipalIsAWSService", ["true"])],
            }),
            .. from party in parties
               from statement in OfNeeds(need => need.Caller is RequestCaller.Federated)
               select statement with
               {
                   Sid = "FederatedToOwnRoles",
                   Comment = $"Users of identity providers, who sign with no account's credentials, take on roles of {party.Name}.",
                   Resources = ["*"],
                   Conditions = [party.Of("aws:Resource")],
               },
            // No key tells in which unit a server is registered, and to ask for its organization would admit those of other units.
            .. from party in parties
               where party.NodeKey is not null
               from statement in OfNeeds(need => need.Caller is RequestCaller.Node)
               select statement with { Sid = "OwnServers", Comment = $"Servers outside of AWS that are registered in {party.Name} sign with keys of their own.", Conditions = [new("StringEquals", party.NodeKey!, party.Ids)] },
        ];
        return new(
            [.. ProposedStatement.Numbered(statements)],
            [.. ActiveBundles.In(endpoint.VpcId, network, bundles).Where(bundle => bundle.NeedsIn(network).Any(needs.Contains)).Select(bundle => bundle.Id)]);

        // Actions of the same resources share a statement.
        IEnumerable<ProposedStatement> OfNeeds(Predicate<PolicyNeed> isSuch) =>
            from actions in needs.Where(need => isSuch(need)).GroupBy(need => need.ResourcesIn(network), need => need.Action)
            group actions.Key by string.Join(' ', actions.Distinct()) into resources
            select new ProposedStatement("", "", [.. resources.Key.Split(' ')], [.. resources], []);
    }

    /// <summary>Whether somebody of one's own asks for something of one's own, or for what is nobody's.</summary>
    private static bool IsOfOwnToOwn(PolicyNeed need) =>
        need.Caller is not (RequestCaller.Service or RequestCaller.Federated or RequestCaller.Node)
        && (need.IsOwnResource || need is { Caller: RequestCaller.Own, Resource: "*" });

    /// <summary>Those that are trusted, each as far as one condition can ask for it.</summary>
    private static IEnumerable<Party> PartiesOf(Trust trust)
    {
        if (trust.OrgIds is [_, ..])
            yield return new(Named("organization", trust.OrgIds), "OrgID", trust.OrgIds, "ssm:NodeOrgId");
        else if (trust.OrgPaths is [_, ..])
            yield return new(Named("unit", trust.OrgPaths), "OrgPaths", [.. trust.OrgPaths.Select(path => $"{path.TrimEnd('*').TrimEnd('/')}/*")], null);
        var accounts = trust.OrgIds is [] ? [trust.Account, .. trust.Accounts.Where(account => account != trust.Account)] : trust.Accounts;
        if (accounts is not [])
            yield return new(Named("account", accounts), "Account", accounts, "ssm:NodeAccountId");
    }

    private static string Named(string what, ImmutableArray<string> ids) => $"{what}{(ids is [_] ? "" : "s")} {Wording.List(ids)}";

    private string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            foreach (var statement in Statements)
                statement.Write(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <param name="Name">As a comment calls it: "organization o-abcdefghij".</param>
    /// <param name="Key">How keys end that ask for it: "OrgID".</param>
    /// <param name="Ids">What they are compared with.</param>
    /// <param name="NodeKey">The key that asks for it of servers outside of AWS; null where there is none.</param>
    private sealed record Party(string Name, string Key, ImmutableArray<string> Ids, string? NodeKey)
    {
        public ProposedCondition Of(string beginning) => new(Key is "OrgPaths" ? "ForAnyValue:StringLike" : "StringEquals", $"{beginning}{Key}", Ids);
    }
}
