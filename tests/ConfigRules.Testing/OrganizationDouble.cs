using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ConfigRules.Testing;

/// <summary>
/// AWS Organizations where moto has none of its ways: it pages, twenty at most, asks for patience, and refuses whoever is no delegated
/// administrator.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
/// https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html
/// </remarks>
public sealed class OrganizationDouble : Loopback
{
    private const string Json = "application/x-amz-json-1.1";
    private const string Root = "r-exam";
    private const int LargestPage = 20;

    private readonly ConcurrentDictionary<string, List<JsonObject>> _units = new();
    private readonly ConcurrentDictionary<string, List<JsonObject>> _accounts = new();
    private int _throttles;

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Whether each page is followed by an empty one, which Organizations allows itself.</summary>
    public bool HasEmptyPages { get; set; }

    /// <summary>The organization that asks about itself; null where the account is in none.</summary>
    public string? OrganizationId { get; set; } = "o-exampleorg";

    /// <summary>What every call is refused with; null where they are answered.</summary>
    public string? Refusal { get; set; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Refuses that many calls that follow, as too many.</summary>
    public void Throttle(int calls) => Interlocked.Exchange(ref _throttles, calls);

    /// <param name="id">The account's.</param>
    /// <param name="name">Any text.</param>
    /// <param name="path">Its unit, as "Workloads/Production"; empty for the root.</param>
    /// <param name="state">As the service names it.</param>
    public void Add(string id, string name, string path = "", string state = "ACTIVE")
    {
        var parent = Root;
        foreach (var unit in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var units = _units.GetOrAdd(parent, _ => []);
            var next = $"ou-{parent}-{unit}";
            if (!units.Exists(known => (string)known["Id"]! == next))
                units.Add(new() { ["Id"] = next, ["Name"] = unit });
            parent = next;
        }
        _accounts.GetOrAdd(parent, _ => []).Add(new() { ["Id"] = id, ["Name"] = name, ["State"] = state });
    }

    protected override Answer Respond(Request request)
    {
        var operation = request.Target["AWSOrganizationsV20161128.".Length..];
        Calls.Enqueue(operation);
        if (Interlocked.Decrement(ref _throttles) >= 0)
            return Refuse("TooManyRequestsException");
        if (Refusal is not null)
            return Refuse(Refusal);
        var body = JsonNode.Parse(request.Body)!.AsObject();
        return operation switch
        {
            "DescribeOrganization" => OrganizationId is null
                ? Refuse("AWSOrganizationsNotInUseException")
                : Answer.Of(Json, new JsonObject { ["Organization"] = new JsonObject { ["Id"] = OrganizationId } }.ToJsonString()),
            "ListRoots" => Answer.Of(Json, new JsonObject { ["Roots"] = new JsonArray(new JsonObject { ["Id"] = Root, ["Name"] = "Root" }) }.ToJsonString()),
            "ListAccountsForParent" => Page(body, "Accounts", _accounts),
            "ListOrganizationalUnitsForParent" => Page(body, "OrganizationalUnits", _units),
            _ => Refuse("UnknownOperationException"),
        };
    }

    private Answer Page(JsonObject body, string member, ConcurrentDictionary<string, List<JsonObject>> lists)
    {
        if ((int?)body["MaxResults"] is > LargestPage)
            return Refuse("InvalidInputException");
        var items = lists.TryGetValue((string)body["ParentId"]!, out var list) ? list : [];
        var token = (string?)body["NextToken"] ?? "0";
        if (HasEmptyPages && !token.EndsWith('-'))
            return Answer.Of(Json, new JsonObject { [member] = new JsonArray(), ["NextToken"] = token + "-" }.ToJsonString());
        var start = int.Parse(token.TrimEnd('-'), CultureInfo.InvariantCulture);
        var end = start + ((int?)body["MaxResults"] ?? LargestPage);
        var answer = new JsonObject { [member] = new JsonArray([.. items.Skip(start).Take(end - start).Select(item => item.DeepClone())]) };
        if (end < items.Count)
            answer["NextToken"] = end.ToString(CultureInfo.InvariantCulture);
        return Answer.Of(Json, answer.ToJsonString());
    }

    private static Answer Refuse(string code) => Answer.Of(
        Json, new JsonObject { ["__type"] = code, ["Message"] = "No." }.ToJsonString(), status: "400 Bad Request");
}
