using System.Collections.Concurrent;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Engine;

public sealed class JudgementTests
{
    [Fact]
    public void Rules_say_of_many_VPCs_together_what_each_says_alone()
    {
        var together = Judgement.Of(
            new Network(GeneratedNetwork.Facts(40, 15)), RuleCatalog.All.Select(rule => (rule, Parameters.None)), Fails, TestContext.Current.CancellationToken);

        var network = new Network(GeneratedNetwork.Facts(40, 15));
        Assert.Equal(RuleCatalog.All.Select(rule => rule.Evaluate(network, Parameters.None).ToArray()), together.Select(each => each.ToArray()));
    }

    [Fact]
    public void A_rule_that_fails_is_told_once_and_says_nothing_while_others_do()
    {
        var broken = new ConcurrentBag<(Rule, string)>();
        var (faulty, sound) = (new Faulty(), RuleCatalog.Find("vpc-dns-supports-private-endpoints")!);

        var evaluations = Judgement.Of(
            new Network(GeneratedNetwork.Facts(20, 2)), [(faulty, Parameters.None), (sound, Parameters.None)],
            (rule, exception) => broken.Add((rule, exception.Message)), TestContext.Current.CancellationToken);

        Assert.Equal([(faulty, "of no use")], broken);
        Assert.Equal([0, 20], evaluations.Select(each => each.Length));
    }

    [Fact]
    public void Reasons_that_are_alike_are_one_text()
    {
        var evaluations = Judgement.Of(
            new Network(GeneratedNetwork.Facts(200, 6)), RuleCatalog.All.Select(rule => (rule, Parameters.None)), Fails, TestContext.Current.CancellationToken);

        // Of some rules each resource has a reason of its own; of the others hardly any text is there twice.
        foreach (var reasons in evaluations.Select(each => each.Select(evaluation => evaluation.Verdict.Reason).ToArray()).Where(reasons => reasons.Distinct().Count() < 10))
            Assert.InRange(reasons.Distinct(ReferenceEqualityComparer.Instance).Count(), 0, 40);
    }

    [Fact]
    public void It_ends_when_it_is_to() => Assert.ThrowsAny<OperationCanceledException>(() => Judgement.Of(
        new Network(GeneratedNetwork.Facts(20, 2)), [(RuleCatalog.All[0], Parameters.None)], Fails, new CancellationToken(canceled: true)));

    private static void Fails(Rule rule, Exception exception) => Assert.Fail($"{rule.Info.Id}: {exception}");

    private sealed class Faulty() : Rule<Vpc>(new()
    {
        Id = "faulty",
        Title = "Nothing",
        Severity = Severity.Low,
        Reads = [FactKind.Vpcs],
        Triggers = [ResourceType.Vpc],
        Why = "",
        Fix = "",
        Proof = "",
    })
    {
        protected override Verdict Judge(Vpc resource, Network network) => throw new InvalidOperationException("of no use");
    }
}
