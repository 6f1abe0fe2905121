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
        RequestContext[] possible = [.. Callers.ThroughByUnit(document, endpoint, network)];
        var open = Array.ConvertAll(possible, through => OpenStatement(document, through, endpoint, network));
        if (open is [{ } always, ..] && open.All(statement => statement is not null))
            return NonCompliant($"{OpensAll(always, endpoint)}.");

        // Where no condition asks for what is not known, nothing more can be open.
        string[] unknown = [.. EndpointKeys.UnknownIn(document, possible[0]).Union(document.ConditionsOfUnknownOperators.Select(condition => condition.Label))];
        return unknown is not [] && possible
            .Select(through => OpenStatement(document.WithoutConditions(condition => !condition.IsKnownOperator || EndpointKeys.IsUnknown(condition.Key, through)), through, endpoint, network))
            .FirstOrDefault(statement => statement is not null) is { } perhaps
            ? Undetermined($"{OpensAll(perhaps, endpoint)} unless a condition on {Wording.List(unknown)} keeps them out, which is not known.")
            : Compliant();
    }

    private static string OpensAll(Statement statement, VpcEndpoint endpoint) =>
        $"{Wording.Capital(statement.Label)} of its policy lets everybody do everything with {endpoint.Service.Service}";

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
            let context = Callers.AsClientsChoose(through, prefix).WithAddressIn("aws:VpcSourceIp", family)
            let decisions = Array.ConvertAll([NoOrganization, null], organization => document.Decide(new()
            {
                Principal = PolicyPrincipal.Of(stranger),
                Action = $"{prefix}:{Anything}",
                Resource = EndpointPolicies.UnnamedResources(prefix, network)[0],
                Context = Callers.Signed(context, stranger, organization).With("aws:UserAgent", Anything),
                ThroughGateway = endpoint.Type is EndpointType.Gateway,
            }))
            where decisions.All(decision => decision.Outcome is Outcome.Allowed)
            select decisions[0].Deciding).FirstOrDefault();
    }
}
