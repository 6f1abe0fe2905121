using System.Net;
using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class ResourceNotDiscoveredException : AmazonConfigServiceException
{
    public ResourceNotDiscoveredException(string message)
        : base(message)
    {
    }

    public ResourceNotDiscoveredException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
