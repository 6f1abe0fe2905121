using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>A second endpoint that does what the first does is billed by the hour and the zone, and nothing goes through it.</summary>
public sealed class VpcEndpointNotDuplicated() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-not-duplicated",
    Title = "No endpoint does again what an older one of its VPC does",
    Severity = Severity.Low,
    Reads = [FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = [EndpointType.Interface, EndpointType.Gateway],
    Why = """
        Only one interface endpoint of a service can own its names in a VPC; a second one with private DNS cannot be made, so that a
        template with both fails half-way. One without serves only whoever asks for its own long name, and is billed in every zone
        all the same. Two gateway endpoints of one service with one policy are two places to forget at the next change.
        """,
    Fix = "Find out who uses the newer one by its own names, move them to the older one, and delete it.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[ServiceName,CreationTimestamp,DnsEntries,RouteTableIds]'
        # Gateway endpoints: give the tables of the newer one to the older one first; that interrupts open connections.
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --remove-route-table-ids TABLE
        aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ENDPOINT
        # In CloudFormation, at the AWS::EC2::VPCEndpoint that is newer, where it cannot be removed:
        #   PrivateDnsEnabled: false
        """,
        "To delete an endpoint cuts off whoever uses it by its own names, which its configuration does not tell."),
    Proof = """
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,VpcEndpointId,CreationTimestamp,PrivateDnsEnabled]'
        """,
    Parameters = [AllowDuplicates, DuplicatePolicy],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
    ],
})
{
    private static readonly BooleanParameter AllowDuplicates = new(
        "allowDuplicates", "Whether endpoints of one service may stand side by side where they can work so.", false);

    private static readonly ChoiceParameter DuplicatePolicy = new(
        "duplicatePolicy",
        "Which interface endpoints of one service are duplicates: those with the same policy, groups, subnets and kind of addresses, or any.",
        "identical", ["identical", "any"]);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var doubles = network.SiblingsOf(endpoint)
            .Where(other => other.RegionOfService == endpoint.RegionOfService && WhatIsDoubled(endpoint, other, parameters) is not null).ToArray();
        return network.HasPrivateNames(endpoint) switch
        {
            false => NotApplicable($"{endpoint.Service} offers no private DNS names, so that each of its endpoints has its own use."),
            _ when doubles is [] => Compliant(),
            null => Undetermined(NotKnown.ServiceOf(endpoint)),
            _ when doubles.Append(endpoint).Any(one => one.CreatedAt is null) =>
                Undetermined($"Which of {Wording.List(doubles.Append(endpoint).Select(one => one.Id).Order(StringComparer.Ordinal))} is the oldest has not been recorded."),
            _ => doubles.Where(other => other.IsOlderThan(endpoint)).MinBy(other => other.CreatedAt) is { } older
                ? NonCompliant($"{older.Id}, which is older, leads to {endpoint.Service.Service} in {endpoint.VpcId} {WhatIsDoubled(endpoint, older, parameters)}.")
                : Compliant(),
        };
    }

    /// <summary>Null where each of the two has a use of its own.</summary>
    private static string? WhatIsDoubled(VpcEndpoint endpoint, VpcEndpoint other, Parameters parameters) => endpoint switch
    {
        { Type: EndpointType.Gateway } when endpoint.RouteTableIds.Intersect(other.RouteTableIds).Order(StringComparer.Ordinal).FirstOrDefault() is { } table =>
            $"from {table} too",
        { PrivateDnsEnabled: true } when other.PrivateDnsEnabled => "with private DNS too, which only one can have",
        _ when parameters.Get(AllowDuplicates) => null,
        { Type: EndpointType.Gateway } => endpoint.HasPolicyOf(other) ? "with the same policy" : null,
        _ when parameters.Get(DuplicatePolicy) is "any" => "too",
        _ => endpoint.IsSetUpLike(other) ? "with the same policy, security groups and subnets" : null,
    };
}
