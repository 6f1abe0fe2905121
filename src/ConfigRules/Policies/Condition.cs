using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ConfigRules.Model;

namespace ConfigRules.Policies;

/// <summary>One operator on one key with its values. All conditions of a statement must hold.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
/// </remarks>
public sealed class Condition
{
    private const string IfExistsSuffix = "IfExists";
    private const string ForAllPrefix = "ForAllValues:";
    private const string ForAnyPrefix = "ForAnyValue:";

    private readonly Comparison _comparison;
    private readonly bool _isNegated;
    private readonly bool _ifExists;
    private readonly Quantifier _quantifier;

    internal Condition(string @operator, string key, ImmutableArray<string> values)
    {
        Operator = @operator;
        Key = key;
        Values = values;

        var name = @operator;
        if (name.StartsWith(ForAllPrefix, StringComparison.OrdinalIgnoreCase))
            (_quantifier, name) = (Quantifier.ForAllValues, name[ForAllPrefix.Length..]);
        else if (name.StartsWith(ForAnyPrefix, StringComparison.OrdinalIgnoreCase))
            (_quantifier, name) = (Quantifier.ForAnyValue, name[ForAnyPrefix.Length..]);
        if (name.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase))
            (_ifExists, name) = (true, name[..^IfExistsSuffix.Length]);
        (_comparison, _isNegated) = name.ToUpperInvariant() switch
        {
            "STRINGEQUALS" => (Comparison.Text, false),
            "STRINGNOTEQUALS" => (Comparison.Text, true),
            "STRINGEQUALSIGNORECASE" => (Comparison.TextIgnoringCase, false),
            "STRINGNOTEQUALSIGNORECASE" => (Comparison.TextIgnoringCase, true),
            "STRINGLIKE" => (Comparison.Like, false),
            "STRINGNOTLIKE" => (Comparison.Like, true),
            "ARNEQUALS" or "ARNLIKE" => (Comparison.Arn, false),
            "ARNNOTEQUALS" or "ARNNOTLIKE" => (Comparison.Arn, true),
            "NUMERICEQUALS" => (Comparison.NumberEquals, false),
            "NUMERICNOTEQUALS" => (Comparison.NumberEquals, true),
            "NUMERICLESSTHAN" => (Comparison.NumberLess, false),
            "NUMERICLESSTHANEQUALS" => (Comparison.NumberAtMost, false),
            "NUMERICGREATERTHAN" => (Comparison.NumberGreater, false),
            "NUMERICGREATERTHANEQUALS" => (Comparison.NumberAtLeast, false),
            "DATEEQUALS" => (Comparison.DateEquals, false),
            "DATENOTEQUALS" => (Comparison.DateEquals, true),
            "DATELESSTHAN" => (Comparison.DateLess, false),
            "DATELESSTHANEQUALS" => (Comparison.DateAtMost, false),
            "DATEGREATERTHAN" => (Comparison.DateGreater, false),
            "DATEGREATERTHANEQUALS" => (Comparison.DateAtLeast, false),
            "BOOL" => (Comparison.Boolean, false),
            "BINARYEQUALS" => (Comparison.Bytes, false),
            "IPADDRESS" => (Comparison.Address, false),
            "NOTIPADDRESS" => (Comparison.Address, true),
            // Null asks whether the key is there at all; a quantifier or IfExists on it means nothing.
            "NULL" when !_ifExists && _quantifier is Quantifier.None => (Comparison.Absent, false),
            _ => (Comparison.None, false),
        };
    }

    private enum Quantifier { None, ForAllValues, ForAnyValue }

    private enum Comparison
    {
        None, Text, TextIgnoringCase, Like, Arn, NumberEquals, NumberLess, NumberAtMost, NumberGreater, NumberAtLeast,
        DateEquals, DateLess, DateAtMost, DateGreater, DateAtLeast, Boolean, Bytes, Address, Absent,
    }

    /// <summary>As the policy writes it: "ForAnyValue:StringLikeIfExists".</summary>
    public string Operator { get; }

    public string Key { get; }

    public ImmutableArray<string> Values { get; }

    /// <summary>Whether the operator is one that AWS has; of another one nobody can tell whether it holds.</summary>
    public bool IsKnownOperator => _comparison is not Comparison.None;

    /// <summary>"StringEquals aws:PrincipalOrgID", for messages.</summary>
    public string Label => $"{Operator} {Key}";

    /// <summary>Numbers, dates, addresses and bytes take no variables: there ${...} is plain text, which is none of them.</summary>
    private bool TakesVariables => _comparison is
        Comparison.Text or Comparison.TextIgnoringCase or Comparison.Like or Comparison.Arn or Comparison.Boolean;

    /// <summary>Whether * and ? in its values stand for other text.</summary>
    internal bool TakesWildcards => _comparison is Comparison.Like or Comparison.Arn;

    internal bool ComparesText => _comparison is Comparison.Text or Comparison.TextIgnoringCase or Comparison.Like;

    internal bool IgnoresCase => _comparison is Comparison.TextIgnoringCase;

    internal bool ComparesNumbers => _comparison is
        Comparison.NumberEquals or Comparison.NumberLess or Comparison.NumberAtMost or Comparison.NumberGreater or Comparison.NumberAtLeast;

    internal bool ComparesArns => _comparison is Comparison.Arn;

    /// <summary>Whether it asks for any other value than its own.</summary>
    internal bool IsNegated => _isNegated;

    /// <summary>Whether it holds of a request that lacks the key; a Null condition aside.</summary>
    internal bool HoldsWithoutKey => _quantifier switch
    {
        Quantifier.ForAllValues => true,
        Quantifier.ForAnyValue => _ifExists,
        _ => _ifExists || _isNegated,
    };

    internal Truth Holds(PolicyRequest request, bool hasVariables)
    {
        var value = request.Context[Key];
        if (_comparison is Comparison.None)
            return Truth.Unknown;
        if (_comparison is Comparison.Absent)
            return HoldsOfAbsence(value);
        if (!value.Blocks.IsDefault && _comparison is Comparison.Address)
            return HoldsOfAddressIn(value.Blocks);
        if (value.IsAbsent)
            return TruthLogic.Of(HoldsWithoutKey);
        if (!value.IsUnknown)
            return HoldsOf(value.Values, request, hasVariables);
        // Of one that is known to be one of several: as of all these, where it is the same.
        return value.Values.IsDefault || value.Values.Select(one => HoldsOf([one], request, hasVariables)).Distinct().ToArray() is not [var always] ? Truth.Unknown : always;
    }

    private Truth HoldsOf(ImmutableArray<string> values, PolicyRequest request, bool hasVariables) => _quantifier switch
    {
        Quantifier.ForAllValues => All(values, request, hasVariables),
        Quantifier.ForAnyValue => Any(values, request, hasVariables),
        // Without a quantifier a key has one value. Of several, one match is enough, and a negated operator takes none.
        _ when _isNegated => All(values, request, hasVariables),
        _ => Any(values, request, hasVariables),
    };

    private Truth HoldsOfAbsence(ContextValue value)
    {
        if (value is { IsUnknown: true, Blocks.IsDefault: true, Values.IsDefault: true })
            return Truth.Unknown;
        var truth = Truth.False;
        foreach (var expected in Values)
        {
            truth = truth.Or(bool.TryParse(expected, out var absent) ? TruthLogic.Of(absent == value.IsAbsent) : Truth.False);
        }
        return truth;
    }

    /// <summary>Whether it holds of all addresses in the blocks, or of none.</summary>
    private Truth HoldsOfAddressIn(ImmutableArray<IPNetwork> blocks)
    {
        IPNetwork[] expected = [.. Values.Select(value => AddressRanges.TryParse(value, out var parsed) ? parsed : (IPNetwork?)null).OfType<IPNetwork>()];
        var truth = blocks.All(block => AddressRanges.Covers(expected, block)) ? Truth.True
            : expected.Any(other => blocks.Any(block => AddressRanges.Overlaps(other, block))) ? Truth.Unknown
            : Truth.False;
        return _isNegated ? truth.Not() : truth;
    }

    private Truth All(ImmutableArray<string> actual, PolicyRequest request, bool hasVariables)
    {
        var truth = Truth.True;
        foreach (var value in actual)
            truth = truth.And(Matches(value, request, hasVariables));
        return truth;
    }

    private Truth Any(ImmutableArray<string> actual, PolicyRequest request, bool hasVariables)
    {
        var truth = Truth.False;
        foreach (var value in actual)
            truth = truth.Or(Matches(value, request, hasVariables));
        return truth;
    }

    /// <summary>One value of the request against all of the policy's: one of them must match, of a negated operator none.</summary>
    private Truth Matches(string actual, PolicyRequest request, bool hasVariables)
    {
        var truth = Truth.False;
        foreach (var value in Values)
        {
            var replaced = hasVariables && TakesVariables ? PolicyVariables.Replace(value, request) : new(value, IsUnknown: false);
            truth = truth.Or(replaced switch
            {
                { IsUnknown: true } => Truth.Unknown,
                { Text: null } => Truth.False,
                { Text: var expected } => _comparison is Comparison.Arn
                    ? MatchArn(actual, expected)
                    : TruthLogic.Of(Compare(actual, expected)),
            });
        }
        return _isNegated ? truth.Not() : truth;
    }

    private bool Compare(string actual, string expected) => _comparison switch
    {
        Comparison.Text => actual == Pattern.Unescape(expected),
        Comparison.TextIgnoringCase => actual.Equals(Pattern.Unescape(expected), StringComparison.OrdinalIgnoreCase),
        Comparison.Like => Pattern.Matches(expected, actual, ignoreCase: false),
        Comparison.NumberEquals => Numbers(actual, expected) is 0,
        Comparison.NumberLess => Numbers(actual, expected) < 0,
        Comparison.NumberAtMost => Numbers(actual, expected) <= 0,
        Comparison.NumberGreater => Numbers(actual, expected) > 0,
        Comparison.NumberAtLeast => Numbers(actual, expected) >= 0,
        Comparison.DateEquals => Dates(actual, expected) is 0,
        Comparison.DateLess => Dates(actual, expected) < 0,
        Comparison.DateAtMost => Dates(actual, expected) <= 0,
        Comparison.DateGreater => Dates(actual, expected) > 0,
        Comparison.DateAtLeast => Dates(actual, expected) >= 0,
        Comparison.Boolean => actual.Equals(expected, StringComparison.OrdinalIgnoreCase),
        Comparison.Bytes => actual == expected,
        Comparison.Address => IPAddress.TryParse(actual, out var address) && AddressRanges.TryParse(expected, out var block) && block.Contains(address),
        _ => false,
    };

    /// <summary>
    /// Each of the six parts by itself: a * does not reach over a colon, except in the last part. What a pattern with fewer
    /// parts stands for is nowhere said; that it stands for what its text does not even begin is out of the question.
    /// </summary>
    private static Truth MatchArn(string actual, string expected)
    {
        var parts = actual.Split(':', 6);
        if (parts.Length is not 6)
            return Truth.False;
        if (expected is "*")
            return Truth.True;
        var patterns = expected.Split(':', 6);
        for (var part = 0; part < patterns.Length; part++)
        {
            if (!Pattern.Matches(patterns[part], parts[part], ignoreCase: false))
                return Truth.False;
        }
        return patterns.Length is 6 ? Truth.True : Truth.Unknown;
    }

    private static int? Numbers(string actual, string expected) =>
        decimal.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var one)
        && decimal.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var other)
            ? one.CompareTo(other)
            : null;

    private static int? Dates(string actual, string expected) =>
        DateOf(actual) is { } one && DateOf(expected) is { } other ? one.CompareTo(other) : null;

    /// <summary>ISO 8601, or seconds since 1970.</summary>
    private static DateTimeOffset? DateOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? seconds is > -62_135_596_800 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
