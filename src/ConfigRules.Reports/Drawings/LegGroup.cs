using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Paths;

namespace ConfigRules.Reports.Drawings;

/// <summary>Legs that differ in nothing but where they end, told once with the hops of the first.</summary>
/// <param name="To">"vpce-1 (10.0.1.5) and vpce-1 (10.0.2.5)".</param>
/// <param name="Verdict">Theirs.</param>
/// <param name="Hops">Those of the first.</param>
public sealed record LegGroup(string To, PathVerdict Verdict, ImmutableArray<Hop> Hops)
{
    public ImmutableArray<Leg> Legs { get; private init; } = [];

    /// <summary>In the order of their first legs.</summary>
    public static IEnumerable<LegGroup> Of(IEnumerable<Leg> legs) =>
        from leg in legs
        group leg by string.Join('\n', leg.Hops.Select(hop => $"{hop.Stage} {hop.Effect} {hop.Code} {hop.Text.Replace(leg.To, "", StringComparison.Ordinal)}")
            .Prepend(leg.Verdict.Word())) into same
        let first = same.First()
        select new LegGroup(Wording.List(same.Select(leg => leg.To)), first.Verdict, first.Hops) { Legs = [.. same] };
}
