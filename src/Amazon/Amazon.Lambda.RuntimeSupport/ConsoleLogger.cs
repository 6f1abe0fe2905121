using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Lines as the managed runtime writes them: time, request id, level, message.</summary>
internal sealed class ConsoleLogger(string requestId) : ILambdaLogger
{
    public void Log(string message) => Console.Out.Write(message);

    public void LogLine(string message) => Console.Out.WriteLine(message);

    public void Log(string level, string message) => LogLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ}\t{requestId}\t{Short(level)}\t{message}"));

    private static string Short(string level) => level switch
    {
        nameof(LogLevel.Information) => "info",
        nameof(LogLevel.Warning) => "warn",
        nameof(LogLevel.Error) => "fail",
        nameof(LogLevel.Critical) => "crit",
        nameof(LogLevel.Debug) => "dbug",
        nameof(LogLevel.Trace) => "trce",
        _ => level,
    };
}
