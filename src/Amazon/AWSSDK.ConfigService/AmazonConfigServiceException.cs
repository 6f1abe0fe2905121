using System.Net;
using Amazon.Runtime;

namespace Amazon.ConfigService;

/// <summary>What AWS Config refused; the error code says why where no type of its own does.</summary>
public class AmazonConfigServiceException : AmazonServiceException
{
    public AmazonConfigServiceException(string message)
        : base(message)
    {
    }

    public AmazonConfigServiceException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
