using Amazon.Route53Resolver.Model;
using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public interface IAmazonRoute53Resolver : IAmazonService, IDisposable
{
    Task<ListFirewallDomainListsResponse> ListFirewallDomainListsAsync(ListFirewallDomainListsRequest request, CancellationToken cancellationToken = default);

    Task<ListFirewallDomainsResponse> ListFirewallDomainsAsync(ListFirewallDomainsRequest request, CancellationToken cancellationToken = default);

    Task<ListFirewallRuleGroupAssociationsResponse> ListFirewallRuleGroupAssociationsAsync(ListFirewallRuleGroupAssociationsRequest request, CancellationToken cancellationToken = default);

    Task<ListFirewallRulesResponse> ListFirewallRulesAsync(ListFirewallRulesRequest request, CancellationToken cancellationToken = default);

    Task<ListResolverEndpointIpAddressesResponse> ListResolverEndpointIpAddressesAsync(ListResolverEndpointIpAddressesRequest request, CancellationToken cancellationToken = default);

    Task<ListResolverEndpointsResponse> ListResolverEndpointsAsync(ListResolverEndpointsRequest request, CancellationToken cancellationToken = default);

    Task<ListResolverRuleAssociationsResponse> ListResolverRuleAssociationsAsync(ListResolverRuleAssociationsRequest request, CancellationToken cancellationToken = default);

    Task<ListResolverRulesResponse> ListResolverRulesAsync(ListResolverRulesRequest request, CancellationToken cancellationToken = default);
}
