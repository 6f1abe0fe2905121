using System.Diagnostics;
using System.Text;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>The published program in a process of its own.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly RuntimeApi _runtime = new();
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly string _arn;

    /// <param name="arn">What Lambda calls the function.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="start">How it is started; as it is deployed where that is null.</param>
    public RunningFunction(string arn, (string Name, string Value)[] environment, ProcessStartInfo? start = null)
    {
        _arn = arn;
        start ??= new(PublishedProgram.PathOf("src/ConfigRules.Lambda", "bootstrap"));
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        start.Environment.Clear();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = _runtime.Address;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.ErrorDataReceived += Keep;
        _process.BeginErrorReadLine();
    }

    public Task<RuntimeAnswer> InitError => _runtime.InitError.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

    public Task<RuntimeAnswer> InvokeAsync(string json) =>
        _runtime.InvokeAsync(new RuntimeEvent(json) { FunctionArn = _arn }).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

    /// <summary>Ends the process; what it logged.</summary>
    public async Task<string> StopAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        lock (_log)
            return _log.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        await _runtime.DisposeAsync();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.AppendLine(line.Data);
    }
}
