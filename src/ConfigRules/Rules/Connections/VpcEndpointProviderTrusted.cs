using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Connections;

/// <summary>What is sent into an endpoint comes out at whoever provides the service.</summary>
public sealed class VpcEndpointProviderTrusted() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-provider-trusted",
    Title = "Endpoints lead to AWS and to trusted providers alone",
    Severity = Severity.High,
    Reads = [FactKind.VpcEndpoints, FactKind.ServiceDetails],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes =
    [
        EndpointType.Interface, EndpointType.Gateway, EndpointType.GatewayLoadBalancer, EndpointType.Resource, EndpointType.ServiceNetwork,
    ],
    Why = """
        An endpoint to a stranger's service is a private way out of the VPC: no route table, NAT gateway or firewall on the way to
        the internet ever sees what goes through it, and no endpoint policy can restrict it. Its name tells nothing of who is behind.
        """,
    Fix = "Find out whose service it is and who needs it; trust the account by a parameter, or delete the endpoint.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[ServiceName,ServiceRegion,SubnetIds,Tags]'
        # Nobody needs it, which cuts off whoever uses it all the same:
        aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ENDPOINT
        # In CloudFormation, remove the AWS::EC2::VPCEndpoint; or, where the provider is to be trusted, at the AWS::Config::ConfigRule:
        #   InputParameters: {trustedProviderAccountIds: "ACCOUNT"}
        """,
        "Whether the provider is to be trusted is a decision, and to delete the endpoint cuts off whoever uses it."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[ServiceName,ServiceRegion,ResourceConfigurationArn,ServiceNetworkArn]'
        aws ec2 describe-vpc-endpoint-services --service-names SERVICE --query 'ServiceDetails[].Owner'
        """,
    Parameters = [TrustedProviderAccountIds, TrustedServiceNames, AllowMarketplace, AllowedServiceRegions],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-saas.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ServiceDetail.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html",
    ],
})
{
    // https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
    private static readonly ListParameter TrustedProviderAccountIds = new(
        "trustedProviderAccountIds",
        "Accounts to trust besides the endpoint's own, those of one's organization among them: which these are, AWS tells nobody but its "
            + "management account and delegated administrators.",
        Forms.IsAccountId, "12-digit account ids separated by commas");

    private static readonly ListParameter TrustedServiceNames = new(
        "trustedServiceNames", "Services to trust whoever provides them, by full name or by id: vpce-svc-0123456789abcdef0.",
        text => text.Length > 0, "names of services or their ids separated by commas");

    private static readonly BooleanParameter AllowMarketplace = new(
        "allowMarketplace", "Whether endpoints may lead to services that are sold in AWS Marketplace.", false);

    private static readonly ListParameter AllowedServiceRegions = new(
        "allowedServiceRegions", "Regions besides the endpoint's own whose services may be used.", Forms.IsRegion, "regions separated by commas");

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (endpoint.RegionOfService is { } region && region != network.Region && !parameters.Get(AllowedServiceRegions).Contains(region))
            return network.Region is null ? Undetermined(NotKnown.Region) : NonCompliant($"It leads to {endpoint.Service} in {region}, a region that no parameter allows.");
        if (parameters.Get(TrustedServiceNames).Any(name => name == endpoint.Service.Full || (endpoint.Service.IsProvided && name == endpoint.Service.Service)))
            return Compliant();

        return network.ProviderOf(endpoint) switch
        {
            null when endpoint.IsOfLattice => Undetermined("Which account provides what it leads to has not been recorded."),
            null => Undetermined($"Who provides {endpoint.Service} is not among the recorded ServiceDetails."),
            "amazon" => Compliant(),
            "aws-marketplace" when parameters.Get(AllowMarketplace) => Compliant(),
            "aws-marketplace" => NonCompliant($"{endpoint.Service} is sold in AWS Marketplace, whose services no parameter allows."),
            var provider when provider == network.AccountId || parameters.Get(TrustedProviderAccountIds).Contains(provider) => Compliant(),
            _ when network.AccountId is null => Undetermined(NotKnown.AccountId),
            var provider when endpoint.IsOfLattice => NonCompliant($"{endpoint.TargetArn} is of account {provider}, which no parameter trusts."),
            var provider => NonCompliant($"{endpoint.Service} is provided by {provider}, which no parameter trusts."),
        };
    }
}
