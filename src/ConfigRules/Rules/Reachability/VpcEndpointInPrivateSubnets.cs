using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Reachability;

/// <summary>An endpoint's interface has no use for a way to the internet.</summary>
public sealed class VpcEndpointInPrivateSubnets() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-in-private-subnets",
    Title = "Endpoints' interfaces are in private subnets",
    Severity = Severity.Low,
    Reads = [FactKind.VpcEndpoints, FactKind.Subnets, FactKind.RouteTables],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.Subnet, ResourceType.RouteTable],
    EndpointTypes = [EndpointType.Interface],
    Why = """
        An endpoint works in a public subnet as well, and is no more open there: its interfaces have no public address. But it shares
        the subnet's network ACL and its address space with what faces the internet, and whoever reviews the VPC has to prove each
        time that it does no harm.
        """,
    Fix = "Move the endpoint's interfaces to subnets without a default route to an internet gateway.",
    Repair = new Repair.ByHand("""
        # One zone has one subnet of an endpoint, so a subnet of the same zone is exchanged in one call, which interrupts that zone.
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --remove-subnet-ids PUBLIC --add-subnet-ids PRIVATE
        # In CloudFormation, at the AWS::EC2::VPCEndpoint:
        #   SubnetIds: [PRIVATE]
        """,
        "An interface leaves its subnet only by being removed, which cuts the connections through it."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].SubnetIds'
        aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=SUBNET --query 'RouteTables[].Routes'
        """,
    Parameters = [AllowPublicSubnets],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    ],
})
{
    private static readonly BooleanParameter AllowPublicSubnets = new(
        "allowPublicSubnets", "Whether endpoints may be in public subnets.", false);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (parameters.Get(AllowPublicSubnets))
            return NotApplicable("Public subnets are allowed by a parameter.");
        if (endpoint.SubnetIds is [])
            return NotApplicable("It is in no subnet.");

        var places = endpoint.SubnetIds.Order(StringComparer.Ordinal)
            .Select(id => (Id: id, Table: network.RouteTableFor(id))).ToArray();
        string[] open =
        [
            .. from place in places
               let route = place.Table is null ? null : RouteChoice.InternetRoute(place.Table)
               where route is not null
               select $"{place.Id}, whose table {place.Table!.Id} sends {Routes.What(route)} to {route.Target}",
        ];
        return open is not [] ? NonCompliant($"It is in {Wording.Few(open)}.")
            : places.FirstOrDefault(place => place.Table is null).Id is { } lost ? Undetermined($"The route table of {lost} has not been recorded.")
            : Compliant();
    }
}
