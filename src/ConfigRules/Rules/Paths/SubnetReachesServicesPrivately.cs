using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Paths;

/// <summary>The whole question: do packets from the subnet get to the services, and not by the internet?</summary>
public sealed class SubnetReachesServicesPrivately() : ParameterizedRule<Subnet>(new()
{
    Id = "subnet-reaches-services-privately",
    Title = "Packets from workloads' subnets reach services through endpoints alone",
    Severity = Severity.High,
    Reads =
    [
        FactKind.Subnets, FactKind.Vpcs, FactKind.VpcAttributes, FactKind.VpcEndpoints, FactKind.RouteTables, FactKind.SecurityGroups,
        FactKind.NetworkAcls, FactKind.NetworkInterfaces, FactKind.ServiceDetails,
    ],
    ReadsWhereRecorded =
    [
        FactKind.PrefixLists, FactKind.ServiceNames, FactKind.NatGateways, FactKind.VpcPeeringConnections, FactKind.DhcpOptions,
        FactKind.VpcBlockPublicAccessOptions, FactKind.VpcBlockPublicAccessExclusions, FactKind.HostedZones, FactKind.ResolverRules,
        FactKind.ResolverRuleAssociations, FactKind.ResolverEndpoints, FactKind.FirewallRuleGroupAssociations, FactKind.FirewallRules, FactKind.FirewallDomainLists,
        FactKind.ProfileAssociations, FactKind.ProfileResourceAssociations,
    ],
    Triggers =
    [
        ResourceType.Subnet, ResourceType.Vpc, ResourceType.VpcEndpoint, ResourceType.RouteTable, ResourceType.SecurityGroup,
        ResourceType.NetworkAcl, ResourceType.NetworkInterface, ResourceType.NatGateway,
    ],
    ConcernsWorkloads = true,
    Why = """
        Each other rule looks at one thing that has to be right; a packet needs all of them at once. A name that still resolves
        to public addresses, a route that is more specific than the gateway endpoint's, a network ACL without ephemeral ports or
        a policy that forgets the layer bucket each turn a private setup into one that leaks or fails, and nothing says so.
        """,
    Fix = "Mend the hop that the reason names; `configrules trace` shows the whole way before and after.",
    Repair = new Repair.ByHand("""
        configrules trace NETWORK --from SUBNET --to SERVICE
        # The hop that is wrong names its resource; the rule about that resource has the exact lines:
        configrules explain route-table-has-gateway-endpoints
        configrules explain vpc-endpoint-private-dns-enabled
        configrules explain vpc-endpoint-admits-workloads
        aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=SUBNET --query 'RouteTables[].Routes'
        # In CloudFormation, change the resource that the hop names, as the rule about it says.
        """,
        "The rule about the hop that is wrong has the repair, and a document where one is safe."),
    Proof = """
        dig +short NAME    # from a workload in the subnet: the answers must be addresses of the endpoint's interfaces, but for S3 and DynamoDB
        aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=SUBNET --query 'RouteTables[].Routes'
        curl -sv --max-time 5 https://NAME/ -o /dev/null    # it must connect, and VPC Flow Logs of the NAT gateway must not show it
        """,
    Parameters = [Services, .. ActiveBundles.Parameters],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
    ],
})
{
    private static readonly ListParameter Services = new(
        "services", "The services that have to be reached: s3,ecr.api. None means those of the bundles that are used in the VPC.",
        text => text.Length > 0, "services separated by commas");

    protected override Verdict Judge(Subnet subnet, Network network, Parameters parameters)
    {
        if (!CommonParameters.WithWorkloads([subnet], network, parameters).Any())
            return NotApplicable("No workload sends packets from it.");

        var intents = PathMatrix.IntentsIn(subnet.VpcId, network, [.. parameters.Get(Services)], parameters);
        if (intents is [])
            return NotApplicable($"No bundle is used in {subnet.VpcId}, and no parameter names a service.");

        var tracer = Tracer.OfFaultsIn(subnet.VpcId, network);
        var sender = Sender.Of(subnet, network);
        Trace[] notPrivate = [.. intents.Select(intent => tracer.Way(sender, intent)).Where(way => way.OwnVerdict is not PathVerdict.Private)];
        if (notPrivate is [])
            return Compliant();

        var wrong = notPrivate.ToLookup(
            way => way is { OwnVerdict: not PathVerdict.Unknown, To.Doubt: null },
            way => $"{way.To.Service}: {way.Wrong}");
        return wrong.Contains(true) ? NonCompliant($"{Wording.Few([.. wrong[true]])}.") : Undetermined($"{Wording.Few([.. wrong[false]])}.");
    }
}
