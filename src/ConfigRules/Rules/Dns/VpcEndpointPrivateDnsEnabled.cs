using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Dns;

/// <summary>An endpoint whose service offers private DNS is used only by those who ask for its own long name, unless private DNS is on.</summary>
public sealed class VpcEndpointPrivateDnsEnabled() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-private-dns-enabled",
    Title = "Interface endpoints take over the service's public names",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails, FactKind.NetworkInterfaces],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = [EndpointType.Interface],
    Why = """
        SDKs, agents and container runtimes ask for the service's public name. With private DNS off that name still resolves
        to public addresses inside the VPC: the endpoint exists, is billed and shows as available, and the traffic goes
        through the NAT gateway.
        """,
    Fix = "Turn private DNS on for the endpoint. It switches the whole VPC at once: check groups and policy first.",
    Repair = new Repair.ByDocument("EndpointId", "ENDPOINT", """
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --private-dns-enabled
        # In CloudFormation, at the AWS::EC2::VPCEndpoint:
        #   PrivateDnsEnabled: true
        """),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[PrivateDnsEnabled,DnsEntries]'
        aws ec2 describe-vpc-endpoint-services --service-names SERVICE --query 'ServiceDetails[].PrivateDnsNames'
        dig +short NAME    # from inside the VPC: the answers must be addresses of the endpoint's interfaces
        """,
    Parameters = [S3PrivateDns, CustomHostedZoneTag],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
    ],
})
{
    private static readonly ChoiceParameter S3PrivateDns = new(
        "s3PrivateDns",
        "Whether an S3 interface endpoint may do without private DNS where the VPC has an S3 gateway endpoint.",
        "optional", ["optional", "required"]);

    private static readonly TextParameter CustomHostedZoneTag = new(
        "customHostedZoneTag",
        "A tag (key, or key=value) that marks endpoints for which a hosted zone of one's own answers, as in a hub VPC.",
        Forms.IsTag, "a tag key, or key=value");

    /// <summary>Zones are looked at only where endpoints may be marked, and are listed VPC by VPC.</summary>
    public override IEnumerable<FactKind> Needs(Parameters parameters) => parameters.Get(CustomHostedZoneTag) is ""
        ? base.Needs(parameters) : base.Needs(parameters).Union([FactKind.Vpcs, FactKind.HostedZones]);

    /// <summary>A zone may have the addresses of a hub's endpoint in place of its name.</summary>
    public override IEnumerable<FactKind> Welcomes(Parameters parameters) =>
        parameters.Get(CustomHostedZoneTag) is "" ? base.Welcomes(parameters).Except([FactKind.NetworkInterfaces]) : base.Welcomes(parameters);

    /// <summary>The zones that answer for a hub's endpoints are those of other VPCs.</summary>
    public override Scope Around(Scope scope, Parameters parameters) => parameters.Get(CustomHostedZoneTag) is "" ? scope : Scope.Region;

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        // A tag alone leads nobody to the endpoint.
        var zones = parameters.Get(CustomHostedZoneTag) is { Length: > 0 } tag && CommonParameters.HasTag(endpoint, tag) ? new EndpointZones(endpoint, network) : null;
        return network.Find<ServiceDetail>(endpoint.Service.Full) switch
        {
            { PrivateDnsNames: [] } => NotApplicable($"{endpoint.Service} offers no private DNS names."),
            { HasProvedNames: false } service => NotApplicable($"The provider has not proved that {service.PrivateDnsNames[0]} is its own."),
            { HasProvedNames: null } service =>
                Undetermined($"Whether the provider has proved that {service.PrivateDnsNames[0]} is its own is told in a word that this version does not know."),
            _ when !endpoint.PrivateDnsEnabled && network.SiblingsOf(endpoint).FirstOrDefault(other => other.PrivateDnsEnabled) is { } sibling =>
                NotApplicable($"{sibling.Id} {(sibling.PrivateDnsOnlyForInboundResolver ? "has the names of" : "already answers for")} {endpoint.Service.Service} in {endpoint.VpcId}."),
            _ when zones is { LeadClients: true } => NotApplicable("A hosted zone of its own answers for it, as its tag says."),
            _ when endpoint.PrivateDnsEnabled => endpoint.PrivateDnsOnlyForInboundResolver && !HasS3Gateway()
                ? NonCompliant($"Private DNS answers inbound Resolver endpoints alone, and no S3 gateway endpoint in {endpoint.VpcId} takes the requests from inside.")
                : Compliant(),
            null => Undetermined(NotKnown.ServiceOf(endpoint)),
            var service when zones?.UnreadFor(service) is { } zone => Undetermined($"Whether {zone.Id} leads to it, as its tag says, has not been recorded."),
            _ when network.LeadsTo("s3", endpoint) && parameters.Get(S3PrivateDns) is "optional" && HasS3Gateway() => Compliant(),
            var service => NonCompliant(Wording.Fitting(most =>
                $"Private DNS is off, so in {endpoint.VpcId} {Wording.List(service.PrivateDnsNames, most)} still {(service.PrivateDnsNames is [_] ? "resolves" : "resolve")} to public addresses, unless a hosted zone answers.")),
        };

        bool HasS3Gateway() => network.GatewaysTo("s3", endpoint.VpcId).Any();
    }
}
