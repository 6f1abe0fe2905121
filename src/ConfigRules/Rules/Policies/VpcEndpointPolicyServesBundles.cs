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
    Parameters = [.. ActiveBundles.Parameters, UnknownAs, RequireOwnAccess, EndpointPolicies.ExemptServices],
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

    /// <summary>An endpoint may be there for image layers alone, as AWS's page on ECR has it; whether it is, nothing recorded tells.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms</remarks>
    public static readonly BooleanParameter RequireOwnAccess = new(
        "requireOwnAccess", "Whether the account's principals have to reach something of the account's too, whatever bundles are used.", false);

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(ActiveBundles.DetectWorkloads) ? base.Needs(parameters).Append(FactKind.NetworkInterfaces) : base.Needs(parameters);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (EndpointPolicies.Screen(endpoint, network, parameters, out var document) is { } verdict)
            return verdict;
        var needs = ActiveBundles.NeedsThrough(endpoint, network, parameters).ToArray();
        if (needs is [] && !parameters.Get(RequireOwnAccess))
            return NotApplicable("No bundle that is used in its VPC sends requests through it.");
        if (document is null)
            return Compliant();
        if (network.Region is null || network.AccountId is null)
            return Undetermined(network.Region is null ? NotKnown.Region : NotKnown.AccountId);

        var broken = PolicyNeed.Lacking(needs, pair => pair.Need, Passes).ToLookup(pair => pair.Need.Unless is null);
        if (broken[true].FirstOrDefault() is ({ Id: var bundle }, { } need))
            return NonCompliant($"{bundle}: {Refused(need)}: {Decide(need).Because}.");
        if (parameters.Get(RequireOwnAccess) && !OwnAccess.IsAdmitted(document, endpoint, network))
            return NonCompliant($"Its policy lets no principal of account {network.AccountId} reach anything of the account's.");
        return broken[false].FirstOrDefault() is ({ Id: var other }, { } perhaps)
            ? Undetermined($"{other}: {Refused(perhaps)}, which it needs unless {perhaps.Unless}.")
            : Compliant();

        string Refused(PolicyNeed need) => $"{NeedWords.Of(need, network)} {(Decide(need).Outcome is Outcome.Denied ? "is refused" : "may be refused")}";

        bool Passes(PolicyNeed need) => Decide(need).Outcome switch
        {
            Outcome.Allowed => true,
            Outcome.Denied => false,
            _ => parameters.Get(UnknownAs) switch { "pass" => true, "fail" => false, _ => !need.IsPresigned },
        };

        Decision Decide(PolicyNeed need) => EndpointPolicy.Decide(need, endpoint, document, network);
    }
}
