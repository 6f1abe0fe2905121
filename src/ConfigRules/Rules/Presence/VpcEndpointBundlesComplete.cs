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
        .. ActiveBundles.Parameters, AskedMembers.OptionalMembers, AskedMembers.RequireEc2Messages, MemberUse.AcceptS3InterfaceForEcr,
        MemberUse.NatFallbackAllowed, AskedMembers.RegionsNeedingEcsTrio, AskedMembers.CentralServices, .. CentralEndpoints.Parameters,
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
    public override Scope Around(Scope scope, Parameters parameters) => CentralEndpoints.Around(scope, parameters);

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        if (Workloads.Screen(vpc, network, parameters, out var workloads) is { } verdict)
            return verdict;

        var bundles = ActiveBundles.In(vpc.Id, network, parameters);
        if (bundles is [])
            return NotApplicable("It has no endpoint that would need others, and no tag that says so.");

        if (workloads.Unrouted is { } unrouted)
            return Undetermined(NotKnown.RouteTableOf(unrouted));

        // A gap that two bundles share is told once, with the first of them for which it is certain.
        var use = new MemberUse(workloads, network, parameters);
        var gaps = from bundle in bundles
                   from member in AskedMembers.Of(bundle, network, parameters)
                   let gap = use.GapOf(member, bundle)
                   where gap is not null
                   select gap;
        return Finding.Judge([.. gaps.GroupBy(gap => gap.Clause, (_, same) => same.MinBy(gap => gap.Doubt is not null)!)], certain => Wording.Fitting(most =>
            $"{Wording.Few([.. certain.GroupBy(gap => gap.For).Select(of => $"{of.Key}: {Wording.List(Texts(of), most)}")])}."));
    }

    /// <summary>What keeps a hub's endpoint from serving is told once, as it is seldom another thing for the next.</summary>
    private static IEnumerable<string> Texts(IEnumerable<ServiceGap> gaps)
    {
        var first = gaps.FirstOrDefault(gap => gap.Aside is not "");
        return gaps.Select(gap => gap == first ? gap.Clause + gap.Aside : gap.Clause);
    }
}
