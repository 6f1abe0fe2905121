using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>Counts requests as they go out, retries too, and the answers that ask for patience.</summary>
internal sealed class CallCounter(CallCounter.Counts counts) : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        Interlocked.Increment(ref counts.Calls);
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (AmazonServiceException exception) when (exception.IsThrottle())
        {
            Interlocked.Increment(ref counts.Throttles);
            throw;
        }
    }

    /// <summary>Shared by the clients of one account.</summary>
    public sealed class Counts
    {
        public int Calls;
        public int Throttles;
    }
}
