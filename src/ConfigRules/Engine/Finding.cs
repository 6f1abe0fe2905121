namespace ConfigRules.Engine;

/// <summary>Something that a rule found against a resource, and, where that is not certain, why.</summary>
/// <param name="Clause">What is wrong, without a full stop, as a reason may tell several: "rtb-1 has no route to it".</param>
/// <param name="Doubt">
/// The whole sentence that says why that is not certain, and that is told where nothing else is; null for what is certain.
/// </param>
public record Finding(string Clause, string? Doubt = null)
{
    /// <summary>Where it is not as grave as its rule is.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Of what nobody knows whether it is wrong.</summary>
    public static Finding InDoubt(string sentence) => new("", sentence);

    /// <summary>As <see cref="Judge{TFinding}"/>, with as many of the clauses as a reason has room for.</summary>
    public static Verdict Judge(IReadOnlyList<Finding> findings) =>
        Judge(findings, certain => Wording.Sentence([Wording.Few([.. certain.Select(finding => finding.Clause)])]));

    /// <summary>As <see cref="Judge(IReadOnlyList{Finding})"/>, of clauses that begin with the id of what is wrong, whose first letter is a small one.</summary>
    public static Verdict JudgeById(IReadOnlyList<Finding> findings) =>
        Judge(findings, certain => $"{Wording.Few([.. certain.Select(finding => finding.Clause)])}.");

    /// <summary>
    /// Compliant where nothing was found; non-compliant for what is certain, and as grave as the gravest of it that says how grave it is;
    /// undetermined, for the first doubt, where nothing is certain.
    /// </summary>
    /// <param name="findings">In the order in which they are told.</param>
    /// <param name="tell">The reason, out of those that are certain: one at least.</param>
    public static Verdict Judge<TFinding>(IReadOnlyList<TFinding> findings, Func<IReadOnlyList<TFinding>, string> tell)
        where TFinding : Finding =>
        findings is [] ? Verdict.Compliant() : (findings, findings.Where(finding => finding.Doubt is null).ToArray()) switch
        {
            ([{ Doubt: { } doubt }, ..], []) => Verdict.Undetermined(doubt),
            (_, var certain) => Verdict.NonCompliant(tell(certain)) with { Severity = certain.Max(finding => finding.Severity) },
        };
}
