using System.Buffers;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.ConfigService.Internal;

/// <summary>One operation on the wire: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html</summary>
/// <param name="name">As AWS Config names it.</param>
/// <param name="write">Writes the members of a request.</param>
/// <param name="read">Makes a response of the answer's object.</param>
/// <param name="exceptions">The errors that have a type of their own here.</param>
internal sealed class Operation<TRequest, TResponse>(
    string name,
    Action<Utf8JsonWriter, TRequest> write,
    Func<JsonElement, TResponse> read,
    params (string Code, MakeException Make)[] exceptions)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonConfigServiceRequest
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
        return new DefaultRequest(input, "Amazon.ConfigService")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = bytes,
            Headers =
            {
                ["X-Amz-Target"] = $"StarlingDoveService.{name}",
                ["Content-Type"] = "application/x-amz-json-1.1",
            },
        };
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var json = JsonDocument.Parse(input.Stream);
        return json.RootElement.ValueKind is JsonValueKind.Object
            ? read(json.RootElement)
            : throw new JsonException($"The answer of {name} is no object.");
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
        return new AmazonConfigServiceException(
            error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
