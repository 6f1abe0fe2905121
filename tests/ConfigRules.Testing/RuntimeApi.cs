using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace ConfigRules.Testing;

/// <summary>
/// Lambda's side of a function (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html): hands out events one at a
/// time and takes the answers.
/// </summary>
public sealed class RuntimeApi : IAsyncDisposable
{
    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
    private const int LargestAnswer = 6 * 1024 * 1024;

    private const string Root = "/2018-06-01/runtime/";

    private readonly Channel<Pending> _events = Channel.CreateUnbounded<Pending>();
    private readonly ConcurrentDictionary<string, Pending> _handedOut = [];
    private readonly TaskCompletionSource _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RuntimeAnswer> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LoopbackServer _server;
    private int _count;

    public RuntimeApi() => _server = new(AnswerAsync);

    /// <summary>What the function finds in AWS_LAMBDA_RUNTIME_API.</summary>
    public string Address => _server.Address;

    public int Connections => _server.Connections;

    /// <summary>Done when the function has first asked for an event.</summary>
    public Task FirstRequest => _firstRequest.Task;

    /// <summary>What the function said of its failure to start.</summary>
    public Task<RuntimeAnswer> InitError => _initError.Task;

    /// <summary>Changes how each event goes out: in chunks, with the connection closed after it.</summary>
    public Func<LoopbackAnswer, LoopbackAnswer> Deliver { get; set; } = static answer => answer;

    /// <summary>Changes what the function gets for its answer to an event: another status, no answer.</summary>
    public Func<LoopbackAnswer, LoopbackAnswer> Acknowledge { get; set; } = static answer => answer;

    /// <summary>Waits for the function's answer.</summary>
    public Task<RuntimeAnswer> InvokeAsync(RuntimeEvent invocation)
    {
        var id = invocation.RequestId
            ?? string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{Interlocked.Increment(ref _count):D12}");
        var pending = new Pending(invocation with { RequestId = id }, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _events.Writer.TryWrite(pending);
        return pending.Answer.Task;
    }

    public Task<RuntimeAnswer> InvokeAsync(string json) => InvokeAsync(new RuntimeEvent(json));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<LoopbackAnswer> AnswerAsync(LoopbackRequest request, CancellationToken cancellationToken)
    {
        if (!request.Path.StartsWith(Root, StringComparison.Ordinal))
            return new(404);
        switch (request.Method, request.Path[Root.Length..].Split('/'))
        {
            case ("GET", ["invocation", "next"]):
                _firstRequest.TrySetResult();
                return Deliver(Hand(await _events.Reader.ReadAsync(cancellationToken)));
            case ("POST", ["invocation", var id, ("response" or "error") and var kind]):
                return Acknowledge(Take(id, kind is "error", request));
            case ("POST", ["init", "error"]):
                _initError.TrySetResult(AnswerOf(isError: true, request));
                return Accepted();
            default:
                return new(404);
        }
    }

    private LoopbackAnswer Hand(Pending pending)
    {
        var invocation = pending.Event;
        _handedOut[invocation.RequestId!] = pending;
        var headers = new Dictionary<string, string>
        {
            ["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId!,
            ["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn,
            ["Lambda-Runtime-Trace-Id"] = invocation.TraceId,
            ["Content-Type"] = "application/json",
        };
        foreach (var (name, value) in invocation.MoreHeaders)
            headers[name] = value;
        return new(200, Encoding.UTF8.GetBytes(invocation.Json)) { Headers = headers };
    }

    private LoopbackAnswer Take(string id, bool isError, LoopbackRequest request)
    {
        if (!_handedOut.TryRemove(id, out var pending))
            return new(400, """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""");
        if (request.Body.Length <= LargestAnswer)
        {
            pending.Answer.SetResult(AnswerOf(isError, request));
            return Accepted();
        }

        const string TooLarge =
            """{"errorMessage":"Exceeded maximum allowed payload size (6291456 bytes).","errorType":"RequestEntityTooLarge"}""";
        pending.Answer.SetResult(new(IsError: true, "Function.ResponseSizeTooLarge", TooLarge));
        return new(413, TooLarge);
    }

    private static LoopbackAnswer Accepted() => new(202, """{"status":"OK"}""");

    private static RuntimeAnswer AnswerOf(bool isError, LoopbackRequest request) =>
        new(isError, request.Headers.GetValueOrDefault("Lambda-Runtime-Function-Error-Type"), request.Text);

    private sealed record Pending(RuntimeEvent Event, TaskCompletionSource<RuntimeAnswer> Answer);
}

/// <summary>An event, and what Lambda says about it.</summary>
public sealed record RuntimeEvent(string Json)
{
    /// <summary>Null for the next free one.</summary>
    public string? RequestId { get; init; }

    public string FunctionArn { get; init; } = "arn:aws:lambda:eu-west-1:111111111111:function:rules";

    public string TraceId { get; init; } = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";

    public DateTimeOffset Deadline { get; init; } = TimeProvider.System.GetUtcNow().AddMinutes(1);

    public IReadOnlyDictionary<string, string> MoreHeaders { get; init; } = new Dictionary<string, string>();
}

/// <summary>What the function posted: its answer, or the report of an error with the type that it named.</summary>
public sealed record RuntimeAnswer(bool IsError, string? ErrorType, string Body);
