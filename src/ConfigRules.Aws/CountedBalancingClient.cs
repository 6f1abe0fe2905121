using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>Elastic Load Balancing, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedBalancingClient(AWSCredentials credentials, AmazonElasticLoadBalancingV2Config config, CallCounter.Counts counts)
    : AmazonElasticLoadBalancingV2Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("Elastic Load Balancing", counts);
    }
}
