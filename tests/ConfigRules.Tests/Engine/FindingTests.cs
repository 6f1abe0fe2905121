using ConfigRules.Engine;

namespace ConfigRules.Tests.Engine;

public sealed class FindingTests
{
    private static readonly Finding Wrong = new("it is wrong");
    private static readonly Finding Doubtful = new("it may be wrong", "Whether it is wrong is not known.");

    [Fact]
    public void Nothing_found_is_compliant() => Assert.Equal(Verdict.Compliant(), Finding.Judge([]));

    [Fact]
    public void What_is_certain_is_told_and_doubts_beside_it_are_not() =>
        Assert.Equal(Verdict.NonCompliant("It is wrong; this too."), Finding.Judge([Doubtful, Wrong, new("this too")]));

    [Fact]
    public void Where_nothing_is_certain_the_first_doubt_is_told() =>
        Assert.Equal(Verdict.Undetermined("Whether it is wrong is not known."), Finding.Judge([Doubtful, Finding.InDoubt("Nor is that.")]));

    [Fact]
    public void A_rule_may_tell_what_is_certain_in_its_own_words() =>
        Assert.Equal(Verdict.NonCompliant("1 of 2."), Finding.Judge([Wrong, Doubtful], certain => $"{certain.Count} of 2."));

    [Fact]
    public void A_verdict_is_as_grave_as_the_gravest_of_what_is_certain()
    {
        var grave = new Finding("this too") { Severity = Severity.High };
        Assert.Equal(Severity.High, Finding.Judge([Wrong, grave]).Severity);
        Assert.Null(Finding.Judge([Wrong, grave with { Doubt = "Whether this too is not known." }]).Severity);
    }

    [Fact]
    public void An_id_keeps_its_small_letter() =>
        Assert.Equal(Verdict.NonCompliant("rtb-1 has no route to it; this too."), Finding.JudgeById([Doubtful, new("rtb-1 has no route to it"), new("this too")]));

    [Fact]
    public void As_many_clauses_are_told_as_a_reason_has_room_for() =>
        Assert.Equal(Verdict.NonCompliant($"A{new string('a', 199)}; 1 more."), Finding.Judge([new(new string('a', 200)), new(new string('b', 200))]));
}
