using ConfigRules.Rules;

namespace ConfigRules.Cli.Tests;

public sealed class PageTests
{
    [Theory]
    [InlineData("", 10, "")]
    [InlineData("one two", 7, "one two")]
    [InlineData("one two", 6, "one|two")]
    [InlineData("one two three", 3, "one|two|three")]
    [InlineData("a-word-that-is-longer than it", 8, "a-word-that-is-longer|than it")]
    [InlineData("column  column", 20, "column  column")]
    public void Lines_end_at_blanks(string text, int width, string lines) => Assert.Equal(lines, string.Join('|', Page.Lines(text, width)));

    [Theory]
    [InlineData("plain: äöü 日本 ✓", "plain: äöü 日本 ✓")]
    [InlineData("\e]0;title\a", "\uFFFD]0;title\uFFFD")]
    [InlineData("a\r\nb\tc", "a\uFFFD\uFFFDb\uFFFDc")]
    [InlineData("\u0085\u009B\u2028\u202E\u2066", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void Characters_that_steer_a_terminal_are_not_printed(string text, string printed) => Assert.Equal(printed, Printable.Of(text));

    public static TheoryData<string> Rules { get; } = [.. RuleCatalog.All.Select(rule => rule.Info.Id)];

    /// <summary>Words in capitals that a person would take for words of the command.</summary>
    private static readonly HashSet<string> Own = ["AAAA", "AWS", "JSON", "TCP", "TXT"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_word_in_capitals_of_a_command_is_explained(string id)
    {
        var proof = RuleCatalog.Find(id)!.Info.Proof;
        var commands = proof.Split('\n').Select(line => line.Split(" # ")[0]);
        var words = commands.SelectMany(line => line.Split([.. " .=/'[]:,@?-"])).Where(word => word.Length > 1 && word.All(char.IsAsciiLetterUpper));
        Assert.Empty(words.Except(Placeholders.In(proof).Select(placeholder => placeholder.Name)).Except(Own));
    }
}
