using System.Net;
using Amazon.Runtime;

namespace Amazon.Route53Resolver;

/// <summary>What the resolver refused; the error code says why.</summary>
public class AmazonRoute53ResolverException : AmazonServiceException
{
    public AmazonRoute53ResolverException(string message)
        : base(message)
    {
    }

    public AmazonRoute53ResolverException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
