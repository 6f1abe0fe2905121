using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Xml;
using Amazon.ConfigService.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>
/// Stands before everything else in a client and makes one kind of exception of all that can go wrong behind it. AWS repeats a
/// request that it finds wrongly signed, token and all, and AWS Config the proof that it does not take: those are left out.
/// </summary>
internal sealed class FaultTeller(string service) : PipelineHandler
{
    private const int LongestReason = 500;

    /// <summary>Real ones are longer; what is made up for a test may be a word that is found anywhere.</summary>
    private const int ShortestSecret = 16;

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (Exception failure) when (IsOfAws(failure)
            && !(failure is OperationCanceledException && executionContext.RequestContext.CancellationToken.IsCancellationRequested))
        {
            throw Tell(executionContext.RequestContext, failure);
        }
    }

    private static bool IsOfAws(Exception failure) => failure
        is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException
        or XmlException or JsonException or FormatException;

    private AwsCallException Tell(IRequestContext request, Exception failure)
    {
        var operation = request.RequestName.EndsWith("Request", StringComparison.Ordinal) ? request.RequestName[..^"Request".Length] : request.RequestName;
        return failure switch
        {
            // The SDK takes what breaks off in the middle for something it cannot read.
            _ when FindBreak(failure) is { } broken => new(AwsFault.Unreachable, $"{service} gave no answer to {operation} ({broken})."),
            AmazonUnmarshallingException => Unreadable(operation),
            AmazonServiceException { StatusCode: not default(HttpStatusCode) } answer => Tell(operation, request, answer),
            AmazonClientException =>
                new(AwsFault.Denied, $"{service} was not asked for {operation}: {Clean(failure.Message, request)}"),
            _ => Unreadable(operation),
        };
    }

    private AwsCallException Unreadable(string operation) =>
        new(AwsFault.Unreadable, $"{service} answered {operation} with something that cannot be read.");

    private AwsCallException Tell(string operation, IRequestContext request, AmazonServiceException answer)
    {
        var fault = FaultOf(answer);
        var code = answer.ErrorCode is { Length: > 0 } given && !given.Contains(' ', StringComparison.Ordinal) ? given : null;
        var verb = fault switch
        {
            AwsFault.Throttled => "is too busy for",
            AwsFault.Failed => "failed at",
            _ => "refused",
        };
        // Without a code the SDK puts in words of its own, or the whole body.
        var why = code is null
            ? string.Create(CultureInfo.InvariantCulture, $" (HTTP {(int)answer.StatusCode}).")
            : $" ({code}): {Clean(answer.Message, request)}";
        return new(fault, $"{service} {verb} {operation}{why}") { Code = code, RequestId = answer.RequestId };
    }

    private static AwsFault FaultOf(AmazonServiceException answer) => answer switch
    {
        _ when answer.IsThrottle() => AwsFault.Throttled,
        { StatusCode: >= HttpStatusCode.InternalServerError } => AwsFault.Failed,
        { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } => AwsFault.Denied,
        _ => IsDenial(answer.ErrorCode) ? AwsFault.Denied : AwsFault.Refused,
    };

    private static bool IsDenial(string? code) => code is "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "AuthFailure"
        or "ExpiredToken" or "ExpiredTokenException" or "InvalidClientTokenId" or "UnrecognizedClientException";

    /// <summary>What happened to the connection, in a word; null where that was not it.</summary>
    private static string? FindBreak(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AmazonUnmarshallingException:
                    break;
                case TimeoutException or OperationCanceledException:
                    return "TimedOut";
                case SocketException socket:
                    return socket.SocketErrorCode.ToString();
                case HttpIOException broken:
                    return broken.HttpRequestError.ToString();
                case HttpRequestException { InnerException: null } broken:
                    return broken.HttpRequestError.ToString();
                case IOException { InnerException: null }:
                    return "ConnectionLost";
                case AmazonServiceException { StatusCode: not default(HttpStatusCode) }:
                    return null;
            }
        }
        return null;
    }

    /// <summary>On one line, of a bearable length, without secrets.</summary>
    private static string Clean(string text, IRequestContext request)
    {
        // As it is, as a form has it, and as JSON has it.
        foreach (var secret in Secrets(request).SelectMany(secret => (string[])[secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString()]))
            text = text.Replace(secret, "(secret)", StringComparison.Ordinal);
        text = text.ReplaceLineEndings(" ");
        return text.Length <= LongestReason ? text : $"{text[..LongestReason]}...";
    }

    private static IEnumerable<string> Secrets(IRequestContext request)
    {
        if (request.OriginalRequest is PutEvaluationsRequest { ResultToken.Length: >= ShortestSecret } put)
            yield return put.ResultToken;
        // Set once the request has been signed.
        if (request.Request is not { Headers: var headers })
            yield break;
        if (headers.TryGetValue("X-Amz-Security-Token", out var token) && token is { Length: >= ShortestSecret })
            yield return token;
        if (headers.TryGetValue("Authorization", out var signed) && signed.Split("Credential=") is [_, var rest] && rest.Split('/') is [{ Length: >= ShortestSecret } key, ..])
            yield return key;
    }
}
