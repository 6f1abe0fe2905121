using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Routing;

/// <summary>A route that is more specific than the service's prefix list takes packets away from a gateway endpoint.</summary>
public sealed class GatewayEndpointRoutesEffective() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "gateway-endpoint-routes-effective",
    Title = "Gateway endpoints' routes take every packet for the service",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints, FactKind.RouteTables],
    ReadsWhereRecorded = [FactKind.PrefixLists],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.RouteTable],
    EndpointTypes = [EndpointType.Gateway],
    Why = """
        A gateway endpoint is listed, available, and in the route table, and packets pass it by all the same where a route is more
        specific than a block of the service's prefix list, or just as specific: left over from a firewall, or propagated from a
        network of one's own. Part of the requests then leaves by the NAT gateway, or is lost, and which part depends on the address.
        """,
    Fix = "Take away the route that is named, or associate the endpoint with a route table where it is in none.",
    Repair = new Repair.ByHand("""
        aws ec2 delete-route --route-table-id TABLE --destination-cidr-block CIDR
        # Where no table leads to the endpoint, or a table has lost its route:
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-route-table-ids TABLE
        # In CloudFormation, take away the AWS::EC2::Route with that DestinationCidrBlock; at the AWS::EC2::VPCEndpoint:
        #   RouteTableIds: [TABLE]
        """,
        "Somebody made the route that is in the way, and without it all that follows it goes elsewhere."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].RouteTableIds'
        aws ec2 describe-route-tables --route-table-ids TABLE --query 'RouteTables[].Routes'
        aws ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.REGION.s3 --query 'PrefixLists[].Cidrs'
        """,
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
    ],
})
{
    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var leading = network.In<RouteTable>(endpoint.VpcId)
            .Where(table => endpoint.RouteTableIds.Contains(table.Id) || table.Routes.Any(route => route.Target.Id == endpoint.Id)).ToArray();
        var unread = endpoint.RouteTableIds.Except(leading.Select(table => table.Id)).Order(StringComparer.Ordinal).FirstOrDefault();
        if (leading is [] && unread is null)
            return NonCompliant("No route table has a route to it, so no packet goes through it.");

        return Finding.JudgeById(
        [
            .. unread is null ? (ReadOnlySpan<Finding>)[] : [Finding.InDoubt(NotKnown.Resource(unread))],
            .. leading.SelectMany(table => Findings(endpoint, table, network)).Distinct(),
        ]);
    }

    /// <summary>What keeps packets that the table routes from the endpoint, or might, where their addresses are not known.</summary>
    private static IEnumerable<Finding> Findings(VpcEndpoint endpoint, RouteTable table, Network network)
    {
        var own = table.Routes.Where(route => route.PrefixListId is not null && IsOwn(route)).ToArray();
        if (!own.Any(route => route.State is RouteState.Active))
            return [new(own is [] ? $"{table.Id} has no route to it" : $"the route of {table.Id} to it is a blackhole")];

        var astray = from target in Routes.TargetsOf(endpoint, network)
                     from part in RouteChoice.Split(table, target, network)
                     select Astray(part, target);
        return astray.OfType<Finding>().Concat(RouteChoice.UnreadRoutes(table, network)
            .Select(route => Finding.InDoubt($"{table.Id} sends {route.PrefixListId}, whose entries have not been recorded, to {route.Target}.")));

        Finding? Astray(RoutePart part, Target target) => part switch
        {
            { Route: null } or { Unread: not null } => null,
            { Rivals: not [] } when target.IsSomewhereWithin || part.Routes.Any(IsOwn) => Finding.InDoubt($"{table.Id} {Routes.AtRandom(part)}."),
            { Rivals: not [] } => new($"{table.Id} {Routes.AtRandom(part)}"),
            { Route: var route } when IsOwn(route) => null,
            { Route: var route } when target.IsSomewhereWithin =>
                Finding.InDoubt($"{table.Id} sends {Routes.What(route)} to {route.Target}, and the addresses of {target.Service} have not been recorded."),
            { Route: { State: RouteState.Blackhole } route } => new($"{table.Id} drops {Routes.What(route)}, whose route to {route.Target} is a blackhole"),
            { Route: var route } => new($"{table.Id} sends {Routes.What(route)} to {route.Target}"),
        };

        bool IsOwn(Route route) => route.Target.Id == endpoint.Id;
    }
}
