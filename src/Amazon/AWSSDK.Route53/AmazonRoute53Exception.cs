using System.Net;
using Amazon.Runtime;

namespace Amazon.Route53;

/// <summary>What Route 53 refused; the error code says why.</summary>
public class AmazonRoute53Exception : AmazonServiceException
{
    public AmazonRoute53Exception(string message)
        : base(message)
    {
    }

    public AmazonRoute53Exception(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
