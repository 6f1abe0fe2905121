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

    /// <summary>The network where nothing was refused but whole kinds, which it is then without.</summary>
    /// <exception cref="UnreadException">AWS refused to tell of some resources.</exception>
    public Network WholeOrWithoutKinds => Unread is null or { IsOfKinds: true } ? Network : throw Unread;
}

/// <summary>AWS refused to tell of single resources, or of kinds of them; the refusal is what it said of the first.</summary>
public sealed class UnreadException(IReadOnlyList<string> ids, AwsCallException refusal, bool isOfKinds = false) : Exception($"{Names(ids)} could not be read: {refusal.Message}", refusal)
{
    public AwsCallException Refusal { get; } = refusal;

    /// <summary>Whether whole kinds are missing, and of no other kind anything.</summary>
    public bool IsOfKinds { get; } = isOfKinds;

    private static string Names(IReadOnlyList<string> ids) => ids switch
    {
        [var only] => only,
        [var first, var second] => $"{first} and {second}",
        [var first, ..] => string.Create(CultureInfo.InvariantCulture, $"{first} and {ids.Count - 1} more"),
        [] => "nothing",
    };
}
