using ConfigRules.Engine;
using ConfigRules.Model;
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
    Repair = new Repair.ByDocument("VpcId", "VPC"),
    Proof = """
        aws ec2 describe-vpc-attribute --vpc-id VPC --attribute enableDnsSupport
        aws ec2 describe-vpc-attribute --vpc-id VPC --attribute enableDnsHostnames
        dig +short ecr.api.REGION.amazonaws.com    # from inside the VPC: the answers must be addresses of the endpoint's interfaces
        """,
    Parameters = [AlsoWhenPrivateDnsOff],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
    ],
})
{
    private static readonly BooleanParameter AlsoWhenPrivateDnsOff = new(
        "alsoWhenPrivateDnsOff", "Whether to judge VPCs too whose interface endpoints have private DNS off.", false);

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        var services = Dependents(vpc, network, parameters.Get(AlsoWhenPrivateDnsOff))
            .Select(endpoint => endpoint.Service.Service).Distinct().ToArray();

        return (services, vpc.Dns) switch
        {
            ([], _) => NotApplicable("No endpoint in it depends on the VPC's DNS attributes."),
            (_, null) => Undetermined($"The DNS attributes of {vpc.Id} have not been recorded."),
            (_, { Support: false, Hostnames: false }) => Broken("enableDnsSupport and enableDnsHostnames are", services),
            (_, { Support: false }) => Broken("enableDnsSupport is", services),
            (_, { Hostnames: false }) => Broken("enableDnsHostnames is", services),
            _ => Compliant(),
        };
    }

    /// <summary>A gateway endpoint needs the attributes only where its records are not left to the service.</summary>
    private static IEnumerable<VpcEndpoint> Dependents(Vpc vpc, Network network, bool alsoWhenOff) =>
        network.In<VpcEndpoint>(vpc.Id).Where(endpoint => endpoint.CarriesTraffic && endpoint switch
        {
            { Type: EndpointType.Interface } => endpoint.PrivateDnsEnabled || alsoWhenOff,
            { Type: EndpointType.Gateway } => endpoint.DnsRecordIpType is not (null or "" or "service-defined"),
            _ => false,
        });

    private static Verdict Broken(string attributes, string[] services) => NonCompliant(
        $"{attributes} off, so in this VPC the names of {Wording.List(services)} do not resolve to the endpoints.");
}
