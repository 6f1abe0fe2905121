using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>Data leaves with one's own credentials too, into somebody else's bucket.</summary>
public sealed class VpcEndpointPolicyScopesResources() : PerimeterRule(new()
{
    Id = "vpc-endpoint-policy-scopes-resources",
    Title = "Endpoint policies lead to nobody else's resources",
    Severity = Severity.Medium,
    Reads = [FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails, FactKind.Organization],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = EndpointPolicies.Types,
    Why = """
        A policy that asks who signs, and not whose the bucket is, lets one's own roles write to anybody's: a slip in a name, or a
        program that has been talked into it, carries data to a stranger with credentials that look right in every log.
        """,
    Fix = "Let the policy's Allow statements ask for aws:ResourceOrgID or aws:ResourceAccount, or name the resources.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[0].PolicyDocument' --output text > policy.json
        # Add to each Allow of policy.json that names no resources: "Condition": {"StringEquals": {"aws:ResourceOrgID": "ORGANIZATION"}}
        # Or take the whole policy that the command proposes:
        configrules policy NETWORK --endpoint ENDPOINT --format json > policy.json
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json
        # In CloudFormation, at each Allow of the AWS::EC2::VPCEndpoint's PolicyDocument:
        #   Condition: {StringEquals: {aws:ResourceOrgID: ORGANIZATION}}
        # Statements for buckets of AWS's own stay without it: configrules explain vpc-endpoint-policy-serves-bundles
        """,
        "A policy refuses the resources that it forgets, and which ones of other accounts are needed no configuration tells."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].PolicyDocument' --output text
        aws organizations describe-organization --query Organization.Id
        """,
    Parameters = [Trust.OrgIdsParameter, Trust.OrgPathsParameter, Trust.AccountsParameter, TrustedResourceArns, EndpointPolicies.ExemptServices],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
        "https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html",
    ],
}, withoutPolicy: "leads to everybody's resources", does: "leads to")
{
    private static readonly ListParameter TrustedResourceArns = new(
        "trustedResourceArns", "Resources of others that may be reached, as ARNs in which * and ? stand for other text: arn:aws:ecr:*:602401143452:repository/*.",
        text => text.Split(':', 6) is ["arn", _, _, _, _, { Length: > 0 }], "ARNs separated by commas");

    private protected override IEnumerable<(Outsider Asking, Statement? Statement)> Asked(
        PolicyDocument document, VpcEndpoint endpoint, Network network, Parameters parameters, RequestContext through) =>
        new ForeignResources(document, endpoint, network, Trust.Of(network, parameters), parameters.Get(TrustedResourceArns)).ReachedByTrusted(through);
}
