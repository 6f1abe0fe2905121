using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>What every client that reads facts has on top of the SDK's pipeline.</summary>
internal static class Watching
{
    /// <summary>Requests are counted and paced, retries too, and faults told by the service's name.</summary>
    public static void Watch(this RuntimePipeline pipeline, string service, CallCounter.Counts counts)
    {
        pipeline.AddHandlerAfter<RetryHandler>(new CallCounter(counts));
        pipeline.AddHandlerAfter<RetryHandler>(new CallPacer());
        pipeline.AddHandler(new FaultTeller(service));
    }
}
