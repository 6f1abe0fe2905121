using Amazon.ElasticLoadBalancingV2.Internal;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Shared.Clients;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>Elastic Load Balancing, over the SDK's own pipeline: its credentials, signatures, retries and clock.</summary>
public class AmazonElasticLoadBalancingV2Client : AmazonServiceClient, IAmazonElasticLoadBalancingV2
{
    public AmazonElasticLoadBalancingV2Client()
        : base(new AmazonElasticLoadBalancingV2Config())
    {
    }

    public AmazonElasticLoadBalancingV2Client(RegionEndpoint region)
        : base(new AmazonElasticLoadBalancingV2Config { RegionEndpoint = region })
    {
    }

    public AmazonElasticLoadBalancingV2Client(AmazonElasticLoadBalancingV2Config config)
        : base(config)
    {
    }

    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials)
        : this(credentials, new AmazonElasticLoadBalancingV2Config())
    {
    }

    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonElasticLoadBalancingV2Config { RegionEndpoint = region })
    {
    }

    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials, AmazonElasticLoadBalancingV2Config clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata("Elastic Load Balancing v2");

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonElasticLoadBalancingV2Config();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonElasticLoadBalancingV2Client(awsCredentials, (AmazonElasticLoadBalancingV2Config)clientConfig);

    public virtual Task<DescribeListenersResponse> DescribeListenersAsync(
        DescribeListenersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeListenersResponse>(request, Operations.DescribeListeners.Options, cancellationToken);

    public virtual Task<DescribeLoadBalancerAttributesResponse> DescribeLoadBalancerAttributesAsync(
        DescribeLoadBalancerAttributesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeLoadBalancerAttributesResponse>(request, Operations.DescribeLoadBalancerAttributes.Options, cancellationToken);

    public virtual Task<DescribeLoadBalancersResponse> DescribeLoadBalancersAsync(
        DescribeLoadBalancersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeLoadBalancersResponse>(request, Operations.DescribeLoadBalancers.Options, cancellationToken);

    public virtual Task<DescribeTargetGroupAttributesResponse> DescribeTargetGroupAttributesAsync(
        DescribeTargetGroupAttributesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeTargetGroupAttributesResponse>(request, Operations.DescribeTargetGroupAttributes.Options, cancellationToken);

    public virtual Task<DescribeTargetHealthResponse> DescribeTargetHealthAsync(
        DescribeTargetHealthRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeTargetHealthResponse>(request, Operations.DescribeTargetHealth.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
