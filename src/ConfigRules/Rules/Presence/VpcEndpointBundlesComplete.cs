using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>Some services are reached privately only through several endpoints together.</summary>
public sealed class VpcEndpointBundlesComplete() : ParameterizedRule<Vpc>(new()
{
    Id = "vpc-endpoint-bundles-complete",
    Title = "Endpoints that work only together are there together",
    Severity = Severity.High,
    Reads = [FactKind.Vpcs, FactKind.VpcEndpoints, FactKind.Subnets, FactKind.RouteTables, FactKind.NetworkInterfaces],
    ReadsWhereRecorded = [FactKind.ServiceNames],
    Triggers =
    [
        ResourceType.Vpc, ResourceType.VpcEndpoint, ResourceType.RouteTable, ResourceType.NetworkInterface,
    ],
    ConcernsWorkloads = true,
    Why = """
        An image pull asks ecr.api for a token, ecr.dkr for the manifest, and S3 for the layers. With the S3 gateway endpoint
        missing from the puller's route table, the layers, which are nearly all of the bytes, go through the NAT gateway, or the
        pull fails half-way. Checks that look at one endpoint at a time pass such a VPC. Agents, notebooks and build tools have
        bundles of their own.
        """,
    Fix = "Make the endpoints that are missing, turn their private DNS on, and associate gateway endpoints with the tables named.",
    Repair = new Repair.ByDocument("VpcId", "VPC")
    {
        Rest = """
            # It makes the S3 gateway endpoint alone. Interface endpoints are billed by the hour, so they are for a person to make:
            aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC --service-name com.amazonaws.REGION.SERVICE --subnet-ids SUBNET --security-group-ids GROUP --private-dns-enabled
            """,
    },
    Proof = """
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,State,PrivateDnsEnabled,RouteTableIds]'
        dig +short ACCOUNT.dkr.ecr.REGION.amazonaws.com    # from inside the VPC: the answers must be addresses of the endpoint's interfaces
        """,
    Parameters =
    [
        .. ActiveBundles.Parameters, RequireEc2Messages, AcceptS3InterfaceForEcr, NatFallbackAllowed, RegionsNeedingEcsTrio, CentralServices,
    ],
    Links =
    [
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
        "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
    ],
})
{
    private static readonly BooleanParameter RequireEc2Messages = new(
        "requireEc2Messages", "Whether Systems Manager needs ec2messages too, as agents before 3.3.40.0 do.", false);

    private static readonly BooleanParameter AcceptS3InterfaceForEcr = new(
        "acceptS3InterfaceForEcr",
        "Whether an S3 interface endpoint whose private DNS answers in the VPC may stand in for the gateway endpoint.", false);

    private static readonly BooleanParameter NatFallbackAllowed = new(
        "natFallbackAllowed", "Whether what is missing may go through a NAT gateway.", false);

    private static readonly ListParameter RegionsNeedingEcsTrio = new(
        "regionsNeedingEcsTrio", "Regions in which tasks on Fargate need the endpoints of the ECS agent too.",
        text => text.Contains('-', StringComparison.Ordinal), "regions separated by commas",
        "ca-west-1,ap-southeast-5,ap-southeast-7,mx-central-1,ap-east-2,ap-southeast-6");

    private static readonly ListParameter CentralServices = new(
        "centralServices", "Services that the VPCs reach through endpoints of a hub VPC: ecr.api,ecr.dkr.",
        text => text.Length > 0, "services separated by commas");

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        var subnets = CommonParameters.WorkloadSubnets(network, vpc.Id, parameters).ToArray();
        if (subnets is [] && !parameters.Get(CommonParameters.ScanUnusedVpcs))
            return NotApplicable("No workload is in it.");

        var bundles = ActiveBundles.In(vpc.Id, network, parameters).ToArray();
        if (bundles is [])
            return NotApplicable("It has no endpoint that would need others, and no tag that says so.");

        if (subnets.FirstOrDefault(subnet => network.RouteTableFor(subnet) is null) is { } lost)
            return Undetermined($"The route table of {lost.Id} has not been recorded.");

        var central = parameters.Get(CentralServices);
        var gaps = bundles
            .Select(bundle => (bundle.Id, Gaps: MembersOf(bundle, network, parameters)
                .Where(member => !central.Contains(member.Service) && network.Offers(member.Service))
                .Select(member => Gap(member, vpc, subnets, network, parameters)).OfType<string>().ToArray()))
            .Where(bundle => bundle.Gaps is not [])
            .ToArray();

        // A gap that two bundles share is told once, with the first of them.
        var told = new HashSet<string>();
        var findings = gaps
            .Select(bundle => (bundle.Id, Gaps: bundle.Gaps.Where(told.Add).ToArray()))
            .Where(bundle => bundle.Gaps is not [])
            .Select(bundle => $"{bundle.Id}: {Wording.List(bundle.Gaps)}").ToArray();
        return findings is [] ? Compliant() : NonCompliant($"{Wording.Few(findings)}.");
    }

    private static IEnumerable<BundleMember> MembersOf(ServiceBundle bundle, Network network, Parameters parameters) =>
        bundle.Id switch
        {
            "ssm" when parameters.Get(RequireEc2Messages) => bundle.Members.Append(new("ec2messages", MemberKind.Interface)),
            "ecs-fargate" when network.Region is { } region && parameters.Get(RegionsNeedingEcsTrio).Contains(region) =>
                ServiceBundles.EcsAgent.Concat(bundle.Members),
            _ => bundle.Members,
        };

    /// <summary>Null where the member can be used, by all workloads.</summary>
    private static string? Gap(BundleMember member, Vpc vpc, Subnet[] subnets, Network network, Parameters parameters)
    {
        var tables = subnets.Select(subnet => network.RouteTableFor(subnet)!).DistinctBy(table => table.Id).ToArray();
        var fallsBack = parameters.Get(NatFallbackAllowed);

        if (member.Kind is MemberKind.Interface)
            return fallsBack && tables is [_, ..] && tables.All(HasNat) ? null : InterfaceGap(member, vpc, network);

        var mayBeInterface = member.Kind is MemberKind.Either || parameters.Get(AcceptS3InterfaceForEcr);
        if (mayBeInterface && network.In<VpcEndpoint>(vpc.Id).Any(endpoint => endpoint is
            {
                Type: EndpointType.Interface, CarriesTraffic: true, PrivateDnsEnabled: true, PrivateDnsOnlyForInboundResolver: false,
            } && endpoint.Service.Service == member.Service))
        {
            return null;
        }

        if (!network.GatewaysTo(member.Service, vpc.Id).Any() && !(fallsBack && tables is [_, ..] && tables.All(HasNat)))
            return Missing(member, vpc, network, "gateway endpoint");

        var without = tables.Where(table => network.GatewayFor(member.Service, table) is null && !(fallsBack && HasNat(table)))
            .Select(table => table.Id).ToArray();
        return without is [] ? null : $"no route to the {member.Service} gateway endpoint in {Wording.List(without)}";
    }

    private static string? InterfaceGap(BundleMember member, Vpc vpc, Network network)
    {
        var usable = network.In<VpcEndpoint>(vpc.Id).Where(endpoint =>
            endpoint is { Type: EndpointType.Interface, CarriesTraffic: true } && endpoint.Service.Service == member.Service).ToArray();
        return usable switch
        {
            [] => Missing(member, vpc, network, "endpoint"),
            [var only] when member.NeedsPrivateDns && !only.PrivateDnsEnabled => $"private DNS of {member.Service} ({only.Id}) is off",
            _ when member.NeedsPrivateDns && !usable.Any(endpoint => endpoint.PrivateDnsEnabled) => $"private DNS of {member.Service} is off",
            _ => null,
        };
    }

    /// <summary>That it is missing, or that what is there cannot be used: another type, or a state other than available.</summary>
    private static string Missing(BundleMember member, Vpc vpc, Network network, string wanted) =>
        network.In<VpcEndpoint>(vpc.Id).FirstOrDefault(endpoint => endpoint.Service.Service == member.Service) switch
        {
            { CarriesTraffic: true } other => $"no {member.Service} {wanted} ({other.Id} is of type {other.Type})",
            { } other => $"the {member.Service} {wanted} {other.Id} is {Words.Of(other.State)}",
            null => $"no {member.Service} {wanted}",
        };

    private static bool HasNat(RouteTable table) => table.Routes.Any(route =>
        route is { IsDefault: true, State: RouteState.Active, Target.Kind: RouteTargetKind.NatGateway });
}
