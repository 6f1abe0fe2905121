using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Services;

/// <summary>Until the provider has proved that a name is its own, nobody's endpoint can answer for it.</summary>
public sealed class EndpointServicePrivateDnsVerified() : ParameterizedRule<EndpointService>(new()
{
    Id = "endpoint-service-private-dns-verified",
    Title = "Endpoint services have proved that their private DNS name is theirs",
    Severity = Severity.Medium,
    Reads = [FactKind.ServiceConfigurations],
    ReadsWhereRecorded = [FactKind.TxtRecords],
    Triggers = [ResourceType.EndpointService],
    Why = """
        Consumers can turn on private DNS only for a name that has been verified. With a name that is not, their endpoints cannot be
        made as their templates say, or their clients go on resolving the name as the internet does, and the fault shows in their
        account, not in the provider's.
        """,
    Fix = "Put the text that EC2 asks for into the domain's DNS, have EC2 look again, and leave the record there.",
    Repair = new Repair.ByDocument("ServiceId", "SERVICE", """
        aws ec2 describe-vpc-endpoint-service-configurations --service-ids SERVICE --query 'ServiceConfigurations[].[PrivateDnsName,PrivateDnsNameConfiguration]'
        # Once the record with that name and value answers in public DNS:
        aws ec2 start-vpc-endpoint-service-private-dns-verification --service-id SERVICE
        # In CloudFormation, at an AWS::Route53::RecordSet beside the AWS::EC2::VPCEndpointService, with what that command prints:
        #   Type: TXT
        #   Name: RECORD
        #   TTL: "1800"
        #   ResourceRecords: ['"VALUE"']
        """),
    Proof = """
        aws ec2 describe-vpc-endpoint-service-configurations --service-ids SERVICE --query 'ServiceConfigurations[].[PrivateDnsName,PrivateDnsNameConfiguration]'
        dig +short TXT RECORD    # from anywhere: the answer must be the value that EC2 asks for
        """,
    Parameters = [CheckTxt],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_PrivateDnsNameConfiguration.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartVpcEndpointServicePrivateDnsVerification.html",
    ],
})
{
    private static readonly BooleanParameter CheckTxt = new(
        "checkTxt", "Remark where the record that proved a name is gone from public DNS, so that a new verification would fail. A function asks the DNS servers that it has: those outside of a VPC, where no private zone has the same name.",
        Fallback: false);

    public override IEnumerable<FactKind> Welcomes(Parameters parameters) => parameters.Get(CheckTxt) ? base.Welcomes(parameters) : [];

    protected override Verdict Judge(EndpointService service, Network network, Parameters parameters) => service switch
    {
        { TakesConnections: false } =>
            NotApplicable("The service takes no connections any more."),

        { PrivateDnsName: null or "" } => NotApplicable("The service has no private DNS name."),

        { PrivateDnsVerification: null } => Undetermined($"Whether {service.PrivateDnsName} is verified has not been recorded."),

        { PrivateDnsVerification.State: DnsNameState.Unknown } =>
            Undetermined($"Whether {service.PrivateDnsName} is verified is told in a word that this version does not know."),

        // EC2 tells no time with it, so that one that began a minute ago looks like one that was forgotten.
        { PrivateDnsVerification.State: DnsNameState.PendingVerification } =>
            Undetermined($"The verification of {service.PrivateDnsName} has not ended, and EC2 does not tell since when it is pending."),

        { PrivateDnsVerification: { State: DnsNameState.Failed } verification } =>
            NonCompliant($"{service.PrivateDnsName} could not be verified{Record(verification)}."),

        _ when !parameters.Get(CheckTxt) => Compliant(),

        // What is verified stays so; it is looked at anew only when somebody asks for it, or another name is wanted.
        _ => network.IsStillProved(service) switch
        {
            true => Compliant(),
            false => Compliant($"{service.PrivateDnsName} is verified, but the DNS servers that were asked have no record any more that proves it{Record(service.PrivateDnsVerification)}."),
            null => Compliant($"{service.PrivateDnsName} is verified; whether DNS still has the record that proves it is not known."),
        },
    };

    private static string Record(DnsNameVerification verification) => verification is { Name.Length: > 0, Value.Length: > 0 }
        ? $": EC2 asks for {verification.Value} in the {verification.Type ?? "TXT"} record {verification.Name}"
        : "";
}
