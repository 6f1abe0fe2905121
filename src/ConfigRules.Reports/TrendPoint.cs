namespace ConfigRules.Reports;

/// <summary>How it stood at one time.</summary>
public sealed record TrendPoint(DateTimeOffset At, Score Total);
