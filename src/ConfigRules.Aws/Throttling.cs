using System.Net;
using Amazon.Runtime;

namespace ConfigRules.Aws;

/// <summary>How AWS's services ask for patience: each has words of its own.</summary>
internal static class Throttling
{
    /// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html</remarks>
    public static bool IsThrottle(this AmazonServiceException answer) =>
        answer.StatusCode is HttpStatusCode.TooManyRequests
        || answer.ErrorCode is "RequestLimitExceeded" or "LimitExceededException" or "TooManyRequestsException" or "RequestThrottled"
            or "RequestThrottledException" or "SlowDown" or "EC2ThrottledException" or "BandwidthLimitExceeded" or "PriorRequestNotComplete"
        || (answer.ErrorCode is { } code && code.StartsWith("Throttl", StringComparison.Ordinal));
}
