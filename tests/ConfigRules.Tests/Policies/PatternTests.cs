using ConfigRules.Policies;
using CsCheck;

namespace ConfigRules.Tests.Policies;

public sealed class PatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a", "", false)]
    [InlineData("*", "", true)]
    [InlineData("**", "a", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("?", "ab", false)]
    [InlineData("s3:Get*", "s3:GetObject", true)]
    [InlineData("s3:Get*", "s3:Get", true)]
    [InlineData("s3:Get*", "s3:PutObject", false)]
    [InlineData("s3:Get*", "s3:getObject", false)]
    [InlineData("*Object", "s3:GetObjectAcl", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("arn:*:s3:::mine/*", "arn:aws-cn:s3:::mine/x/y", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("[a]", "a", false)]
    public void Takes_star_and_question_mark_and_nothing_else_as_a_pattern(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Pattern.Matches(pattern, text, ignoreCase: false));

    [Fact]
    public void Agrees_with_trying_every_way() =>
        Gen.Select(Gen.Char["ab*?"].Array[0, 7], Gen.Char["abc"].Array[0, 8]).Sample((pattern, text) =>
            Assert.Equal(Naive(pattern, text), Pattern.Matches(new(pattern), new(text), ignoreCase: false)));

    /// <summary>A search that goes back on itself would not come to an end.</summary>
    [Fact]
    public void Ends_on_a_pattern_made_to_take_forever() =>
        Assert.False(Pattern.Matches(string.Concat(Enumerable.Repeat("*a", 500)) + "b", new string('a', 5_000), ignoreCase: false));

    [Theory]
    [InlineData("a", "a", "a")]
    [InlineData("a", "b", null)]
    [InlineData("*", "*", "*")]
    [InlineData("a*", "*b", "a*b")]
    [InlineData("a*c", "a?c", "a?c")]
    [InlineData("ab*", "a*bc", "abc")]
    [InlineData("a?", "*", "a?")]
    [InlineData("arn:aws:iam::*:role/app", "arn:aws:iam::000000000000:*", "arn:aws:iam::000000000000:role/app")]
    [InlineData("*app", "arn:aws:iam::000000000000:*", "arn:aws:iam::000000000000:*app")]
    [InlineData("arn:aws:iam::*:role/*", "*app", "arn:aws:iam::*:role/*app")]
    [InlineData("o-zzzzzzzzzz/r-ab12/*", "*/ou-ab12-11111111/*", "o-zzzzzzzzzz/r-ab12/ou-ab12-11111111/*")]
    [InlineData("arn:aws:iam::1*:role/app", "arn:aws:iam::000000000000:*", null)]
    public void Finds_a_pattern_for_what_two_patterns_stand_for(string one, string other, string? common) =>
        Assert.Equal(common, Pattern.Common(one, other));

    [Fact]
    public void Finds_one_wherever_there_is_one() =>
        Gen.Select(Gen.Char["ab*?"].Array[0, 6], Gen.Char["ab*?"].Array[0, 6], Gen.Char["ab0"].Array[0, 6]).Sample((one, other, text) =>
        {
            var common = Pattern.Common(new(one), new(other));
            // Whatever stands in place of the wildcards.
            Assert.All(["", "x", "xx"], (string filling) =>
                Assert.True(common?.Replace("*", filling, StringComparison.Ordinal).Replace('?', 'y') is not { } filled || (Naive(one, filled) && Naive(other, filled)), common));
            Assert.True(common is not null || !(Naive(one, text) && Naive(other, text)), new(text));
        });

    private static bool Naive(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text is [],
        ['*', .. var rest] => Naive(rest, text) || (text is [_, .. var less] && Naive(pattern, less)),
        [var only, .. var rest] => text is [var first, .. var less] && (only is '?' || only == first) && Naive(rest, less),
    };
}
