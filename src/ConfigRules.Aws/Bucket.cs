using System.Net;
using System.Net.Http.Headers;
using System.Xml;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace ConfigRules.Aws;

/// <summary>
/// A bucket of S3 that takes whole objects. One signed request is all that is needed; the SDK's client of S3 would bring another
/// version of the SDK's core under every function.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html</remarks>
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
    /// <param name="credentials">Who writes.</param>
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
        for (var attempt = 1; ; attempt++)
        {
            var (code, isTransient) = await TryAsync(key, contentType, content, cancellationToken);
            if (code is null)
                return;
            if (!isTransient || attempt is Attempts)
                throw new BucketRefusedException($"The bucket {_name} did not take {key}: {code}.", isTransient);
            await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), cancellationToken);
        }
    }

    private async Task<(string? Code, bool IsTransient)> TryAsync(string key, string contentType, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = await SignedAsync(key, contentType, content);
            using var answer = await Http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return (null, false);
            var code = CodeOf(await answer.Content.ReadAsStringAsync(cancellationToken)) ?? answer.StatusCode.ToString();
            return (code, answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);
        }
        catch (HttpRequestException unreachable)
        {
            return (unreachable.HttpRequestError.ToString(), true);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ("no answer within a minute", true);
        }
    }

    private async Task<HttpRequestMessage> SignedAsync(string key, string contentType, byte[] content)
    {
        var credentials = await _credentials.GetCredentialsAsync();
        var signed = new DefaultRequest(new Put(), "Amazon.S3")
        {
            HttpMethod = "PUT",
            Endpoint = _endpoint,
            ResourcePath = _path + key,
            Content = content,
            OverrideSigningServiceName = "s3",
            AuthenticationRegion = _region,
            Headers = { ["Content-Type"] = contentType },
        };
        if (_owner is not null)
            signed.Headers["x-amz-expected-bucket-owner"] = _owner;
        if (credentials.UseToken)
            signed.Headers["X-Amz-Security-Token"] = credentials.Token;
        signed.Headers["Authorization"] =
            new AWS4Signer().SignRequest(signed, _config, new RequestMetrics(), credentials.AccessKey, credentials.SecretKey).ForAuthorizationHeader;

        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_endpoint, signed.ResourcePath)) { Content = new ByteArrayContent(content) };
        foreach (var (name, value) in signed.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
    private static string? CodeOf(string answer)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader(answer));
            return xml.ReadToFollowing("Code") ? xml.ReadElementContentAsString() : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private sealed class Put : AmazonWebServiceRequest;
}

/// <summary>S3 did not take an object; the message is one sentence.</summary>
public sealed class BucketRefusedException(string message, bool isTransient) : Exception(message)
{
    /// <summary>Whether a later attempt can end otherwise with nothing changed.</summary>
    public bool IsTransient { get; } = isTransient;
}
