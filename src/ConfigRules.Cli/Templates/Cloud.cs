namespace ConfigRules.Cli.Templates;

/// <summary>CloudFormation's functions.</summary>
internal static class Cloud
{
    /// <summary>As if the member were not there.</summary>
    public static Yaml Nothing => Ref("AWS::NoValue");

    public static Yaml Ref(string name) => new YamlCall("Ref", name);

    public static Yaml Sub(string text) => new YamlCall("Sub", text);

    public static Yaml ArnOf(string resource) => new YamlCall("GetAtt", $"{resource}.Arn");

    public static Yaml If(string condition, Yaml then, Yaml otherwise) => new YamlCall("If", new YamlList { condition, then, otherwise });

    public static Yaml Joined(Yaml list) => new YamlCall("Join", new YamlList { ",", list });

    /// <summary>A condition: the parameter has another value than this one.</summary>
    public static Yaml Differs(Yaml parameter, Yaml value) =>
        new YamlCall("Not", new YamlList { new YamlCall("Equals", new YamlList { parameter, value }) });

    public static Yaml Is(string parameter, string value) => new YamlCall("Equals", new YamlList { Ref(parameter), value });

    /// <summary>A statement of a policy that allows something.</summary>
    public static YamlMap Allow(string id, IEnumerable<string> actions, Yaml resource, YamlMap? condition = null) => new()
    {
        { "Sid", id },
        { "Effect", "Allow" },
        { "Action", YamlList.Of(actions) },
        { "Resource", resource },
        { "Condition", condition },
    };

    public static YamlMap Policy(params ReadOnlySpan<Yaml> statements)
    {
        var list = new YamlList();
        foreach (var statement in statements)
            list.Add(statement);
        return new() { { "Version", "2012-10-17" }, { "Statement", list } };
    }

    public static YamlMap Parameter(string type, string description, string? fallback = null, string? pattern = null, params string[] values) => new()
    {
        { "Description", description },
        { "Type", type },
        { "Default", fallback is null ? null : new YamlText(fallback) },
        { "AllowedPattern", pattern is null ? null : new YamlText(pattern) },
        { "AllowedValues", values is [] ? null : YamlList.Of(values) },
    };

    public static YamlMap Resource(string type, YamlMap properties, string? dependsOn = null, string? condition = null) => new()
    {
        { "Type", type },
        { "DependsOn", dependsOn is null ? null : new YamlText(dependsOn) },
        { "Condition", condition is null ? null : new YamlText(condition) },
        { "Properties", properties },
    };
}
