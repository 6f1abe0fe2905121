using System.Net;
using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class ParentNotFoundException : AmazonOrganizationsException
{
    public ParentNotFoundException(string message)
        : base(message)
    {
    }

    public ParentNotFoundException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
