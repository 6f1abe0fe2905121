using System.Collections.Concurrent;
using System.Security;
using System.Web;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// What stands between the AWS CLI and moto: it keeps what was asked for, and answers what moto does not: stack sets whose operations
/// fail or are told by unit, calls of functions, and whatever a test puts before it.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html: even where the operation fails the stack
/// set has the new content, and with it every stack is OUTDATED until an operation reaches it.
/// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: 200, and X-Amz-Function-Error where the function threw.
/// </remarks>
internal sealed class CloudDouble : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly LoopbackServer _server;
    private readonly string _moto;

    public CloudDouble(string moto)
    {
        _moto = moto;
        _server = new(AnswerAsync);
    }

    public string Url => $"http://{_server.Address}";

    /// <summary>Every request of the query protocol.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Requests { get; } = new();

    /// <summary>Every event that a function was called with.</summary>
    public ConcurrentQueue<byte[]> Events { get; } = new();

    /// <summary>Answers to actions of the query protocol, instead of moto's: the inside of the result, or null for moto's after all.</summary>
    public ConcurrentDictionary<string, Func<IReadOnlyDictionary<string, string>, string?>> Results { get; } = new();

    /// <summary>What Lambda answers, by the bytes that it is called with.</summary>
    public Func<byte[], Task<LoopbackAnswer>> Invoke { get; set; } = _ => Task.FromResult(new LoopbackAnswer(404, "{}"));

    /// <summary>How many accounts an organizational unit has.</summary>
    public IReadOnlyDictionary<string, int> Units { get; init; } = new Dictionary<string, int>();

    /// <summary>Units whose operations fail.</summary>
    public ConcurrentDictionary<string, bool> Failing { get; } = new();

    /// <summary>The stack set's content, by what it was named; null before it is made.</summary>
    public string? Content { get; private set; }

    private string Description { get; set; } = "";

    /// <summary>The status of each stack by its unit, account and region.</summary>
    public ConcurrentDictionary<(string Unit, string Account, string Region), (string Status, string? Content)> Stacks { get; } = new();

    /// <summary>What was done to which unit in which regions, and how that ended.</summary>
    public ConcurrentQueue<(string Action, string Unit, string Regions, string Status)> Operations { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    private async Task<LoopbackAnswer> AnswerAsync(LoopbackRequest request, CancellationToken cancellationToken)
    {
        if (request.Path.Contains("/invocations", StringComparison.Ordinal))
        {
            Events.Enqueue(request.Body.ToArray());
            return await Invoke(request.Body.ToArray());
        }
        if (request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal))
        {
            var form = HttpUtility.ParseQueryString(request.Text);
            var parameters = form.AllKeys.ToDictionary(key => key!, key => form[key]!);
            Requests.Enqueue(parameters);
            if (Result(parameters) is { } result)
                return result;
        }

        using var onward = new HttpRequestMessage(HttpMethod.Parse(request.Method), _moto + request.Path)
        {
            Content = new ReadOnlyMemoryContent(request.Body),
        };
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                onward.Content.Headers.TryAddWithoutValidation(name, value);
            else if (name is not ("Host" or "Connection" or "Expect"))
                onward.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = await _http.SendAsync(onward, cancellationToken);
        return new((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken))
        {
            Headers = answer.Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key is not ("Content-Length" or "Connection" or "Transfer-Encoding" or "Date" or "Server"))
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
        };
    }

    private LoopbackAnswer? Result(Dictionary<string, string> parameters)
    {
        var action = parameters["Action"];
        var inside = Results.TryGetValue(action, out var result) ? result(parameters) : null;
        inside ??= action switch
        {
            "DescribeStackSet" when Content is null => "",
            "DescribeStackSet" => $"<StackSet><Description>{SecurityElement.Escape(Description)}</Description></StackSet>",
            "CreateStackSet" => Create(parameters),
            "CreateStackInstances" => Operate("made", parameters),
            "UpdateStackSet" => Update(parameters),
            "ListStackInstances" => $"<Summaries>{string.Concat(Stacks.Select(stack => $"""
                <member><Account>{stack.Key.Account}</Account><Region>{stack.Key.Region}</Region><OrganizationalUnitId>{stack.Key.Unit}</OrganizationalUnitId><Status>{stack.Value.Status}</Status></member>
                """))}</Summaries>",
            "DescribeStackSetOperation" => $"<StackSetOperation><Status>{Operations.ElementAt(int.Parse(parameters["OperationId"], null)).Status}</Status></StackSetOperation>",
            "ListStackSetOperationResults" => """
                <Summaries><member><Account>444455556666</Account><Region>eu-west-1</Region><Status>FAILED</Status>
                <StatusReason>ResourceLogicalId:PresenceFunction, not allowed.</StatusReason></member></Summaries>
                """,
            _ => null,
        };
        return inside switch
        {
            null => null,
            "" => Error("StackSetNotFoundException", "StackSet config-rules not found"),
            _ when inside.StartsWith("<Error>", StringComparison.Ordinal) => new(400, $"<ErrorResponse>{inside}</ErrorResponse>"),
            _ => new(200, $"<{action}Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><{action}Result>{inside}</{action}Result></{action}Response>"),
        };
    }

    public static string Refusal(string code, string message) => $"<Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>";

    private static LoopbackAnswer Error(string code, string message) => new(404, $"<ErrorResponse>{Refusal(code, message)}</ErrorResponse>");

    private string Create(Dictionary<string, string> parameters)
    {
        Content = ContentOf(parameters);
        Description = parameters["Description"];
        return "<StackSetId>config-rules:1</StackSetId>";
    }

    private string Update(Dictionary<string, string> parameters)
    {
        Description = parameters["Description"];
        if (parameters.GetValueOrDefault("UsePreviousTemplate") is not "true")
        {
            Content = ContentOf(parameters);
            foreach (var (stack, state) in Stacks)
                Stacks[stack] = ("OUTDATED", state.Content);
        }
        return Operate("updated", parameters);
    }

    private string Operate(string what, Dictionary<string, string> parameters)
    {
        var unit = parameters["DeploymentTargets.OrganizationalUnitIds.member.1"];
        string[] regions = [.. parameters.Where(parameter => parameter.Key.StartsWith("Regions.member.", StringComparison.Ordinal)).OrderBy(parameter => parameter.Key).Select(parameter => parameter.Value)];
        var fails = Failing.ContainsKey(unit);
        foreach (var region in regions)
        {
            for (var account = 1; account <= Units[unit]; account++)
                Stacks[(unit, $"{account:D12}", region)] = fails ? ("OUTDATED", null) : ("CURRENT", Content);
        }
        Operations.Enqueue((what, unit, string.Join(',', regions), fails ? "FAILED" : "SUCCEEDED"));
        return $"<OperationId>{Operations.Count - 1}</OperationId>";
    }

    private static string ContentOf(Dictionary<string, string> parameters) =>
        $"{parameters["TemplateURL"]} {string.Join(' ', parameters.Where(parameter => parameter.Key.EndsWith("ParameterValue", StringComparison.Ordinal)).OrderBy(parameter => parameter.Key).Select(parameter => parameter.Value))}";
}
