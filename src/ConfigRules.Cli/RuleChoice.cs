using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Cli;

/// <summary>Rules and parameters as a person names them.</summary>
internal static class RuleChoice
{
    public static Rule Rule(string id) => RuleCatalog.Find(id)
        ?? throw new CommandFailedException($"No rule is named '{id}'{Suggestion.For(id, RuleCatalog.All.Select(rule => rule.Info.Id))}; `configrules rules` lists them.");

    /// <summary>The chosen rules, or all, each with the parameters that were meant for it.</summary>
    /// <param name="ids">Rules.</param>
    /// <param name="packIds">Packs, whose rules are chosen too; neither these nor rules means all.</param>
    /// <param name="values">NAME=VALUE for every rule that has the parameter, RULE:NAME=VALUE for one.</param>
    public static IReadOnlyList<(Rule Rule, Parameters Parameters)> Choose(
        IReadOnlyCollection<string> ids, IReadOnlyCollection<string> packIds, IReadOnlyCollection<string> values)
    {
        var packs = packIds.Select(Pack).ToArray();
        Rule[] rules = (ids.Count, packs.Length) is (0, 0) ? [.. RuleCatalog.All] : [.. ids.Concat(packs.SelectMany(pack => pack.RuleIds)).Select(Rule).Distinct()];
        var chosen = rules.ToDictionary(rule => rule, _ => new Dictionary<string, string>());
        foreach (var value in packs.SelectMany(pack => pack.Presets).Concat(values))
        {
            var (rule, name, text) = Split(value);
            var takers = rules.Where(candidate => (rule is null || candidate == rule) && candidate.Parameters.Any(parameter => parameter.Name == name)).ToArray();
            if (takers is [])
                throw new CommandFailedException(NobodyTakes(name, rule is null ? rules : [rule]));
            foreach (var taker in takers)
                chosen[taker][name] = text;
        }
        return [.. rules.Select(rule => (rule, Parameters.For(rule, chosen[rule])))];
    }

    private static RulePack Pack(string id) => RulePack.Find(id)
        ?? throw new CommandFailedException($"No pack is named '{id}'{Suggestion.For(id, RulePack.All.Select(pack => pack.Id))}; there are {Wording.List(RulePack.All.Select(pack => pack.Id), most: 10)}.");

    private static (Rule? Rule, string Name, string Text) Split(string value)
    {
        if (value.Split('=', 2) is not [{ Length: > 0 } name, var text])
            throw new CommandFailedException($"--param is '{value}'; it takes NAME=VALUE or RULE:NAME=VALUE.");
        return name.Split(':', 2) is [var id, var own] ? (Rule(id), own, text) : (null, name, text);
    }

    private static string NobodyTakes(string name, Rule[] rules)
    {
        var known = rules.SelectMany(rule => rule.Parameters).Select(parameter => parameter.Name).Distinct();
        return rules is [var only]
            ? $"{only.Info.Id} has no parameter '{name}'{Suggestion.For(name, known)}; `configrules explain {only.Info.Id}` lists those that it has."
            : $"No rule has a parameter '{name}'{Suggestion.For(name, known)}; `configrules explain RULE` lists those of a rule.";
    }
}
