using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Dns;

/// <summary>Spokes use a hub's endpoint by the names that hosted zones give it; a name that a zone lacks does not resolve at all.</summary>
public sealed class CentralEndpointZonesCorrect() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "central-endpoint-zones-correct",
    Title = "Hosted zones give a hub's endpoints every name of their services, in every spoke",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints, FactKind.Vpcs, FactKind.HostedZones, FactKind.ServiceDetails],
    ReadsWhereRecorded = [FactKind.NetworkInterfaces, FactKind.ProfileAssociations, FactKind.ProfileResourceAssociations],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.Vpc],
    EndpointTypes = [EndpointType.Interface],
    Why = """
        Private DNS works in an endpoint's own VPC alone, so a hub's endpoints need hosted zones of one's own, made name by name. The
        names are not those of the services: ecr.dkr is asked for as *.dkr.ecr, ecs-agent as ecs-a. A zone that lacks the wildcard, or
        still leads to an endpoint that was made again since, fails every spoke at once; a spoke without the zone goes out by NAT.
        """,
    Fix = "Make the records that are missing, point them at the endpoint's own names, and associate the zones with all spokes.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoint-services --service-names SERVICE --query 'ServiceDetails[].PrivateDnsNames'
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].DnsEntries'
        # One zone for each name, with an alias of its own name and, where the service has one, of the wildcard:
        aws route53 create-hosted-zone --name NAME --caller-reference NAME --vpc VPCRegion=REGION,VPCId=VPC
        aws route53 change-resource-record-sets --hosted-zone-id ZONE --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"NAME","Type":"A","AliasTarget":{"HostedZoneId":"TARGETZONE","DNSName":"TARGET","EvaluateTargetHealth":false}}}]}'
        aws route53 associate-vpc-with-hosted-zone --hosted-zone-id ZONE --vpc VPCRegion=REGION,VPCId=VPC
        # In CloudFormation:
        #   Zone:
        #     Type: AWS::Route53::HostedZone
        #     Properties: {Name: NAME, VPCs: [{VPCRegion: REGION, VPCId: VPC}]}
        #   Wildcard:
        #     Type: AWS::Route53::RecordSet
        #     Properties:
        #       HostedZoneId: !Ref Zone
        #       Name: "*.NAME"
        #       Type: A
        #       AliasTarget: {HostedZoneId: !Select [0, !Split [":", !Select [0, !GetAtt Endpoint.DnsEntries]]], DNSName: !Select [1, !Split [":", !Select [0, !GetAtt Endpoint.DnsEntries]]]}
        """,
        "Records and associations of a hosted zone change what names mean in every VPC that has the zone, of other accounts too."),
    Proof = """
        aws route53 list-hosted-zones-by-vpc --vpc-id VPC --vpc-region REGION
        aws route53 list-resource-record-sets --hosted-zone-id ZONE
        dig +short NAME    # from inside a spoke: the answers must be addresses of the endpoint's interfaces
        """,
    Parameters = HubAndSpokes.Parameters,
    Links =
    [
        "https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
    ],
})
{
    /// <summary>A zone may be associated with any VPC but the endpoint's own, and which ones is told VPC by VPC.</summary>
    public override Scope Around(Scope scope, Parameters parameters) => Scope.Region;

    public override IEnumerable<FactKind> Needs(Parameters parameters) => base.Needs(parameters).Union(HubAndSpokes.Asks(parameters));

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var zones = new EndpointZones(endpoint, network);
        var isHub = HubAndSpokes.IsHub(endpoint.VpcId, parameters);
        return network.Find<ServiceDetail>(endpoint.Service.Full) switch
        {
            _ when isHub is not true && zones.LeadingByOtherNames is { } other =>
                NotApplicable($"{other.Id} leads to it by names that are none of its service's, and no parameter calls {endpoint.VpcId} a hub."),
            { } service when zones.Leading is [] && isHub is null && !endpoint.PrivateDnsEnabled && zones.UnreadFor(service) is { } unread =>
                Undetermined($"Whether {unread.Id} leads to it has not been recorded."),
            _ when zones.Leading is [] && isHub is not true => NotApplicable($"No hosted zone leads to it, and no parameter calls {endpoint.VpcId} a hub."),
            _ when isHub is false => NotApplicable($"{endpoint.VpcId} is not among the hubs that a parameter names."),
            _ when zones.Leading is [] && endpoint.PrivateDnsEnabled => NotApplicable($"Its private DNS answers in {endpoint.VpcId}, and no hosted zone leads to it."),
            _ when zones.Leading is [] && network.All<ProfileResource>().FirstOrDefault(brought => brought.ResourceId == endpoint.Id) is { } brought =>
                Undetermined($"Which names lead to it where {brought.ProfileId} brings it is not known."),
            null => Undetermined(NotKnown.ServiceOf(endpoint)),
            { PrivateDnsNames: [] } => NotApplicable($"{endpoint.Service} offers no private DNS names."),
            var service => Finding.Judge([.. Findings(endpoint, service, zones, HubAndSpokes.SpokesIn(network, parameters))]),
        };
    }

    private static IEnumerable<Finding> Findings(VpcEndpoint endpoint, ServiceDetail service, EndpointZones zones, ImmutableArray<string> spokes)
    {
        var names = zones.AnswersFor(service);
        if (names.Where(name => name.Answers is []).Select(name => name.Name).ToArray() is [_, ..] unnamed)
            yield return new($"no hosted zone answers for {Wording.List(unnamed, most: 2)}");
        foreach (var answer in names.SelectMany(name => name.Answers).Where(answer => answer.Leads is not true))
            yield return answer.Leads is false ? new($"{answer}") : Finding.InDoubt($"{answer}.");
        foreach (var reach in zones.ReachOf(names, spokes).Where(reach => reach.IsWhole is not true))
            yield return reach.IsWhole is false ? new($"{reach}") : Finding.InDoubt($"{reach}.");
        foreach (var spoke in zones.DeafAmong(spokes))
            yield return spoke.Dns is { } dns ? new($"the attribute {(dns.Support ? "enableDnsHostnames" : "enableDnsSupport")} of {spoke.Id} is off, so that no hosted zone answers there") : Finding.InDoubt($"The DNS attributes of {spoke.Id} have not been recorded.");
        if (endpoint.PrivateDnsEnabled)
            yield return new($"its private DNS is on beside {zones.Leading[0].Id}");
    }
}
