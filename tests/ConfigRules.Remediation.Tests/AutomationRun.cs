using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConfigRules.Remediation.Tests;

/// <summary>
/// A run of a document, step by step, by the rules of Systems Manager Automation; where these leave something open it takes the
/// harshest reading: an output whose selector leads to nothing fails its step.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-branch-condition.html
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-outputs-inputs.html
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeAwsApi.html
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-waitForAwsResourceProperty.html
/// </remarks>
internal sealed partial class AutomationRun
{
    /// <summary>How often a step that waits looks; the tests do not wait in between.</summary>
    private const int Looks = 3;

    private readonly AutomationDocument _document;
    private readonly PythonWorker _python;
    private readonly string _url;
    private readonly Dictionary<string, JsonNode?> _values = [];
    private readonly List<string> _steps = [];
    private readonly List<string> _failures = [];
    private bool _failed;

    private AutomationRun(AutomationDocument document, PythonWorker python, string url)
    {
        _document = document;
        _python = python;
        _url = url;
    }

    /// <summary>Success or Failed, as GetAutomationExecution tells.</summary>
    public string Status => _failed ? "Failed" : "Success";

    /// <summary>The names of the steps, in the order in which they ran.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>A sentence for each step that failed: "Decide: ...".</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The document's outputs, as text; those of steps that did not run are missing.</summary>
    public IReadOnlyDictionary<string, string> Outputs => _document.Content["outputs"]!.AsArray()
        .Select(output => output!.GetValue<string>()).Where(_values.ContainsKey)
        .ToDictionary(output => output, output => Text(_values[output]));

    public static AutomationRun Start(
        AutomationDocument document, PythonWorker python, string url, IReadOnlyDictionary<string, string> parameters)
    {
        var run = new AutomationRun(document, python, url);
        run.Take(parameters);
        run.Run();
        return run;
    }

    private void Take(IReadOnlyDictionary<string, string> parameters)
    {
        Assert.Empty(parameters.Keys.Except(_document.Parameters.Select(parameter => parameter.Key)));
        foreach (var (name, declared) in _document.Parameters)
        {
            var value = parameters.GetValueOrDefault(name) ?? declared!["default"]?.GetValue<string>();
            Assert.True(value is not null, $"{name} has no default and was not given.");
            if (declared!["allowedPattern"]?.GetValue<string>() is { } pattern)
                Assert.Matches(pattern, value);
            if (declared["allowedValues"] is JsonArray choices)
                Assert.Contains(value, choices.Select(choice => choice!.GetValue<string>()));
            _values[name] = value;
        }
        _values["global:ACCOUNT_ID"] = Cloud.AccountId;
        _values["global:REGION"] = Cloud.Region;
        _values["automation:EXECUTION_ID"] = Guid.NewGuid().ToString();
    }

    private void Run()
    {
        var steps = _document.Steps.ToArray();
        for (var step = steps[0]; step is not null;)
        {
            var name = AutomationDocument.NameOf(step);
            Assert.DoesNotContain(name, _steps);
            _steps.Add(name);
            string? next;
            try
            {
                next = Act(name, step["action"]!.GetValue<string>(), step) ?? step["nextStep"]?.GetValue<string>();
            }
            catch (StepFailedException failed)
            {
                _failures.Add($"{name}: {failed.Message}");
                var reaction = step["onFailure"]?.GetValue<string>() ?? "Abort";
                _failed |= step["isCritical"]?.GetValue<bool>() ?? reaction is not "Continue";
                if (reaction is "Abort")
                    return;
                next = reaction is "Continue" ? step["nextStep"]?.GetValue<string>() : reaction["step:".Length..];
            }
            step = next is not null ? _document.Step(next)
                : step["isEnd"]?.GetValue<bool>() is true ? null
                : steps.SkipWhile(one => one != step).Skip(1).FirstOrDefault();
        }
    }

    /// <summary>The step to go to, where the action itself decides on it.</summary>
    private string? Act(string name, string action, JsonObject step)
    {
        var inputs = step["inputs"]!.AsObject();
        switch (action)
        {
            case "aws:executeAwsApi":
                Keep(name, step, Call(inputs));
                return null;
            case "aws:executeScript":
                Assert.Equal("python3.11", inputs["Runtime"]!.GetValue<string>());
                var payload = _python.Run(
                    _url, inputs["Script"]!.GetValue<string>(), inputs["Handler"]!.GetValue<string>(), Resolve(inputs["InputPayload"])!);
                Keep(name, step, new JsonObject { ["Payload"] = payload });
                return null;
            case "aws:branch":
                return inputs["Choices"]!.AsArray().FirstOrDefault(choice => Holds(choice!.AsObject()))?["NextStep"]!.GetValue<string>()
                    ?? inputs["Default"]?.GetValue<string>();
            case "aws:waitForAwsResourceProperty":
                var desired = Resolve(inputs["DesiredValues"])!.AsArray().Select(Text).ToArray();
                for (var look = 0; look < Looks; look++)
                {
                    if (JsonPath.TrySelect(Call(inputs), inputs["PropertySelector"]!.GetValue<string>(), out var found) && desired.Contains(Text(found)))
                        return null;
                }
                throw new StepFailedException("TimedOut", $"The property did not become {string.Join(" or ", desired)}.");
            case "aws:sleep":
                Assert.Matches("^PT[0-9]+S$", inputs["Duration"]!.GetValue<string>());
                return null;
            default:
                throw new InvalidDataException($"{name} has an action that the runner does not know: {action}.");
        }
    }

    private JsonNode? Call(JsonObject inputs)
    {
        var members = inputs.Where(input => input.Key is not ("Service" or "Api" or "PropertySelector" or "DesiredValues"))
            .Select(input => KeyValuePair.Create(input.Key, Resolve(input.Value)));
        return _python.Call(_url, inputs["Service"]!.GetValue<string>(), inputs["Api"]!.GetValue<string>(), new(members));
    }

    private void Keep(string name, JsonObject step, JsonNode? answer)
    {
        foreach (var output in step["outputs"]?.AsArray() ?? [])
        {
            var (field, selector, type) = (output!["Name"]!.GetValue<string>(), output["Selector"]!.GetValue<string>(), output["Type"]!.GetValue<string>());
            if (!JsonPath.TrySelect(answer, selector, out var found))
                throw new StepFailedException("NoSuchOutput", $"{selector} leads to nothing.");
            var fits = (type, found) switch
            {
                ("String", JsonValue value) => value.TryGetValue<string>(out _),
                ("Boolean", JsonValue value) => value.TryGetValue<bool>(out _),
                ("StringList", JsonArray list) => list.All(item => item is JsonValue value && value.TryGetValue<string>(out _)),
                ("MapList", JsonArray list) => list.All(item => item is JsonObject),
                _ => false,
            };
            if (!fits)
                throw new StepFailedException("WrongType", $"{field} is no {type}: {found!.ToJsonString()}.");
            _values[$"{name}.{field}"] = found!.DeepClone();
        }
    }

    private bool Holds(JsonObject condition)
    {
        if (condition["And"] is JsonArray all)
            return all.All(one => Holds(one!.AsObject()));
        var value = Resolve(condition["Variable"]);
        return condition["StringEquals"] is { } text ? Text(value) == text.GetValue<string>()
            : condition["BooleanEquals"] is { } boolean ? value!.GetValue<bool>() == boolean.GetValue<bool>()
            : throw new InvalidDataException($"A choice with an operation that the runner does not know: {condition.ToJsonString()}.");
    }

    /// <summary>A reference alone keeps its type; within a text it becomes text.</summary>
    private JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Resolve)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Reference.Match(text) is { Success: true } match && match.Value == text
            ? Value(match)?.DeepClone()
            : JsonValue.Create(Reference.Replace(text, reference => Text(Value(reference)))),
        _ => node?.DeepClone(),
    };

    private JsonNode? Value(Match reference) => _values.TryGetValue(reference.Groups["name"].Value, out var value)
        ? value
        : throw new StepFailedException("Unresolved", $"{reference.Value} has no value.");

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? "";

    [GeneratedRegex(@"\{\{ (?<name>[A-Za-z0-9:_.]+) \}\}")]
    public static partial Regex Reference { get; }
}
