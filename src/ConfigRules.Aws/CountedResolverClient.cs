using Amazon.Route53Resolver;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>The Route 53 VPC Resolver, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedResolverClient(AWSCredentials credentials, AmazonRoute53ResolverConfig config, CallCounter.Counts counts)
    : AmazonRoute53ResolverClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("Route 53 Resolver", counts);
    }
}
