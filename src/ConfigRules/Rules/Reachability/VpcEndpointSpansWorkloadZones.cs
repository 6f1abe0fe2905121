using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Reachability;

/// <summary>An endpoint that is in one zone fails with it, and takes the workloads of all other zones along.</summary>
public sealed class VpcEndpointSpansWorkloadZones() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-spans-workload-zones",
    Title = "Endpoints have an interface in every zone where workloads are",
    Severity = Severity.Medium,
    Reads =
    [
        FactKind.VpcEndpoints, FactKind.Subnets, FactKind.NetworkInterfaces, FactKind.RouteTables, FactKind.ServiceDetails,
    ],
    Triggers =
    [
        ResourceType.VpcEndpoint, ResourceType.Subnet, ResourceType.NetworkInterface, ResourceType.RouteTable,
    ],
    EndpointTypes = [EndpointType.Interface, EndpointType.GatewayLoadBalancer],
    ConcernsWorkloads = true,
    Why = """
        An endpoint works from every subnet of the VPC, whatever zones it is in, so nobody notices that it is in one alone until
        that zone fails and the service is gone for all others. Until then, every request from another zone is billed as traffic
        between zones.
        """,
    Fix = "Add a subnet in each zone that is named. Each zone is billed by the hour.",
    Repair = new Repair.ByDocument("EndpointId", "ENDPOINT", """
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-subnet-ids SUBNET
        # A Gateway Load Balancer endpoint has one subnet; make another endpoint, and let the routes of its zone lead there:
        aws ec2 create-vpc-endpoint --vpc-endpoint-type GatewayLoadBalancer --vpc-id VPC --service-name SERVICE --subnet-ids SUBNET
        # In CloudFormation, at the AWS::EC2::VPCEndpoint, beside the subnets that it has:
        #   SubnetIds: [SUBNET]
        """),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[ServiceName,SubnetIds]'
        aws ec2 describe-vpc-endpoint-services --service-names SERVICE --query 'ServiceDetails[].AvailabilityZones'
        aws ec2 describe-subnets --filters Name=vpc-id,Values=VPC --query 'Subnets[].[SubnetId,AvailabilityZone]'
        """,
    Parameters = [MinAvailabilityZones, CoverWorkloadAzs],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint-service.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ServiceDetail.html",
    ],
})
{
    private static readonly IntegerParameter MinAvailabilityZones = new(
        "minAvailabilityZones", "The zones that an endpoint has to be in, as far as both the service and the VPC have that many.", 2, 1, 6);

    private static readonly BooleanParameter CoverWorkloadAzs = new(
        "coverWorkloadAzs", "Whether it has to be in every zone where workloads are and the service is.", true);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (endpoint.ServiceRegion is { } region && network.Region is { } own && region != own)
            return NotApplicable($"The service is in {region}, whose zones are not the VPC's.");

        if (network.Find<ServiceDetail>(endpoint.Service.Full)?.AvailabilityZones is not { Length: > 0 } offered)
            return Undetermined($"The zones of {endpoint.Service.Service} have not been recorded.");
        if (offered is [var only])
            return NotApplicable($"The service is in {only} alone.");

        VpcEndpoint[] group = [.. network.ServingWith(endpoint)];
        var subnets = network.In<Subnet>(endpoint.VpcId);
        if (network.LostSubnetsOf(group).FirstOrDefault() is { } lost)
            return Undetermined(NotKnown.Resource(lost));
        if (subnets.FirstOrDefault(subnet => subnet.AvailabilityZone is null) is { } placeless)
            return Undetermined($"The zone of {placeless.Id} has not been recorded.");

        var has = Zones(group.SelectMany(network.SubnetsInUseOf));
        var least = Math.Min(parameters.Get(MinAvailabilityZones), Zones(subnets).Intersect(offered).Count());
        var clients = endpoint.Type is EndpointType.GatewayLoadBalancer
            ? network.SubnetsRoutedTo(group, endpoint.VpcId)
            : CommonParameters.WorkloadSubnets(network, endpoint.VpcId, parameters);
        string[] uncovered = parameters.Get(CoverWorkloadAzs) ? [.. Zones(clients).Intersect(offered).Except(has)] : [];
        return (has, uncovered) switch
        {
            ([], _) => NonCompliant("None of its interfaces is in use in any zone."),
            (_, [_, ..]) => NonCompliant($"It is in {Wording.List(has)}, and not in {Wording.List(uncovered)}, where workloads send packets to it."),
            _ when has.Length < least => NonCompliant($"It is in {Wording.List(has)} alone, and has to be in {least} zones."),
            _ => Compliant(),
        };
    }

    private static string[] Zones(IEnumerable<Subnet> subnets) =>
        [.. subnets.Select(subnet => subnet.AvailabilityZone!).Distinct().Order(StringComparer.Ordinal)];
}
