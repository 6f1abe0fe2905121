using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace ConfigRules.Testing;

/// <summary>
/// EC2 for what moto does not do: pages, refusals, things that vanish between two calls. It takes the forms of Elastic Load Balancing and
/// CloudWatch too, which answer in an element more.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html</remarks>
public sealed class Ec2Double : Loopback
{
    private readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, string>> _answers = [];
    private Bucket? _bucket;
    private int _throttles;

    /// <summary>Every call, as "Action Name=Value ..." without what all have.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public void Throttle(int calls) => Interlocked.Exchange(ref _throttles, calls);

    /// <summary>From now on takes that many calls at once, and then so many a second, as EC2 does.</summary>
    /// <remarks>https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html</remarks>
    public void Limit(int atOnce, int perSecond) => _bucket = new(atOnce, perSecond);

    /// <summary>Answers the action with that content of its response element.</summary>
    public Ec2Double On(string action, Func<IReadOnlyDictionary<string, string>, string> content)
    {
        _answers[action] = content;
        return this;
    }

    public Ec2Double On(string action, string content) => On(action, _ => content);

    protected override Answer Respond(Request request)
    {
        var form = request.Body.Split('&').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));
        var action = form["Action"];
        Calls.Enqueue(string.Join(' ', form.Where(pair => pair.Key is not ("Action" or "Version" or "MaxResults" or "PageSize"))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").Prepend(action)));
        if (Interlocked.Decrement(ref _throttles) >= 0 || _bucket?.TryTake() is false)
            return Refusal(form, "RequestLimitExceeded", "503 Service Unavailable");
        try
        {
            return _answers.TryGetValue(action, out var content)
                ? Answer.Of("text/xml;charset=UTF-8", IsEc2(form)
                    ? $"""<{action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>{content(form)}</{action}Response>"""
                    : $"<{action}Response><{action}Result>{content(form)}</{action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{action}Response>")
                : Refusal(form, "InvalidAction");
        }
        catch (RefusedException refused)
        {
            return Refusal(form, refused.Message);
        }
    }

    private static Answer Refusal(Dictionary<string, string> form, string code, string status = "400 Bad Request") => Answer.Of(
        "text/xml;charset=UTF-8",
        IsEc2(form)
            ? $"<Response><Errors><Error><Code>{code}</Code><Message>No.</Message></Error></Errors><RequestID>r</RequestID></Response>"
            : $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>No.</Message></Error><RequestId>r</RequestId></ErrorResponse>",
        status: status);

    private static bool IsEc2(Dictionary<string, string> form) => form["Version"] is not ("2015-12-01" or "2010-08-01");

    private sealed class Bucket(int size, int perSecond)
    {
        private readonly Lock _lock = new();
        private double _held = size;
        private long _filledAt = Stopwatch.GetTimestamp();

        public bool TryTake()
        {
            lock (_lock)
            {
                var now = Stopwatch.GetTimestamp();
                _held = Math.Min(size, _held + (Stopwatch.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
                _filledAt = now;
                if (_held < 1)
                    return false;
                _held--;
                return true;
            }
        }
    }
}

/// <summary>Thrown by an answer that refuses; the message is EC2's code.</summary>
public sealed class RefusedException(string code) : Exception(code);
