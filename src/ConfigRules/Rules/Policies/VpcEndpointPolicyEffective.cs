using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Policies;

/// <summary>What is wrong with a policy shows only in what it refuses.</summary>
public sealed class VpcEndpointPolicyEffective() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-policy-effective",
    Title = "Endpoint policies do what they say",
    Severity = Severity.Medium,
    Exceptionally = new(Severity.High, "where the policy refuses every request"),
    Reads = [FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails, FactKind.Organization],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = EndpointPolicies.Types,
    Why = """
        EC2 takes a policy whose statements can never match: one that only denies, one that names an account at a gateway endpoint, a key
        with a letter too few, the ARNs of another region, a template that nobody filled in. Such a policy refuses what it was meant to
        allow, or fails to deny what it was meant to deny, and says nothing of it.
        """,
    Fix = "Mend the statement that the verdict names, or let `configrules policy` propose the whole policy.",
    Repair = new Repair.ByHand("""
        configrules policy NETWORK --endpoint ENDPOINT --format json > policy.json
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json
        # In CloudFormation, at the AWS::EC2::VPCEndpoint, a policy that allows something; at a gateway endpoint to everybody, by a condition:
        #   PolicyDocument:
        #     Version: "2012-10-17"
        #     Statement:
        #       - {Effect: Allow, Principal: "*", Action: "*", Resource: "*", Condition: {StringEquals: {aws:PrincipalAccount: "ACCOUNT"}}}
        """,
        "What a statement without effect was meant to say only its author knows."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].PolicyDocument' --output text
        """,
    Parameters = [WarnChars, EndpointPolicies.ExemptServices],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
})
{
    private static readonly IntegerParameter WarnChars = new(
        "warnChars", "From how many characters on to remark that a policy gets too long.", Fallback: 18_000, Min: 1, Max: PolicyDocument.MaxLength);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var screened = EndpointPolicies.Screen(endpoint, network, parameters, out var document);
        if (screened is { Compliance: Compliance.NotApplicable } verdict)
            return verdict;
        if (string.IsNullOrWhiteSpace(endpoint.PolicyDocument))
            return screened ?? Compliant();

        var length = PolicyDocument.LengthOf(endpoint.PolicyDocument);
        if (length > PolicyDocument.MaxLength)
            return NonCompliant($"Its policy has {Wording.Number(length)} characters, and an endpoint takes {Wording.Number(PolicyDocument.MaxLength)} at most.");
        if (document is null)
            return screened!.Value;

        // Of whichever region the endpoint says that its service is, the policy may name resources.
        var mistakes = EndpointPolicies.Once((Info.Id, endpoint.ServiceRegion), endpoint, document, network, parameters, () =>
            Finding.Judge([.. new PolicyMistakes(document, endpoint, network).All().Distinct()]));
        return mistakes.Compliance is not Compliance.Compliant ? mistakes
            : length >= parameters.Get(WarnChars) ? Compliant($"Its policy has {Wording.Number(length)} characters of {Wording.Number(PolicyDocument.MaxLength)} that an endpoint takes.")
            : Compliant();
    }
}
