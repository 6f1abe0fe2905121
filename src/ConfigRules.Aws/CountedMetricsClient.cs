using Amazon.CloudWatch;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>CloudWatch, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedMetricsClient(AWSCredentials credentials, AmazonCloudWatchConfig config, CallCounter.Counts counts)
    : AmazonCloudWatchClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("CloudWatch", counts);
    }
}
