using System.Collections.Immutable;

namespace ConfigRules.Policies;

/// <summary>
/// The condition keys of a request. Each is known with its values, known to be absent, or unknown; names ignore case. What is
/// said of aws:PrincipalTag holds of every aws:PrincipalTag/NAME of which nothing else is said.
/// </summary>
public sealed class RequestContext
{
    private readonly ImmutableDictionary<string, ContextValue> _keys;
    private readonly ContextValue _others;

    private RequestContext(ImmutableDictionary<string, ContextValue> keys, ContextValue others)
    {
        _keys = keys;
        _others = others;
    }

    /// <summary>A request that carries no key but those added.</summary>
    public static RequestContext Complete { get; } =
        new(ImmutableDictionary.Create<string, ContextValue>(StringComparer.OrdinalIgnoreCase), ContextValue.Absent);

    /// <summary>A request of which nothing is known but what is added.</summary>
    public static RequestContext Partial { get; } =
        new(ImmutableDictionary.Create<string, ContextValue>(StringComparer.OrdinalIgnoreCase), ContextValue.Unknown);

    public ContextValue this[string key] =>
        _keys.TryGetValue(key, out var value) ? value
        : key.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && _keys.TryGetValue(key[..end], out value) ? value
        : _others;

    public RequestContext With(string key, params ImmutableArray<string> values) =>
        new(_keys.SetItem(key, ContextValue.Of(values)), _others);

    public RequestContext Without(params ReadOnlySpan<string> keys)
    {
        var less = _keys.ToBuilder();
        foreach (var key in keys)
            less[key] = ContextValue.Absent;
        return new(less.ToImmutable(), _others);
    }

    public RequestContext WithUnknown(string key) => new(_keys.SetItem(key, ContextValue.Unknown), _others);
}

/// <summary>What is known of one key. An empty list of values counts as absent: a key exists where its value is not null.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null</remarks>
public readonly record struct ContextValue
{
    private ContextValue(ImmutableArray<string> values, bool isUnknown)
    {
        Values = values;
        IsUnknown = isUnknown;
    }

    public static ContextValue Absent { get; }

    public static ContextValue Unknown { get; } = new(default, isUnknown: true);

    public ImmutableArray<string> Values { get; }

    public bool IsUnknown { get; }

    public bool IsAbsent => !IsUnknown && Values.IsDefault;

    public static ContextValue Of(ImmutableArray<string> values) => values is [] ? Absent : new(values, isUnknown: false);
}
