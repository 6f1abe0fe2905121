using System.Collections.Immutable;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Reachability;

/// <summary>What the groups of one interface let out together has to reach the endpoints; no single group has to.</summary>
public sealed class SecurityGroupReachesEndpoints() : ParameterizedRule<SecurityGroup>(new()
{
    Id = "security-group-reaches-endpoints",
    Title = "Workloads' security groups let them reach the endpoints",
    Severity = Severity.High,
    Reads =
    [
        FactKind.SecurityGroups, FactKind.NetworkInterfaces, FactKind.Subnets, FactKind.VpcEndpoints, FactKind.RouteTables, FactKind.Vpcs,
    ],
    ReadsWhereRecorded = [FactKind.PrefixLists, FactKind.VpcAttributes],
    Triggers =
    [
        ResourceType.SecurityGroup, ResourceType.NetworkInterface, ResourceType.Subnet, ResourceType.VpcEndpoint, ResourceType.RouteTable, ResourceType.Vpc,
    ],
    Why = """
        A group that lets out nothing but what the application talks to often forgets what it talks to unseen. Image layers come
        from S3, and through a gateway endpoint S3 keeps its public addresses: a group that lets packets out to the VPC alone stops
        every image pull, although all endpoints are there.
        """,
    Fix = "Add egress to the endpoint's group or to the service's prefix list; one of the interface's groups is enough.",
    Repair = new Repair.ByDocument("SecurityGroupId", "GROUP", """
        aws ec2 authorize-security-group-egress --group-id GROUP --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,UserIdGroupPairs=[{GroupId=ENDPOINTGROUP}]'
        # To what is behind a gateway endpoint:
        aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.REGION.s3 --query 'PrefixLists[].PrefixListId'
        aws ec2 authorize-security-group-egress --group-id GROUP --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{PrefixListId=LIST}]'
        # In CloudFormation:
        #   Egress:
        #     Type: AWS::EC2::SecurityGroupEgress
        #     Properties: {GroupId: GROUP, IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationPrefixListId: LIST}
        """),
    Proof = """
        aws ec2 describe-security-groups --group-ids GROUP --query 'SecurityGroups[].IpPermissionsEgress'
        aws ec2 describe-network-interfaces --filters Name=group-id,Values=GROUP --query 'NetworkInterfaces[].[NetworkInterfaceId,Groups]'
        curl -sv --max-time 5 https://NAME/ -o /dev/null    # from a workload that carries the group: it must not time out
        """,
    Parameters = [Services, .. EndpointPorts.Parameters, .. ActiveBundles.Parameters],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
    ],
})
{
    private static readonly ListParameter Services = new(
        "services", "The services that have to be reached where the VPC has endpoints to them. None means those of the bundles that are used in the VPC.",
        text => text.Length > 0, "services separated by commas");

    protected override Verdict Judge(SecurityGroup group, Network network, Parameters parameters)
    {
        var carriers = network.WorkloadsThatCarry(group).ToArray();
        if (carriers is [])
            return NotApplicable("No workload carries it.");
        if (network.LetsEverythingOut(group))
            return NotApplicable("It lets everything out.");
        if (carriers.FirstOrDefault(one => network.RouteTableFor(one.SubnetId) is null) is { } lost)
            return Undetermined($"The subnet of {lost.Id}, or its route table, has not been recorded.");

        // A group may be associated with other VPCs than its own.
        var endpoints = carriers.Select(one => one.VpcId).Distinct().ToDictionary(vpcId => vpcId, vpcId => Endpoints(vpcId, network, parameters));
        var portless = endpoints.Values.SelectMany(ends => ends).FirstOrDefault(end => end.Ports is []).Endpoint;
        var ways = from sender in Sender.OfAlone(carriers, network)
                   from end in endpoints[sender.Interfaces[0].VpcId]
                   where end.Ports is not []
                   from target in sender.TargetsOfGroupsAt(end.Endpoint, network)
                   from groups in sender.GroupSetsOf(target.Family)
                   from hop in EndpointPorts.Best(end.Ports, port => [Groups.Out(groups, new(target, target.Addresses, []), port, network, isTold: false)])
                   select (hop, end.Doubt);
        return ways.ToArray() is [_, ..] hops
            ? Hindrances.Judge(hops, "Whether packets get out")
            : NotApplicable(portless is null ? $"No endpoint to a service that has to be reached takes packets of {Wording.List(endpoints.Keys)}." : EndpointPorts.Unknown(portless.Service));
    }

    /// <summary>Those that packets for the services go to, by the services' own names or by a route; with the doubt whether any have to.</summary>
    private static ImmutableArray<(VpcEndpoint Endpoint, ImmutableArray<int> Ports, string? Doubt)> Endpoints(string vpcId, Network network, Parameters parameters) =>
    [
        .. from endpoint in network.In<VpcEndpoint>(vpcId)
           where Resolver.TakesPacketsInVpc(endpoint)
           join needed in ActiveBundles.ServicesIn(vpcId, parameters.Get(Services), network, parameters) on endpoint.Service.Service equals needed.Service
           where network.LeadsTo(needed.Service, endpoint)
           let ports = EndpointPorts.Of(endpoint.Service, parameters)
           let names = PublicAnswer.Sending(endpoint, network)
           where names is not null
           select (endpoint, ports, needed.Doubt ?? names.Unless),
    ];
}
