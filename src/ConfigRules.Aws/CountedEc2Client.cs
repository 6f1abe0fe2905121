using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>EC2, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedEc2Client(AWSCredentials credentials, AmazonEC2Config config, CallCounter.Counts counts)
    : AmazonEC2Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("EC2", counts);
    }
}
