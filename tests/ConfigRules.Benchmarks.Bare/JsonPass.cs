using System.Text.Json;

namespace ConfigRules.Benchmarks.Bare;

/// <summary>What any reader of the file must do at least: every token once, in chunks, kept by nobody.</summary>
internal static class JsonPass
{
    public static long Run(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[1 << 20];
        var state = new JsonReaderState();
        var kept = 0;
        long tokens = 0;
        while (true)
        {
            var read = stream.Read(buffer.AsSpan(kept));
            var isLast = read is 0;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, kept + read), isLast, state);
            while (reader.Read())
                tokens++;
            state = reader.CurrentState;
            var used = (int)reader.BytesConsumed;
            kept = kept + read - used;
            buffer.AsSpan(used, kept).CopyTo(buffer);
            if (isLast)
                return tokens;
        }
    }
}
