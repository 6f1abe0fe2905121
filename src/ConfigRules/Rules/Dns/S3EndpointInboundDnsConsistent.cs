using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Dns;

/// <summary>S3's names are shared out: requests from inside go through the gateway endpoint, those from outside through the interface.</summary>
public sealed class S3EndpointInboundDnsConsistent() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "s3-endpoint-inbound-dns-consistent",
    Title = "S3 interface endpoints serve networks outside, and gateway endpoints the VPC",
    Severity = Severity.Medium,
    Reads = [FactKind.VpcEndpoints, FactKind.ResolverEndpoints],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = [EndpointType.Interface],
    Why = """
        An S3 interface endpoint may answer those alone who ask through an inbound Resolver endpoint, so that offices and data centres
        reach S3 privately and the VPC goes on using its gateway endpoint, which costs nothing. Without a gateway endpoint the VPC's
        requests leave publicly; without an inbound endpoint nobody is answered at all; and where the interface answers the VPC as
        well, every gigabyte from inside is billed.
        """,
    Fix = "Keep an S3 gateway endpoint and an inbound Resolver endpoint in the VPC, and let private DNS answer inbound endpoints alone.",
    Repair = new Repair.ByHand("""
        # Where the VPC has no S3 gateway endpoint:
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE
        # Where requests from inside go through the interface endpoint:
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=true
        # Where nobody outside can ask; two subnets, in two zones:
        aws route53resolver create-resolver-endpoint --creator-request-id inbound-VPC --direction INBOUND --security-group-ids GROUP --ip-addresses SubnetId=SUBNET SubnetId=SUBNET
        # In CloudFormation, at the AWS::EC2::VPCEndpoint:
        #   PrivateDnsEnabled: true
        #   DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: OnlyInboundResolver}
        """,
        "It takes a Resolver endpoint, which is billed, or changes where the S3 traffic of the whole VPC goes."),
    Proof = """
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC Name=service-name,Values=com.amazonaws.REGION.s3 --query 'VpcEndpoints[].[VpcEndpointId,VpcEndpointType,State,PrivateDnsEnabled,DnsOptions]'
        aws route53resolver list-resolver-endpoints --filters Name=HostVPCId,Values=VPC
        dig +short s3.REGION.amazonaws.com    # from inside the VPC: public addresses; by an inbound endpoint's address: those of the endpoint's interfaces
        """,
    Parameters = [AllowInVpcInterface, InboundResolverVpcIds],
    Links =
    [
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html",
    ],
})
{
    private static readonly BooleanParameter AllowInVpcInterface = new(
        "allowInVpcInterface", "Whether requests from inside the VPC may go through the interface endpoint beside a gateway endpoint.", false);

    private static readonly ListParameter InboundResolverVpcIds = new(
        "inboundResolverVpcIds", "Other VPCs that answer for the endpoint, by a Route 53 Profile, and have inbound Resolver endpoints.",
        Forms.IsVpcId, "VPC ids separated by commas");

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(InboundResolverVpcIds) is [] ? base.Needs(parameters) : base.Needs(parameters).Union([FactKind.Vpcs]);

    /// <summary>The inbound endpoints that answer are those of other VPCs.</summary>
    public override Scope Around(Scope scope, Parameters parameters) => parameters.Get(InboundResolverVpcIds) is [] ? scope : Scope.Region;

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (!network.LeadsTo("s3", endpoint))
            return NotApplicable("It does not lead to the region's S3.");
        if (!endpoint.PrivateDnsEnabled)
            return NotApplicable("Its private DNS is off.");

        var gateways = network.GatewaysTo("s3", endpoint.VpcId).ToArray();
        var strange = network.EndpointsTo("s3", endpoint.VpcId).FirstOrDefault(other => other is { Type: EndpointType.Gateway, State: EndpointState.Unknown });
        return (endpoint.PrivateDnsOnlyForInboundResolver, gateways) switch
        {
            (_, []) when strange is not null => Undetermined($"The state of {strange.Id} is none that this version knows."),
            (false, []) => Compliant(),
            (false, [var gateway, ..]) => parameters.Get(AllowInVpcInterface)
                ? Compliant()
                : NonCompliant($"Requests to S3 from inside {endpoint.VpcId} go through it, and are billed, instead of {gateway.Id}."),
            (true, []) =>
                NonCompliant($"Private DNS answers inbound Resolver endpoints alone, and no S3 gateway endpoint in {endpoint.VpcId} takes the requests from inside."),
            (true, _) when !gateways.Any(gateway => HaveRecordsAlike(endpoint, gateway)) =>
                NonCompliant($"Its DNS records are {endpoint.RecordIpType}, and those of {gateways[0].Id} {gateways[0].RecordIpType}, which must be the same or service-defined."),
            // A resolver answers by the zones of its own VPC, wherever who asks comes from.
            _ when parameters.Get(InboundResolverVpcIds).Except([endpoint.VpcId]).ToArray() is var others && !network.IsAskedFromOutside(endpoint.VpcId)
                && !others.Any(vpc => network.Find<Vpc>(vpc) is null || network.IsAskedFromOutside(vpc)) =>
                NonCompliant($"Private DNS answers inbound Resolver endpoints alone, and {(others is [] ? $"{endpoint.VpcId} has none" : $"none of {Wording.List(others.Prepend(endpoint.VpcId))} has one")}."),
            // Of a VPC that was not recorded, as of another account's, the parameter is believed.
            _ => Compliant(),
        };
    }

    private static bool HaveRecordsAlike(VpcEndpoint endpoint, VpcEndpoint gateway) =>
        gateway.RecordIpType is "service-defined" || gateway.RecordIpType == endpoint.RecordIpType;
}
