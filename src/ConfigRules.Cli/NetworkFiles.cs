using System.IO.Compression;
using System.Text;
using ConfigRules.Recordings;

namespace ConfigRules.Cli;

/// <summary>Opens recorded networks, however they were kept: files, folders, standard input; plain or gzip.</summary>
internal static class NetworkFiles
{
    private const string StandardInput = "-";

    /// <summary>
    /// Files make one recording together, as a shell lists them for `acme/*.json`; a folder makes one of its own. Either may
    /// hold several accounts and regions.
    /// </summary>
    public static IReadOnlyList<NetworkSource> Read(IReadOnlyCollection<string> paths, Terminal terminal)
    {
        var sources = new List<NetworkSource>();
        var files = paths.Where(path => !Directory.Exists(path)).ToArray();
        Progress.Show(terminal, "Reading", paths.Sum(Length), advance =>
        {
            if (files is not [])
                Add(files is [var only] ? only : Path.GetDirectoryName(files[0]) is { Length: > 0 } folder ? folder : files[0], files);
            foreach (var folder in paths.Where(Directory.Exists))
                Add(folder, FilesOf(folder));

            void Add(string name, IEnumerable<string> parts)
            {
                var reader = new RecordingReader();
                foreach (var part in parts)
                    Read(part, reader, terminal, advance);
                sources.AddRange(reader.Networks().Select(network => new NetworkSource(name, network)));
            }
        });
        return sources;
    }

    private static string[] FilesOf(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder)
            .Where(path => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
        if (files is not [])
            return files;
        var inside = Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(5).ToArray();
        throw new CommandFailedException(inside is []
            ? $"{folder} holds no .json or .json.gz file; record a network there with `configrules record --out {folder}`."
            : $"{folder} holds no .json or .json.gz file of its own; name one of the folders in it, such as {Path.Combine(folder, inside[0]!)}.");
    }

    private static void Read(string path, RecordingReader reader, Terminal terminal, Action<long> advance)
    {
        try
        {
            using var file = path is StandardInput ? terminal.In : File.OpenRead(path);
            using var counted = new CountingStream(file, advance);
            using var json = Decode(counted);
            reader.Read(json, path is StandardInput ? "standard input" : path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{path}: there is no such file or folder.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: you may not read this file.");
        }
        catch (InvalidDataException)
        {
            throw new CommandFailedException($"{path}: the gzip file is damaged; fetch it again.");
        }
    }

    private static Stream Decode(Stream stream)
    {
        var head = new byte[2];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, length), stream);
        return head switch
        {
            [0x1F, 0x8B] => new GZipStream(whole, CompressionMode.Decompress),
            // What `>` of Windows PowerShell writes.
            [0xFF, 0xFE] => Encoding.CreateTranscodingStream(whole, Encoding.Unicode, Encoding.UTF8),
            [0xFE, 0xFF] => Encoding.CreateTranscodingStream(whole, Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => whole,
        };
    }

    private static long Length(string path) =>
        Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length)
        : File.Exists(path) ? new FileInfo(path).Length
        : 0;
}
