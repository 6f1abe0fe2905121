using System.Buffers;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Shared;

/// <summary>One operation on the wire: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html</summary>
/// <param name="service">The name of the client's namespace, by which the SDK knows the service.</param>
/// <param name="target">The operation as the service names it, with the name and version of its API.</param>
/// <param name="write">Writes the members of a request.</param>
/// <param name="read">Makes a response of the answer's object.</param>
/// <param name="other">Makes the type of an error that has none of its own.</param>
/// <param name="exceptions">The errors that have a type of their own here.</param>
internal abstract class JsonOperation<TRequest, TResponse>(
    string service,
    string target,
    Action<Utf8JsonWriter, TRequest> write,
    Func<JsonElement, TResponse> read,
    MakeException other,
    (string Code, MakeException Make)[] exceptions)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    private const int LargestKept = 64 * 1024;

    /// <summary>Kept by each thread, since a hundred evaluations would make it grow seven times.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte> _content;

    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var content = _content ??= new(LargestKept / 2);
        content.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            write(writer, (TRequest)input);
            writer.WriteEndObject();
        }
        var bytes = content.WrittenSpan.ToArray();
        if (content.Capacity > LargestKept)
            _content = null;
        return new DefaultRequest(input, service)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = bytes,
            Headers =
            {
                ["X-Amz-Target"] = target,
                ["Content-Type"] = "application/x-amz-json-1.1",
            },
        };
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var json = JsonDocument.Parse(input.Stream);
        return json.RootElement.ValueKind is JsonValueKind.Object
            ? read(json.RootElement)
            : throw new JsonException($"The answer of {target} is no object.");
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        foreach (var (code, make) in exceptions)
        {
            if (code == error.Code)
                return make(error, innerException, statusCode);
        }
        return other(error, innerException, statusCode);
    }
}
