using Amazon.Runtime;
using Amazon.Shared.Xml;

namespace Amazon.ElasticLoadBalancingV2.Internal;

internal sealed class Operation<TRequest, TResponse>(string name, Action<QueryForm, TRequest> write, Func<XmlElement, TResponse> read)
    : QueryOperation<TRequest, TResponse>(
        "Amazon.ElasticLoadBalancingV2", "2015-12-01", name, write, read,
        static (error, inner, status) => new AmazonElasticLoadBalancingV2Exception(error.Message, inner, error.Type, error.Code, error.RequestId, status))
    where TRequest : AmazonElasticLoadBalancingV2Request
    where TResponse : AmazonWebServiceResponse, new();
