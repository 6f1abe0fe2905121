using Amazon.Route53Profiles.Internal;
using Amazon.Route53Profiles.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Shared.Clients;

namespace Amazon.Route53Profiles;

/// <summary>Route 53 Profiles, over the SDK's own pipeline: its credentials, signatures, retries and clock.</summary>
public class AmazonRoute53ProfilesClient : AmazonServiceClient, IAmazonRoute53Profiles
{
    public AmazonRoute53ProfilesClient()
        : base(new AmazonRoute53ProfilesConfig())
    {
    }

    public AmazonRoute53ProfilesClient(RegionEndpoint region)
        : base(new AmazonRoute53ProfilesConfig { RegionEndpoint = region })
    {
    }

    public AmazonRoute53ProfilesClient(AmazonRoute53ProfilesConfig config)
        : base(config)
    {
    }

    public AmazonRoute53ProfilesClient(AWSCredentials credentials)
        : this(credentials, new AmazonRoute53ProfilesConfig())
    {
    }

    public AmazonRoute53ProfilesClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonRoute53ProfilesConfig { RegionEndpoint = region })
    {
    }

    public AmazonRoute53ProfilesClient(AWSCredentials credentials, AmazonRoute53ProfilesConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata("Route53Profiles");

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonRoute53ProfilesConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonRoute53ProfilesClient(awsCredentials, (AmazonRoute53ProfilesConfig)clientConfig);

    public virtual Task<ListProfileAssociationsResponse> ListProfileAssociationsAsync(
        ListProfileAssociationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListProfileAssociationsResponse>(request, Operations.ListProfileAssociations.Options, cancellationToken);

    public virtual Task<ListProfileResourceAssociationsResponse> ListProfileResourceAssociationsAsync(
        ListProfileResourceAssociationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListProfileResourceAssociationsResponse>(request, Operations.ListProfileResourceAssociations.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
