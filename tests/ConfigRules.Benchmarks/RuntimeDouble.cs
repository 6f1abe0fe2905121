using System.Collections.Concurrent;
using System.Diagnostics;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>A Lambda Runtime API that hands out events one by one and notes when each was asked for and answered.</summary>
internal sealed class RuntimeDouble : Loopback
{
    private readonly BlockingCollection<string> _events = [];
    private readonly BlockingCollection<string> _outcomes = [];
    private int _invocations;

    /// <summary>Stopwatch ticks of the first request for work; 0 before it.</summary>
    public long FirstNext { get; private set; }

    public void Enqueue(string lambdaEvent) => _events.Add(lambdaEvent);

    /// <summary>Waits for the next answer of the function.</summary>
    /// <exception cref="InvalidOperationException">The function reported an error, or none came in a minute.</exception>
    public void AwaitResponse()
    {
        if (!_outcomes.TryTake(out var outcome, TimeSpan.FromMinutes(1)))
            throw new InvalidOperationException("The function has not answered for a minute.");
        if (outcome is not "")
            throw new InvalidOperationException($"The function failed: {outcome}");
    }

    protected override Answer Respond(Request request)
    {
        if (request.Path.EndsWith("/next", StringComparison.Ordinal))
        {
            if (FirstNext is 0)
                FirstNext = Stopwatch.GetTimestamp();
            var lambdaEvent = _events.Take();
            var id = Interlocked.Increment(ref _invocations);
            var deadline = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds();
            return Answer.Of("application/json", lambdaEvent, $"Lambda-Runtime-Aws-Request-Id: {id}\r\nLambda-Runtime-Deadline-Ms: "
                + $"{deadline}\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:111122223333:function:bench\r\n");
        }
        _outcomes.Add(request.Path.EndsWith("/error", StringComparison.Ordinal) ? request.Body : "");
        return Answer.Of("application/json", "{}", status: "202 Accepted");
    }
}
