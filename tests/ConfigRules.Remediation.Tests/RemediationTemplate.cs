using System.Globalization;
using System.Text.Json.Nodes;
using ConfigRules.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Remediation.Tests;

/// <summary>remediation.yaml, as far as the tests ask; a function of CloudFormation is its node with the tag.</summary>
internal static class RemediationTemplate
{
    public static string Path { get; } = System.IO.Path.Combine(GoldenFile.Root, "remediation.yaml");

    public static YamlMappingNode Root { get; } = Load();

    public static IEnumerable<(string Name, YamlMappingNode Properties)> Of(string type) =>
        from resource in ((YamlMappingNode)Root["Resources"]).Children
        where Text(resource.Value["Type"]) == type
        select (Text(resource.Key), (YamlMappingNode)resource.Value["Properties"]);

    public static IReadOnlyList<AutomationDocument> Documents { get; } = [.. Of("AWS::SSM::Document").Select(AutomationDocument.Of)];

    public static AutomationDocument Document(string rule) => Documents.Single(document => document.Rule == rule);

    /// <summary>The statements of the role that the rule's remediation hands to its document.</summary>
    public static IEnumerable<YamlMappingNode> Statements(string rule)
    {
        var remediation = Of("AWS::Config::RemediationConfiguration").Single(one => RuleOf(one.Properties) == rule).Properties;
        var role = Text(remediation["Parameters"]["AutomationAssumeRole"]["StaticValue"]["Values"][0]).Split('.')[0];
        var properties = Of("AWS::IAM::Role").Single(one => one.Name == role).Properties;
        return ((YamlSequenceNode)properties["Policies"]).Children
            .SelectMany(policy => ((YamlSequenceNode)policy["PolicyDocument"]["Statement"]).Children).Cast<YamlMappingNode>();
    }

    public static ISet<string> Actions(string rule) =>
        Statements(rule).SelectMany(statement => Texts(statement["Action"])).ToHashSet();

    public static string RuleOf(YamlMappingNode remediation) => Text(remediation["ConfigRuleName"]).Replace("${RulePrefix}", "", StringComparison.Ordinal);

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Children.Select(Text);

    private static YamlMappingNode Load()
    {
        using var reader = File.OpenText(Path);
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}

/// <summary>An Automation document, as Systems Manager gets it: the content of its resource, in JSON.</summary>
internal sealed record AutomationDocument(string Name, string Rule, JsonObject Content)
{
    public JsonObject Parameters => Content["parameters"]!.AsObject();

    public IEnumerable<JsonObject> Steps => Content["mainSteps"]!.AsArray().Select(step => step!.AsObject());

    public JsonObject Step(string name) => Steps.Single(step => NameOf(step) == name);

    public static string NameOf(JsonNode step) => step["name"]!.GetValue<string>();

    public static AutomationDocument Of((string Name, YamlMappingNode Properties) resource)
    {
        var name = RemediationTemplate.Text(resource.Properties["Name"]).Replace("${RulePrefix}", "", StringComparison.Ordinal);
        return new(name, name["remediate-".Length..], ToJson(resource.Properties["Content"])!.AsObject());
    }

    /// <summary>CloudFormation reads plain scalars by YAML 1.1, of which these documents use true, false and numbers.</summary>
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(
            mapping.Children.Select(pair => KeyValuePair.Create(RemediationTemplate.Text(pair.Key), ToJson(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(ToJson)]),
        YamlScalarNode { Tag.IsEmpty: false } function => throw new InvalidDataException($"{function.Tag} {function.Value} inside a document."),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" } => JsonValue.Create(true),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" } => JsonValue.Create(false),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when int.TryParse(plain.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidDataException($"{node.NodeType} inside a document."),
    };
}
