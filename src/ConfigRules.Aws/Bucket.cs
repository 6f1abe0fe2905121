using System.Net;
using System.Net.Http.Headers;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace ConfigRules.Aws;

/// <summary>
/// A bucket of S3 that takes and gives whole objects. Signed requests are all that is needed; the SDK's client of S3 would bring another
/// version of the SDK's core under every function.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
/// </remarks>
public sealed class Bucket
{
    private const int Attempts = 5;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };

    private readonly string _name;
    private readonly string _region;
    private readonly string? _owner;
    private readonly AWSCredentials _credentials;
    private readonly ClientConfig _config;
    private readonly Uri _endpoint;
    private readonly string _path;

    /// <param name="name">Without dots, which certificates of S3 do not cover.</param>
    /// <param name="region">The bucket's.</param>
    /// <param name="owner">The account that it must belong to; null where nothing says.</param>
    /// <param name="credentials">Who reads and writes.</param>
    /// <param name="config">By which requests are signed.</param>
    /// <param name="endpoint">Another address than AWS's; buckets are then parts of the path.</param>
    internal Bucket(string name, string region, string? owner, AWSCredentials credentials, ClientConfig config, string? endpoint)
    {
        (_name, _region, _owner, _credentials, _config) = (name, region, owner, credentials, config);
        (_endpoint, _path) = endpoint is { Length: > 0 }
            ? (new Uri(endpoint), $"/{name}/")
            : (new Uri($"https://{name}.s3.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}"), "/");
    }

    /// <summary>Writes the object whole; what was there before is replaced, or kept as an older version.</summary>
    /// <param name="key">Of letters, digits and -._/ only.</param>
    /// <param name="contentType">As a browser is told.</param>
    /// <param name="content">All of it.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="BucketRefusedException">S3 does not take it, or could not be reached.</exception>
    public async Task PutAsync(string key, string contentType, byte[] content, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Put, key, contentType, content, cancellationToken);
        if (answer.Code is not null)
            throw new BucketRefusedException($"The bucket {_name} did not take {key}: {answer.Code}.", answer.IsTransient);
    }

    /// <summary>The object, whole; null where there is none.</summary>
    /// <remarks>Who may not list the bucket is told AccessDenied instead, so that it takes s3:ListBucket too.</remarks>
    /// <param name="key">Of letters, digits and -._/ only.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="BucketRefusedException">S3 does not give it, or could not be reached.</exception>
    public async Task<byte[]?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Get, key, null, [], cancellationToken);
        return answer.Code switch
        {
            null => answer.Content,
            "NoSuchKey" => null,
            var code => throw new BucketRefusedException($"The bucket {_name} did not give {key}: {code}.", answer.IsTransient),
        };
    }

    private async Task<Answer> AskAsync(HttpMethod method, string key, string? contentType, byte[] content, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await TryAsync(method, key, contentType, content, cancellationToken);
            if (!answer.IsTransient || attempt is Attempts)
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), cancellationToken);
        }
    }

    private async Task<Answer> TryAsync(HttpMethod method, string key, string? contentType, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = await SignedAsync(method, key, contentType, content);
            using var answer = await Http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return new(null, false, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            var code = CodeOf(await answer.Content.ReadAsStringAsync(cancellationToken)) ?? answer.StatusCode.ToString();
            return new(code, answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);
        }
        catch (HttpRequestException unreachable)
        {
            return new(unreachable.HttpRequestError.ToString(), true);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new("no answer within a minute", true);
        }
    }

    private async Task<HttpRequestMessage> SignedAsync(HttpMethod method, string key, string? contentType, byte[] content)
    {
        var credentials = await _credentials.GetCredentialsAsync();
        var signed = new DefaultRequest(new Object(), "Amazon.S3")
        {
            HttpMethod = method.Method,
            Endpoint = _endpoint,
            ResourcePath = _path + key,
            Content = content,
            OverrideSigningServiceName = "s3",
            AuthenticationRegion = _region,
        };
        if (contentType is not null)
            signed.Headers["Content-Type"] = contentType;
        if (_owner is not null)
            signed.Headers["x-amz-expected-bucket-owner"] = _owner;
        if (credentials.UseToken)
            signed.Headers["X-Amz-Security-Token"] = credentials.Token;
        signed.Headers["Authorization"] =
            new AWS4Signer().SignRequest(signed, _config, new RequestMetrics(), credentials.AccessKey, credentials.SecretKey).ForAuthorizationHeader;

        var request = new HttpRequestMessage(method, new Uri(_endpoint, signed.ResourcePath));
        if (contentType is not null)
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }
        foreach (var (name, value) in signed.Headers.Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>One element of a small answer, for which a reader of XML would make every function larger.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</remarks>
    private static string? CodeOf(string answer) => answer.Split("<Code>") is [_, var rest, ..] && rest.Split("</Code>") is [{ Length: > 0 and <= 64 } code, _, ..] ? code : null;

    /// <param name="Code">Why not, in S3's word or ours; null where it was done.</param>
    /// <param name="IsTransient">Whether a later attempt can end otherwise with nothing changed.</param>
    /// <param name="Content">What came; null where it was not done.</param>
    private readonly record struct Answer(string? Code, bool IsTransient, byte[]? Content = null);

    private sealed class Object : AmazonWebServiceRequest;
}

/// <summary>S3 did not take or give an object; the message is one sentence.</summary>
public sealed class BucketRefusedException(string message, bool isTransient) : Exception(message)
{
    /// <summary>Whether a later attempt can end otherwise with nothing changed.</summary>
    public bool IsTransient { get; } = isTransient;
}
