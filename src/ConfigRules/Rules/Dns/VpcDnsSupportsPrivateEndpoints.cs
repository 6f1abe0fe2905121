using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Dns;

/// <summary>Private DNS names exist in a VPC only while both of its DNS attributes are on.</summary>
public sealed class VpcDnsSupportsPrivateEndpoints() : ParameterizedRule<Vpc>(new()
{
    Id = "vpc-dns-supports-private-endpoints",
    Title = "VPCs answer the private DNS names of their endpoints",
    Severity = Severity.Critical,
    Reads = [FactKind.Vpcs, FactKind.VpcAttributes, FactKind.VpcEndpoints],
    Triggers = [ResourceType.Vpc, ResourceType.VpcEndpoint],
    Why = """
        Private DNS works through a hidden hosted zone that AWS attaches to the VPC, and only while enableDnsSupport and
        enableDnsHostnames are both on. EC2 refuses to turn private DNS on without them, but lets them be turned off
        afterwards. From then on the names resolve to public addresses again: requests leave through the NAT gateway or the
        internet gateway, or time out, and the endpoint still shows as available with private DNS enabled.
        """,
    Fix = "Turn on enableDnsSupport, then, in a second call, enableDnsHostnames.",
    Repair = new Repair.ByDocument("VpcId", "VPC", """
        aws ec2 modify-vpc-attribute --vpc-id VPC --enable-dns-support Value=true
        aws ec2 modify-vpc-attribute --vpc-id VPC --enable-dns-hostnames Value=true
        # In CloudFormation, at the AWS::EC2::VPC:
        #   EnableDnsSupport: true
        #   EnableDnsHostnames: true
        """),
    Proof = """
        aws ec2 describe-vpc-attribute --vpc-id VPC --attribute enableDnsSupport
        aws ec2 describe-vpc-attribute --vpc-id VPC --attribute enableDnsHostnames
        aws ec2 describe-network-interfaces --filters Name=vpc-id,Values=VPC Name=interface-type,Values=vpc_endpoint --query 'NetworkInterfaces[].[Description,PrivateIpAddress]'
        dig +short sts.REGION.amazonaws.com    # from inside the VPC, for the service of an endpoint in it: the answers must be addresses of its interfaces
        """,
    Parameters = [AlsoWhenPrivateDnsOff],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html",
    ],
})
{
    private static readonly BooleanParameter AlsoWhenPrivateDnsOff = new(
        "alsoWhenPrivateDnsOff", "Whether to judge VPCs too whose interface endpoints have private DNS off.", false);

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        var dependents = network.In<VpcEndpoint>(vpc.Id)
            .Where(endpoint => DependsOnAttributes(endpoint, parameters.Get(AlsoWhenPrivateDnsOff))).ToArray();
        var working = dependents.Where(endpoint => endpoint.CarriesTraffic).ToArray();

        return (dependents, working, vpc.Dns) switch
        {
            ([], _, _) => NotApplicable("No endpoint in it depends on the VPC's DNS attributes."),
            (_, _, null) => Undetermined($"The DNS attributes of {vpc.Id} have not been recorded."),
            _ when Resolver.AnswersFromZones(vpc) is true => Compliant(),
            ([var strange, ..], [], _) => Undetermined($"The state of {strange.Id} is none that this version knows."),
            (_, _, { Support: false, Hostnames: false }) => Broken("enableDnsSupport and enableDnsHostnames are", working),
            (_, _, { Support: false }) => Broken("enableDnsSupport is", working),
            _ => Broken("enableDnsHostnames is", working),
        };
    }

    /// <summary>
    /// A gateway endpoint has no private DNS, and needs the attributes only where its records are not left to the service; all
    /// others, to resources and service networks too, may have it.
    /// </summary>
    private static bool DependsOnAttributes(VpcEndpoint endpoint, bool alsoWhenOff) =>
        (endpoint.CarriesTraffic || endpoint.State is EndpointState.Unknown)
        && endpoint.Type switch
        {
            EndpointType.Gateway => endpoint.DnsRecordIpType is not (null or "" or "service-defined"),
            EndpointType.Interface => endpoint.PrivateDnsEnabled || alsoWhenOff,
            _ => endpoint.PrivateDnsEnabled,
        };

    /// <summary>Names never resolve to gateway endpoints, which only choose of which kind the service's records are.</summary>
    private static Verdict Broken(string attributes, VpcEndpoint[] endpoints) => NonCompliant(
        endpoints.Where(endpoint => endpoint.Type is not EndpointType.Gateway).Select(Name).Distinct().ToArray() is [_, ..] names
            ? $"{attributes} off, so in this VPC the names of {Wording.List(names)} do not resolve to the endpoints."
            : $"{attributes} off, so in this VPC the names of {Wording.List(endpoints.Select(Name).Distinct())} do not have the records that gateway endpoints choose.");

    /// <summary>Endpoints to resources and to service networks have no service.</summary>
    private static string Name(VpcEndpoint endpoint) => string.IsNullOrEmpty(endpoint.Service.Full) ? endpoint.Id : endpoint.Service.Service;
}
