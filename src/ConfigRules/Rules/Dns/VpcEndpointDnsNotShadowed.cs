using System.Net;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Dns;

/// <summary>An endpoint owns its names only as long as nobody nearer to the client answers for them.</summary>
public sealed class VpcEndpointDnsNotShadowed() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-dns-not-shadowed",
    Title = "Nobody else answers for the names of endpoints with private DNS",
    Severity = Severity.High,
    Reads =
    [
        FactKind.VpcEndpoints, FactKind.Vpcs, FactKind.VpcAttributes, FactKind.DhcpOptions, FactKind.HostedZones, FactKind.ResolverRules,
        FactKind.ResolverRuleAssociations, FactKind.FirewallRuleGroupAssociations, FactKind.ProfileAssociations,
    ],
    ReadsWhereRecorded =
    [
        FactKind.ServiceDetails, FactKind.Subnets, FactKind.NetworkInterfaces, FactKind.FirewallRules, FactKind.FirewallDomainLists,
        FactKind.ProfileResourceAssociations,
    ],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.Vpc],
    EndpointTypes = [EndpointType.Interface],
    Why = """
        Private DNS is one voice among several. DNS servers of one's own, a forwarding rule or a hosted zone for one name, or a firewall
        rule is asked first, and its answer is final: requests go to another network, to an endpoint that is gone, out through the NAT
        gateway, or nowhere, while the endpoint shows as available with private DNS enabled. Of a hosted zone of the same name, or a
        forwarding rule for a domain above it, AWS does not say whether it comes before the endpoint's own hidden zone. Of the domain
        lists that AWS itself keeps, and of DNS Firewall's own search for attacks, it is assumed that they spare the names of its services.
        """,
    Fix = "Take the names out of what answers for them: a SYSTEM rule for amazonaws.com beside a forwarding rule, no zone of the same name.",
    Repair = new Repair.ByHand("""
        # A forwarding rule that takes the names along with others: a more specific rule leaves them to the VPC's resolver.
        aws route53resolver create-resolver-rule --creator-request-id system-amazonaws --rule-type SYSTEM --domain-name amazonaws.com
        aws route53resolver associate-resolver-rule --resolver-rule-id RULE --vpc-id VPC
        # A hosted zone of the same name:
        aws route53 disassociate-vpc-from-hosted-zone --hosted-zone-id ZONE --vpc VPCRegion=REGION,VPCId=VPC
        # DNS servers of one's own that forward nothing; instances learn of it when they renew their lease:
        aws ec2 associate-dhcp-options --vpc-id VPC --dhcp-options-id default
        # In CloudFormation:
        #   System:
        #     Type: AWS::Route53Resolver::ResolverRule
        #     Properties: {RuleType: SYSTEM, DomainName: amazonaws.com}
        #   SystemInVpc:
        #     Type: AWS::Route53Resolver::ResolverRuleAssociation
        #     Properties: {ResolverRuleId: !GetAtt System.ResolverRuleId, VPCId: VPC}
        """,
        "Somebody made the zone, the rule or the servers that answer in the endpoint's place, and other names hang on them."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].DnsEntries'
        aws ec2 describe-dhcp-options --query 'DhcpOptions[].[DhcpOptionsId,DhcpConfigurations]'
        aws route53 list-hosted-zones-by-vpc --vpc-id VPC --vpc-region REGION
        aws route53resolver list-resolver-rule-associations --filters Name=VPCId,Values=VPC
        dig +short NAME    # from inside the VPC: the answers must be addresses of the endpoint's interfaces
        """,
    Parameters = [AllowedDnsServers],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-managed-domain-lists.html",
    ],
})
{
    private static readonly ListParameter AllowedDnsServers = new(
        "allowedDnsServers", "DNS servers that DHCP options may name, since they forward AWS's names to the VPC's resolver.",
        text => IPAddress.TryParse(text, out _), "addresses separated by commas");

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters) => Resolver.AnswersFromZones(network.Find<Vpc>(endpoint.VpcId)) switch
    {
        _ when !endpoint.PrivateDnsEnabled => NotApplicable("Its private DNS is off, so it has no names that anybody could hide."),
        _ when endpoint.PrivateDnsOnlyForInboundResolver => NotApplicable("Its private DNS answers inbound Resolver endpoints alone."),
        null => Undetermined($"The DNS attributes of {endpoint.VpcId} have not been recorded."),
        false => NotApplicable($"The DNS attributes of {endpoint.VpcId} are off, so no private name in it leads to endpoints at all."),
        _ when Resolver.PrivateNames(endpoint, network) is not [] => OfNames(endpoint, network, parameters),
        _ when network.Find<ServiceDetail>(endpoint.Service.Full) is null => Undetermined(NotKnown.ServiceOf(endpoint)),
        _ => NotApplicable($"{endpoint.Service} offers no private DNS names."),
    };

    private static Verdict OfNames(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var hops = Shadows.Over(endpoint, parameters.Get(AllowedDnsServers), network);
        // The same zone, rule or server hides many names for one cause.
        string[] causes = [.. hops.Where(hop => hop.IsElsewhere).DistinctBy(hop => hop.ResourceId).Select(hop => hop.Text)];
        return causes is not [] ? NonCompliant($"{Wording.Few(causes)}.")
            : hops is [var unknown, ..] ? Undetermined($"Who answers for its names is not known: {unknown.Text}.")
            : Resolver.In(endpoint.VpcId, network).ForeignServers() is { ResourceId: var options }
                ? Compliant($"That the DNS servers of {options} forward its names to the resolver of {endpoint.VpcId} is assumed.")
            : Compliant();
    }
}
