namespace ConfigRules.Engine;

/// <summary>What a rule says of a resource, and in one sentence why.</summary>
public readonly record struct Verdict(Compliance Compliance, string Reason)
{
    /// <param name="reason">What was taken for granted, where anything was.</param>
    public static Verdict Compliant(string reason = "") => new(Compliance.Compliant, reason);

    /// <summary>Compliant all the same, with something to know of it.</summary>
    public static Verdict Compliant(string remark) => new(Compliance.Compliant, remark);

    public static Verdict NonCompliant(string reason) => new(Compliance.NonCompliant, reason);

    public static Verdict NotApplicable(string reason) => new(Compliance.NotApplicable, reason);

    /// <summary>Something that the rule must know was not recorded. It is never reported.</summary>
    public static Verdict Undetermined(string reason) => new(Compliance.Undetermined, reason);
}

public enum Compliance { Compliant, NonCompliant, NotApplicable, Undetermined }
