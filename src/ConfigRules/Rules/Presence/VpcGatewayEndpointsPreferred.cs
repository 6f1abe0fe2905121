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
        if (Workloads.Screen(vpc, network, parameters, out var workloads) is { } verdict)
            return verdict;
        if (workloads.Unrouted is { } unrouted)
            return Undetermined(NotKnown.RouteTableOf(unrouted));

        var services = parameters.Get(Services).Where(network.Offers)
            .Select(service => Judge(service, workloads, network, parameters)).ToLookup(service => service.Compliance);
        return services switch
        {
            _ when services[Compliance.NonCompliant].Any() => NonCompliant(Wording.Sentence(services[Compliance.NonCompliant].Select(service => service.Reason))),
            _ when services[Compliance.Undetermined].Any() => services[Compliance.Undetermined].First(),
            _ when services[Compliance.Compliant].Any() => Compliant(),
            _ => NotApplicable($"Neither an endpoint nor a route to the internet leads to {Wording.List(parameters.Get(Services))}."),
        };
    }

    /// <summary>Of one service; the reason of a finding is a clause, as there may be several.</summary>
    private static Verdict Judge(string service, Workloads workloads, Network network, Parameters parameters)
    {
        if (network.GatewaysTo(service, workloads.Vpc.Id).Any())
            return Compliant();
        if (network.NotUnderstoodTo(service, workloads.Vpc.Id) is { } strange)
            return Undetermined(NotKnown.TypeOrStateOf(strange));
        if (network.InterfaceEndpointsTo(service, workloads.Vpc.Id).FirstOrDefault() is { } only)
            return parameters.Get(AllowInterfaceOnly) ? Compliant() : NonCompliant($"the only endpoint to {service}, {only.Id}, is of type Interface");

        var way = workloads.WayOut(service, network);
        return network.EndpointsTo(service, workloads.Vpc.Id).FirstOrDefault() switch
        {
            _ when way is null => NotApplicable(""),
            _ when way.IsContested => Undetermined($"{way}, and another list with the very block elsewhere; AWS chooses one of them at random."),
            _ when !way.IsCertain => Undetermined($"{way}, and whether addresses of {service} are among them has not been recorded."),
            { } unfit => NonCompliant($"the {service} endpoint {unfit.Id} is {Words.Of(unfit.State)}, and {way}"),
            null => NonCompliant($"no endpoint to {service} is in it, and {way}"),
        };
    }
}
