namespace ConfigRules.Engine;

/// <summary>What a rule says of a resource, and in one sentence why.</summary>
public readonly record struct Verdict(Compliance Compliance, string Reason)
{
    /// <summary>How grave it is where that is not as grave as its rule is; <see cref="RuleInfo.Exceptionally"/> says when.</summary>
    public Severity? Severity { get; init; }

    /// <param name="remark">What to know of it all the same, or what was taken for granted.</param>
    public static Verdict Compliant(string remark = "") => new(Compliance.Compliant, remark);

    public static Verdict NonCompliant(string reason) => new(Compliance.NonCompliant, reason);

    public static Verdict NotApplicable(string reason) => new(Compliance.NotApplicable, reason);

    /// <summary>Something that the rule must know was not recorded. It is never reported.</summary>
    public static Verdict Undetermined(string reason) => new(Compliance.Undetermined, reason);
}

public enum Compliance { Compliant, NonCompliant, NotApplicable, Undetermined }
