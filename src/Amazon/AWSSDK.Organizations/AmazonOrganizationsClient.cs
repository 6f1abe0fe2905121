using Amazon.Organizations.Internal;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Shared.Clients;

namespace Amazon.Organizations;

/// <summary>AWS Organizations, over the SDK's own pipeline: its credentials, signatures, retries and clock.</summary>
public class AmazonOrganizationsClient : AmazonServiceClient, IAmazonOrganizations
{
    public AmazonOrganizationsClient()
        : base(new AmazonOrganizationsConfig())
    {
    }

    public AmazonOrganizationsClient(RegionEndpoint region)
        : base(new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    public AmazonOrganizationsClient(AmazonOrganizationsConfig config)
        : base(config)
    {
    }

    public AmazonOrganizationsClient(AWSCredentials credentials)
        : this(credentials, new AmazonOrganizationsConfig())
    {
    }

    public AmazonOrganizationsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    public AmazonOrganizationsClient(AWSCredentials credentials, AmazonOrganizationsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata("Organizations");

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonOrganizationsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonOrganizationsClient(awsCredentials, (AmazonOrganizationsConfig)clientConfig);

    public virtual Task<DescribeOrganizationResponse> DescribeOrganizationAsync(
        DescribeOrganizationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeOrganizationResponse>(request, Operations.DescribeOrganization.Options, cancellationToken);

    public virtual Task<ListAccountsForParentResponse> ListAccountsForParentAsync(
        ListAccountsForParentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountsForParentResponse>(request, Operations.ListAccountsForParent.Options, cancellationToken);

    public virtual Task<ListOrganizationalUnitsForParentResponse> ListOrganizationalUnitsForParentAsync(
        ListOrganizationalUnitsForParentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListOrganizationalUnitsForParentResponse>(request, Operations.ListOrganizationalUnitsForParent.Options, cancellationToken);

    public virtual Task<ListRootsResponse> ListRootsAsync(
        ListRootsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRootsResponse>(request, Operations.ListRoots.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ServicePipeline.Customize(pipeline);
    }
}
