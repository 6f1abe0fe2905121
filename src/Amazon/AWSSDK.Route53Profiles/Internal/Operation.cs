using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Route53Profiles.Internal;

/// <summary>One operation on the wire, all of them questions: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html</summary>
/// <param name="path">With a label in braces for what write puts there.</param>
/// <param name="write">Puts the members of a request into the path and the query.</param>
/// <param name="read">Makes a response of the answer's object.</param>
internal sealed class Operation<TRequest, TResponse>(string path, Action<IRequest, TRequest> write, Func<JsonElement, TResponse> read)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonRoute53ProfilesRequest
    where TResponse : AmazonWebServiceResponse
{
    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.Route53Profiles") { HttpMethod = "GET", ResourcePath = path, UseQueryString = true };
        write(request, (TRequest)input);
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var json = JsonDocument.Parse(input.Stream);
        return json.RootElement.ValueKind is JsonValueKind.Object
            ? read(json.RootElement)
            : throw new JsonException($"The answer of {path} is no object.");
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonRoute53ProfilesException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
