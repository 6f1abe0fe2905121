using System.Runtime.CompilerServices;

namespace ConfigRules.Lambda.Tests;

/// <summary>Files of the repository, wherever the tests were built to.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static byte[] Event(string name) => File.ReadAllBytes(PathOf("events", $"{name}.json"));

    public static IEnumerable<string> Events() =>
        Directory.EnumerateFiles(PathOf("events"), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
