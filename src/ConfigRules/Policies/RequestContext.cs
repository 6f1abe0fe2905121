using System.Collections.Immutable;

namespace ConfigRules.Policies;

/// <summary>
/// The condition keys of a request. Each is known with its values, known to be absent, or unknown; names ignore case.
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

    public ContextValue this[string key] => _keys.GetValueOrDefault(key, _others);

    public RequestContext With(string key, params ImmutableArray<string> values) =>
        new(_keys.SetItem(key, ContextValue.Of(values)), _others);

    public RequestContext Without(string key) => new(_keys.SetItem(key, ContextValue.Absent), _others);

    public RequestContext WithUnknown(string key) => new(_keys.SetItem(key, ContextValue.Unknown), _others);
}

/// <summary>What is known of one key. An empty list of values is a key that is present without a value.</summary>
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

    public static ContextValue Of(ImmutableArray<string> values) => new(values, isUnknown: false);
}
