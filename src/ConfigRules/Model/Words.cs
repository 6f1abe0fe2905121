using System.Collections.Frozen;

namespace ConfigRules.Model;

/// <summary>EC2's words for states and types, whose case differs between its API, its CLI and AWS Config.</summary>
public static class Words
{
    /// <summary>The value of that name; the fallback for a word that this version does not have, or none.</summary>
    public static T Of<T>(string? word, T fallback)
        where T : struct, Enum => word is not null && Names<T>.Values.TryGetValue(word, out var value) ? value : fallback;

    /// <summary>EC2's spelling of the value: "pendingAcceptance".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
