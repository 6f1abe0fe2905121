using System.Runtime.CompilerServices;

namespace ConfigRules.Testing;

/// <summary>Compares a committed file with what the code says it should be; UPDATE=1 rewrites it instead.</summary>
public static class GoldenFile
{
    public static string Root { get; } = FindRoot();

    /// <summary>Null where the file, its path relative to the solution, says what is expected; else what is wrong.</summary>
    public static string? Problem(string path, string expected)
    {
        var file = Path.Combine(Root, path);
        var actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
        if (actual == expected)
            return null;
        if (Environment.GetEnvironmentVariable("UPDATE") is not "1")
            return $"{path} is out of date. Run: UPDATE=1 dotnet test";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, expected);
        return null;
    }

    /// <summary>The file with everything between its two markers replaced.</summary>
    public static string WithSection(string path, string name, string content)
    {
        var file = File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");
        var (start, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var from = file.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = file.IndexOf(end, StringComparison.Ordinal);
        return from < start.Length || to < from
            ? throw new InvalidDataException($"{path} lacks the markers of the section '{name}'.")
            : file[..from] + content + file[to..];
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "ConfigRules.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No ConfigRules.sln above the tests.");
        return folder.FullName;
    }
}
