namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The body's buffer is open, so that who needs bytes need not copy them.</summary>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, MemoryStream Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
