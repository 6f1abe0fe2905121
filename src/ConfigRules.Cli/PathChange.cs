using ConfigRules.Paths;

namespace ConfigRules.Cli;

/// <summary>A way of a matrix that is another one than before; without before it is new, without after it is gone.</summary>
internal sealed record PathChange(PathCell? Before, PathCell? After)
{
    public PathCell Cell => (After ?? Before)!;

    /// <summary>In the order of the cells as they are now, and what is gone behind that.</summary>
    public static IEnumerable<PathChange> Between(IReadOnlyCollection<PathCell> before, IReadOnlyCollection<PathCell> after)
    {
        var earlier = before.ToDictionary(KeyOf);
        foreach (var cell in after)
        {
            if (!earlier.Remove(KeyOf(cell), out var was))
                yield return new(null, cell);
            else if (was.Verdict != cell.Verdict || was.Reason != cell.Reason)
                yield return new(was, cell);
        }
        foreach (var gone in before.Where(cell => earlier.ContainsKey(KeyOf(cell))))
            yield return new(gone, null);
    }

    private static (string Subnet, string Service) KeyOf(PathCell cell) => (cell.Subnet.Id, cell.Service);
}
