using Amazon.Runtime;
using Amazon.Shared.Xml;

namespace Amazon.CloudWatch.Internal;

internal sealed class Operation<TRequest, TResponse>(string name, Action<QueryForm, TRequest> write, Func<XmlElement, TResponse> read)
    : QueryOperation<TRequest, TResponse>(
        "Amazon.CloudWatch", "2010-08-01", name, write, read,
        static (error, inner, status) => new AmazonCloudWatchException(error.Message, inner, error.Type, error.Code, error.RequestId, status))
    where TRequest : AmazonCloudWatchRequest
    where TResponse : AmazonWebServiceResponse, new();
