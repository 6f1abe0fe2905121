using ConfigRules.Cli.Templates;
using YamlDotNet.RepresentationModel;

namespace ConfigRules.Cli.Tests.Templates;

/// <summary>What is written reads back as it was, by a reader that is not ours.</summary>
public sealed class YamlWriterTests
{
    public static TheoryData<string> Texts { get; } =
    [
        "", " ", "plain", "two words", "AWS::EC2::VPC", "2012-10-17", "012345678912", "1e3", "0x10", "12:30", "-1", ".5", "~", "null", "NULL",
        "true", "False", "yes", "No", "on", "OFF", "y", "N", "a: b", "a:", "a #b", "#a", "- a", "-a", "? a", "*", "*a", "&a", "!a", "!Ref a", "%a", "@a",
        "`a`", "|", ">", "[a]", "{a: b}", "a, b", "'a'", "it's", "\"a\"", "a \"b\" 'c' \\ d", "\\n", "a\nb", "a\n", "\ta", " a", "a ", "é", "日本", "😀",
        "a\u2028b", "a\u0000b", "a\u0085b", "\uFEFFa", "^(o-[a-z0-9]{10,32})?$", "${A}-${B::C}", "$LATEST", "/path", "{\"rule\":\"a: b\",\"x\":\"it's\"}", "=", "<<",
        string.Join(' ', Enumerable.Repeat("words", 60)), string.Join("  ", Enumerable.Repeat("words", 60)), new string('x', 300),
        string.Join(' ', Enumerable.Repeat("a: b #c", 40)), $"- {string.Join(' ', Enumerable.Repeat("words", 60))}",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_reads_back_as_it_was_wherever_it_stands(string text)
    {
        var read = Read(new()
        {
            { "value", text },
            { "list", new YamlList { text, new YamlList { text }, new YamlMap { { "first", text }, { "second", text } } } },
            { "map", new YamlMap { { text is "" ? "empty" : text, text } } },
            { "call", new YamlCall("Sub", text) },
            { "calls", new YamlCall("Join", new YamlList { text, new YamlList { new YamlCall("Sub", text), text } }) },
        });
        var list = (YamlSequenceNode)read["list"];
        var join = (YamlSequenceNode)read["calls"];
        Assert.All(
            [
                read["value"], list[0], list[1][0], list[2]["first"], list[2]["second"], ((YamlMappingNode)read["map"]).Children.Single().Value, read["call"],
                join[0], join[1][0], join[1][1],
            ],
            node => Assert.Equal(text, ((YamlScalarNode)node).Value));
        Assert.Equal(text is "" ? "empty" : text, ((YamlScalarNode)((YamlMappingNode)read["map"]).Children.Single().Key).Value);
        Assert.Equal("!Sub", read["call"].Tag.Value);
        Assert.Equal("!Join", read["calls"].Tag.Value);
    }

    [Fact]
    public void Texts_of_any_characters_read_back_as_they_were()
    {
        const string Awkward = " \t\n\"'\\#:-?,[]{}&*!|>%@`~=0aZé$/.";
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            var text = new string(random.GetItems<char>(Awkward, random.Next(1, 12)));
            Assert.Equal(text, ((YamlScalarNode)Read(new() { { "value", text } })["value"]).Value);
        }
    }

    [Fact]
    public void A_text_is_never_a_number_or_a_truth_value_and_those_are_no_texts() =>
        Assert.Equal(
            """
            # Why.

            text: "1"

            number: 1

            word: "true"

            truth: true

            numbers: [1, -2]

            none: []

            nothing: {}

            """,
            new YamlWriter().Write("Why.", new()
            {
                { "text", "1" }, { "number", 1 }, { "word", "true" }, { "truth", true }, { "numbers", new YamlList { 1, -2 } },
                { "none", new YamlList() }, { "nothing", new YamlMap() },
            }));

    [Fact]
    public void Functions_are_written_short_or_long_and_comments_above_what_they_are_about()
    {
        YamlMap document = new()
        {
            {
                "Parts", new YamlMap
                {
                    { "One", new YamlMap { { "Arn", Cloud.ArnOf("Two") }, { "Name", Cloud.Sub("${A}") } } },
                    { "Two", new YamlMap { { "Items", new YamlList { Cloud.Ref("A"), Cloud.If("B", "c", Cloud.Nothing) } } }, "Why two." },
                }
            },
        };
        Assert.Equal(
            """
            # Top.

            Parts:
              One:
                Arn: !GetAtt Two.Arn
                Name: !Sub ${A}

              # Why two.
              Two:
                Items:
                  - !Ref A
                  - !If
                    - B
                    - c
                    - !Ref AWS::NoValue

            """,
            new YamlWriter().Write("Top.", document));
        Assert.Equal(
            """
            # Top.

            Parts:
              One:
                Arn:
                  Fn::GetAtt: Two.Arn
                Name:
                  Fn::Sub: ${A}

              # Why two.
              Two:
                Items:
                  - Ref: A
                  - Fn::If:
                      - B
                      - c
                      - Ref: AWS::NoValue

            """,
            new YamlWriter(longFunctions: true).Write("Top.", document));
    }

    private static YamlMappingNode Read(YamlMap document)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(new YamlWriter().Write("A comment.", document)));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
