using System.Collections.Immutable;

namespace ConfigRules.Policies;

/// <summary>
/// The condition keys of a request. Each is known with its values, known to be absent, or unknown; names ignore case. What is
/// said of aws:PrincipalTag holds of every aws:PrincipalTag/NAME of which nothing else is said.
/// </summary>
public sealed class RequestContext
{
    /// <summary>What is said of other keys; null below which nothing is said. What is said last counts.</summary>
    private readonly RequestContext? _less;
    private readonly string _key;
    private readonly ContextValue _value;

    private RequestContext(RequestContext? less, string key, ContextValue value)
    {
        _less = less;
        _key = key;
        _value = value;
    }

    /// <summary>A request that carries no key but those added.</summary>
    public static RequestContext Complete { get; } = new(null, "", ContextValue.Absent);

    /// <summary>A request of which nothing is known but what is added.</summary>
    public static RequestContext Partial { get; } = new(null, "", ContextValue.Unknown);

    public ContextValue this[string key]
    {
        get
        {
            var family = key.AsSpan(0, Math.Max(0, key.IndexOf('/', StringComparison.Ordinal)));
            ContextValue? ofFamily = null;
            var said = this;
            for (; said._less is not null; said = said._less)
            {
                if (key.Equals(said._key, StringComparison.OrdinalIgnoreCase))
                    return said._value;
                if (ofFamily is null && family.Equals(said._key, StringComparison.OrdinalIgnoreCase))
                    ofFamily = said._value;
            }
            return ofFamily ?? said._value;
        }
    }

    public RequestContext With(string key, params ImmutableArray<string> values) => new(this, key, ContextValue.Of(values));

    public RequestContext Without(params ReadOnlySpan<string> keys)
    {
        var context = this;
        foreach (var key in keys)
            context = new(context, key, ContextValue.Absent);
        return context;
    }

    public RequestContext WithUnknown(string key) => new(this, key, ContextValue.Unknown);
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
