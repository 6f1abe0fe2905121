using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ConfigRules.Testing;

/// <summary>
/// A service of AWS, EC2, STS or AWS Config, that answers everything badly, always in the same way. Where it speaks it repeats the
/// request, signature and token and all, as AWS does when a signature is wrong.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
/// https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
/// https://docs.aws.amazon.com/config/latest/APIReference/CommonErrors.html
/// </remarks>
public sealed class FaultyService(Fault fault) : Loopback
{
    private readonly CancellationTokenSource _end = new();
    private int _calls;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public int Calls => _calls;

    protected override Answer Respond(Request request)
    {
        Interlocked.Increment(ref _calls);
        switch (fault)
        {
            case Fault.Refuses:
                return Refusal(request, "InvalidParameterValue", "400 Bad Request");
            case Fault.Denies:
                return Refusal(request, "AccessDenied", "403 Forbidden");
            case Fault.Throttles:
                return Refusal(request, "TooManyRequestsException", "429 Too Many Requests");
            case Fault.ThrottlesByCode:
                return Refusal(request, request.Target is "" ? "RequestLimitExceeded" : "ThrottlingException", "400 Bad Request");
            case Fault.Fails:
                return Refusal(request, "InternalFailure", "500 Internal Server Error");
            case Fault.SpeaksNonsense:
                return Answer.Of("text/html", $"<html><body>It works: {Escape(Echo(request))}");
            case Fault.SaysNothing:
                return Answer.Of("text/xml", "");
            case Fault.FailsInNonsense:
                return Answer.Of("text/html", $"<html>Bad gateway {Escape(Echo(request))}", status: "502 Bad Gateway");
            case Fault.BreaksOff:
                return new(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<?xml version=\"1.0\"?><")) { EndsConnection = true };
            case Fault.HangsUp:
                return new([]) { EndsConnection = true };
            default:
                _end.Token.WaitHandle.WaitOne();
                return new([]) { EndsConnection = true };
        }
    }

    protected override void Dispose(bool disposing)
    {
        _end.Cancel();
        base.Dispose(disposing);
    }

    private static Answer Refusal(Request request, string code, string status)
    {
        var message = $"No: {Echo(request)}";
        if (request.Target is not "")
            return Answer.Of("application/x-amz-json-1.1", $$"""{"__type":"{{code}}","message":"{{JsonEncodedText.Encode(message)}}"}""", status: status);
        var error = $"<Error><Code>{code}</Code><Message>{Escape(message)}</Message></Error>";
        return Answer.Of(
            "text/xml",
            request.Body.Contains("Action=AssumeRole", StringComparison.Ordinal)
                ? $"""<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">{error}<RequestId>r</RequestId></ErrorResponse>"""
                : $"<Response><Errors>{error}</Errors><RequestID>r</RequestID></Response>",
            status: status);
    }

    private static string Echo(Request request) => $"{request.Head} {request.Body}";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>How a service answers badly.</summary>
public enum Fault
{
    /// <summary>400.</summary>
    Refuses,

    /// <summary>403.</summary>
    Denies,

    /// <summary>429.</summary>
    Throttles,

    /// <summary>400 with the code that the service has for it.</summary>
    ThrottlesByCode,

    /// <summary>500.</summary>
    Fails,

    /// <summary>200 with a web page.</summary>
    SpeaksNonsense,

    /// <summary>200 with an empty body.</summary>
    SaysNothing,

    /// <summary>502 with a web page.</summary>
    FailsInNonsense,

    /// <summary>The connection ends in the middle of the answer.</summary>
    BreaksOff,

    /// <summary>The connection ends without an answer.</summary>
    HangsUp,

    /// <summary>No answer comes.</summary>
    Hangs,

    /// <summary>Nobody listens; for that no service is needed.</summary>
    IsNotThere,
}
