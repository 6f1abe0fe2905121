using System.Net;
using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class InvalidResultTokenException : AmazonConfigServiceException
{
    public InvalidResultTokenException(string message)
        : base(message)
    {
    }

    public InvalidResultTokenException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
