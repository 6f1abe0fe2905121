using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Web;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// What stands between the function and moto: it keeps what was asked for with whose credentials, and does what moto does not: a
/// role whose trust policy does not admit the caller.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</remarks>
internal sealed class AwsGate : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly LoopbackServer _server;
    private readonly string _moto;

    public AwsGate(string moto)
    {
        _moto = moto;
        _server = new(AnswerAsync);
    }

    public string Url => $"http://{_server.Address}";

    /// <summary>Every request of the query protocol: its parameters, and "AccessKey".</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Requests { get; } = new();

    public IEnumerable<IReadOnlyDictionary<string, string>> Assumed => Requests.Where(request => request["Action"] is "AssumeRole");

    /// <summary>ARNs of roles that admit nobody.</summary>
    public ConcurrentDictionary<string, bool> Closed { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    private async Task<LoopbackAnswer> AnswerAsync(LoopbackRequest request, CancellationToken cancellationToken)
    {
        var form = HttpUtility.ParseQueryString(request.Text);
        var parameters = form.AllKeys.ToDictionary(key => key!, key => form[key]!);
        parameters["AccessKey"] = request.Headers["Authorization"].Split("Credential=")[1].Split('/')[0];
        Requests.Enqueue(parameters);
        if (parameters["Action"] is "AssumeRole" && Closed.ContainsKey(parameters["RoleArn"]))
        {
            return new(403, $"""
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code>
                <Message>User: arn:aws:sts::111122223333:assumed-role/config-rules-central/rules is not authorized to perform: sts:AssumeRole on resource: {parameters["RoleArn"]}</Message></Error>
                <RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>
                """);
        }

        using var onward = new HttpRequestMessage(HttpMethod.Parse(request.Method), _moto + request.Path)
        {
            Content = new ReadOnlyMemoryContent(request.Body),
        };
        onward.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.Headers["Content-Type"]);
        foreach (var (name, value) in request.Headers.Where(header => header.Key.StartsWith("X-Amz", StringComparison.OrdinalIgnoreCase)))
            onward.Headers.TryAddWithoutValidation(name, value);
        onward.Headers.TryAddWithoutValidation("Authorization", request.Headers["Authorization"]);
        using var answer = await _http.SendAsync(onward, cancellationToken);
        return new((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken))
        {
            Headers = new Dictionary<string, string> { ["Content-Type"] = answer.Content.Headers.ContentType?.ToString() ?? "text/xml" },
        };
    }
}
