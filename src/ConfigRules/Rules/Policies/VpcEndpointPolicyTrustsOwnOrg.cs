using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>Nobody but the organization's own principals has a reason to send requests out of its VPCs.</summary>
public sealed class VpcEndpointPolicyTrustsOwnOrg() : PerimeterRule(new()
{
    Id = "vpc-endpoint-policy-trusts-own-org",
    Title = "Endpoint policies admit nobody from outside",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails, FactKind.Organization],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = EndpointPolicies.Types,
    Why = """
        Credentials of a stranger's account work through the endpoint as well as one's own, unless its policy asks who signs.
        Malware needs no more to carry data into an account of its own. Naming the VPC or the endpoint in a condition does not
        help: every request that comes this way has them.
        """,
    Fix = "Let the policy's Allow statements ask for aws:PrincipalOrgID or aws:PrincipalAccount, or deny whoever lacks them.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[0].PolicyDocument' --output text > policy.json
        # Add to each Allow of policy.json: "Condition": {"StringEquals": {"aws:PrincipalOrgID": "ORGANIZATION"}}
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json
        # In CloudFormation, at each Allow of the AWS::EC2::VPCEndpoint's PolicyDocument:
        #   Condition: {StringEquals: {aws:PrincipalOrgID: ORGANIZATION}}
        # Statements for buckets of AWS's own stay without it: configrules explain vpc-endpoint-policy-serves-bundles
        """,
        "A policy refuses the callers that it forgets, and which ones of other accounts are meant no configuration tells."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].PolicyDocument' --output text
        aws organizations describe-organization --query Organization.Id
        """,
    Parameters = [Trust.OrgIdsParameter, Trust.OrgPathsParameter, Trust.AccountsParameter, RequireOrgId, AllowedServicePrincipals, EndpointPolicies.ExemptServices],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_policies.html",
        "https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html",
    ],
}, withoutPolicy: "admits everybody", does: "admits")
{
    private static readonly BooleanParameter RequireOrgId = new(
        "requireOrgId", "Whether to ask for the organization even of principals of the own account.", false);

    private static readonly ListParameter AllowedServicePrincipals = new(
        "allowedServicePrincipals", "AWS services that may call by themselves: logs.amazonaws.com.",
        text => text.Contains('.', StringComparison.Ordinal), "service principals separated by commas");

    private protected override IEnumerable<(Outsider Asking, Statement? Statement)> Asked(
        PolicyDocument document, VpcEndpoint endpoint, Network network, Parameters parameters, RequestContext through)
    {
        var trust = Trust.Of(network, parameters) with
        {
            Services = parameters.Get(AllowedServicePrincipals),
            RequiresOrganization = parameters.Get(RequireOrgId),
        };
        var requests = new NamedRequests(document, endpoint, network);
        var outsiders = new Outsiders(document, endpoint, through, trust, network, somebody => requests.StatementThatAdmits(somebody) is not null);
        return outsiders.All().Select(outsider => (outsider, requests.StatementThatAdmits(outsider)))
            .Concat(ForeignResources.UsersOfIdentityProviders(document, endpoint, through, trust, network));
    }
}
