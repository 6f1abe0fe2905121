using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>
/// Lets requests go as fast as they come until the service asks for patience, and from then on one after the other at the pace that
/// it can bear. Two requests a VPC would otherwise use up what EC2 gives, and all retries with it.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html</remarks>
internal sealed class CallPacer : PipelineHandler
{
    /// <summary>EC2 gives back 20 requests a second of those that only describe.</summary>
    private static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(2);

    /// <summary>Requests that were under way together are throttled together: that is one sign and not many.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private TimeSpan _interval;
    private long _slowedAt;
    private long _next;

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        if (Turn() is { Ticks: > 0 } wait)
            await Task.Delay(wait, executionContext.RequestContext.CancellationToken);
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (AmazonServiceException exception) when (exception.IsThrottle())
        {
            SlowDown();
            throw;
        }
    }

    /// <summary>How long this request is to wait for its turn.</summary>
    private TimeSpan Turn()
    {
        lock (_lock)
        {
            if (_interval == TimeSpan.Zero)
                return TimeSpan.Zero;
            var now = Stopwatch.GetTimestamp();
            var turn = Math.Max(_next, now);
            _next = turn + (long)(_interval.TotalSeconds * Stopwatch.Frequency);
            // What went well so far may go a little faster.
            _interval = Clamp(_interval - TimeSpan.FromMilliseconds(1));
            return Stopwatch.GetElapsedTime(now, turn);
        }
    }

    private void SlowDown()
    {
        lock (_lock)
        {
            if (_interval > TimeSpan.Zero && Stopwatch.GetElapsedTime(_slowedAt) < Apart)
                return;
            _slowedAt = Stopwatch.GetTimestamp();
            _interval = Clamp(_interval * 2);
        }
    }

    private static TimeSpan Clamp(TimeSpan interval) => interval < Fastest ? Fastest : interval > Slowest ? Slowest : interval;
}
