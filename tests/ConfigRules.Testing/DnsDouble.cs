using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace ConfigRules.Testing;

/// <summary>Route 53, its resolver and its profiles, in one; what nothing else is said of is empty.</summary>
public sealed class DnsDouble : Loopback
{
    private const string Route53 = "/2013-04-01/";

    private readonly Dictionary<string, Func<string, string>> _answers = [];

    /// <summary>Every call, as "Operation path?query" or "Operation {body}".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Answers the operation with members of JSON, or elements of Route 53's root, made of what is asked.</summary>
    public DnsDouble On(string operation, Func<string, string> content)
    {
        _answers[operation] = content;
        return this;
    }

    public DnsDouble On(string operation, string content) => On(operation, _ => content);

    public DnsDouble Refusing(string operation, string code = "AccessDeniedException") => On(operation, _ => throw new RefusedException(code));

    protected override Answer Respond(Request request)
    {
        var isXml = request.Path.StartsWith(Route53, StringComparison.Ordinal);
        var operation = OperationOf(request);
        var asked = request.Method is "GET" ? WebUtility.UrlDecode(request.Path.Replace(Route53, "", StringComparison.Ordinal)) : request.Body;
        Calls.Enqueue($"{operation} {asked}");
        try
        {
            var content = _answers.TryGetValue(operation, out var answer) ? answer(asked) : "";
            return isXml
                ? Answer.Of("text/xml", $"""<?xml version="1.0"?><{operation}Response xmlns="https://route53.amazonaws.com/doc/2013-04-01/">{content}</{operation}Response>""")
                : Answer.Of("application/json", $"{{{content}}}");
        }
        catch (RefusedException refused)
        {
            return isXml
                ? Answer.Of("text/xml", $"<ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error><Type>Sender</Type><Code>{refused.Message}</Code><Message>No.</Message></Error><RequestId>r</RequestId></ErrorResponse>", status: "403 Forbidden")
                : Answer.Of("application/json", $$"""{"__type":"{{refused.Message}}","message":"No."}""", $"x-amzn-ErrorType: {refused.Message}\r\n", "400 Bad Request");
        }
    }

    private static string OperationOf(Request request) => request.Path.Split('?')[0] switch
    {
        "/" => request.Target["Route53Resolver.".Length..],
        "/profileassociations" => "ListProfileAssociations",
        var path when path.StartsWith("/profileresourceassociations", StringComparison.Ordinal) => "ListProfileResourceAssociations",
        var path when path.EndsWith("/hostedzonesbyvpc", StringComparison.Ordinal) => "ListHostedZonesByVPC",
        var path when path.EndsWith("/rrset", StringComparison.Ordinal) => "ListResourceRecordSets",
        _ => "GetHostedZone",
    };
}
