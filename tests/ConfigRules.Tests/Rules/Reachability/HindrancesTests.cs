using ConfigRules.Engine;
using ConfigRules.Paths;
using ConfigRules.Rules.Reachability;

namespace ConfigRules.Tests.Rules.Reachability;

public sealed class HindrancesTests
{
    private static readonly Hop Passes = Hop.Passes(Stage.SourceAcl, "acl-1 lets it pass");
    private static readonly Hop Blocks = Hop.Blocks(Stage.SourceAcl, "NACL_OUT", "acl-1 does not let it pass");
    private static readonly Hop Unknown = Hop.Unknown(Stage.EndpointAcl, "NOT_RECORDED", "acl-2 has not been recorded");

    [Fact]
    public void Are_none_where_everything_passes() => Assert.Equal(Verdict.Compliant(), Judge(Passes, Passes));

    [Fact]
    public void Are_told_once_and_what_is_not_known_beside_them_is_not() =>
        Assert.Equal(Verdict.NonCompliant("acl-1 does not let it pass."), Judge(Passes, Unknown, Blocks, Blocks));

    [Fact]
    public void Are_not_known_where_nothing_blocks_and_a_stage_cannot_tell() =>
        Assert.Equal(Verdict.Undetermined("Whether packets pass is not known: acl-2 has not been recorded."), Judge(Unknown, Passes));

    private static Verdict Judge(params Hop[] hops) => Hindrances.Judge(hops, "Whether packets pass");
}
