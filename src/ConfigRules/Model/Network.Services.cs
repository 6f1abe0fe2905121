using ConfigRules.Engine;

namespace ConfigRules.Model;

/// <content>What is known of the services that endpoints lead to.</content>
public sealed partial class Network
{
    /// <summary>Who provides what the endpoint leads to: "amazon", "aws-marketplace", or an account's id; null where nothing recorded says.</summary>
    public string? ProviderOf(VpcEndpoint endpoint) =>
        !endpoint.IsOfLattice ? Find<ServiceDetail>(endpoint.Service.Full)?.Provider
        : endpoint.TargetArn?.Split(':', 6) is ["arn", _, _, _, var account, _] && Forms.IsAccountId(account) ? account
        : null;

    /// <summary>
    /// Whether the endpoint's service has private names, of which one endpoint of a VPC can be the owner; null where nothing recorded says.
    /// Services of AWS's are taken to have some.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html</remarks>
    public bool? HasPrivateNames(VpcEndpoint endpoint) =>
        !endpoint.Service.IsProvided || endpoint.PrivateDnsEnabled ? true
        : Find<ServiceDetail>(endpoint.Service.Full) is { } service ? service.PrivateDnsNames is not []
        : null;
}
