using System.Collections.Immutable;
using System.Globalization;

namespace ConfigRules.Engine;

/// <summary>A parameter as its rule declares it; the docs page, template.yaml and the parser all read this.</summary>
public abstract record Parameter(string Name, string Meaning, string Default)
{
    /// <summary>Null where the text is a value that the parameter takes, else what it takes ("true or false").</summary>
    public abstract string? Refuses(string text);
}

/// <summary>Reads its text as a value; AWS Config hands every value over as text.</summary>
public abstract record Parameter<T>(string Name, string Meaning, string Default) : Parameter(Name, Meaning, Default)
{
    /// <summary>The value of a text that <see cref="Parameter.Refuses"/> does not refuse.</summary>
    public abstract T Read(string text);
}

public sealed record BooleanParameter(string Name, string Meaning, bool Fallback)
    : Parameter<bool>(Name, Meaning, Fallback ? "true" : "false")
{
    public override string? Refuses(string text) => bool.TryParse(text, out _) ? null : "true or false";

    public override bool Read(string text) => bool.Parse(text);
}

/// <summary>A whole number; both bounds are inclusive.</summary>
public sealed record IntegerParameter(string Name, string Meaning, int Fallback, int Min, int Max)
    : Parameter<int>(Name, Meaning, Fallback.ToString(CultureInfo.InvariantCulture))
{
    public override string? Refuses(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value >= Min && value <= Max
            ? null
            : $"a whole number from {Min} to {Max}";

    public override int Read(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>One word of a few.</summary>
public sealed record ChoiceParameter(string Name, string Meaning, string Fallback, ImmutableArray<string> Choices)
    : Parameter<string>(Name, Meaning, Fallback)
{
    public override string? Refuses(string text) => Choices.Contains(text) ? null : $"one of {string.Join(", ", Choices)}";

    public override string Read(string text) => text;
}

/// <summary>A text of a given form; an empty text stands for none.</summary>
public sealed record TextParameter(string Name, string Meaning, Predicate<string> Form, string Takes, string Fallback = "")
    : Parameter<string>(Name, Meaning, Fallback)
{
    public override string? Refuses(string text) => text is "" || Form(text) ? null : Takes;

    public override string Read(string text) => text;
}

/// <summary>Values separated by commas, each of a given form; blanks around them and empty ones do not count.</summary>
public sealed record ListParameter(string Name, string Meaning, Predicate<string> Form, string Takes, string Fallback = "")
    : Parameter<ImmutableArray<string>>(Name, Meaning, Fallback)
{
    public override string? Refuses(string text) => Read(text).All(value => Form(value)) ? null : Takes;

    public override ImmutableArray<string> Read(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
