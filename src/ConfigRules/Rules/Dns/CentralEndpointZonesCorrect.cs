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
    Parameters = [CentralVpcIds, SpokeVpcIds, SpokeVpcTag],
    Links =
    [
        "https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
    ],
})
{
    private static readonly ListParameter CentralVpcIds = new(
        "centralVpcIds", "The hub VPCs, whose endpoints need zones; none means endpoints that a hosted zone leads to already.",
        Forms.IsVpcId, "VPC ids separated by commas");

    private static readonly ListParameter SpokeVpcIds = new(
        "spokeVpcIds", "The VPCs that the zones have to be associated with.", Forms.IsVpcId, "VPC ids separated by commas");

    private static readonly TextParameter SpokeVpcTag = new(
        "spokeVpcTag", "A tag (key, or key=value) of VPCs that the zones have to be associated with too.", Forms.IsTag, "a tag key, or key=value");

    /// <summary>A zone may be associated with any VPC but the endpoint's own, and which ones is told VPC by VPC.</summary>
    public override Scope Around(Scope scope, Parameters parameters) => Scope.Region;

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var zones = new EndpointZones(endpoint, network);
        if (!parameters.Get(CentralVpcIds).Contains(endpoint.VpcId) && (zones.Leading is [] || parameters.Get(CentralVpcIds) is [_, ..]))
        {
            return NotApplicable(zones.Leading is []
                ? $"No hosted zone leads to it, and no parameter calls {endpoint.VpcId} a hub."
                : $"{endpoint.VpcId} is not among the hubs that a parameter names.");
        }
        if (endpoint.PrivateDnsEnabled && zones.Leading is [])
            return NotApplicable($"Its private DNS answers in {endpoint.VpcId}, and no hosted zone leads to it.");

        return network.Find<ServiceDetail>(endpoint.Service.Full) switch
        {
            null => Undetermined(NotKnown.ServiceOf(endpoint)),
            { PrivateDnsNames: [] } => NotApplicable($"{endpoint.Service} offers no private DNS names."),
            var service => Finding.Judge([.. Findings(endpoint, service, zones, network, parameters)]),
        };
    }

    private static IEnumerable<Finding> Findings(VpcEndpoint endpoint, ServiceDetail service, EndpointZones zones, Network network, Parameters parameters)
    {
        var names = service.PrivateDnsNames.Select(DnsName.Plain).Select(name => (Name: name, Zones: zones.AnsweringFor(name))).ToArray();
        if (names.Where(name => name.Zones is []).Select(name => name.Name).ToArray() is [_, ..] unnamed)
            yield return new($"no hosted zone answers for {Wording.List(unnamed, most: 2)}");
        foreach (var finding in names.SelectMany(name => name.Zones.Select(zone => Wrong(name.Name, zone, zones, network))).OfType<Finding>())
            yield return finding;
        foreach (var those in names.Select(name => name.Zones).Where(those => those is not []).DistinctBy(those => those[0].Id))
        {
            if (NotEverywhere(those, endpoint, network, parameters) is { } finding)
                yield return finding;
        }
        if (endpoint.PrivateDnsEnabled)
            yield return new($"its private DNS is on beside {zones.Leading[0].Id}");
    }

    private static Finding? Wrong(string name, HostedZone zone, EndpointZones zones, Network network)
    {
        if (zone.Records is not { } records)
            return Finding.InDoubt($"What {zone.Id} answers for {name} has not been recorded.");
        var found = Resolver.Named(records, name);
        if (found is [])
            return new(name == zone.Name ? $"{zone.Id} has no record of its own name, {name}" : $"{zone.Id} has no {name}");
        return found.FirstOrDefault(record => zones.Leads(record) is not true) is not { } other ? null : EndpointNames.TargetOf(other) switch
        {
            null when zones.Leads(other) is null => Finding.InDoubt($"Whose addresses {zone.Id} has for {name} has not been recorded."),
            null => new($"{zone.Id} leads {name} to {Wording.List(other.Values)}, which {(other.Values.Length is 1 ? "is no address" : "are not all addresses")} of its interfaces"),
            var target when EndpointNames.OwnerOf(target, network) is { } owner => new($"{zone.Id} leads {name} to {owner.Id}"),
            var target => new($"{zone.Id} leads {name} to {target}, which is no endpoint's name"),
        };
    }

    private static Finding? NotEverywhere(ImmutableArray<HostedZone> zones, VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var missing = Spokes(network, parameters).Where(vpc => vpc != endpoint.VpcId && !zones.Any(Resolver.In(vpc, network).AnswersFrom)).ToArray();
        // Of another account's VPCs nobody is told what is associated with them; and a profile may bring what is not.
        var certain = network.Has(FactKind.ProfileAssociations) ? missing.Where(vpc => network.Find<Vpc>(vpc) is not null).ToArray() : [];
        return (certain, missing) switch
        {
            ([_, ..], _) when zones is [var only] => new($"{only.Id} is not associated with {Wording.List(certain)}"),
            ([_, ..], _) => new($"none of {Wording.List(zones.Select(zone => zone.Id))} is associated with {Wording.List(certain)}"),
            (_, [var unknown, ..]) => Finding.InDoubt($"Whether {zones[0].Id} is associated with {unknown} has not been recorded."),
            _ => null,
        };
    }

    private static IEnumerable<string> Spokes(Network network, Parameters parameters)
    {
        var tag = parameters.Get(SpokeVpcTag);
        var tagged = tag is "" ? [] : network.All<Vpc>().Where(vpc => CommonParameters.HasTag(vpc, tag)).Select(vpc => vpc.Id);
        return parameters.Get(SpokeVpcIds).Concat(tagged).Distinct().Order(StringComparer.Ordinal);
    }
}
