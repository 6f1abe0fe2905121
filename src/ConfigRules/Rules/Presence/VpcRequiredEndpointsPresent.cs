using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>An endpoint that is not there, or cannot be used, sends packets out to the internet, or nowhere.</summary>
public sealed class VpcRequiredEndpointsPresent() : ParameterizedRule<Vpc>(new()
{
    Id = "vpc-required-endpoints-present",
    Title = "VPCs have an endpoint to each service that they are required to have",
    Severity = Severity.Medium,
    Reads = [FactKind.Vpcs, FactKind.VpcEndpoints, FactKind.Subnets, FactKind.RouteTables, FactKind.NetworkInterfaces],
    ReadsWhereRecorded = [FactKind.ServiceNames, .. CentralEndpoints.Asks],
    Triggers =
    [
        ResourceType.Vpc, ResourceType.VpcEndpoint, ResourceType.RouteTable, ResourceType.NetworkInterface,
    ],
    ConcernsWorkloads = true,
    Why = """
        Without an endpoint, calls to AWS leave through a NAT gateway, or time out where there is none. Checks that look for any
        endpoint whose name ends alike pass one to ec2messages for ec2, one that nobody has accepted, and an interface endpoint
        where a gateway is meant; and they fail every spoke whose hub has the endpoints.
        """,
    Fix = "Make the endpoints that are missing, and get those accepted, or made again, that cannot be used.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,VpcEndpointType,State,LastError.Message]'
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC --service-name com.amazonaws.REGION.SERVICE --subnet-ids SUBNET --security-group-ids GROUP --private-dns-enabled
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE
        # In CloudFormation:
        #   InterfaceEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Interface, VpcId: VPC, ServiceName: com.amazonaws.REGION.SERVICE, SubnetIds: [SUBNET], SecurityGroupIds: [GROUP], PrivateDnsEnabled: true}
        #   GatewayEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Gateway, VpcId: VPC, ServiceName: com.amazonaws.REGION.s3, RouteTableIds: [TABLE]}
        """,
        "An interface endpoint is billed, and takes the traffic of the whole VPC from the first moment, through groups that a person has to choose; gateway endpoints the document of route-table-has-gateway-endpoints makes."),
    Proof = """
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,VpcEndpointType,State]'
        aws ec2 describe-tags --filters Name=resource-id,Values=VPC Name=key,Values=privatelink:required-services --query 'Tags[].Value'
        """,
    Parameters = [.. AskedServices.Parameters, .. CentralEndpoints.Parameters, WorkloadTypes.OnlyWhenResourceTypes, SecurityHubControl.ParityMode],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/vpc-endpoint-enabled.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/service-vpc-endpoint-enabled.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    ],
})
{
    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        SecurityHubControl.ChosenBy(parameters) is null ? base.Needs(parameters) : [FactKind.Vpcs, FactKind.VpcEndpoints];

    public override Scope Around(Scope scope, Parameters parameters) => CentralEndpoints.Around(scope, parameters);

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        if (SecurityHubControl.ChosenBy(parameters) is { } control)
            return control.Judge(vpc, network);

        var asked = AskedServices.Of(vpc, parameters);
        if (asked is [])
            return NotApplicable($"Neither a parameter nor the tag {parameters.Get(AskedServices.RequiredServicesTag)} says which endpoints it needs.");
        if (asked.FirstOrDefault(text => !RequiredService.Is(text)) is { } wrong)
            return Undetermined($"Its tag {parameters.Get(AskedServices.RequiredServicesTag)} asks for '{wrong}', which is no service.");
        if (Workloads.Screen(vpc, network, parameters, out var workloads) is { } verdict)
            return verdict;
        if (!WorkloadTypes.AreWantedIn(vpc.Id, network, parameters))
            return NotApplicable($"No interface in it is of {Wording.List(parameters.Get(WorkloadTypes.OnlyWhenResourceTypes))}.");

        RequiredService[] offered = [.. asked.Select(RequiredService.Of).Where(required => required.IsOfferedIn(network))];
        return offered is []
            ? NotApplicable($"{Wording.List(asked)} cannot be had in {network.Region}.")
            : Finding.Judge(
                [.. offered.Select(required => required.GapOf(workloads, network, parameters)).OfType<ServiceGap>()],
                certain => $"{Wording.Few([.. Clauses(certain)])}.");
    }

    /// <summary>First what is not there at all, in one clause, then what is there and of no use, one by one.</summary>
    private static IEnumerable<string> Clauses(IReadOnlyList<ServiceGap> gaps)
    {
        var missing = gaps.Where(gap => gap.Clause is "").ToArray();
        return missing is []
            ? gaps.Select(gap => gap.Clause)
            : gaps.Where(gap => gap.Clause is not "").Select(gap => gap.Clause).Prepend(
                $"It has no endpoint to {Wording.List(missing.Select(gap => gap.For), most: 5)}{missing.FirstOrDefault(gap => gap.Aside is not "")?.Aside}");
    }
}
