using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Routing;

/// <summary>What a gateway endpoint would take for nothing, a NAT gateway takes by the gigabyte.</summary>
public sealed class NatGatewayFreeOfEndpointTraffic() : ParameterizedRule<NatGateway>(new()
{
    Id = "nat-gateway-free-of-endpoint-traffic",
    Title = "NAT gateways carry nothing that gateway endpoints could",
    Severity = Severity.Medium,
    Exceptionally = new(Severity.High, "where it sent more than graveGigabytes"),
    Reads = [FactKind.NatGateways, FactKind.RouteTables, FactKind.Subnets, FactKind.NetworkInterfaces, FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.Vpcs, FactKind.MetricDataResults, .. CentralEndpoints.Asks],
    Triggers =
    [
        ResourceType.NatGateway, ResourceType.RouteTable, ResourceType.Subnet, ResourceType.NetworkInterface, ResourceType.VpcEndpoint, ResourceType.Vpc,
    ],
    ConcernsWorkloads = true,
    Why = """
        Requests to S3 and DynamoDB work through a NAT gateway as well as through an endpoint, so nothing tells them apart but the
        bill: every gigabyte is charged for, where a gateway endpoint costs nothing, and it leaves the private path. Those to other services
        go the same way, unless their names resolve to interface endpoints.
        """,
    Fix = """
        Associate the gateway endpoints with the route tables that are named, and take away routes that are more specific; for a service
        that has none, make an interface endpoint to which its names resolve.
        """,
    Repair = new Repair.ByHand("""
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-route-table-ids TABLE
        # Where the VPC has no gateway endpoint:
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE
        # In CloudFormation:
        #   GatewayEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Gateway, VpcId: VPC, ServiceName: com.amazonaws.REGION.s3, RouteTableIds: [TABLE]}
        """,
        "The document of route-table-has-gateway-endpoints adds the routes, table by table; a more specific route was made by somebody for a purpose."),
    Proof = """
        aws ec2 describe-route-tables --filters Name=route.nat-gateway-id,Values=NAT --query 'RouteTables[].[RouteTableId,Routes]'
        aws ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.REGION.s3 --query 'PrefixLists[].Cidrs'
        """,
    Parameters = [Services, InterfaceServices, GraveGigabytes],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html",
    ],
})
{
    private static readonly ListParameter Services = GatewayServices.Parameter(
        "The services whose packets a NAT gateway must not carry.");

    private static readonly ListParameter InterfaceServices = new(
        "interfaceServices", "Services without gateway endpoints whose packets it must not carry either: no name of theirs may resolve to public addresses.",
        text => text.Length > 0, "services separated by commas: ecr.api,logs");

    private const int Days = 30;

    private static readonly IntegerParameter GraveGigabytes = new(
        "graveGigabytes", $"A finding is of high severity where the NAT gateway sent more gigabytes than this in {Days} days, to whatever destination; 0 asks nobody how many it sent.",
        Fallback: 0, Min: 0, Max: int.MaxValue);

    /// <summary>Of DNS no more is read than whether private DNS of an S3 endpoint answers, unless a parameter names services that hang on it.</summary>
    public override IEnumerable<FactKind> Welcomes(Parameters parameters) =>
        (parameters.Get(InterfaceServices) is [] ? [FactKind.PrefixLists, FactKind.Vpcs, FactKind.VpcAttributes] : base.Welcomes(parameters).Except([FactKind.MetricDataResults]))
        .Concat(parameters.Get(GraveGigabytes) > 0 ? [FactKind.MetricDataResults] : []);

    protected override Verdict Judge(NatGateway nat, Network network, Parameters parameters)
    {
        if (nat.State is NatGatewayState.Unknown)
            return Undetermined("Its state is none that this version knows.");
        if (nat.State is not NatGatewayState.Available)
            return NotApplicable($"It is {Words.Of(nat.State)} and carries no traffic.");
        var onward = RouteChoice.TableOf(nat, network);
        if (nat.Connectivity is Connectivity.Private && onward is null)
            return Undetermined($"The route table of {nat.Id} has not been recorded.");
        if (nat.Connectivity is Connectivity.Private && !RouteChoice.LeadsPrivatelyToPublicAddresses(onward!, network))
            return NotApplicable("It is private and leads to no public address.");

        var workloads = Workloads.SendingTo(nat, network, parameters);
        if (workloads is [])
            return NotApplicable("No workload's route table sends packets to it.");

        var asked = parameters.Get(Services).Select(service => PublicAnswer.BesideGateways(service, nat.VpcId, network))
            .Concat(parameters.Get(InterfaceServices).Except(parameters.Get(Services)).Select(service => PublicAnswer.Of(service, nat.VpcId, network)));
        var sent = parameters.Get(GraveGigabytes) > 0 ? network.GigabytesSentBy(nat, Days) : null;
        var found = asked.OfType<PublicAnswer>().SelectMany(service => NatLeak.Of(service, nat, workloads, network))
            .Select(leak => leak with { Severity = sent > parameters.Get(GraveGigabytes) ? Severity.High : null });
        return Finding.Judge([.. found], certain => Wording.Fitting(most =>
            $"It carries {Wording.List(certain.GroupBy(leak => leak.Service, leak => leak.Way).Select(leaks => $"{leaks.Key} packets of {Wording.List(leaks, most)}"))}{(sent is { } gigabytes ? $"; in {Days} days it sent {Wording.Number((int)gigabytes)} GB in all" : "")}."));
    }
}
