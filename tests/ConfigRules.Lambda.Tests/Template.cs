using YamlDotNet.RepresentationModel;

namespace ConfigRules.Lambda.Tests;

/// <summary>template.yaml, as far as the tests ask; a function of CloudFormation is its node with the tag.</summary>
internal sealed class Template
{
    private readonly YamlMappingNode _root;

    public Template(string file = "template.yaml")
    {
        using var reader = File.OpenText(Repository.PathOf(file));
        var stream = new YamlStream();
        stream.Load(reader);
        _root = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    /// <summary>Parameters, besides Pack, that are not left at their defaults.</summary>
    public Dictionary<string, string> Given { get; } = [];

    public static string Path { get; } = Repository.PathOf("template.yaml");

    public IEnumerable<(string Name, YamlMappingNode Properties)> Of(string type) =>
        from resource in ((YamlMappingNode)_root["Resources"]).Children
        where ((YamlScalarNode)resource.Value["Type"]).Value == type
        select (((YamlScalarNode)resource.Key).Value!, (YamlMappingNode)resource.Value["Properties"]);

    public YamlMappingNode Resource(string name) => (YamlMappingNode)_root["Resources"][name]["Properties"];

    /// <summary>Whether the resource is deployed where the parameter Pack has the value.</summary>
    public bool IsDeployed(string name, string pack) =>
        !((YamlMappingNode)_root["Resources"][name]).Children.TryGetValue("Condition", out var condition) || Holds(_root["Conditions"][Text(condition)], pack);

    private bool Holds(YamlNode condition, string pack) => condition.Tag.Value switch
    {
        "!Or" => ((YamlSequenceNode)condition).Children.Any(part => Holds(part, pack)),
        "!And" => ((YamlSequenceNode)condition).Children.All(part => Holds(part, pack)),
        "!Not" => !Holds(condition[0], pack),
        "!Condition" => Holds(_root["Conditions"][Text(condition)], pack),
        "!Equals" => Value(condition[0], pack) == Value(condition[1], pack),
        var function => throw new NotSupportedException($"{function} in a condition."),
    };

    private string Value(YamlNode node, string pack) => node.Tag is { IsEmpty: false, Value: "!Ref" }
        ? Text(node) is "Pack" ? pack : Given.GetValueOrDefault(Text(node)) ?? Text(_root["Parameters"][Text(node)]["Default"])
        : Text(node);

    public YamlNode Parameter(string name) => _root["Parameters"][name];

    /// <summary>The value as it is deployed where nobody sets a stack parameter.</summary>
    public string Default(YamlNode node, string pack = "all") => node switch
    {
        YamlSequenceNode { Tag.IsEmpty: false, Tag.Value: "!If" } choice => Default(choice.Children[Holds(_root["Conditions"][Text(choice.Children[0])], pack) ? 1 : 2], pack),
        YamlScalarNode { Tag.IsEmpty: false, Tag.Value: "!Ref" } reference => Text(_root["Parameters"][reference.Value!]["Default"]),
        YamlSequenceNode { Tag.IsEmpty: false, Tag.Value: "!Join" } join => Default(join.Children[1]),
        _ => Text(node),
    };

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Children.Select(Text);

    /// <summary>The logical name out of !GetAtt Name.Arn or !Ref Name.</summary>
    public static string Target(YamlNode node) => Text(node).Split('.')[0];
}
