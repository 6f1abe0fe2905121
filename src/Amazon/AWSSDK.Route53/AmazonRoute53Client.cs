using Amazon.Route53.Internal;
using Amazon.Route53.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Shared.Clients;

namespace Amazon.Route53;

/// <summary>Route 53, over the SDK's own pipeline: its credentials, signatures, retries and clock.</summary>
public class AmazonRoute53Client : AmazonServiceClient, IAmazonRoute53
{
    public AmazonRoute53Client()
        : base(new AmazonRoute53Config())
    {
    }

    public AmazonRoute53Client(RegionEndpoint region)
        : base(new AmazonRoute53Config { RegionEndpoint = region })
    {
    }

    public AmazonRoute53Client(AmazonRoute53Config config)
        : base(config)
    {
    }

    public AmazonRoute53Client(AWSCredentials credentials)
        : this(credentials, new AmazonRoute53Config())
    {
    }

    public AmazonRoute53Client(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonRoute53Config { RegionEndpoint = region })
    {
    }

    public AmazonRoute53Client(AWSCredentials credentials, AmazonRoute53Config clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata("Route 53");

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonRoute53Config();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonRoute53Client(awsCredentials, (AmazonRoute53Config)clientConfig);

    public virtual Task<GetHostedZoneResponse> GetHostedZoneAsync(
        GetHostedZoneRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetHostedZoneResponse>(request, Operations.GetHostedZone.Options, cancellationToken);

    public virtual Task<ListHostedZonesByVPCResponse> ListHostedZonesByVPCAsync(
        ListHostedZonesByVPCRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListHostedZonesByVPCResponse>(request, Operations.ListHostedZonesByVPC.Options, cancellationToken);

    public virtual Task<ListResourceRecordSetsResponse> ListResourceRecordSetsAsync(
        ListResourceRecordSetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListResourceRecordSetsResponse>(request, Operations.ListResourceRecordSets.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
