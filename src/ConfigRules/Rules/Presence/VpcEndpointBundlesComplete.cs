using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>Some services are reached privately only through several endpoints together.</summary>
public sealed class VpcEndpointBundlesComplete() : ParameterizedRule<Vpc>(new()
{
    Id = "vpc-endpoint-bundles-complete",
    Title = "Endpoints that work only together are there together",
    Severity = Severity.High,
    Reads = [FactKind.Vpcs, FactKind.VpcEndpoints, FactKind.Subnets, FactKind.RouteTables, FactKind.NetworkInterfaces],
    ReadsWhereRecorded = [FactKind.ServiceNames, .. CentralEndpoints.Asks],
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
    Repair = new Repair.ByDocument("VpcId", "VPC", """
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE
        # Interface endpoints are billed by the hour, so the document below leaves them to a person.
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC --service-name com.amazonaws.REGION.SERVICE --subnet-ids SUBNET --security-group-ids GROUP --private-dns-enabled
        # In CloudFormation:
        #   GatewayEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Gateway, VpcId: VPC, ServiceName: com.amazonaws.REGION.s3, RouteTableIds: [TABLE]}
        #   InterfaceEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties:
        #       VpcEndpointType: Interface
        #       VpcId: VPC
        #       ServiceName: com.amazonaws.REGION.SERVICE
        #       SubnetIds: [SUBNET]
        #       SecurityGroupIds: [GROUP]
        #       PrivateDnsEnabled: true
        """),
    Proof = """
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,State,PrivateDnsEnabled,RouteTableIds]'
        dig +short ACCOUNT.dkr.ecr.REGION.amazonaws.com    # from inside the VPC: the answers must be addresses of the endpoint's interfaces
        """,
    Parameters =
    [
        .. ActiveBundles.Parameters, OptionalMembers, RequireEc2Messages, AcceptS3InterfaceForEcr, NatFallbackAllowed,
        RegionsNeedingEcsTrio, CentralServices, .. CentralEndpoints.Parameters,
    ],
    Links =
    [
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
        "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
        "https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html",
    ],
})
{
    private static readonly ListParameter OptionalMembers = new(
        "optionalMembers", "What only some uses of a bundle need, and is asked for too, as bundle/service: ecs-fargate/logs,ssm/kms.",
        IsOptionalMember, "optional members of bundles as bundle/service, separated by commas");

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
        "ca-west-1,ap-southeast-5,ap-southeast-7,mx-central-1,ap-east-2,ap-southeast-6,eusc-de-east-1");

    private static readonly ListParameter CentralServices = new(
        "centralServices", "Services that a hub VPC serves for certain, whatever was recorded of it: ecr.api,ecr.dkr.",
        text => text.Length > 0, "services separated by commas");

    public override Scope Around(Scope scope, Parameters parameters) => CentralEndpoints.Around(scope, parameters);

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

        // A gap that two bundles share is told once, with the first of them.
        var place = new Place(vpc, subnets, [.. subnets.Select(subnet => network.RouteTableFor(subnet)!).DistinctBy(table => table.Id)], network, parameters);
        var central = parameters.Get(CentralServices);
        var gaps = bundles
            .SelectMany(bundle => MembersOf(bundle, network, parameters)
                .Where(member => !central.Contains(member.Service) && network.Offers(member.Service))
                .Select(member => GapOf(member, place)).OfType<Gap>()
                .Select(gap => gap with { Bundle = bundle.Id }))
            .DistinctBy(gap => gap.Text).ToArray();

        return (gaps, gaps.Where(gap => gap.Doubt is null).ToLookup(gap => gap.Bundle)) switch
        {
            ([], _) => Compliant(),
            ([{ Doubt: { } doubt }, ..], { Count: 0 }) => Undetermined(doubt),
            (_, var certain) => NonCompliant(Wording.Fitting(most =>
                $"{Wording.Few([.. certain.Select(bundle => $"{bundle.Key}: {Wording.List(Texts(bundle), most)}")])}.")),
        };
    }

    /// <summary>What keeps a hub's endpoint from serving is told once, as it is seldom another thing for the next.</summary>
    private static IEnumerable<string> Texts(IEnumerable<Gap> gaps)
    {
        var first = gaps.FirstOrDefault(gap => gap.Aside is not "");
        return gaps.Select(gap => gap == first ? gap.Text + gap.Aside : gap.Text);
    }

    private static bool IsOptionalMember(string text) =>
        text.Split('/', 2) is [var id, var service]
        && ServiceBundles.Find(id) is { } bundle && bundle.Optional.Any(member => member.Service == service);

    private static IEnumerable<BundleMember> MembersOf(ServiceBundle bundle, Network network, Parameters parameters)
    {
        var asked = parameters.Get(OptionalMembers);
        var optional = bundle.Optional.Where(member => asked.Contains($"{bundle.Id}/{member.Service}")
            || (bundle.Id is "ssm" && member.Service is "ec2messages" && parameters.Get(RequireEc2Messages)));
        var agent = bundle.Id is "ecs-fargate" or "batch-fargate"
            && network.Region is { } region && parameters.Get(RegionsNeedingEcsTrio).Contains(region) ? ServiceBundles.EcsAgent : [];
        return [.. agent, .. bundle.Members, .. optional];
    }

    /// <summary>Null where the member can be used, by all workloads: the VPC's own, or one of a hub.</summary>
    private static Gap? GapOf(BundleMember member, Place place)
    {
        var gap = member.Kind is MemberKind.Interface ? InterfaceGap(member, place) : GatewayGap(member, place);
        if (gap is null || !MayBeInterface(member, place))
            return gap;
        var central = CentralEndpoints.To(member.Service, place.Vpc, place.Subnets, place.Network, place.Parameters);
        return central.IsServed switch
        {
            true => null,
            false => gap with { Aside = central.Aside },
            null => gap with { Doubt = gap.Doubt ?? central.Why },
        };
    }

    private static bool MayBeInterface(BundleMember member, Place place) =>
        member.Kind is not MemberKind.Gateway || place.Parameters.Get(AcceptS3InterfaceForEcr);

    private static Gap? InterfaceGap(BundleMember member, Place place)
    {
        var endpoints = place.EndpointsTo(member);
        var usable = endpoints.Where(endpoint => endpoint is { Type: EndpointType.Interface, CarriesTraffic: true }).ToArray();
        return usable switch
        {
            _ when place.FallsBackEverywhere => null,
            [] => Missing(member, "endpoint", place),
            _ when !member.NeedsPrivateDns || usable.Any(endpoint => endpoint.PrivateDnsEnabled) => null,
            [var only] => new($"private DNS of {member.Service} ({only.Id}) is off", Doubt(endpoints)),
            _ => new($"private DNS of {member.Service} is off", Doubt(endpoints)),
        };
    }

    private static Gap? GatewayGap(BundleMember member, Place place)
    {
        if (MayBeInterface(member, place) && place.EndpointsTo(member).Any(Resolver.AnswersInVpc))
        {
            return null;
        }

        if (!place.Network.GatewaysTo(member.Service, place.Vpc.Id).Any())
            return place.FallsBackEverywhere ? null : Missing(member, "gateway endpoint", place);

        var without = place.Tables.Where(table => RouteChoice.GatewayFor(member.Service, table, place.Network) is null && !place.FallsBack(table))
            .Select(table => table.Id).ToArray();
        return without is [] ? null : new($"no route to the {member.Service} gateway endpoint in {Wording.List(without, most: 2)}", Doubt(place.EndpointsTo(member)));
    }

    /// <summary>That it is missing, or why what is there cannot be used: another type, another state, or another region.</summary>
    private static Gap Missing(BundleMember member, string wanted, Place place)
    {
        var endpoints = place.EndpointsTo(member);
        var elsewhere = place.Network.In<VpcEndpoint>(place.Vpc.Id).FirstOrDefault(endpoint => endpoint.Service.Service == member.Service);
        var text = (endpoints, elsewhere) switch
        {
            ([{ CarriesTraffic: true } other, ..], _) => $"no {member.Service} {wanted} ({other.Id} is of type {other.Type})",
            ([var other, ..], _) => $"the {member.Service} {wanted} {other.Id} is {Words.Of(other.State)}",
            (_, { } other) => $"no {member.Service} {wanted} ({other.Id} leads to {other.Service.Region})",
            _ => $"no {member.Service} {wanted}",
        };
        return new(text, Doubt(endpoints));
    }

    private static string? Doubt(VpcEndpoint[] endpoints) =>
        endpoints.FirstOrDefault(endpoint => !endpoint.IsUnderstood) is { } strange
            ? $"The type or the state of {strange.Id} is none that this version knows."
            : null;

    /// <summary>What a bundle lacks, and, where that is not certain, why.</summary>
    private sealed record Gap(string Text, string? Doubt = null, string Bundle = "", string Aside = "");

    /// <summary>The VPC, the subnets of its workloads, and the tables that route these.</summary>
    private sealed record Place(Vpc Vpc, Subnet[] Subnets, RouteTable[] Tables, Network Network, Parameters Parameters)
    {
        public bool FallsBackEverywhere => Tables is [_, ..] && Tables.All(FallsBack);

        /// <summary>Whether what is missing may go through a NAT gateway, and can.</summary>
        public bool FallsBack(RouteTable table) => Parameters.Get(NatFallbackAllowed) && table.Routes.Any(route =>
            route is { IsDefault: true, State: RouteState.Active, Target.Kind: RouteTargetKind.NatGateway });

        public VpcEndpoint[] EndpointsTo(BundleMember member) => [.. Network.EndpointsTo(member.Service, Vpc.Id)];
    }
}
