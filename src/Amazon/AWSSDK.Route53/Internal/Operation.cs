using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Shared.Xml;

namespace Amazon.Route53.Internal;

/// <summary>One operation on the wire, all of them questions: https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html</summary>
/// <param name="path">With a label in braces for what write puts there.</param>
/// <param name="write">Puts the members of a request into the path and the query.</param>
/// <param name="read">Makes a response of the answer's root.</param>
internal sealed class Operation<TRequest, TResponse>(string path, Action<IRequest, TRequest> write, Func<XmlElement, TResponse> read)
    : XmlResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonRoute53Request
    where TResponse : AmazonWebServiceResponse
{
    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.Route53")
        {
            HttpMethod = "GET",
            ResourcePath = $"/2013-04-01/{path}",
            UseQueryString = true,
        };
        write(request, (TRequest)input);
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) => read(XmlElement.Read(input.Stream));

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return new AmazonRoute53Exception(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
