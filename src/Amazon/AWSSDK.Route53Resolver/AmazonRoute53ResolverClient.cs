using Amazon.Route53Resolver.Internal;
using Amazon.Route53Resolver.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Shared.Clients;

namespace Amazon.Route53Resolver;

/// <summary>The Route 53 VPC Resolver, over the SDK's own pipeline: its credentials, signatures, retries and clock.</summary>
public class AmazonRoute53ResolverClient : AmazonServiceClient, IAmazonRoute53Resolver
{
    public AmazonRoute53ResolverClient()
        : base(new AmazonRoute53ResolverConfig())
    {
    }

    public AmazonRoute53ResolverClient(RegionEndpoint region)
        : base(new AmazonRoute53ResolverConfig { RegionEndpoint = region })
    {
    }

    public AmazonRoute53ResolverClient(AmazonRoute53ResolverConfig config)
        : base(config)
    {
    }

    public AmazonRoute53ResolverClient(AWSCredentials credentials)
        : this(credentials, new AmazonRoute53ResolverConfig())
    {
    }

    public AmazonRoute53ResolverClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonRoute53ResolverConfig { RegionEndpoint = region })
    {
    }

    public AmazonRoute53ResolverClient(AWSCredentials credentials, AmazonRoute53ResolverConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata("Route53Resolver");

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonRoute53ResolverConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonRoute53ResolverClient(awsCredentials, (AmazonRoute53ResolverConfig)clientConfig);

    public virtual Task<ListFirewallDomainListsResponse> ListFirewallDomainListsAsync(
        ListFirewallDomainListsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFirewallDomainListsResponse>(request, Operations.ListFirewallDomainLists.Options, cancellationToken);

    public virtual Task<ListFirewallDomainsResponse> ListFirewallDomainsAsync(
        ListFirewallDomainsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFirewallDomainsResponse>(request, Operations.ListFirewallDomains.Options, cancellationToken);

    public virtual Task<ListFirewallRuleGroupAssociationsResponse> ListFirewallRuleGroupAssociationsAsync(
        ListFirewallRuleGroupAssociationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFirewallRuleGroupAssociationsResponse>(request, Operations.ListFirewallRuleGroupAssociations.Options, cancellationToken);

    public virtual Task<ListFirewallRulesResponse> ListFirewallRulesAsync(
        ListFirewallRulesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFirewallRulesResponse>(request, Operations.ListFirewallRules.Options, cancellationToken);

    public virtual Task<ListResolverEndpointIpAddressesResponse> ListResolverEndpointIpAddressesAsync(
        ListResolverEndpointIpAddressesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListResolverEndpointIpAddressesResponse>(request, Operations.ListResolverEndpointIpAddresses.Options, cancellationToken);

    public virtual Task<ListResolverEndpointsResponse> ListResolverEndpointsAsync(
        ListResolverEndpointsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListResolverEndpointsResponse>(request, Operations.ListResolverEndpoints.Options, cancellationToken);

    public virtual Task<ListResolverRuleAssociationsResponse> ListResolverRuleAssociationsAsync(
        ListResolverRuleAssociationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListResolverRuleAssociationsResponse>(request, Operations.ListResolverRuleAssociations.Options, cancellationToken);

    public virtual Task<ListResolverRulesResponse> ListResolverRulesAsync(
        ListResolverRulesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListResolverRulesResponse>(request, Operations.ListResolverRules.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
