using System.Globalization;
using System.Net;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
internal sealed class RuntimeApiClient : IDisposable
{
    public const string EndpointVariable = "AWS_LAMBDA_RUNTIME_API";

    private const string Root = "/2018-06-01/runtime";

    private readonly HttpConnection _connection;

    private RuntimeApiClient(HttpConnection connection) => _connection = connection;

    /// <param name="endpoint">host:port, as Lambda writes it.</param>
    public static RuntimeApiClient At(string? endpoint)
    {
        var colon = endpoint?.LastIndexOf(':') ?? -1;
        if (colon <= 0 || !ushort.TryParse(endpoint.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var port))
        {
            throw new InvalidOperationException(
                $"{EndpointVariable} is '{endpoint}'; Lambda sets it to a host and a port, such as 127.0.0.1:9001.");
        }

        var host = endpoint![..colon];
        return new(new HttpConnection(
            endpoint, IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port)));
    }

    /// <summary>Waits for the next event, however long that takes.</summary>
    public Invocation Next()
    {
        var answer = _connection.Send("GET", $"{Root}/invocation/next", "", []);
        if (answer.Status is not 200)
            throw Refused("asked for an event", answer);
        return new(
            answer.Header("Lambda-Runtime-Aws-Request-Id") ?? throw new RuntimeApiException("The Runtime API gave an event without an id."),
            answer.Body)
        {
            FunctionArn = answer.Header("Lambda-Runtime-Invoked-Function-Arn"),
            TraceId = answer.Header("Lambda-Runtime-Trace-Id"),
            TenantId = answer.Header("Lambda-Runtime-Aws-Tenant-Id"),
            ClientContext = answer.Header("Lambda-Runtime-Client-Context"),
            Identity = answer.Header("Lambda-Runtime-Cognito-Identity"),
            Deadline = long.TryParse(answer.Header("Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var milliseconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null,
        };
    }

    /// <summary>Null, or a sentence on why Lambda did not take the answer (too large, too late): the event is then lost.</summary>
    public string? Respond(string requestId, ReadOnlySpan<byte> answer) =>
        Post("answered", $"{Root}/invocation/{requestId}/response", "", answer);

    /// <summary>As <see cref="Respond"/>.</summary>
    public string? ReportError(string requestId, Exception exception) =>
        Post("reported an error", $"{Root}/invocation/{requestId}/error", ErrorReport.HeaderOf(exception), ErrorReport.BodyOf(exception));

    public string? ReportInitError(Exception exception) =>
        Post("reported an error", $"{Root}/init/error", ErrorReport.HeaderOf(exception), ErrorReport.BodyOf(exception));

    /// <summary>Ends the wait for an event, from another thread.</summary>
    public void Interrupt() => _connection.Interrupt();

    public void Dispose() => _connection.Dispose();

    private string? Post(string what, string path, string headers, ReadOnlySpan<byte> body)
    {
        var answer = _connection.Send("POST", path, $"Content-Type: application/json\r\n{headers}", body);

        // 400, 403 and 413 are about the one event; 500 says that the process must end.
        return answer.Status switch
        {
            >= 200 and < 300 => null,
            >= 400 and < 500 => Refused(what, answer).Message,
            _ => throw Refused(what, answer),
        };
    }

    private static RuntimeApiException Refused(string what, HttpAnswer answer) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The Runtime API, {what}, said {answer.Status}: {Encoding.UTF8.GetString(answer.Body.GetBuffer(), 0, (int)Math.Min(answer.Body.Length, 1000))}"));
}
