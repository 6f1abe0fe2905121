using System.Globalization;
using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>
/// A network as it was read. Where AWS refused to tell of single resources, what it did not tell is missing, as if it had never
/// been recorded: rules leave those resources undetermined, and judge the others.
/// </summary>
public sealed record NetworkReading(Network Network, UnreadException? Unread = null)
{
    /// <exception cref="UnreadException">AWS refused to tell of some resources.</exception>
    public Network Whole => Unread is null ? Network : throw Unread;
}

/// <summary>AWS refused to tell of single resources; the refusal is what it said of the first.</summary>
public sealed class UnreadException(IReadOnlyList<string> ids, AwsCallException refusal) : Exception($"{Names(ids)} could not be read: {refusal.Message}", refusal)
{
    public AwsCallException Refusal { get; } = refusal;

    private static string Names(IReadOnlyList<string> ids) => ids switch
    {
        [var only] => only,
        [var first, var second] => $"{first} and {second}",
        [var first, ..] => string.Create(CultureInfo.InvariantCulture, $"{first} and {ids.Count - 1} more"),
        [] => "nothing",
    };
}
