using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SecurityToken;

namespace ConfigRules.Aws;

/// <summary>STS, with its requests counted and its faults told.</summary>
internal sealed class CountedStsClient(AWSCredentials credentials, AmazonSecurityTokenServiceConfig config, CallCounter.Counts counts)
    : AmazonSecurityTokenServiceClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<RetryHandler>(new CallCounter(counts));
        pipeline.AddHandler(new FaultTeller("STS"));
    }
}
