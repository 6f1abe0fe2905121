using System.Net;
using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class InvalidExpressionException : AmazonConfigServiceException
{
    public InvalidExpressionException(string message)
        : base(message)
    {
    }

    public InvalidExpressionException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
