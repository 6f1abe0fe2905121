using System.IO.Compression;
using System.Text;
using ConfigRules.Recordings;

namespace ConfigRules.Cli;

/// <summary>Opens recorded networks, however they were kept: files, folders, standard input; plain or gzip.</summary>
internal static class NetworkFiles
{
    private const string StandardInput = "-";

    // Without it a file of which the end is missing reads like one that ends there.
    static NetworkFiles() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>
    /// Files make one recording together, as a shell lists them for `acme/*.json`; a folder makes one of its own. Either may
    /// hold several accounts and regions.
    /// </summary>
    public static IReadOnlyList<NetworkSource> Read(IReadOnlyCollection<string> paths, Terminal terminal, CancellationToken cancellationToken)
    {
        if (paths.Contains(""))
            throw new CommandFailedException("A network's name is empty; give a file, a folder, or - for standard input.");
        var sources = new List<NetworkSource>();
        var files = paths.Where(path => !Directory.Exists(path)).ToArray();
        Progress.Show(terminal, "Reading", paths.Sum(Length), shown =>
        {
            if (files is not [])
                Add(files is [var only] ? only : Path.GetDirectoryName(files[0]) is { Length: > 0 } folder ? folder : files[0], files);
            foreach (var folder in paths.Where(Directory.Exists))
                Add(folder, FilesOf(folder));

            void Advance(long bytes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                shown(bytes);
            }

            void Add(string name, IEnumerable<string> parts)
            {
                var reader = new RecordingReader();
                foreach (var part in parts)
                    Read(part, reader, terminal, Advance);
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
        var name = path is StandardInput ? "standard input" : path;
        Try(name, () =>
        {
            using var file = path is StandardInput ? terminal.In : File.OpenRead(path);
            using var counted = new CountingStream(file, advance);
            using var json = Decode(counted);
            try
            {
                reader.Read(json, name);
            }
            catch (RecordingException) when (json is GZipStream)
            {
                // What makes no sense may only be damaged, which shows at the end.
                json.CopyTo(Stream.Null);
                throw;
            }
        });
    }

    /// <summary>Reads, and tells in a sentence why that cannot be done.</summary>
    public static void Try(string name, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{name}: there is no such file or folder.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException(Directory.Exists(name) ? $"{name}: this is a folder; name a file." : $"{name}: you may not read this file.");
        }
        catch (InvalidDataException)
        {
            throw new CommandFailedException($"{name}: the gzip file is damaged, or its end is missing; fetch it again.");
        }
        catch (IOException exception)
        {
            throw new CommandFailedException($"{name}: this cannot be read ({Failure.Cause(exception)}).");
        }
    }

    /// <summary>UTF-8, whether the stream is packed or in UTF-16.</summary>
    public static Stream Decode(Stream stream)
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
