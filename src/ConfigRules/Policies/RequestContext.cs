using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Policies;

/// <summary>
/// The condition keys of a request. Each is known with its values, known to be absent, or unknown; names ignore case. What is
/// said of aws:PrincipalTag holds of every aws:PrincipalTag/NAME of which nothing else is said.
/// </summary>
public sealed class RequestContext
{
    // Keys are added by the dozen and asked for by ones and twos, so that a chain is all that it takes.
    private readonly RequestContext? _rest;
    private readonly string _key;
    private readonly ContextValue _value;

    private RequestContext(RequestContext? rest, string key, ContextValue value)
    {
        _rest = rest;
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
            var known = Find(key);
            if (known._rest is null && key.IndexOf('/', StringComparison.Ordinal) is > 0 and var end)
                known = Find(key.AsSpan(0, end));
            return known._value;
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

    /// <summary>An address in one of the blocks; which one, is not known.</summary>
    public RequestContext WithAddressIn(string key, params ImmutableArray<IPNetwork> blocks) => new(this, key, ContextValue.In(blocks));

    /// <summary>One of the values; which one, is not known.</summary>
    public RequestContext WithOneOf(string key, params ImmutableArray<string> values) => new(this, key, ContextValue.OneOf(values));

    public RequestContext WithUnknown(string key) => new(this, key, ContextValue.Unknown);

    /// <summary>What was said of the key last; the end of the chain where nothing was.</summary>
    private RequestContext Find(ReadOnlySpan<char> key)
    {
        var context = this;
        while (context._rest is not null && !key.Equals(context._key, StringComparison.OrdinalIgnoreCase))
            context = context._rest;
        return context;
    }
}

/// <summary>What is known of one key. An empty list of values counts as absent: a key exists where its value is not null.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null</remarks>
public readonly record struct ContextValue
{
    private ContextValue(ImmutableArray<string> values, bool isUnknown, ImmutableArray<IPNetwork> blocks = default)
    {
        Values = values;
        IsUnknown = isUnknown;
        Blocks = blocks;
    }

    public static ContextValue Absent { get; }

    public static ContextValue Unknown { get; } = new(default, isUnknown: true);

    /// <summary>Of what is unknown, those of which it is one; default where not even that is known.</summary>
    public ImmutableArray<string> Values { get; }

    public bool IsUnknown { get; }

    /// <summary>The blocks in one of which the address is of which nothing else is known; default for any other value.</summary>
    public ImmutableArray<IPNetwork> Blocks { get; }

    public bool IsAbsent => !IsUnknown && Values.IsDefault;

    public static ContextValue In(ImmutableArray<IPNetwork> blocks) => new(default, isUnknown: true, blocks);

    public static ContextValue OneOf(ImmutableArray<string> values) => new(values, isUnknown: values is not [_]);

    public static ContextValue Of(ImmutableArray<string> values) => values is [] ? Absent : new(values, isUnknown: false);
}
