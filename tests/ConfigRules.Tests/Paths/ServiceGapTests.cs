using ConfigRules.Paths;

namespace ConfigRules.Tests.Paths;

public sealed class ServiceGapTests
{
    private static readonly ServiceGap Gap = new("ecr-pull", "no ecr.api endpoint");

    [Fact]
    public void A_hub_that_serves_closes_it() => Assert.Null(Gap.Unless(CentralAnswer.Yes));

    [Fact]
    public void What_keeps_a_hub_from_serving_is_told_behind_it()
    {
        Assert.Equal(" (rtb-1 has no route to a hub)", Gap.Unless(CentralAnswer.No("rtb-1 has no route to a hub"))!.Aside);
        Assert.Equal(Gap, Gap.Unless(CentralAnswer.No()));
    }

    [Fact]
    public void It_is_in_doubt_where_nobody_can_tell_whether_a_hub_serves() =>
        Assert.Equal("Nobody knows.", Gap.Unless(CentralAnswer.Unknown("Nobody knows."))!.Doubt);

    [Fact]
    public void An_earlier_doubt_is_told_before_that() =>
        Assert.Equal("That is strange.", (Gap with { Doubt = "That is strange." }).Unless(CentralAnswer.Unknown("Nobody knows."))!.Doubt);
}
