using ConfigRules.Engine;

namespace ConfigRules.Tests.Engine;

public sealed class WordingTests
{
    [Theory]
    [InlineData("", 3, "")]
    [InlineData("a", 3, "a")]
    [InlineData("a b", 3, "a and b")]
    [InlineData("a b c", 3, "a, b and c")]
    [InlineData("a b c d", 3, "a, b and 2 more")]
    [InlineData("a b", 2, "a and b")]
    [InlineData("a b c d", 2, "a and 3 more")]
    public void A_list_names_as_many_as_it_may_and_counts_the_rest(string items, int most, string text) =>
        Assert.Equal(text, Wording.List(items.Split(' ', StringSplitOptions.RemoveEmptyEntries), most));

    [Theory]
    [InlineData(85, 3)]
    [InlineData(86, 2)]
    public void A_sentence_has_the_longest_lists_that_a_reason_has_room_for(int lengthOfAnItem, int most) => Assert.Equal(
        new string((char)('0' + most), (lengthOfAnItem * most) + 1),
        Wording.Fitting(items => new string((char)('0' + items), (lengthOfAnItem * items) + 1)));

    [Fact]
    public void As_many_findings_are_told_as_fit_and_never_none()
    {
        Assert.Equal("one; two", Wording.Few(["one", "two"]));
        Assert.Equal($"{new string('a', 200)}; 2 more", Wording.Few([new('a', 200), new('b', 200), "c"]));
        Assert.Equal(new string('a', 300), Wording.Few([new('a', 300)]));
    }
}
