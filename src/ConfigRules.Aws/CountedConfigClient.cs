using Amazon.ConfigService;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>AWS Config, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedConfigClient(AWSCredentials credentials, AmazonConfigServiceConfig config, CallCounter.Counts counts)
    : AmazonConfigServiceClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("AWS Config", counts);
    }
}
