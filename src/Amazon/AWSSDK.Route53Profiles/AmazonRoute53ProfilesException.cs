using System.Net;
using Amazon.Runtime;

namespace Amazon.Route53Profiles;

/// <summary>What Route 53 Profiles refused; the error code says why.</summary>
public class AmazonRoute53ProfilesException : AmazonServiceException
{
    public AmazonRoute53ProfilesException(string message)
        : base(message)
    {
    }

    public AmazonRoute53ProfilesException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
