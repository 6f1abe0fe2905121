using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Routing;

/// <summary>A gateway endpoint serves only the route tables that it is associated with.</summary>
public sealed class RouteTableHasGatewayEndpoints() : ParameterizedRule<RouteTable>(new()
{
    Id = "route-table-has-gateway-endpoints",
    Title = "Workloads' route tables lead to S3 and DynamoDB privately",
    Severity = Severity.High,
    Reads = [FactKind.RouteTables, FactKind.VpcEndpoints, FactKind.Subnets, FactKind.NetworkInterfaces],
    Triggers = [ResourceType.RouteTable, ResourceType.VpcEndpoint, ResourceType.Subnet, ResourceType.Vpc],
    ConcernsWorkloads = true,
    Why = """
        A gateway endpoint is nothing but a route, and only in the tables it is associated with. A table that was added later,
        or forgotten, sends the same requests through the NAT gateway: they work, are billed by the gigabyte, and leave the
        private path without a word.
        """,
    Fix = "Associate the gateway endpoint with the table; make the endpoint first where the VPC has none.",
    Repair = new Repair.ByDocument("RouteTableId", "TABLE", """
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-route-table-ids TABLE
        # Where the VPC has no gateway endpoint, which the document below makes only with CreateMissingEndpoints=true:
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE
        # In CloudFormation, at the AWS::EC2::VPCEndpoint, beside the tables that it has:
        #   RouteTableIds: [TABLE]
        # Where the VPC has none:
        #   GatewayEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Gateway, VpcId: VPC, ServiceName: com.amazonaws.REGION.s3, RouteTableIds: [TABLE]}
        """),
    Proof = """
        aws ec2 describe-route-tables --route-table-ids TABLE --query 'RouteTables[].Routes[?DestinationPrefixListId]'
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC Name=vpc-endpoint-type,Values=Gateway
        """,
    Parameters = [Services, RouteTables, RouteTableTag, OnlyIfEndpointExists, IncludeInfraSubnets],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
    ],
})
{
    private static readonly ListParameter Services = GatewayServices.Parameter(
        "The services that have gateway endpoints and are to be reached through them.");

    private static readonly ChoiceParameter RouteTables = new(
        "routeTables",
        "The tables to judge: all, those without a default route to an internet gateway (private), or those tagged.",
        "all", ["all", "private", "tagged"]);

    private static readonly TextParameter RouteTableTag = new(
        "routeTableTag", "With routeTables=tagged, the tag of the tables to judge: key, or key=value.",
        Forms.IsTag, "a tag key, or key=value");

    private static readonly BooleanParameter OnlyIfEndpointExists = new(
        "onlyIfEndpointExists", "Whether to leave out services for which the VPC has no gateway endpoint at all.", false);

    private static readonly BooleanParameter IncludeInfraSubnets = new(
        "includeInfraSubnets", "Whether to judge tables too whose subnets hold no workload.", false);

    protected override Verdict Judge(RouteTable table, Network network, Parameters parameters)
    {
        var subnets = network.SubnetsOn(table).ToArray();
        if (subnets is [])
            return NotApplicable(table.GatewayIds is [var gateway, ..] ? $"It routes what enters through {gateway}, not what subnets send." : "No subnet uses it.");
        if (!parameters.Get(IncludeInfraSubnets) && !CommonParameters.WithWorkloads(subnets, network, parameters).Any())
            return NotApplicable("No workload sends packets from its subnets.");
        if (parameters.Get(RouteTables) is "private" && RouteChoice.InternetRoute(table) is { } route)
            return NotApplicable($"Its default route leads to {route.Target}; only private tables are judged.");
        if (parameters.Get(RouteTables) is "tagged" && !CommonParameters.HasTag(table, parameters.Get(RouteTableTag)))
            return NotApplicable("It does not have the tag of the tables to judge.");

        var services = parameters.Get(Services).Where(service => !parameters.Get(OnlyIfEndpointExists)
            || network.GatewaysTo(service, table.VpcId).Any() || network.NotUnderstoodTo(service, table.VpcId) is not null).ToArray();
        var missing = services.Where(service => RouteChoice.GatewayFor(service, table, network) is null)
            .ToLookup(service => network.NotUnderstoodTo(service, table.VpcId));
        return services switch
        {
            [] => NotApplicable($"{table.VpcId} has no gateway endpoint."),
            _ when missing.Contains(null) => NonCompliant(Wording.Fitting(most => Wording.Sentence(missing[null].Select(service => Gap(service, table, network, most))))),
            _ => missing.FirstOrDefault() is { Key: { } strange } ? Undetermined(NotKnown.TypeOrStateOf(strange)) : Compliant(),
        };
    }

    private static string Gap(string service, RouteTable table, Network network, int most) => network.GatewaysTo(service, table.VpcId).Select(endpoint => endpoint.Id).ToArray() switch
    {
        [] when network.EndpointsTo(service, table.VpcId).FirstOrDefault(endpoint => endpoint.Type is EndpointType.Gateway) is { } unfit =>
            $"the {service} endpoint {unfit.Id} is {Words.Of(unfit.State)}",
        [] => $"no gateway endpoint for {service} is in {table.VpcId}",
        _ when RouteChoice.DeadGatewayRoute(service, table, network) is { } dead => $"its route to the {service} endpoint {dead.Target} is a blackhole",
        var gateways => $"it has no route to the {service} endpoint {Wording.List(gateways, most)}",
    };
}
