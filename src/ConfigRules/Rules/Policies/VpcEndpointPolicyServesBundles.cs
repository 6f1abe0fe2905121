using System.Buffers;
using System.Text;
using System.Text.Json;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Policies;

/// <summary>A policy that is right for one's own data can break the requests that tools make on the side.</summary>
public sealed class VpcEndpointPolicyServesBundles() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-policy-serves-bundles",
    Title = "Endpoint policies let through what image pulls and agents really request",
    Severity = Severity.Critical,
    Reads = [FactKind.Vpcs, FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails, FactKind.Organization],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.Vpc],
    EndpointTypes = EndpointPolicies.Types,
    Why = """
        Layers of images come from a bucket that belongs to ECR, by URLs that an account of ECR's has signed. A policy that
        asks for the organization's principals, or that lists one's own buckets, refuses them: the manifest arrives, the layers
        get 403, and the task never starts, or it starts only where another way out exists. Package repositories and agents make
        requests of the same kind.
        """,
    Fix = "Add the statement that `configrules explain vpc-endpoint-policy-serves-bundles` prints for the bundle.",
    Repair = new Repair.ByDocument("EndpointId", "ENDPOINT", """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[0].PolicyDocument' --output text > policy.json
        # Add the statement to the list Statement of policy.json.
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json
        # In CloudFormation, at the AWS::EC2::VPCEndpoint, beside the statements that it has; for image pulls through an S3 endpoint:
        #   PolicyDocument:
        #     Version: "2012-10-17"
        #     Statement:
        #       - {Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::prod-REGION-starport-layer-bucket/*"}
        """),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].PolicyDocument' --output text
        docker pull ACCOUNT.dkr.ecr.REGION.amazonaws.com/IMAGE    # from inside the VPC: 403 while layers download is the policy's
        """,
    Parameters = [.. ActiveBundles.Parameters, UnknownAs, EndpointPolicies.ExemptServices],
    Links =
    [
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    ],
})
{
    private static readonly ChoiceParameter UnknownAs = new(
        "unknownAs",
        "What a request counts as whose outcome hangs on something unknown: pass, fail, or fail for presigned downloads alone (presigned).",
        "presigned", ["presigned", "pass", "fail"]);

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(ActiveBundles.DetectWorkloads) ? base.Needs(parameters).Append(FactKind.NetworkInterfaces) : base.Needs(parameters);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (EndpointPolicies.Screen(endpoint, network, parameters, out var document) is { } verdict)
            return verdict;

        var needs = ActiveBundles.In(endpoint.VpcId, network, parameters)
            .SelectMany(bundle => bundle.NeedsIn(network).Select(need => (Bundle: bundle.Id, Need: need)))
            .Where(pair => EndpointPolicy.Carries(endpoint, pair.Need.Service, network))
            .DistinctBy(pair => pair.Need).ToArray();
        if (needs is [])
            return NotApplicable("No bundle that is used in its VPC sends requests through it.");
        if (document is null)
            return Compliant();
        if (network.Region is null || network.AccountId is null)
            return Undetermined($"The {(network.Region is null ? "Region" : "AccountId")} of this network has not been recorded.");

        foreach (var (bundle, need) in needs)
        {
            if (need.IsOccasional || !Fails(need) || needs.Any(other => other.Need.StandsInFor(need) && !Fails(other.Need)))
                continue;
            var decision = Decide(need);
            var refused = decision.Outcome is Outcome.Denied ? "is refused" : "may be refused";
            return NonCompliant(
                $"{bundle}: {need.Action} on {Resource(need, network)}{Caller(need)} {refused}: {decision.Because}.");
        }
        return Compliant();

        bool Fails(PolicyNeed need) => Decide(need).Outcome is Outcome.Denied || (Decide(need).Outcome is Outcome.Unknown && CountsAsRefused(need, parameters));

        Decision Decide(PolicyNeed need) => EndpointPolicy.Decide(need, endpoint, document, network);
    }

    /// <summary>
    /// The statements, in JSON, to add to the policies of the bundle's endpoints, by service. One for own roles names the account, since
    /// at a gateway endpoint a principal other than everybody is its root user.
    /// </summary>
    public static IEnumerable<(string Service, string Statement)> RepairStatements(ServiceBundle bundle, Network network) =>
        from need in bundle.NeedsIn(network)
        group need by (need.Service, Conditions: string.Join(' ', ConditionKeys(need)), IsOfAny: need.Resource is "*") into needs
        select (needs.Key.Service, Statement(
            bundle.Id, [.. needs.Select(need => need.Action).Distinct()], [.. needs.Select(need => need.ResourcesIn(network)).Distinct()],
            ConditionKeys(needs.First()), network.AccountId));

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

    /// <summary>What a request counts as of whose outcome nobody can be certain.</summary>
    private static bool CountsAsRefused(PolicyNeed need, Parameters parameters) => parameters.Get(UnknownAs) switch
    {
        "pass" => false,
        "fail" => true,
        _ => need.Caller is RequestCaller.ForeignAccount or RequestCaller.Service,
    };

    /// <summary>The bucket, or what of an ARN a reader needs.</summary>
    private static string Resource(PolicyNeed need, Network network) =>
        need.Resource is "*" ? "any resource"
        : !need.IsOneOfSeveral ? need.ResourceIn(network).Split(':', 6)[5].Split('/')[0]
        : need.Resource.Contains(":s3:::", StringComparison.Ordinal) ? "buckets of one's own"
        : need.Resource.Split(':', 6)[5].Split('/', ':')[0] switch
        {
            "repository" => "repositories",
            "foundation-model" => "models",
            var queue when queue.StartsWith("airflow-", StringComparison.Ordinal) => "queues of its workers",
            var kind => $"{kind.Replace('-', ' ')}s",
        };

    private static string Caller(PolicyNeed need) => need.Caller switch
    {
        RequestCaller.ForeignAccount => ", presigned by an AWS account,",
        RequestCaller.Service => ", presigned by an AWS service,",
        RequestCaller.Anonymous => ", unsigned,",
        RequestCaller.Federated => ", signed by no account's principal,",
        RequestCaller.Node => ", signed by a server's own key,",
        _ => "",
    };

    /// <summary>For the account's roles, servers or resources, as far as the keys ask for them.</summary>
    private static string Statement(string bundle, string[] actions, string[] resources, IEnumerable<string> keys, string? account)
    {
        var statement = new ProposedStatement(
            string.Concat(bundle.Split('-').Select(Wording.Capital)), "", [.. actions], [.. resources],
            [.. keys.Select(key => new ProposedCondition("StringEquals", key, [account!]))]);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
            statement.Write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
