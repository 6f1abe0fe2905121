namespace ConfigRules.Aws;

/// <summary>An account that counts what it asks of AWS, since it was made.</summary>
public interface ICallCounter
{
    int Calls { get; }

    /// <summary>The answers that asked for patience.</summary>
    int Throttles { get; }
}
