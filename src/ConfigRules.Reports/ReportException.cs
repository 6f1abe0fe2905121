namespace ConfigRules.Reports;

/// <summary>What a report is to be made with cannot be read; the message is one sentence with the place.</summary>
public sealed class ReportException(string message) : Exception(message);
