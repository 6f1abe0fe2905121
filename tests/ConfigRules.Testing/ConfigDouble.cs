using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConfigRules.Testing;

/// <summary>
/// AWS Config where moto has none: it takes and refuses evaluations as the service does, keeps results for each caller, pages, and
/// on demand takes only a part, or asks for patience.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/config/latest/APIReference/API_PutEvaluations.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_Evaluation.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_GetResourceConfigHistory.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateComplianceDetailsByConfigRule.html
/// </remarks>
public sealed class ConfigDouble : Loopback
{
    /// <summary>A token that the service does not know.</summary>
    public const string UnknownToken = "token-of-another-rule-0123456789abcdef";

    private const string Json = "application/x-amz-json-1.1";
    private const int LargestPage = 100;

    private static readonly string[] Compliances = ["COMPLIANT", "NON_COMPLIANT", "NOT_APPLICABLE"];

    private readonly ConcurrentQueue<PutEvaluation> _puts = new();
    private readonly ConcurrentDictionary<(string AccessKey, string Type, string Id), PutEvaluation> _results = new();
    private int _throttles;

    /// <summary>Every evaluation that was taken, in the order it came.</summary>
    public IReadOnlyCollection<PutEvaluation> Puts => _puts;

    /// <summary>Operations asked for, refused ones too.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>With whose credentials each operation was asked for.</summary>
    public ConcurrentQueue<(string AccessKey, string Operation)> Callers { get; } = new();

    /// <summary>How many evaluations each call of PutEvaluations held.</summary>
    public ConcurrentQueue<int> Batches { get; } = new();

    /// <summary>Ids of resources whose evaluations fail, and how often still.</summary>
    public ConcurrentDictionary<string, int> Failing { get; } = new();

    /// <summary>Items of the history by (type, id), the newest first, as the service writes them.</summary>
    public ConcurrentDictionary<(string Type, string Id), JsonObject[]> History { get; } = new();

    /// <summary>Results that were there before, whoever put them.</summary>
    public ConcurrentBag<(string Type, string Id, string Mode)> Earlier { get; } = [];

    /// <summary>Rules that exist; none means that every rule does.</summary>
    public ISet<string> RuleNames { get; } = new HashSet<string>();

    /// <summary>Names that the service finds too long, or else wrong.</summary>
    public ISet<string> InvalidNames { get; } = new HashSet<string>();

    /// <summary>Under which id an evaluation that fails comes back, where that is not its own.</summary>
    public ConcurrentDictionary<string, string> FailedAs { get; } = new();

    /// <summary>What aggregators answer to a query: by name, the texts of the rows.</summary>
    public ConcurrentDictionary<string, string[]> Aggregators { get; } = new();

    /// <summary>Why AWS Config finds the resources of a rule non-compliant, as its aggregators tell it: by rule, account and region.</summary>
    public ConcurrentDictionary<(string Rule, string Account, string Region), (string Type, string Id, string? Annotation)[]> Reasons { get; } = new();

    /// <summary>The operation that is refused with ThrottlingException, and how many of its calls go well first; null for none.</summary>
    public (string Operation, int After)? Throttled { get; set; }

    /// <summary>The queries that were asked of aggregators.</summary>
    public ConcurrentQueue<JsonObject> Queries { get; } = new();

    /// <summary>Whether each page is followed by an empty one, which is normal for aggregators.</summary>
    public bool HasEmptyPages { get; set; }

    /// <summary>Items of a page, at most.</summary>
    public int PageSize { get; set; } = LargestPage;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Refuses that many calls that follow, as too many.</summary>
    public void Throttle(int calls) => Interlocked.Exchange(ref _throttles, calls);

    public void Reset()
    {
        _puts.Clear();
        _results.Clear();
        Calls.Clear();
        Callers.Clear();
        Batches.Clear();
    }

    protected override Answer Respond(Request request)
    {
        var operation = request.Target["StarlingDoveService.".Length..];
        Calls.Enqueue(operation);
        var accessKey = AccessKey(request);
        Callers.Enqueue((accessKey, operation));
        if (Interlocked.Decrement(ref _throttles) >= 0)
            return Refuse("ThrottlingException", "Rate exceeded");
        if (Throttled is { } throttled && throttled.Operation == operation && Calls.Count(call => call == operation) > throttled.After)
            return Refuse("ThrottlingException", "Rate exceeded");
        var body = JsonNode.Parse(request.Body)!.AsObject();
        return operation switch
        {
            "PutEvaluations" => Put(body, accessKey),
            "GetComplianceDetailsByConfigRule" => Details(body, accessKey),
            "GetResourceConfigHistory" => HistoryOf(body),
            "SelectAggregateResourceConfig" => Select(body),
            "GetAggregateComplianceDetailsByConfigRule" => AggregateDetails(body),
            _ => Refuse("UnknownOperationException", operation),
        };
    }

    private Answer Put(JsonObject body, string accessKey)
    {
        var token = (string?)body["ResultToken"];
        var testMode = (bool?)body["TestMode"] ?? false;
        var evaluations = body["Evaluations"]?.AsArray() ?? [];
        if (token is null)
            return Refuse("InvalidParameterValueException", "The result token in your request cannot be null.");
        if (evaluations.Count is 0)
            return Refuse("InvalidParameterValueException", "The Evaluations object in your request cannot be null.");
        if (evaluations.Count > LargestPage)
            return Refuse("ValidationException", "1 validation error detected: Value at 'evaluations' failed to satisfy constraint: Member must have length less than or equal to 100");
        if (token is UnknownToken && !testMode)
            return Refuse("InvalidResultTokenException", $"The result token {token} is invalid.");

        var failed = new JsonArray();
        var taken = new List<PutEvaluation>();
        foreach (var node in evaluations)
        {
            var evaluation = node!.AsObject();
            if (Problem(evaluation) is { } problem)
                return problem;
            var put = new PutEvaluation(
                accessKey, (string)evaluation["ComplianceResourceType"]!, (string)evaluation["ComplianceResourceId"]!,
                (string)evaluation["ComplianceType"]!, (string?)evaluation["Annotation"], (decimal)evaluation["OrderingTimestamp"]!, token, testMode);
            if (Failing.TryGetValue(put.ResourceId, out var left) && left > 0)
            {
                Failing[put.ResourceId] = left - 1;
                var answered = evaluation.DeepClone();
                answered["ComplianceResourceId"] = FailedAs.GetValueOrDefault(put.ResourceId, put.ResourceId);
                failed.Add(answered);
            }
            else
            {
                taken.Add(put);
            }
        }
        Batches.Enqueue(evaluations.Count);
        foreach (var put in taken)
        {
            _puts.Enqueue(put);
            if (!testMode)
                _results[(accessKey, put.ResourceType, put.ResourceId)] = put;
        }
        return Ok(new() { ["FailedEvaluations"] = failed });
    }

    private static Answer? Problem(JsonObject evaluation)
    {
        if ((string?)evaluation["ComplianceResourceType"] is not { Length: >= 1 and <= 256 })
            return Refuse("ValidationException", "ComplianceResourceType has 1 to 256 characters.");
        if ((string?)evaluation["ComplianceResourceId"] is not { Length: >= 1 and <= 768 })
            return Refuse("ValidationException", "ComplianceResourceId has 1 to 768 characters.");
        if (!Compliances.Contains((string?)evaluation["ComplianceType"]))
            return Refuse("InvalidParameterValueException", "ComplianceType takes no INSUFFICIENT_DATA.");
        if (evaluation.ContainsKey("Annotation") && (string?)evaluation["Annotation"] is not { Length: >= 1 and <= 256 })
            return Refuse("ValidationException", "Annotation has 1 to 256 characters.");
        return evaluation["OrderingTimestamp"] is null ? Refuse("ValidationException", "OrderingTimestamp is required.") : null;
    }

    private Answer Details(JsonObject body, string accessKey)
    {
        var name = (string?)body["ConfigRuleName"];
        if (name is not { Length: >= 1 and <= 64 })
            return Refuse("ValidationException", "1 validation error detected: Value at 'configRuleName' failed to satisfy constraint: Member must have length less than or equal to 64");
        if (InvalidNames.Contains(name))
            return Refuse("ValidationException", $"1 validation error detected: Value '{name}' at 'configRuleName' failed to satisfy a constraint");
        if (RuleNames.Count > 0 && !RuleNames.Contains(name))
            return Refuse("NoSuchConfigRuleException", "The ConfigRule provided in the request is invalid.");
        if (((int?)body["Limit"] ?? 10) > LargestPage)
            return Refuse("InvalidLimitException", "The specified limit is outside the allowable range.");
        var wanted = body["ComplianceTypes"]?.AsArray().Select(type => (string)type!).ToArray();
        var results = _results.Values
            .Where(put => put.AccessKey == accessKey && (wanted is null || wanted.Contains(put.Compliance)))
            .Select(put => Result(put.ResourceType, put.ResourceId, "DETECTIVE", put.Compliance, name))
            .Concat(Earlier.Where(earlier => !_results.ContainsKey((accessKey, earlier.Type, earlier.Id)))
                .Select(earlier => Result(earlier.Type, earlier.Id, earlier.Mode, "COMPLIANT", name)))
            .ToArray();
        return Page(body, "EvaluationResults", results);
    }

    private static JsonObject Result(string type, string id, string mode, string compliance, string rule) => new()
    {
        ["ComplianceType"] = compliance,
        ["EvaluationResultIdentifier"] = new JsonObject
        {
            ["EvaluationResultQualifier"] = new JsonObject
            {
                ["ConfigRuleName"] = rule,
                ["EvaluationMode"] = mode,
                ["ResourceType"] = type,
                ["ResourceId"] = id,
            },
            ["OrderingTimestamp"] = 1_700_000_000.123m,
        },
    };

    private Answer HistoryOf(JsonObject body)
    {
        if (!History.TryGetValue(((string)body["resourceType"]!, (string)body["resourceId"]!), out var items))
            return Refuse("ResourceNotDiscoveredException", "Resource is not discovered by AWS Config.");
        var later = (decimal?)body["laterTime"];
        return Page(body, "configurationItems", [.. items
            .Where(item => later is null || Seconds(item["configurationItemCaptureTime"]!) <= later)
            .Select(item => item.DeepClone().AsObject())], "nextToken");
    }

    private static decimal Seconds(JsonNode time) => time.GetValueKind() is JsonValueKind.Number
        ? decimal.Parse(time.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() / 1000m;

    private Answer Select(JsonObject body)
    {
        Queries.Enqueue(body.DeepClone().AsObject());
        if (!Aggregators.TryGetValue((string)body["ConfigurationAggregatorName"]!, out var rows))
            return Refuse("NoSuchConfigurationAggregatorException", "The configuration aggregator does not exist.");
        if (((int?)body["Limit"] ?? 25) > LargestPage)
            return Refuse("InvalidLimitException", "The specified limit is outside the allowable range.");
        var token = (string?)body["NextToken"] ?? "0";
        var start = int.Parse(token.TrimEnd('-'), CultureInfo.InvariantCulture);
        if (HasEmptyPages && !token.EndsWith('-'))
            return Ok(new() { ["Results"] = new JsonArray(), ["QueryInfo"] = new JsonObject(), ["NextToken"] = token + "-" });
        var end = start + Math.Min((int?)body["Limit"] ?? 25, PageSize);
        var answer = new JsonObject { ["Results"] = new JsonArray([.. rows.Take(end).Skip(start).Select(row => JsonValue.Create(row))]), ["QueryInfo"] = new JsonObject() };
        if (end < rows.Length)
            answer["NextToken"] = end.ToString(CultureInfo.InvariantCulture);
        return Ok(answer);
    }

    private Answer AggregateDetails(JsonObject body)
    {
        var rule = (string)body["ConfigRuleName"]!;
        if (!Aggregators.ContainsKey((string)body["ConfigurationAggregatorName"]!))
            return Refuse("NoSuchConfigurationAggregatorException", "The configuration aggregator does not exist.");
        if (InvalidNames.Contains(rule))
            return Refuse("ValidationException", $"Value '{rule}' at 'configRuleName' failed to satisfy a constraint");
        if ((string?)body["ComplianceType"] is not "NON_COMPLIANT")
            return Refuse("ValidationException", "These reasons are of what is non-compliant.");
        if (((int?)body["Limit"] ?? 50) > LargestPage)
            return Refuse("InvalidLimitException", "The specified limit is outside the allowable range.");
        var (account, region) = ((string)body["AccountId"]!, (string)body["AwsRegion"]!);
        return Page(body, "AggregateEvaluationResults", [.. Reasons.GetValueOrDefault((rule, account, region), []).Select(reason =>
        {
            var result = Result(reason.Type, reason.Id, "DETECTIVE", "NON_COMPLIANT", rule);
            (result["AccountId"], result["AwsRegion"], result["Annotation"]) = (account, region, reason.Annotation);
            return result;
        })]);
    }

    private Answer Page(JsonObject body, string member, JsonObject[] items, string token = "NextToken")
    {
        var start = (string?)body[token] is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var size = Math.Min((int?)(body["Limit"] ?? body["limit"]) ?? 10, PageSize);
        var answer = new JsonObject { [member] = new JsonArray([.. items.Skip(start).Take(size)]) };
        if (start + size < items.Length)
            answer[token] = (start + size).ToString(CultureInfo.InvariantCulture);
        return Ok(answer);
    }

    private static string AccessKey(Request request)
    {
        const string Before = "Credential=";
        var header = request.Header("authorization");
        var start = header.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return header[start..header.IndexOf('/', start)];
    }

    private static Answer Ok(JsonObject body) => Answer.Of(Json, body.ToJsonString());

    private static Answer Refuse(string type, string message) =>
        Answer.Of(Json, new JsonObject { ["__type"] = type, ["message"] = message }.ToJsonString(), status: "400 Bad Request");
}

/// <summary>One evaluation as AWS Config received it.</summary>
public sealed record PutEvaluation(
    string AccessKey, string ResourceType, string ResourceId, string Compliance, string? Annotation, decimal OrderingTimestamp, string ResultToken, bool TestMode);
