using System.Collections;
using System.Globalization;

namespace ConfigRules.Cli.Templates;

/// <summary>A document as <see cref="YamlWriter"/> writes it.</summary>
internal abstract class Yaml
{
    public static implicit operator Yaml(string text) => new YamlText(text);

    public static implicit operator Yaml(int number) => new YamlPlain(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator Yaml(bool value) => new YamlPlain(value ? "true" : "false");
}

/// <summary>A text, which reads back as that text whatever it looks like.</summary>
internal sealed class YamlText(string value) : Yaml
{
    public string Value { get; } = value;
}

/// <summary>A number or a truth value.</summary>
internal sealed class YamlPlain(string value) : Yaml
{
    public string Value { get; } = value;
}

/// <summary>A function of CloudFormation: its name without "Fn::", and its argument.</summary>
internal sealed class YamlCall(string function, Yaml argument) : Yaml
{
    public string Function { get; } = function;

    public Yaml Argument { get; } = argument;
}

internal sealed class YamlList : Yaml, IEnumerable<Yaml>
{
    private readonly List<Yaml> _items = [];

    public bool IsEmpty => _items.Count is 0;

    public static YamlList Of(IEnumerable<string> texts)
    {
        var list = new YamlList();
        foreach (var text in texts)
            list.Add(text);
        return list;
    }

    public void Add(Yaml item) => _items.Add(item);

    public IEnumerator<Yaml> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Members in the order in which they were added.</summary>
internal sealed class YamlMap : Yaml, IEnumerable<YamlMember>
{
    private readonly List<YamlMember> _members = [];

    public bool IsEmpty => _members.Count is 0;

    /// <param name="key">Its name.</param>
    /// <param name="value">Null adds nothing.</param>
    /// <param name="comment">A line above it, saying why.</param>
    public void Add(string key, Yaml? value, string? comment = null)
    {
        if (value is not null)
            _members.Add(new(key, value, comment));
    }

    public void Add(YamlMember member) => _members.Add(member);

    public void Add(IEnumerable<YamlMember> members) => _members.AddRange(members);

    public IEnumerator<YamlMember> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

internal readonly record struct YamlMember(string Key, Yaml Value, string? Comment = null);
