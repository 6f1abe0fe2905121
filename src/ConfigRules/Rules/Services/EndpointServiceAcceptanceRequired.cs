using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Services;

/// <summary>Without acceptance, whoever is allowed to ask for a connection has it at once.</summary>
public sealed class EndpointServiceAcceptanceRequired() : ParameterizedRule<EndpointService>(new()
{
    Id = "endpoint-service-acceptance-required",
    Title = "Endpoint services ask before they connect",
    Severity = Severity.High,
    Reads = [FactKind.ServiceConfigurations],
    ReadsWhereRecorded = [FactKind.Organization],
    Triggers = [ResourceType.EndpointService],
    Why = """
        With acceptance off, an endpoint of any allowed principal connects without anybody being asked. One wildcard among the
        allowed principals then opens the service to every AWS account, and nothing announces who came.
        """,
    // The setting is of requests to create an endpoint; of connections that exist no page speaks.
    Fix = "Turn on acceptance for the service: whoever asks for a connection from then on waits until somebody accepts it.",
    Repair = new Repair.ByDocument("ServiceId", "SERVICE", """
        aws ec2 modify-vpc-endpoint-service-configuration --service-id SERVICE --acceptance-required
        # In CloudFormation, at the AWS::EC2::VPCEndpointService:
        #   AcceptanceRequired: true
        """),
    Proof = """
        aws ec2 describe-vpc-endpoint-service-configurations --service-ids SERVICE --query 'ServiceConfigurations[].AcceptanceRequired'
        aws ec2 describe-vpc-endpoint-service-permissions --service-id SERVICE
        """,
    Parameters = [AllowAutoAccept, Principals.TrustedAccountIds, Principals.TrustedOrgIds, Principals.AllowedServicePrincipals],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpointServiceConfiguration.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllowedPrincipal.html",
    ],
})
{
    private static readonly BooleanParameter AllowAutoAccept = new(
        "allowAutoAcceptWhenPrincipalsTrusted",
        "Whether acceptance may be off where all allowed principals are trusted.", false);

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(AllowAutoAccept) ? base.Needs(parameters).Append(FactKind.AllowedPrincipals) : base.Needs(parameters);

    public override IEnumerable<FactKind> Welcomes(Parameters parameters) =>
        parameters.Get(AllowAutoAccept) && parameters.Get(Principals.TrustedOrgIds) is [] ? base.Welcomes(parameters) : [];

    protected override Verdict Judge(EndpointService service, Network network, Parameters parameters) => service switch
    {
        { TakesConnections: false } =>
            NotApplicable("The service takes no connections any more."),

        { ManagesVpcEndpoints: true } => NotApplicable("The service makes its endpoints itself, so nobody asks for a connection."),

        { AcceptanceRequired: true } => Compliant(),

        _ when !parameters.Get(AllowAutoAccept) =>
            NonCompliant("Acceptance is off: every allowed principal connects without being asked for."),

        { AllowedPrincipals: null } => Undetermined($"The AllowedPrincipals of {service.Id} have not been recorded."),

        { AllowedPrincipals: [] } =>
            NonCompliant("Acceptance is off, and no allowed principals show whom that would concern."),

        _ => service.AllowedPrincipals.Value.ToLookup(principal => Principals.IsTrusted(principal, network, parameters)) switch
        {
            var principals when principals.Contains(false) =>
                NonCompliant(Wording.Fitting(most => $"Acceptance is off, and {Wording.List(principals[false].Select(Principals.Name), most)} may connect.")),
            var principals when principals.Contains(null) => Undetermined(Principals.Doubt(principals[null].First())),
            _ => Compliant(),
        },
    };
}
