using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ConfigRules.Engine;

/// <summary>The values that one AWS Config rule was deployed with.</summary>
public sealed class Parameters
{
    private readonly IReadOnlyDictionary<string, string> _values;

    /// <summary>A rule asks for the same value once for each resource.</summary>
    private readonly ConcurrentDictionary<Parameter, object> _read = new(ReferenceEqualityComparer.Instance);

    private Parameters(IReadOnlyDictionary<string, string> values) => _values = values;

    public static Parameters None { get; } = new(new Dictionary<string, string>());

    /// <summary>The texts of those that were set, by name.</summary>
    public IReadOnlyDictionary<string, string> Texts => _values;

    /// <summary>Takes values that a rule was deployed with, after checking each against what the rule declares.</summary>
    /// <exception cref="InvalidParameterException">A name that the rule does not have, or a value that it does not take.</exception>
    public static Parameters For(Rule rule, IEnumerable<KeyValuePair<string, string>> values)
    {
        var taken = new Dictionary<string, string>();
        foreach (var (name, text) in values)
        {
            var parameter = rule.Parameters.FirstOrDefault(parameter => parameter.Name == name)
                ?? throw new InvalidParameterException(
                    $"{rule.Info.Id} has no parameter '{name}'; it has {string.Join(", ", rule.Parameters.Select(p => p.Name))}.");
            var trimmed = text.Trim();
            if (parameter.Refuses(trimmed) is { } takes)
                throw new InvalidParameterException($"{name} is '{trimmed}'; it takes {takes}.");
            taken[name] = trimmed;
        }
        return new(taken);
    }

    /// <summary>What was set of the parameters, as one text: rules for which that is the same share their answers.</summary>
    internal string SetOf(ImmutableArray<Parameter> parameters) =>
        _values.Count is 0 ? "" : string.Join('\0', parameters.Select(parameter => _values.GetValueOrDefault(parameter.Name)));

    public T Get<T>(Parameter<T> parameter)
        where T : notnull =>
        (T)_read.GetOrAdd(
            parameter,
            static (asked, values) => ((Parameter<T>)asked).Read(values.GetValueOrDefault(asked.Name) ?? asked.Default),
            _values);
}

/// <summary>The deployment of a rule is wrong; the message is one sentence: name, value, and what it takes.</summary>
public sealed class InvalidParameterException(string message) : Exception(message);
