using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Services;

/// <summary>The allowed principals are the service's only door: whoever is not among them cannot even ask.</summary>
public sealed class EndpointServicePrincipalsTrusted() : ParameterizedRule<EndpointService>(new()
{
    Id = "endpoint-service-principals-trusted",
    Title = "Endpoint services let nobody but trusted principals ask for a connection",
    Severity = Severity.High,
    Reads = [FactKind.ServiceConfigurations, FactKind.AllowedPrincipals],
    ReadsWhereRecorded = [FactKind.Organization],
    Triggers = [ResourceType.EndpointService],
    Why = """
        Whoever is allowed may have an endpoint to the service, at once where acceptance is off. A wildcard allows every AWS
        account, and one forgotten partner stays allowed for years; a region that was opened once lets endpoints come from where
        nobody looks. None of this shows in the service's configuration item.
        """,
    Fix = "Remove the principals and regions that are nobody's; then look at the connections, which removing does not close.",
    Repair = new Repair.ByDocument("ServiceId", "SERVICE", """
        aws ec2 modify-vpc-endpoint-service-permissions --service-id SERVICE --remove-allowed-principals PRINCIPAL
        aws ec2 modify-vpc-endpoint-service-configuration --service-id SERVICE --remove-supported-regions REGION
        # Connections that were accepted stay; those of strangers have to be rejected, which cuts them off:
        aws ec2 describe-vpc-endpoint-connections --filters Name=service-id,Values=SERVICE --query 'VpcEndpointConnections[].[VpcEndpointId,VpcEndpointOwner]'
        aws ec2 reject-vpc-endpoint-connections --service-id SERVICE --vpc-endpoint-ids ENDPOINT
        # In CloudFormation, at the AWS::EC2::VPCEndpointServicePermissions:
        #   AllowedPrincipals: ["arn:aws:iam::ACCOUNT:root"]
        """) { Given = "TrustedAccountIds=ACCOUNT" },
    Proof = """
        aws ec2 describe-vpc-endpoint-service-permissions --service-id SERVICE --query 'AllowedPrincipals[].[PrincipalType,Principal]'
        aws ec2 describe-vpc-endpoint-service-configurations --service-ids SERVICE --query 'ServiceConfigurations[].[AcceptanceRequired,SupportedRegions]'
        """,
    Parameters = [Principals.TrustedAccountIds, Principals.TrustedOrgIds, Principals.AllowedServicePrincipals, AllowWildcardWithAcceptance, EmptyPrincipals, AllowedServiceRegions],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllowedPrincipal.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SupportedRegionDetail.html",
    ],
})
{
    private static readonly BooleanParameter AllowWildcardWithAcceptance = new(
        "allowWildcardWithAcceptance", "Whether everybody may be allowed where each connection has to be accepted.", false);

    private static readonly ChoiceParameter EmptyPrincipals = new(
        "emptyPrincipals", "What a service is to which nobody is allowed: only its own account can connect then.",
        "compliant", ["compliant", "noncompliant"]);

    private static readonly ListParameter AllowedServiceRegions = new(
        "allowedServiceRegions", "Regions besides the service's own from which endpoints may come.", Forms.IsRegion, "regions separated by commas");

    public override IEnumerable<FactKind> Welcomes(Parameters parameters) => parameters.Get(Principals.TrustedOrgIds) is [] ? base.Welcomes(parameters) : [];

    protected override Verdict Judge(EndpointService service, Network network, Parameters parameters)
    {
        if (!service.TakesConnections)
            return NotApplicable("The service takes no connections any more.");
        if (service.AllowedPrincipals is not { } principals)
            return Undetermined($"The AllowedPrincipals of {service.Id} have not been recorded.");

        var others = principals.Where(principal => !IsAcceptedEverybody(principal, service, parameters))
            .OrderBy(principal => !Principals.IsEverybody(principal)).ThenBy(Principals.Name, StringComparer.Ordinal)
            .ToLookup(principal => Principals.IsTrusted(principal, network, parameters));
        AllowedPrincipal[] strangers = [.. others[false]];
        var home = ServiceName.Parse(service.ServiceName).Region ?? network.Region;
        var regions = service.SupportedRegions.Except(parameters.Get(AllowedServiceRegions)).Where(region => region != home).Order(StringComparer.Ordinal).ToArray();
        var may = service.AcceptanceRequired ? "ask to connect" : "connect without being asked for";

        return (strangers, regions) switch
        {
            ([_, ..], _) => NonCompliant(Wording.Fitting(most => $"The service lets {Wording.List(strangers.Select(Principals.Name), most)} {may}.")),
            (_, [_, ..]) when home is not null => NonCompliant(Wording.Fitting(most => $"The service lets endpoints in {Wording.List(regions, most)} {may}.")),
            _ when others.Contains(null) => Undetermined(Principals.Doubt(others[null].First())),
            (_, [_, ..]) => Undetermined(NotKnown.Region),
            _ when principals is [] && parameters.Get(EmptyPrincipals) is "noncompliant" => NonCompliant("No principal is allowed, which says nothing of who is meant to connect."),
            _ => Compliant(),
        };
    }

    private static bool IsAcceptedEverybody(AllowedPrincipal principal, EndpointService service, Parameters parameters) =>
        Principals.IsEverybody(principal) && service.AcceptanceRequired && parameters.Get(AllowWildcardWithAcceptance);
}
