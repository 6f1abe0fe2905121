using ConfigRules.Aws;
using ConfigRules.Engine;

namespace ConfigRules.Lambda;

/// <summary>What one run did; the evaluations are all that it judged, Undetermined ones too.</summary>
public sealed record RunSummary
{
    public required string Rule { get; init; }

    /// <summary>Null where the event does not name it.</summary>
    public string? ConfigRuleName { get; init; }

    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required Trigger Trigger { get; init; }

    /// <summary>Null where nothing was judged.</summary>
    public Scope? Scope { get; init; }

    public IReadOnlyList<Evaluation> Evaluations { get; init; } = [];

    /// <summary>Whether everything in the region was judged, so that earlier results on anything else are out of date.</summary>
    public bool IsComplete { get; init; }

    /// <summary>What AWS Config took.</summary>
    public int Reported { get; init; }

    /// <summary>Earlier results on resources that are gone.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Why such results were left standing; null where none had to be.</summary>
    public string? NotWithdrawn { get; init; }

    /// <summary>What AWS refused to tell of single resources: they are undetermined, and the run fails once the rest is reported.</summary>
    public UnreadException? Unread { get; init; }

    /// <summary>Why nothing was judged; null where something was.</summary>
    public string? Skipped { get; init; }

    /// <summary>Whether it gave no verdict on anything: there was nothing to judge, or no telling.</summary>
    public bool JudgedNothing => Count(Compliance.Undetermined) == Evaluations.Count;

    public TimeSpan ReadTime { get; init; }

    public TimeSpan JudgeTime { get; init; }

    public TimeSpan ReportTime { get; init; }

    public int Count(Compliance compliance) => Evaluations.Count(evaluation => evaluation.Verdict.Compliance == compliance);
}
