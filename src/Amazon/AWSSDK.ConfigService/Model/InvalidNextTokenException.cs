using System.Net;
using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class InvalidNextTokenException : AmazonConfigServiceException
{
    public InvalidNextTokenException(string message)
        : base(message)
    {
    }

    public InvalidNextTokenException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
