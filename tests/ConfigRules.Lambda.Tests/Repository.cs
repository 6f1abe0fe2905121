using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>Files of the repository, wherever the tests were built to.</summary>
internal static class Repository
{
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([GoldenFile.Root, .. parts]);

    public static byte[] Event(string name) => File.ReadAllBytes(PathOf("events", $"{name}.json"));

    public static IEnumerable<string> Events() =>
        Directory.EnumerateFiles(PathOf("events"), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;
}
