using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Lambda;
using ConfigRules.Recordings;
using ConfigRules.Reports;

namespace ConfigRules.Cli;

/// <summary>What went wrong, for a person: one sentence.</summary>
internal static class Failure
{
    /// <summary>Whether somebody stopped the command; a time-out of the network looks nearly the same.</summary>
    public static bool IsStop(Exception exception) => exception is OperationCanceledException { InnerException: not TimeoutException };

    public static string Sentence(Exception exception) => exception switch
    {
        CommandFailedException or RecordingException or InvalidParameterException or InvalidEventException or AccountRefusedException
            or NoCredentialsException or AwsCallException or UnreadException or ReportException or NoSuchAggregatorException => exception.Message,
        _ when IsStop(exception) => "Stopped before the end; nothing was changed.",
        // Whoever reads or writes a file names it; what is left is the output.
        IOException or UnauthorizedAccessException => $"The output cannot be written: {Cause(exception)}.",
        _ => $"This is a defect, please report it: {exception.GetType().Name}: {exception.Message}",
    };

    /// <summary>What the operating system says.</summary>
    public static string Cause(Exception exception) => (exception.InnerException ?? exception).Message.TrimEnd('.');
}
