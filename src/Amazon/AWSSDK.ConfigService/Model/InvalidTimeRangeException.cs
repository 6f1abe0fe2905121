using System.Net;
using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class InvalidTimeRangeException : AmazonConfigServiceException
{
    public InvalidTimeRangeException(string message)
        : base(message)
    {
    }

    public InvalidTimeRangeException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
