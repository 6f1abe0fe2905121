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

    public static string Path { get; } = Repository.PathOf("template.yaml");

    public IEnumerable<(string Name, YamlMappingNode Properties)> Of(string type) =>
        from resource in ((YamlMappingNode)_root["Resources"]).Children
        where ((YamlScalarNode)resource.Value["Type"]).Value == type
        select (((YamlScalarNode)resource.Key).Value!, (YamlMappingNode)resource.Value["Properties"]);

    public YamlMappingNode Resource(string name) => (YamlMappingNode)_root["Resources"][name]["Properties"];

    public YamlNode Parameter(string name) => _root["Parameters"][name];

    /// <summary>The value as it is deployed where nobody sets a stack parameter.</summary>
    public string Default(YamlNode node) => node switch
    {
        YamlScalarNode { Tag.IsEmpty: false, Tag.Value: "!Ref" } reference => Text(_root["Parameters"][reference.Value!]["Default"]),
        YamlSequenceNode { Tag.IsEmpty: false, Tag.Value: "!Join" } join => Default(join.Children[1]),
        _ => Text(node),
    };

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Children.Select(Text);

    /// <summary>The logical name out of !GetAtt Name.Arn or !Ref Name.</summary>
    public static string Target(YamlNode node) => Text(node).Split('.')[0];
}
