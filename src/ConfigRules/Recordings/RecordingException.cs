namespace ConfigRules.Recordings;

/// <summary>A file is no recording of a network; the message is one sentence: which file, where, and what was expected.</summary>
public sealed class RecordingException(string message) : Exception(message);
