namespace ConfigRules.Policies;

/// <summary>Whether something holds, as far as it can be told. The order makes And the lesser and Or the greater one.</summary>
public enum Truth { False, Unknown, True }

internal static class TruthLogic
{
    public static Truth And(this Truth one, Truth other) => one < other ? one : other;

    public static Truth Or(this Truth one, Truth other) => one > other ? one : other;

    public static Truth Not(this Truth truth) => (Truth)(Truth.True - truth);

    public static Truth Of(bool holds) => holds ? Truth.True : Truth.False;
}
