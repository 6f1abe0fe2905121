namespace ConfigRules.Policies;

/// <summary>What a policy says to a request, the statement it hangs on (none where no statement allows), and why.</summary>
public sealed record Decision(Outcome Outcome, Statement? Deciding, string Because);

/// <summary>Unknown: it depends on a condition key whose value is not known.</summary>
public enum Outcome { Denied, Unknown, Allowed }
