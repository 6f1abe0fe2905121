namespace ConfigRules.Reports;

/// <summary>
/// An account as its organization knows it; name and unit are empty where nothing says. A unit is a path ("Workloads/Production"). What
/// was last recorded of a suspended or closed account is no longer anybody's to repair.
/// </summary>
public sealed record ReportAccount(string Id, string Name = "", string Unit = "", bool IsSuspended = false);
