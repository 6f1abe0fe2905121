using System.Net;
using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>What Elastic Load Balancing refused; the error code says why.</summary>
public class AmazonElasticLoadBalancingV2Exception : AmazonServiceException
{
    public AmazonElasticLoadBalancingV2Exception(string message)
        : base(message)
    {
    }

    public AmazonElasticLoadBalancingV2Exception(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
