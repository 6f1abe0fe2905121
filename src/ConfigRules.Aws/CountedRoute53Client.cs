using Amazon.Route53;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>Route 53, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedRoute53Client(AWSCredentials credentials, AmazonRoute53Config config, CallCounter.Counts counts)
    : AmazonRoute53Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("Route 53", counts);
    }
}
