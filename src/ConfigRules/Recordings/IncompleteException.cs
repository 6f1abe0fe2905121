namespace ConfigRules.Recordings;

/// <summary>What was read so far ends in the middle of a value; the value is read again once more of it is there.</summary>
internal sealed class IncompleteException : Exception
{
    public static readonly IncompleteException Instance = new();
}
