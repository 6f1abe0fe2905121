using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>The policy that an endpoint starts with lets everybody do everything.</summary>
public sealed class VpcEndpointPolicyNotOpen() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-policy-not-open",
    Title = "Endpoint policies restrict something",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails, FactKind.Organization],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = EndpointPolicies.Types,
    Why = """
        Through an endpoint with full access, whoever runs code in the VPC can use any credentials against any account: a copy
        of the data to a stranger's bucket takes the private path, past every firewall that watches the internet.
        """,
    Fix = "Give the endpoint a policy that asks for the organization's principals, or for its resources.",
    Repair = new Repair.ByHand("""
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document '{"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
          "Condition": {"StringEquals": {"aws:PrincipalOrgID": "ORGANIZATION"}}}]}'
        # In CloudFormation, at the AWS::EC2::VPCEndpoint:
        #   PolicyDocument:
        #     Version: "2012-10-17"
        #     Statement:
        #       - {Effect: Allow, Principal: "*", Action: "*", Resource: "*", Condition: {StringEquals: {aws:PrincipalOrgID: ORGANIZATION}}}
        # Requests to buckets of AWS's own need statements beside it: configrules explain vpc-endpoint-policy-serves-bundles
        """,
        "A narrower policy refuses what it forgets, and what goes through the endpoint its configuration does not tell."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].PolicyDocument' --output text
        """,
    Parameters = [EndpointPolicies.ExemptServices],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
        "https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html",
    ],
})
{
    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters) =>
        EndpointPolicies.Screen(endpoint, network, parameters, out var document) is { } verdict ? verdict
        : document is null ? NonCompliant("It has no policy of its own, which means full access.")
        : EndpointPolicies.Once(Info.Id, endpoint, document, network, parameters, () =>
            JudgeBy(document, endpoint, network));

    private static Verdict JudgeBy(PolicyDocument document, VpcEndpoint endpoint, Network network)
    {
        RequestContext[] possible = [.. Through(document, endpoint, network)];
        var open = Array.ConvertAll(possible, through => OpenStatement(document, through, endpoint, network));
        if (open is [{ } always, ..] && open.All(statement => statement is not null))
            return NonCompliant($"{OpensAll(always, endpoint)}.");

        // Where no condition asks for what is not known, nothing more can be open.
        string[] unknown = [.. EndpointKeys.UnknownIn(document, possible[0])];
        return unknown is not [] && possible
            .Select(through => OpenStatement(document.WithoutConditions(key => EndpointKeys.IsUnknown(key, through)), through, endpoint, network))
            .FirstOrDefault(statement => statement is not null) is { } perhaps
            ? Undetermined($"{OpensAll(perhaps, endpoint)} unless a condition on {Wording.List(unknown)} keeps them out, which is not known.")
            : Compliant();
    }

    private static string OpensAll(Statement statement, VpcEndpoint endpoint) =>
        $"{Wording.Capital(statement.Label)} of its policy lets everybody do everything with {endpoint.Service.Service}";

    /// <summary>What every request through the endpoint has, in whichever unit that the document names the endpoint's account is.</summary>
    private static IEnumerable<RequestContext> Through(PolicyDocument document, VpcEndpoint endpoint, Network network)
    {
        var through = Callers.Through(endpoint, network);
        return through["aws:VpceOrgID"] is { IsUnknown: false, IsAbsent: false, Values: [var own] }
            ? ValuesOf(document, key => key.Equals(EndpointKeys.OrgPaths, StringComparison.OrdinalIgnoreCase))
                .Select(path => Common(path, $"{own}/*")).OfType<string>().Prepend($"{own}/r-0000/")
                .Select(path => through.With(EndpointKeys.OrgPaths, path))
            : [through];
    }

    /// <summary>
    /// The one that admits an action and a resource that no policy names, whoever signs, from all addresses of a family that clients can
    /// choose, and as clients of today do; null if there is none.
    /// </summary>
    private static Statement? OpenStatement(PolicyDocument document, RequestContext through, VpcEndpoint endpoint, Network network)
    {
        var prefix = ActionPrefixes.Of(endpoint.Service, document);
        var stranger = RoleIn(NoAccount, network);
        return (
            from family in Callers.Families(endpoint)
            let context = through.WithAddressIn("aws:VpcSourceIp", family)
            let decisions = Decisions(prefix is "s3" ? AsS3Has(context) : context).ToArray()
            where decisions.All(decision => decision.Outcome is Outcome.Allowed)
            select decisions[0].Deciding).FirstOrDefault();

        // What every client can choose, and most do.
        // https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
        static RequestContext AsS3Has(RequestContext context) => context
            .With(Callers.TlsVersion, Callers.NewestTls).With("s3:authType", "REST-HEADER").With("s3:signatureversion", "AWS4-HMAC-SHA256");

        IEnumerable<Decision> Decisions(RequestContext context) =>
            from organization in new[] { NoOrganization, null }
            select document.Decide(new()
            {
                Principal = PolicyPrincipal.Of(stranger),
                Action = $"{prefix}:{Anything}",
                Resource = EndpointPolicies.UnnamedResources(prefix, network)[0],
                Context = Callers.Signed(context, stranger, organization).With("aws:UserAgent", Anything),
                ThroughGateway = endpoint.Type is EndpointType.Gateway,
            });
    }
}
