using Amazon.ConfigService.Internal;
using Amazon.ConfigService.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Shared.Clients;

namespace Amazon.ConfigService;

/// <summary>AWS Config, over the SDK's own pipeline: its credentials, signatures, retries and clock.</summary>
public class AmazonConfigServiceClient : AmazonServiceClient, IAmazonConfigService
{
    public AmazonConfigServiceClient()
        : base(new AmazonConfigServiceConfig())
    {
    }

    public AmazonConfigServiceClient(RegionEndpoint region)
        : base(new AmazonConfigServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonConfigServiceClient(AmazonConfigServiceConfig config)
        : base(config)
    {
    }

    public AmazonConfigServiceClient(AWSCredentials credentials)
        : this(credentials, new AmazonConfigServiceConfig())
    {
    }

    public AmazonConfigServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonConfigServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonConfigServiceClient(AWSCredentials credentials, AmazonConfigServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata("Config Service");

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonConfigServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonConfigServiceClient(awsCredentials, (AmazonConfigServiceConfig)clientConfig);

    public virtual Task<BatchGetResourceConfigResponse> BatchGetResourceConfigAsync(
        BatchGetResourceConfigRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchGetResourceConfigResponse>(request, Operations.BatchGetResourceConfig.Options, cancellationToken);

    public virtual Task<DescribeComplianceByConfigRuleResponse> DescribeComplianceByConfigRuleAsync(
        DescribeComplianceByConfigRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeComplianceByConfigRuleResponse>(request, Operations.DescribeComplianceByConfigRule.Options, cancellationToken);

    public virtual Task<GetAggregateComplianceDetailsByConfigRuleResponse> GetAggregateComplianceDetailsByConfigRuleAsync(
        GetAggregateComplianceDetailsByConfigRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetAggregateComplianceDetailsByConfigRuleResponse>(
            request, Operations.GetAggregateComplianceDetailsByConfigRule.Options, cancellationToken);

    public virtual Task<GetComplianceDetailsByConfigRuleResponse> GetComplianceDetailsByConfigRuleAsync(
        GetComplianceDetailsByConfigRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetComplianceDetailsByConfigRuleResponse>(request, Operations.GetComplianceDetailsByConfigRule.Options, cancellationToken);

    public virtual Task<GetResourceConfigHistoryResponse> GetResourceConfigHistoryAsync(
        GetResourceConfigHistoryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetResourceConfigHistoryResponse>(request, Operations.GetResourceConfigHistory.Options, cancellationToken);

    public virtual Task<PutEvaluationsResponse> PutEvaluationsAsync(
        PutEvaluationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutEvaluationsResponse>(request, Operations.PutEvaluations.Options, cancellationToken);

    public virtual Task<SelectAggregateResourceConfigResponse> SelectAggregateResourceConfigAsync(
        SelectAggregateResourceConfigRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SelectAggregateResourceConfigResponse>(request, Operations.SelectAggregateResourceConfig.Options, cancellationToken);

    public virtual Task<SelectResourceConfigResponse> SelectResourceConfigAsync(
        SelectResourceConfigRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SelectResourceConfigResponse>(request, Operations.SelectResourceConfig.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ServicePipeline.Customize(pipeline);
    }
}
