using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConfigRules.Cli.Templates;

/// <summary>
/// YAML as CloudFormation reads it: two blanks a level, long texts folded, everything quoted that could read back as something
/// else. The same document always has the same bytes.
/// </summary>
/// <param name="longFunctions">Fn::Sub and not !Sub: conformance packs are only documented with the former.</param>
internal sealed class YamlWriter(bool longFunctions = false)
{
    private const int Width = 120;

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:${},'()@=+*; ");

    /// <summary>What a reader of YAML 1.1, as CloudFormation's is, takes for a truth value or for nothing.</summary>
    private static readonly HashSet<string> Words =
        new(["true", "false", "yes", "no", "on", "off", "y", "n", "null"], StringComparer.OrdinalIgnoreCase);

    private readonly StringBuilder _text = new();

    /// <param name="comment">Lines at the top.</param>
    /// <param name="document">What follows them.</param>
    public string Write(string comment, YamlMap document)
    {
        _text.Clear();
        foreach (var line in comment.Split('\n'))
            _text.Append(CultureInfo.InvariantCulture, $"# {line}\n");
        foreach (var member in document)
        {
            // The parts of a template, and the resources in them, stand apart.
            _text.Append('\n');
            WriteMember(member, 0, apart: member.Value is YamlMap { IsEmpty: false });
        }
        return _text.ToString();
    }

    private void WriteMember(YamlMember member, int depth, bool apart = false)
    {
        if (member.Comment is { } comment)
            Fold(comment, depth, "# ");
        Indent(depth).Append(Scalar(member.Key)).Append(':');
        if (apart)
        {
            _text.Append('\n');
            var first = true;
            foreach (var inner in (YamlMap)member.Value)
            {
                if (!first && inner.Value is YamlMap)
                    _text.Append('\n');
                first = false;
                WriteMember(inner, depth + 1);
            }
        }
        else
        {
            WriteValue(member.Value, depth + 1);
        }
    }

    /// <summary>What stands after "key:" or "-", and the lines below it.</summary>
    private void WriteValue(Yaml value, int depth)
    {
        switch (value)
        {
            case YamlText { Value: var text } when IsLong(text, depth):
                _text.Append(" >-\n");
                Fold(text, depth, "");
                break;
            case YamlText { Value: var text }:
                _text.Append(' ').Append(Scalar(text)).Append('\n');
                break;
            case YamlPlain { Value: var plain }:
                _text.Append(' ').Append(plain).Append('\n');
                break;
            case YamlList { IsEmpty: true }:
                _text.Append(" []\n");
                break;
            case YamlMap { IsEmpty: true }:
                _text.Append(" {}\n");
                break;
            case YamlList list when list.All(item => item is YamlPlain):
                _text.Append(CultureInfo.InvariantCulture, $" [{string.Join(", ", list.Select(item => ((YamlPlain)item).Value))}]\n");
                break;
            case YamlList list:
                _text.Append('\n');
                foreach (var item in list)
                    WriteItem(item, depth);
                break;
            case YamlMap map:
                _text.Append('\n');
                foreach (var member in map)
                    WriteMember(member, depth);
                break;
            case YamlCall call when longFunctions:
                WriteValue(new YamlMap { { call.Function is "Ref" ? "Ref" : $"Fn::{call.Function}", call.Argument } }, depth);
                break;
            // A folded text would need the tag before its sign.
            case YamlCall { Argument: YamlText { Value: var text } } call:
                _text.Append(CultureInfo.InvariantCulture, $" !{call.Function} {Scalar(text)}\n");
                break;
            case YamlCall call:
                _text.Append(CultureInfo.InvariantCulture, $" !{call.Function}");
                WriteValue(call.Argument, depth);
                break;
        }
    }

    private void WriteItem(Yaml item, int depth)
    {
        Indent(depth).Append('-');
        if (item is YamlMap { IsEmpty: false } or YamlList { IsEmpty: false } || (longFunctions && item is YamlCall))
        {
            // Its first line stands after the dash, where the line below would otherwise begin.
            var start = _text.Length;
            WriteValue(item, depth + 1);
            _text.Remove(start, 1 + (2 * (depth + 1))).Insert(start, ' ');
        }
        else
        {
            WriteValue(item, depth + 1);
        }
    }

    private static bool IsLong(string text, int depth) =>
        (2 * depth) + text.Length > Width - 20 && text.Contains(' ', StringComparison.Ordinal) && text.Trim() == text
        && !text.Contains("  ", StringComparison.Ordinal) && !text.Any(IsHidden);

    private void Fold(string text, int depth, string mark)
    {
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > Width)
            {
                _text.Append('\n');
                used = 0;
            }
            if (used is 0)
            {
                Indent(depth).Append(mark);
                used = (2 * depth) + mark.Length;
            }
            else
            {
                _text.Append(' ');
                used++;
            }
            _text.Append(word);
            used += word.Length;
        }
        _text.Append('\n');
    }

    private StringBuilder Indent(int depth) => _text.Append(' ', 2 * depth);

    private static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    private static bool IsPlain(string text) =>
        text is [var first, ..] && (char.IsAsciiLetter(first) || first is '$' or '/')
        && !text.AsSpan().ContainsAnyExcept(PlainCharacters)
        && text[^1] is not (':' or ' ') && !text.Contains(": ", StringComparison.Ordinal) && !Words.Contains(text);

    private static string Quoted(string text)
    {
        // JSON within YAML stays legible.
        if (text.Contains('"', StringComparison.Ordinal) && !text.Any(IsHidden))
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when IsHidden(character) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => quoted.Append(character),
            };
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Control characters, and those that readers take for the end of a line or of the file.</summary>
    private static bool IsHidden(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
