using System.Net;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Reachability;

/// <summary>An endpoint serves only those whom its security groups let in.</summary>
public sealed class VpcEndpointAdmitsWorkloads() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-admits-workloads",
    Title = "Endpoints' security groups let every workload subnet in",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints, FactKind.SecurityGroups, FactKind.Subnets, FactKind.NetworkInterfaces],
    ReadsWhereRecorded = [FactKind.PrefixLists, FactKind.RouteTables],
    Triggers =
    [
        ResourceType.VpcEndpoint, ResourceType.SecurityGroup, ResourceType.Subnet, ResourceType.NetworkInterface, ResourceType.RouteTable,
    ],
    EndpointTypes = [EndpointType.Interface],
    ConcernsWorkloads = true,
    Why = """
        With private DNS on, every client in the VPC is sent to the endpoint, those too that its security groups refuse. Their
        requests time out, and no fallback exists. An endpoint made without a group gets the VPC's default one, which admits
        nobody but its own members.
        """,
    Fix = "Add ingress for the service's port (443 for nearly all) from the subnets or groups that are named.",
    Repair = new Repair.ByDocument("EndpointId", "ENDPOINT", """
        aws ec2 authorize-security-group-ingress --group-id GROUP --protocol tcp --port 443 --cidr CIDR
        # In CloudFormation:
        #   Ingress:
        #     Type: AWS::EC2::SecurityGroupIngress
        #     Properties: {GroupId: GROUP, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: CIDR}
        """),
    Proof = """
        aws ec2 describe-security-groups --group-ids GROUP --query 'SecurityGroups[].IpPermissions'
        curl -sv --max-time 5 https://NAME/ -o /dev/null    # from a workload in the subnet: it must not time out
        """,
    Parameters = [.. EndpointPorts.Parameters, ClientCidrs, Mode],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html",
        "https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html",
    ],
})
{
    private static readonly ListParameter ClientCidrs = new(
        "clientCidrs", "Blocks outside the VPC whose clients use the endpoint as well.",
        text => IPNetwork.TryParse(text, out _), "blocks such as 10.8.0.0/16 separated by commas");

    private static readonly ChoiceParameter Mode = new(
        "mode", "Whether whole subnets have to be let in, or just the interfaces of workloads that exist now (eni).",
        "subnet", ["subnet", "eni"]);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (EndpointPorts.Of(endpoint.Service, parameters) is not [_, ..] ports)
            return NotApplicable(EndpointPorts.Unknown(endpoint.Service));

        if (endpoint.SecurityGroupIds is [])
            return NotApplicable("It has no security group.");

        if (network.LostGroupsOf(endpoint).FirstOrDefault() is { } lost)
            return Undetermined(NotKnown.Resource(lost));

        var senders = Sender.In(endpoint.VpcId, network, parameters);
        if (parameters.Get(Mode) is "eni")
            senders = [.. senders.Select(sender => sender with { IsWholeSubnet = false })];
        var guests = parameters.Get(ClientCidrs).Select(IPNetwork.Parse).Where(block => Resolver.Answers(endpoint, block.BaseAddress.AddressFamily)).ToArray();
        if (guests is [] && !senders.Any(sender => Groups.Concerns(sender, endpoint)))
            return NotApplicable($"No workload {(senders is [] ? $"is in {endpoint.VpcId}" : $"in {endpoint.VpcId} has addresses of the kind to which its names lead")}.");

        Admission[] admissions = [.. ports.Select(port => Groups.WhoGetsIn(endpoint.SecurityGroupIds, port, network))];
        string[] refused =
        [
            .. senders.SelectMany(sender => Groups.RefusedAtHome(sender, admissions, endpoint, network)),
            .. guests.Where(block => !admissions.Any(admission => admission.Admits(block))).Select(block => block.ToString()),
        ];
        return (refused, admissions.SelectMany(admission => admission.UnreadPrefixLists).FirstOrDefault()) switch
        {
            ([], _) => Compliant(),
            (_, { } list) => Undetermined(NotKnown.EntriesOf(list)),
            _ when admissions.All(admission => admission is { Blocks: [], Groups.IsEmpty: true }) => NonCompliant(Wording.Fitting(most =>
                $"{Groups.Let(endpoint.SecurityGroupIds, most)} nobody in on {EndpointPorts.Words(ports)}, not even {Wording.List(refused, most)}.")),
            _ => NonCompliant(Wording.Fitting(most =>
                $"{Groups.Let(endpoint.SecurityGroupIds, most)} in {Admitted(admissions, most)} on {EndpointPorts.Words(ports)}, but not {Wording.List(refused, most)}.")),
        };
    }

    private static string Admitted(Admission[] admissions, int most) => Wording.List(
        admissions.SelectMany(admission => admission.Blocks).Select(block => block.ToString()).Order(StringComparer.Ordinal)
            .Concat(admissions.SelectMany(admission => admission.Groups).Order(StringComparer.Ordinal)).Distinct(),
        most);
}
