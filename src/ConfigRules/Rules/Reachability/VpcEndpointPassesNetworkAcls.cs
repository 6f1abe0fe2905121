using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Reachability;

/// <summary>Network ACLs are asked at both subnets, and once more for every answer.</summary>
public sealed class VpcEndpointPassesNetworkAcls() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-passes-network-acls",
    Title = "Network ACLs let workloads reach endpoints, and their answers back",
    Severity = Severity.High,
    Reads =
    [
        FactKind.VpcEndpoints, FactKind.NetworkAcls, FactKind.Subnets, FactKind.NetworkInterfaces, FactKind.RouteTables,
    ],
    ReadsWhereRecorded = [FactKind.PrefixLists, FactKind.Vpcs, FactKind.VpcAttributes],
    Triggers =
    [
        ResourceType.VpcEndpoint, ResourceType.NetworkAcl, ResourceType.Subnet, ResourceType.RouteTable, ResourceType.NetworkInterface, ResourceType.Vpc,
    ],
    EndpointTypes = [EndpointType.Interface, EndpointType.Gateway],
    ConcernsWorkloads = true,
    Why = """
        A network ACL keeps no state: the request needs an entry at both subnets, and so does the answer, to a port that the
        client chose. And it knows no prefix lists: what goes through a gateway endpoint goes to the service's public addresses,
        every block of which needs an entry. One that is missing makes some requests time out, now and then, by the address.
        """,
    Fix = "Let the port out and in, and the ephemeral ports back, between the subnets and blocks that are named.",
    Repair = new Repair.ByHand("""
        # Numbered before the entry that refuses; EGRESS is --egress or --ingress.
        aws ec2 create-network-acl-entry --network-acl-id ACL --rule-number 90 EGRESS --protocol 6 --port-range From=443,To=443 --cidr-block CIDR --rule-action allow
        aws ec2 create-network-acl-entry --network-acl-id ACL --rule-number 91 EGRESS --protocol 6 --port-range From=32768,To=65535 --cidr-block CIDR --rule-action allow
        # In CloudFormation:
        #   Answers:
        #     Type: AWS::EC2::NetworkAclEntry
        #     Properties: {NetworkAclId: ACL, RuleNumber: 91, Egress: false, Protocol: 6, PortRange: {From: 32768, To: 65535}, CidrBlock: CIDR, RuleAction: allow}
        """,
        "The first entry of a network ACL that fits decides for everything in the subnet, so that one more may open or close what nobody meant."),
    Proof = """
        aws ec2 describe-network-acls --filters Name=association.subnet-id,Values=SUBNET --query 'NetworkAcls[].Entries'
        aws ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.REGION.s3 --query 'PrefixLists[].Cidrs'
        curl -sv --max-time 5 https://NAME/ -o /dev/null    # from a workload in the subnet: it must not time out
        """,
    Parameters = [.. EndpointPorts.Parameters, EphemeralPorts],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
    ],
})
{
    private static readonly TextParameter EphemeralPorts = new(
        "ephemeralPorts",
        "The ports that clients let answers come back to, 1024-65535 for every client there is. None means 32768-61000, as of Linux, and "
            + "1024-65535 where functions are.",
        Forms.IsPortRange, "two ports such as 1024-65535");

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (EndpointPorts.Of(endpoint.Service, parameters) is not [_, ..] ports)
            return NotApplicable(EndpointPorts.Unknown(endpoint.Service));

        var senders = Sender.In(endpoint.VpcId, network, parameters);
        if (senders is [])
            return NotApplicable($"No workload is in {endpoint.VpcId}.");

        if (PublicAnswer.Sending(endpoint, network) is not { } names)
            return NotApplicable($"Names of {endpoint.Service.Service} resolve to an interface endpoint in {endpoint.VpcId}.");

        if (Unread(endpoint, senders, network) is { } unread)
            return Undetermined(unread);

        var ways = senders.SelectMany(sender => sender.TargetsAt(endpoint, network), (sender, target) => (Sender: sender, Target: target)).ToArray();
        if (ways is [])
            return NotApplicable($"No workload of {endpoint.VpcId} sends packets to it.");

        var answers = Forms.PortRange(parameters.Get(EphemeralPorts));
        return Hindrances.Judge(
            from way in ways
            where !Acls.LetEverythingPass(way.Sender, way.Target, network)
            from hop in EndpointPorts.Best(ports, port => Acls.OnTheWay(way.Sender, way.Target, port, answers ?? Acls.AnswerPorts(way.Sender), network))
            select (hop, names.Unless),
            "Whether packets pass");
    }

    /// <summary>Why it is not known where packets to the endpoint go; null where it is.</summary>
    private static string? Unread(VpcEndpoint endpoint, ImmutableArray<Sender> senders, Network network) => endpoint.Type is EndpointType.Interface
        ? Resolver.Of(endpoint, network).Targets is [] ? $"Where {endpoint.Id} has its interfaces has not been recorded." : null
        : senders.FirstOrDefault(sender => network.RouteTableFor(sender.Subnet) is null) is { } lost ? NotKnown.RouteTableOf(lost.Subnet)
        : null;
}
