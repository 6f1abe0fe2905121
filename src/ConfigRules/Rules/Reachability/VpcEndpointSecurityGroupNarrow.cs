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
            return Undetermined($"{endpoint.VpcId} has not been recorded.");

        string[] ids = [.. endpoint.SecurityGroupIds.Order(StringComparer.Ordinal)];
        IPNetwork[] allowed = [.. vpc.CidrBlocks, .. parameters.Get(AllowedClientCidrs).Select(IPNetwork.Parse)];
        string[] wide =
        [
            .. ids.Select(network.Find<SecurityGroup>).OfType<SecurityGroup>()
                .SelectMany(group => Findings(group, endpoint.Service, EndpointPorts.Of(endpoint.Service, parameters), vpc, allowed, network, parameters)).Distinct(),
        ];
        return wide is not [] ? NonCompliant($"{Wording.Few(wide)}.")
            : ids.FirstOrDefault(id => network.Find<SecurityGroup>(id) is null) is { } lost ? Undetermined($"{lost} has not been recorded.")
            : ids.SelectMany(id => network.Find<SecurityGroup>(id)!.Ingress).SelectMany(rule => rule.PrefixListIds).Order(StringComparer.Ordinal)
                .FirstOrDefault(list => network.Find<PrefixList>(list)?.Blocks is null) is { } unread ? Undetermined($"The entries of {unread} have not been recorded.")
            : Compliant();
    }

    private static IEnumerable<string> Findings(SecurityGroup group, ServiceName service, ImmutableArray<int> ports, Vpc vpc, IPNetwork[] allowed, Network network, Parameters parameters)
    {
        if (group.IsDefault)
            yield return $"{group.Id} is the VPC's default group";
        string[] outside =
        [
            .. group.Ingress.SelectMany(rule => Blocks(rule, network)).Where(block => !AddressRanges.Covers(allowed, block))
                .Select(block => block.ToString()).Distinct().Order(StringComparer.Ordinal),
        ];
        if (outside is not [])
            yield return $"{group.Id} lets in {Wording.List(outside, 2)}";
        if (ports is [])
            yield break;

        // ICMP has no ports, and messages about packets that are too large are needed.
        // https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
        var others = group.Ingress.Where(rule => rule.Protocol is not ("icmp" or "icmpv6" or "1" or "58") && !IsOneOf(rule, ports) && !EndpointPorts.AreOfData(rule, service)
            && !(parameters.Get(AllowAllPortsFromVpc) && rule.Groups.All(group => group.VpcId is null || group.VpcId == vpc.Id) && Blocks(rule, network).All(block => AddressRanges.Covers(vpc.CidrBlocks, block))));
        if (others.Any())
            yield return $"{group.Id} lets in more than {EndpointPorts.Words(ports)}";
    }

    private static bool IsOneOf(GroupRule rule, ImmutableArray<int> ports) =>
        rule is { Protocol: "tcp" or "6", FromPort: { } port } && rule.ToPort == port && ports.Contains(port);

    private static IEnumerable<IPNetwork> Blocks(GroupRule rule, Network network) =>
        rule.Blocks.Concat(rule.PrefixListIds.SelectMany(list => network.Find<PrefixList>(list)?.Blocks ?? []));
}
