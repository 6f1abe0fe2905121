using System.Text.Json;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using ConfigRules.Rules.Policies;
using ConfigRules.Testing;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Policies;

/// <summary>
/// What is proposed is fed back: every rule about policies, deployed as the policy was asked for, is content with it, and with none of
/// its statements taken out.
/// </summary>
public sealed class ProposedPolicyTests
{
    private const string Organization = "o-abcdefghij";

    private static readonly Rule[] Judges =
    [
        new VpcEndpointPolicyNotOpen(), new VpcEndpointPolicyTrustsOwnOrg(), new VpcEndpointPolicyScopesResources(),
        new VpcEndpointPolicyServesBundles(), new VpcEndpointPolicyEffective(),
    ];

    private static readonly VpcEndpointPolicyScopesResources Perimeter = new();
    private static readonly VpcEndpointPolicyServesBundles Serving = new();

    /// <summary>
    /// Each member of each bundle, where the organization is known and where it is not, and in regions where names differ; with one's own
    /// data, and for what the bundle requests alone.
    /// </summary>
    public static TheoryData<string, string, string?, string, bool> Members { get; } =
    [
        .. from bundle in ServiceBundles.All
           from member in bundle.Members.Concat(bundle.Optional)
           from organization in new[] { Organization, null }
           from region in new[] { "eu-west-1", "me-south-1", "cn-north-1" }
           from own in new[] { true, false }
           select new TheoryDataRow<string, string, string?, string, bool>(bundle.Id, member.Service, organization, region, own),
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_rule_about_policies_is_content_with_it_and_none_of_its_statements_is_too_many(
        string bundle, string service, string? organization, string region, bool own)
    {
        var policy = Propose(Network(bundle, service, organization, region, policy: null), own);
        Assert.Equal(policy.Statements is [], !own && policy.Bundles is []);
        if (policy.Statements is [])
            return;

        Assert.InRange(policy.Json.Length, 1, PolicyDocument.MaxLength);
        Assert.Distinct(policy.Statements.Select(statement => statement.Sid));
        Assert.All(policy.Statements, statement => Assert.Matches("^[A-Za-z0-9]+$", statement.Sid));
        Assert.All(policy.Statements, statement => Assert.Matches(@"^[A-Z][^\n]*\.$", statement.Comment));
        Assert.Equal([], Complaints(Network(bundle, service, organization, region, policy.Json), bundle, service, own));
        Assert.All(policy.Statements.Index(), statement => Assert.True(IsMissed(statement.Index), $"Nobody misses {statement.Item.Sid}."));

        bool IsMissed(int index)
        {
            var without = Without(policy.Json, index);
            var network = Network(bundle, service, organization, region, without);
            return Complaints(network, bundle, service, own) is not []
                // Or some clients of the bundle miss it, on which no rule insists.
                || ServiceBundles.Find(bundle)!.NeedsIn(network).Any(need => need.IsOccasional && need.Service == service
                    && Passes(need, policy.Json, network) && !Passes(need, without, network))
                // Or images of one's own do, in place of which the rule takes those of EKS.
                || ServiceBundles.Find(bundle)!.NeedsIn(network).Any(need => need.IsOwnResource && need.Service == service
                    && IsRefused(need, without, network) && !IsRefused(need, policy.Json, network));
        }
    }

    [Fact]
    public void The_own_data_is_not_given_away_where_a_bundle_does_not_ask_for_it() => Assert.Equal(
        ["EverybodyToAwsResources"],
        Propose(Network("ecr-pull", "s3", Organization, "eu-west-1", policy: null), own: false).Statements.Select(statement => statement.Sid));

    [Fact]
    public void All_bundles_together_fit_into_one_policy()
    {
        var everything = string.Join(' ', ServiceBundles.All.Select(bundle => bundle.Id));
        var policy = Propose(Network(everything, "s3", Organization, "eu-west-1", policy: null), own: true);
        Assert.InRange(policy.Json.Length, 1, PolicyDocument.MaxLength);
        Assert.Equal([], Complaints(Network(everything, "s3", Organization, "eu-west-1", policy.Json), everything, "s3", own: true));
    }

    [Theory]
    [InlineData("trustedOrgIds=o-abcdefghij,o-zzzzzzzzzz", "organizations o-abcdefghij and o-zzzzzzzzzz", 1)]
    [InlineData("trustedAccountIds=222222222222", "accounts 111111111111 and 222222222222", 1)]
    [InlineData("trustedOrgIds=o-abcdefghij trustedAccountIds=222222222222", "organization o-abcdefghij", 4)]
    [InlineData("trustedOrgPaths=o-abcdefghij/r-ab12/ou-ab12-11111111/", "unit o-abcdefghij/r-ab12/ou-ab12-11111111/", 4)]
    public void It_trusts_whom_parameters_name(string parameters, string first, int statements)
    {
        var with = parameters.Split(' ').Select(parameter => KeyValuePair.Create(parameter.Split('=')[0], parameter.Split('=')[1])).ToArray();
        var network = Network("secrets", "secretsmanager", null, "eu-west-1", policy: null);
        var policy = ProposedPolicy.For(network.All<VpcEndpoint>()[0], network, Parameters.For(Perimeter, with), With(own: true));

        Assert.Equal(statements, policy.Statements.Length);
        Assert.Equal($"Principals of {first} reach resources of {first}.", policy.Statements[0].Comment);
        var judged = Network("secrets", "secretsmanager", null, "eu-west-1", policy.Json);
        Assert.All(
            [new VpcEndpointPolicyTrustsOwnOrg(), Perimeter],
            (Rule rule) => Assert.Equal(Verdict.Compliant(), rule.Evaluate(judged, Parameters.For(rule, with)).Single().Verdict));
    }

    [Theory]
    [InlineData("trustedOrgPaths=o-abcdefghij/r-ab12/ou-ab12-11111111/", "account 111111111111")]
    [InlineData("trustedOrgIds=o-abcdefghij", "organization o-abcdefghij")]
    public void Servers_outside_of_AWS_are_told_by_organization_or_account_and_not_by_unit(string parameter, string whose)
    {
        KeyValuePair<string, string>[] with = [KeyValuePair.Create(parameter.Split('=')[0], parameter.Split('=')[1])];
        var network = Network("ssm-hybrid", "ssm", null, "eu-west-1", policy: null);
        var policy = ProposedPolicy.For(network.All<VpcEndpoint>()[0], network, Parameters.For(Perimeter, with), With(own: true));

        Assert.Equal(
            [$"Servers outside of AWS that are registered in {whose} sign with keys of their own."],
            policy.Statements.Where(statement => statement.Sid.StartsWith("OwnServers", StringComparison.Ordinal)).Select(statement => statement.Comment));
        var judged = Network("ssm-hybrid", "ssm", null, "eu-west-1", policy.Json);
        Assert.All(
            [new VpcEndpointPolicyTrustsOwnOrg(), Perimeter],
            (Rule rule) => Assert.Equal(Verdict.Compliant(), rule.Evaluate(judged, Parameters.For(rule, with)).Single().Verdict));
    }

    private static Parameters With(bool own) => Parameters.For(Serving, [new("requireOwnAccess", own ? "true" : "false")]);

    private static ProposedPolicy Propose(Network network, bool own)
    {
        var policy = ProposedPolicy.For(network.All<VpcEndpoint>()[0], network, Parameters.For(Perimeter, []), With(own));
        Assert.Subset(ServiceBundles.All.Select(known => known.Id).ToHashSet(), policy.Bundles.ToHashSet());
        return policy;
    }

    /// <summary>A VPC that is used for the bundle, with an endpoint to the service.</summary>
    private static Network Network(string bundles, string service, string? organization, string region, string? policy)
    {
        var net = new NetworkBuilder().Region(region).Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:bundles"] = bundles } });
        if (organization is not null)
            net.Organization(organization);
        var name = service.StartsWith("aws.sagemaker.", StringComparison.Ordinal) ? service.Replace("aws.sagemaker.", $"aws.sagemaker.{region}.", StringComparison.Ordinal) : service;
        return (service is "s3" or "s3express" or "dynamodb"
            ? net.Gateway(service, endpoint => endpoint with { PolicyDocument = policy })
            : net.Offers(name).Endpoint(name, endpoint => endpoint with { PolicyDocument = policy })).Build();
    }

    /// <summary>What the rules say against the policy; what is not certain counts too, but where no page of AWS's says who signs.</summary>
    private static string[] Complaints(Network network, string bundle, string service, bool own)
    {
        var isUncertain = ServiceBundles.All.Where(known => bundle.Split(' ').Contains(known.Id)).SelectMany(known => known.Needs)
            .Any(need => need.Service == service && need is { Caller: RequestCaller.Unknown, IsOwnResource: true });
        return
        [
            .. from rule in Judges
               let parameters = rule is not VpcEndpointPolicyServesBundles ? Parameters.None
                   : Parameters.For(rule, [new("requireOwnAccess", own ? "true" : "false"), new("unknownAs", isUncertain ? "presigned" : "fail")])
               from evaluation in rule.Evaluate(network, parameters)
               where evaluation.Verdict.Compliance is not (Compliant or NotApplicable)
               select $"{rule.Info.Id}: {evaluation.Verdict.Reason}",
        ];
    }

    private static bool Passes(PolicyNeed need, string policy, Network network) =>
        EndpointPolicy.Decide(need, network.All<VpcEndpoint>()[0], PolicyDocument.Parse(policy), network).Outcome is Outcome.Allowed;

    private static bool IsRefused(PolicyNeed need, string policy, Network network) => EndpointPolicy.Decide(
        new RequestToPass(need.Action, need.ResourceIn(network), null), network.All<VpcEndpoint>()[0], PolicyDocument.Parse(policy), network).Outcome is Outcome.Denied;

    private static string Without(string policy, int index)
    {
        using var document = JsonDocument.Parse(policy);
        var statements = document.RootElement.GetProperty("Statement").EnumerateArray().Where((_, at) => at != index).Select(statement => statement.GetRawText());
        return $$"""{"Version": "2012-10-17", "Statement": [{{string.Join(',', statements)}}]}""";
    }
}
