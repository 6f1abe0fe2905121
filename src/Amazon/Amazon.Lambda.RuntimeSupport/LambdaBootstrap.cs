using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Asks Lambda for events, one after the other, and answers each with what the handler makes of it.</summary>
public sealed class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream?>> _handler;
    private readonly ILambdaSerializer? _serializer;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly RuntimeApiClient _api;

    internal LambdaBootstrap(
        Func<Stream, ILambdaContext, Task<Stream?>> handler,
        ILambdaSerializer? serializer,
        LambdaBootstrapInitializer? initializer,
        RuntimeApiClient api) => (_handler, _serializer, _initializer, _api) = (handler, serializer, initializer, api);

    /// <summary>Ends when cancelled, once the event in hand is answered; or with the exception that ended it.</summary>
    /// <remarks>That is a SocketException where the Runtime API cannot be reached, else a sentence on what it did wrong.</remarks>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread of its own that waits in the system: a wait of the asynchronous kind would have the thread pool and
        // the engine of asynchronous sockets started before there is anything to do.
        new Thread(() => Run(end, cancellationToken)) { IsBackground = true, Name = "Lambda events" }.Start();
        return end.Task;
    }

    public void Dispose() => _api.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "Nothing is lost: whoever awaits the run gets it.")]
    private void Run(TaskCompletionSource end, CancellationToken cancellationToken)
    {
        try
        {
            if (Initialize())
                ServeEvents(cancellationToken);
            end.SetResult();
        }
        catch (Exception exception)
        {
            end.SetException(exception);
        }
    }

    private bool Initialize()
    {
        try
        {
            return _initializer is null || _initializer().GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            _api.ReportInitError(exception);
            throw;
        }
    }

    private void ServeEvents(CancellationToken cancellationToken)
    {
        while (Next(cancellationToken) is { } invocation)
            Serve(invocation);
    }

    /// <summary>Null when cancelled.</summary>
    private Invocation? Next(CancellationToken cancellationToken)
    {
        using var interruption = cancellationToken.UnsafeRegister(static api => ((RuntimeApiClient)api!).Interrupt(), _api);
        try
        {
            return _api.Next();
        }
        catch (Exception exception) when (
            exception is SocketException or ObjectDisposedException or RuntimeApiException && cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a handler throws is its answer, and the next event's turn comes.")]
    private void Serve(Invocation invocation)
    {
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        var context = new LambdaContext(invocation, _serializer);
        ReadOnlyMemory<byte> answer;
        try
        {
            using var output = _handler(invocation.Event, context).GetAwaiter().GetResult();
            answer = BytesOf(output);
        }
        catch (Exception exception)
        {
            context.Logger.LogError(exception.ToString());
            _api.ReportError(invocation.RequestId, exception);
            return;
        }
        if (_api.Respond(invocation.RequestId, answer.Span) is { } refusal)
            context.Logger.LogError(refusal);
    }

    private static ReadOnlyMemory<byte> BytesOf(Stream? stream)
    {
        if (stream is null)
            return default;
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var buffer))
            return buffer.AsMemory((int)memory.Position);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
