using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using ConfigRules.Engine;
using ConfigRules.Lambda;
using ConfigRules.Model;
using ConfigRules.Policies;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>What a function does between AWS's answers: parse an event, judge a VPC, decide a policy.</summary>
[MemoryDiagnoser]
public class MicroBenchmarks
{
    private static readonly byte[] Event = System.Text.Encoding.UTF8.GetBytes(
        Events.Changed("vpc-endpoint-private-dns-enabled", AwsDouble.VpcId(0)));

    private static readonly NetworkFacts Facts = GeneratedNetwork.Facts(vpcs: 1, endpointsPerVpc: 6);

    private static readonly PolicyRequest Layer = new()
    {
        Principal = PolicyPrincipal.Anonymous,
        Action = "s3:GetObject",
        Resource = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/layer",
        Context = RequestContext.Partial,
        ThroughGateway = true,
    };

    private readonly PolicyDocument _policy = PolicyDocument.Parse(GeneratedNetwork.Policy);

    [Benchmark]
    public object ParseEvent() => ConfigEvent.Parse(Event);

    [Benchmark]
    public int JudgeOneVpcByEveryRule()
    {
        var network = new Network(Facts);
        return Judgement.Of(network, RuleCatalog.All.Select(rule => (rule, Parameters.None)), (_, exception) => throw exception, CancellationToken.None)
            .Sum(evaluations => evaluations.Length);
    }

    [Benchmark]
    public Outcome DecidePolicy() => _policy.Decide(Layer).Outcome;

    [Benchmark]
    public ImmutableArray<Statement> ParsePolicy() => PolicyDocument.Parse(GeneratedNetwork.Policy).Statements;
}
