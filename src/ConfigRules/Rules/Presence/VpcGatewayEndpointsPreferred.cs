using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>A gateway endpoint costs nothing; an interface endpoint and a NAT gateway are billed by the gigabyte.</summary>
public sealed class VpcGatewayEndpointsPreferred() : ParameterizedRule<Vpc>(new()
{
    Id = "vpc-gateway-endpoints-preferred",
    Title = "Workloads have gateway endpoints to the services that come with them",
    Severity = Severity.Low,
    Reads = [FactKind.Vpcs, FactKind.VpcEndpoints, FactKind.Subnets, FactKind.RouteTables, FactKind.NetworkInterfaces],
    ReadsWhereRecorded = [FactKind.ServiceNames, FactKind.PrefixLists],
    Triggers =
    [
        ResourceType.Vpc, ResourceType.VpcEndpoint, ResourceType.RouteTable, ResourceType.NetworkInterface,
    ],
    ConcernsWorkloads = true,
    Why = """
        Gateway endpoints to S3 and DynamoDB are free and take their packets by a route, whatever name they were sent to. Through an
        interface endpoint each gigabyte is charged for, and of DynamoDB nothing gets there by the usual name, as its interface
        endpoints have no private DNS; through a NAT gateway it costs more still and leaves the private path. Checks that ask for
        any S3 endpoint do not see the difference.
        """,
    Fix = "Make a gateway endpoint and associate it with the workloads' route tables; an interface endpoint may stay beside it for who comes from outside.",
    Repair = new Repair.ByHand("""
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.SERVICE --route-table-ids TABLE
        # Connections to the service that are open when the route comes are interrupted.
        # In CloudFormation:
        #   GatewayEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Gateway, VpcId: VPC, ServiceName: com.amazonaws.REGION.SERVICE, RouteTableIds: [TABLE]}
        """,
        "A new route drops open connections; where that is no matter, the document of route-table-has-gateway-endpoints makes the endpoint if it is told to."),
    Proof = """
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,VpcEndpointType,State]'
        aws ec2 describe-route-tables --filters Name=vpc-id,Values=VPC --query 'RouteTables[].[RouteTableId,Routes]'
        """,
    Parameters = [Services, AllowInterfaceOnly],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-networking.html",
    ],
})
{
    private static readonly ListParameter Services = GatewayServices.Parameter(
        "The services that are to be reached through gateway endpoints, where they are reached at all.");

    private static readonly BooleanParameter AllowInterfaceOnly = new(
        "allowInterfaceOnly", "Whether an interface endpoint alone will do, as where most clients come from outside of the VPC.", false);

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        var subnets = CommonParameters.WorkloadSubnets(network, vpc.Id, parameters).ToArray();
        if (subnets is [] && !parameters.Get(CommonParameters.ScanUnusedVpcs))
            return NotApplicable("No workload is in it.");
        if (subnets.FirstOrDefault(subnet => network.RouteTableFor(subnet) is null) is { } lost)
            return Undetermined($"The route table of {lost.Id} has not been recorded.");

        RouteTable[] tables = [.. subnets.Select(subnet => network.RouteTableFor(subnet)!).DistinctBy(table => table.Id)];
        var services = parameters.Get(Services).Where(network.Offers).Select(service => Judge(service, vpc, tables, network, parameters)).ToArray();
        return services switch
        {
            _ when services.All(service => service.Compliance is Compliance.NotApplicable) =>
                NotApplicable($"Neither an endpoint nor a route to the internet leads to {Wording.List(parameters.Get(Services))}."),
            _ when services.Any(service => service.Compliance is Compliance.NonCompliant) =>
                NonCompliant(Wording.Sentence(services.Where(service => service.Compliance is Compliance.NonCompliant).Select(service => service.Reason))),
            _ => services.FirstOrDefault(service => service.Compliance is Compliance.Undetermined) is { Reason: not null } doubt ? doubt : Compliant(),
        };
    }

    /// <summary>Of one service; the reason of a finding is a clause, as there may be several.</summary>
    private static Verdict Judge(string service, Vpc vpc, RouteTable[] tables, Network network, Parameters parameters)
    {
        if (network.GatewaysTo(service, vpc.Id).Any())
            return Compliant();

        var endpoints = network.EndpointsTo(service, vpc.Id).ToArray();
        if (endpoints.FirstOrDefault(endpoint => !endpoint.IsUnderstood) is { } strange)
            return Undetermined($"The type or the state of {strange.Id} is none that this version knows.");

        var ways = tables.Select(table => WayOut(service, table, network)).Where(way => way is not null).Select(way => way!.Value).ToArray();
        return (endpoints.FirstOrDefault(endpoint => endpoint is { Type: EndpointType.Interface, CarriesTraffic: true }), endpoints) switch
        {
            ({ }, _) when parameters.Get(AllowInterfaceOnly) => Compliant(),
            ({ } only, _) => NonCompliant($"the only endpoint to {service}, {only.Id}, is of type Interface"),
            _ when ways is [] => NotApplicable(""),
            _ when ways.FirstOrDefault(way => way.IsCertain) is not { Text: not null } => Undetermined($"{ways[0].Text}, and whether addresses of {service} are among them has not been recorded."),
            (_, [var other, ..]) => NonCompliant($"the {service} endpoint {other.Id} is {Words.Of(other.State)}, and {ways.First(way => way.IsCertain).Text}"),
            _ => NonCompliant($"no endpoint to {service} is in it, and {ways.First(way => way.IsCertain).Text}"),
        };
    }

    /// <summary>How the table sends the service's packets out into the internet; not certain where the addresses are not known.</summary>
    private static (string Text, bool IsCertain)? WayOut(string service, RouteTable table, Network network)
    {
        if (Resolver.PublicTarget(service, AddressFamily.InterNetwork, network) is not { } all)
            return null;
        var routes = RouteChoice.Split(table, all, network)
            .Where(part => part.Route is { State: RouteState.Active, Target.Kind: RouteTargetKind.NatGateway or RouteTargetKind.InternetGateway })
            .Select(part => (Route: part.Route!, IsCertain: part.Unread is null && (part.Route!.IsDefault || !all.IsSomewhereWithin)))
            .OrderByDescending(route => route.IsCertain).ToArray();
        return routes is [var (route, isCertain), ..] ? ($"{table.Id} sends {Routes.What(route)} to {route.Target}", isCertain) : null;
    }
}
