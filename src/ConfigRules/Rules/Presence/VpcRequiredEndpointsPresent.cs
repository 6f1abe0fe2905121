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
    Parameters =
    [
        RequiredServices, RequiredServicesTag, AcceptFips, .. CentralEndpoints.Parameters, OnlyWhenResourceTypes, ParityMode,
    ],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/vpc-endpoint-enabled.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/service-vpc-endpoint-enabled.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    ],
})
{
    private static readonly ListParameter RequiredServices = new(
        "requiredServices", "The services to which every VPC needs an endpoint, with its type where only one will do: ec2,kms-fips,s3:gateway.",
        RequiredService.Is, "services as ec2, kms-fips or s3:gateway, separated by commas");

    /// <summary>
    /// VPCs need different things, and a tag is where their owners say so. A rule that is deployed with neither judges nothing and
    /// says so of each VPC: failing the function would only hide that among failures.
    /// </summary>
    private static readonly TextParameter RequiredServicesTag = new(
        "requiredServicesTag", "The key of a tag of VPCs that lists services which they need besides.",
        Forms.IsTagKey, "a tag key of at most 128 characters", "privatelink:required-services");

    private static readonly BooleanParameter AcceptFips = new(
        "acceptFips", "Whether a service's FIPS endpoint will do for the service.", true);

    private static readonly ListParameter OnlyWhenResourceTypes = new(
        "onlyWhenResourceTypes",
        $"The only VPCs to judge are those with an interface of such a resource ({string.Join(", ", WorkloadTypes.Known)}); none means all.",
        WorkloadTypes.Known.Contains, $"types that interfaces tell of: {string.Join(", ", WorkloadTypes.Known)}");

    private static readonly ChoiceParameter ParityMode = new(
        "parityMode",
        "The control of AWS Security Hub whose verdict to give in place of one's own: any endpoint to its service will do, in whatever "
            + "state and of whatever type, and every VPC needs it, whatever is in it.",
        "off", ["off", .. SecurityHubControl.All.Select(control => control.Id)]);

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(ParityMode) is "off" ? base.Needs(parameters) : [FactKind.Vpcs, FactKind.VpcEndpoints];

    public override Scope Around(Scope scope, Parameters parameters) => CentralEndpoints.Around(scope, parameters);

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        if (SecurityHubControl.Find(parameters.Get(ParityMode)) is { } control)
            return control.Judge(vpc, network);

        string[] asked = [.. parameters.Get(RequiredServices).Concat(vpc.ListedIn(parameters.Get(RequiredServicesTag))).Distinct()];
        if (asked is [])
            return NotApplicable($"Neither a parameter nor the tag {parameters.Get(RequiredServicesTag)} says which endpoints it needs.");
        if (asked.FirstOrDefault(text => !RequiredService.Is(text)) is { } wrong)
            return Undetermined($"Its tag {parameters.Get(RequiredServicesTag)} asks for '{wrong}', which is no service.");

        if (Workloads.Screen(vpc, network, parameters, out var workloads) is { } verdict)
            return verdict;

        var types = parameters.Get(OnlyWhenResourceTypes);
        if (types is [_, ..] && !types.Any(type => WorkloadTypes.IsIn(vpc.Id, type, network)))
            return NotApplicable($"No interface in it is of {Wording.List(types)}.");

        RequiredService[] offered = [.. asked.Select(RequiredService.Of).Where(required => required.IsProvided || network.Offers(required.Plain))];
        return offered is []
            ? NotApplicable($"{Wording.List(asked)} cannot be had in {network.Region}.")
            : Finding.Judge(
                [.. offered.Select(required => GapOf(required, workloads, network, parameters)).OfType<ServiceGap>()],
                certain => $"{Wording.Few([.. Clauses(certain)])}.");
    }

    /// <summary>Null where the VPC has what is required, of its own or by a hub; without a clause where nothing like it is there.</summary>
    private static ServiceGap? GapOf(RequiredService required, Workloads workloads, Network network, Parameters parameters)
    {
        if (network.EndpointsTo(required.Plain, workloads.Vpc.Id).Any(endpoint => WhyNot(endpoint) is null))
            return null;
        var gap = new ServiceGap(
            required.Text,
            network.NearestTo(required.Plain, workloads.Vpc.Id) is { } nearest ? WhyNot(nearest)! : "",
            network.NotUnderstoodTo(required.Plain, workloads.Vpc.Id) is { } strange ? NotKnown.TypeOrStateOf(strange) : null);
        return required.Takes(EndpointType.Interface)
            ? gap.Unless(CentralEndpoints.To(required.Name, workloads.Vpc, workloads.Subnets, network, parameters))
            : gap;

        string? WhyNot(VpcEndpoint endpoint) => required.WhyNotMetBy(endpoint, network, parameters.Get(AcceptFips));
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
