using ConfigRules.Bundles;

namespace ConfigRules.Tests.Bundles;

public sealed class PolicyNeedTests
{
    private static readonly NeedSet Old = new("repositories", "releases before 7.0.0");
    private static readonly NeedSet New = new("repositories", "releases from 7.0.0 on");
    private static readonly PolicyNeed Plain = new("s3", "s3:ListBucket", "*", RequestCaller.Own);
    private static readonly PolicyNeed[] OfOld = [.. new[] { "old-1", "old-2" }.Select(resource => Plain with { Resource = resource, Set = Old })];
    private static readonly PolicyNeed[] OfNew = [.. new[] { "new-1", "new-2", "new-3" }.Select(resource => Plain with { Resource = resource, Set = New })];

    [Theory]
    [InlineData("", "* old-1 old-2 new-1 new-2 new-3")]
    [InlineData("*", "old-1 old-2 new-1 new-2 new-3")]
    [InlineData("* old-1 old-2", "")]
    [InlineData("old-1 old-2", "*")]
    [InlineData("* new-1 new-2", "new-3 old-1 old-2")]
    [InlineData("* new-1 new-2 old-1", "new-3 old-2")]
    [InlineData("* new-1 new-2 new-3", "")]
    public void Lack_what_does_not_pass_and_no_other_set_replaces_first_of_the_set_of_which_most_passes(string passing, string lacking) =>
        Assert.Equal(lacking, string.Join(' ', Lacking([Plain, .. OfOld, .. OfNew], passing)));

    [Fact]
    public void Are_replaced_by_no_set_for_another_purpose() =>
        Assert.Equal(["new-1", "new-2", "new-3"], Lacking([.. OfNew, Plain with { Resource = "tool", Set = new("tools", "all") }], "tool"));

    [Fact]
    public void Lack_nothing_that_only_some_clients_ask_for() => Assert.Empty(Lacking([Plain with { IsOccasional = true }], ""));

    [Theory]
    [InlineData(RequestCaller.ForeignAccount, true)]
    [InlineData(RequestCaller.Service, true)]
    [InlineData(RequestCaller.Own, false)]
    [InlineData(RequestCaller.Anonymous, false)]
    [InlineData(RequestCaller.Unknown, false)]
    public void Are_presigned_where_AWS_signs_them_for_whoever_follows_the_URL(RequestCaller caller, bool isPresigned) =>
        Assert.Equal(isPresigned, (Plain with { Caller = caller }).IsPresigned);

    private static IEnumerable<string> Lacking(PolicyNeed[] all, string passing) =>
        PolicyNeed.Lacking(all, need => need, need => passing.Split(' ').Contains(need.Resource)).Select(need => need.Resource);
}
