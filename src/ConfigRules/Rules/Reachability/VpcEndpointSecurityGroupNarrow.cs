using System.Collections.Immutable;
using System.Net;
using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Reachability;

/// <summary>An endpoint's group lets in its clients, on its port, and nobody else.</summary>
public sealed class VpcEndpointSecurityGroupNarrow() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-security-group-narrow",
    Title = "Endpoints' security groups let in clients alone, on the service's port alone",
    Severity = Severity.Medium,
    Reads = [FactKind.VpcEndpoints, FactKind.SecurityGroups, FactKind.Vpcs],
    ReadsWhereRecorded = [FactKind.PrefixLists],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.SecurityGroup, ResourceType.Vpc],
    EndpointTypes = [EndpointType.Interface],
    Why = """
        Whoever reaches an endpoint's interface may use the service through it, and every network that is connected later, by
        peering or VPN, reaches it as well. A group that lets in everybody leaves the endpoint's policy as the only lock. The VPC's
        default group is shared with whatever was made without a group of its own, and changes with it.
        """,
    Fix = "Give the endpoint a group of its own that lets in the clients' blocks or groups, on the service's port.",
    Repair = new Repair.ByHand("""
        aws ec2 authorize-security-group-ingress --group-id GROUP --protocol tcp --port 443 --cidr CIDR
        aws ec2 revoke-security-group-ingress --group-id GROUP --protocol tcp --port 443 --cidr 0.0.0.0/0
        # Another group instead of the VPC's default one:
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-security-group-ids GROUP --remove-security-group-ids DEFAULT
        # In CloudFormation, at the AWS::EC2::SecurityGroup of the endpoint:
        #   SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: CIDR}]
        """,
        "Only a person knows whom the group is meant to let in, and whoever is left out is cut off."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].Groups'
        aws ec2 describe-security-groups --group-ids GROUP --query 'SecurityGroups[].[GroupName,IpPermissions]'
        """,
    Parameters = [AllowedClientCidrs, AllowAllPortsFromVpc, .. EndpointPorts.Parameters],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    ],
})
{
    private static readonly ListParameter AllowedClientCidrs = new(
        "allowedClientCidrs", "The blocks that clients may be let in from, besides the VPC's own.",
        text => IPNetwork.TryParse(text, out _), "blocks such as 10.8.0.0/16 separated by commas",
        "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10");

    private static readonly BooleanParameter AllowAllPortsFromVpc = new(
        "allowAllPortsFromVpc", "Whether the VPC's own blocks and groups may be let in on other ports too.", false);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (endpoint.SecurityGroupIds is [])
            return NotApplicable("It has no security group.");
        if (network.Find<Vpc>(endpoint.VpcId) is not { } vpc)
            return Undetermined(NotKnown.Resource(endpoint.VpcId));

        SecurityGroup[] groups = [.. endpoint.SecurityGroupIds.Order(StringComparer.Ordinal).Select(network.Find<SecurityGroup>).OfType<SecurityGroup>()];
        return Finding.JudgeById(
        [
            .. groups.SelectMany(group => Findings(group, endpoint.Service, vpc, network, parameters)).Distinct(),
            .. network.LostGroupsOf(endpoint).Select(id => Finding.InDoubt(NotKnown.Resource(id))),
            .. network.UnreadListsOf(groups.SelectMany(group => group.Ingress)).Select(list => Finding.InDoubt(NotKnown.EntriesOf(list))),
        ]);
    }

    private static IEnumerable<Finding> Findings(SecurityGroup group, ServiceName service, Vpc vpc, Network network, Parameters parameters)
    {
        if (group.IsDefault)
            yield return new($"{group.Id} is the VPC's default group");

        // Endpoints share groups.
        var outside = network.OnceIn(vpc.Id, new Outside(group.Id, parameters), () =>
            network.BlocksBeyond([.. vpc.CidrBlocks, .. parameters.Get(AllowedClientCidrs).Select(IPNetwork.Parse)], group).ToImmutableArray());
        if (outside is not [])
            yield return new($"{group.Id} lets in {Wording.List(outside, 2)}");

        // Messages about packets that are too large are needed, whatever the port.
        var ports = EndpointPorts.Of(service, parameters);
        if (ports is not [] && group.Ingress.Any(rule => !rule.IsIcmp && !rule.IsStale && !EndpointPorts.AreAllOf(rule, ports, service)
            && !(parameters.Get(AllowAllPortsFromVpc) && network.LetsInOnly(vpc, rule))))
        {
            yield return new($"{group.Id} lets in more than {EndpointPorts.Words(ports)}");
        }
    }

    private sealed record Outside(string GroupId, Parameters Parameters);
}
