using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using ConfigRules.Aws;
using ConfigRules.Engine;

namespace ConfigRules.Lambda;

/// <summary>A failure as logs and metrics tell it. The codes are stable: alarms and queries may rely on them.</summary>
/// <param name="Code">One word.</param>
/// <param name="IsTransient">Whether Lambda's next attempt can end otherwise with nothing changed.</param>
internal readonly record struct Failure(string Code, bool IsTransient)
{
    public static Failure Of(Exception exception) => exception switch
    {
        InvalidEventException => new("InvalidEvent", false),
        InvalidParameterException => new("InvalidParameter", false),
        InvalidSettingsException => new("InvalidSettings", false),
        AccountRefusedException => new("AccountRefused", false),
        OutOfTimeException => new("OutOfTime", true),
        NoSuchAggregatorException => new("AggregatorMissing", false),
        BucketRefusedException refused => new("BucketRefused", refused.IsTransient),
        ReportingFailedException => new("ReportRefused", true),
        AmazonUnmarshallingException => new("AwsUnreadable", true),
        AmazonServiceException answer => OfAnswer(answer),
        AmazonClientException or HttpRequestException or IOException or SocketException or TaskCanceledException =>
            new("AwsUnreachable", true),
        _ => new("Unexpected", false),
    };

    private static Failure OfAnswer(AmazonServiceException answer) => answer switch
    {
        { ErrorCode: { } code } when IsThrottling(code) => new("AwsThrottled", true),
        { StatusCode: HttpStatusCode.TooManyRequests } => new("AwsThrottled", true),
        { StatusCode: >= HttpStatusCode.InternalServerError } => new("AwsFailed", true),
        { ErrorCode: "InvalidResultTokenException" or "NoSuchConfigRuleException" } => new("RuleGone", false),
        { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } => new("AwsDenied", false),
        { ErrorCode: "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "AuthFailure" } =>
            new("AwsDenied", false),
        // No answer came at all: the SDK wraps what happened to the connection.
        { StatusCode: default(HttpStatusCode) } => new("AwsUnreachable", true),
        _ => new("AwsRefused", false),
    };

    private static bool IsThrottling(string code) =>
        code is "RequestLimitExceeded" or "LimitExceededException" or "TooManyRequestsException"
        || code.StartsWith("Throttl", StringComparison.Ordinal);
}
