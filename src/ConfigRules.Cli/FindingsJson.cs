using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>Verdicts for other programs.</summary>
internal static class FindingsJson
{
    // A page never holds it, so that quotes and arrows may stay readable.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Written a million times for a large organization.
    private static readonly JsonEncodedText RuleMember = JsonEncodedText.Encode("rule");
    private static readonly JsonEncodedText TypeMember = JsonEncodedText.Encode("resourceType");
    private static readonly JsonEncodedText IdMember = JsonEncodedText.Encode("resourceId");
    private static readonly JsonEncodedText ComplianceMember = JsonEncodedText.Encode("compliance");
    private static readonly JsonEncodedText ReasonMember = JsonEncodedText.Encode("reason");

    /// <summary>How many evaluations one processor writes at a time: some hundred kilobytes.</summary>
    private const int ChunkSize = 2048;

    public static void Write(TextWriter output, IReadOnlyList<CheckedNetwork> networks)
    {
        Chunk[] sideBySide = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Chunk())];
        // Ids alone do not tell the resources of two accounts apart for a reader.
        var pieces = networks.SelectMany(network => network.Results.SelectMany(
            result => PiecesOf(result.Evaluations).Select(piece => (result.Rule.Info.Id, piece, networks.Count > 1 ? network.Network : null))));
        Write(output, writer =>
        {
            foreach (var some in pieces.Chunk(sideBySide.Length))
            {
                Parallel.For(0, some.Length, index => sideBySide[index].Fill(some[index]));
                foreach (var chunk in sideBySide[..some.Length])
                    chunk.AddTo(writer);
            }
        });
    }

    private static IEnumerable<ReadOnlyMemory<Evaluation>> PiecesOf(ImmutableArray<Evaluation> evaluations)
    {
        for (var start = 0; start < evaluations.Length; start += ChunkSize)
            yield return evaluations.AsMemory()[start..Math.Min(start + ChunkSize, evaluations.Length)];
    }

    /// <summary>An object whose list of evaluations the caller fills.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> evaluations)
    {
        using var stream = new TextWriterStream(output);
        using var writer = new Utf8JsonWriter(stream, Readable);
        writer.WriteStartObject();
        writer.WriteStartArray("evaluations");
        evaluations(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        output.WriteLine();
    }

    public static void Write(
        Utf8JsonWriter writer, string rule, string resourceType, string resourceId, Compliance compliance, string reason,
        string? accountId = null, string? region = null)
    {
        writer.WriteStartObject();
        writer.WriteString(RuleMember, rule);
        if (accountId is not null)
            writer.WriteString("accountId", accountId);
        if (region is not null)
            writer.WriteString("region", region);
        writer.WriteString(TypeMember, resourceType);
        writer.WriteString(IdMember, resourceId);
        writer.WriteString(ComplianceMember, ComplianceWords.Of(compliance));
        writer.WriteString(ReasonMember, reason);
        writer.WriteEndObject();
        if (writer.BytesPending > 1 << 16)
            writer.Flush();
    }

    /// <summary>Some evaluations, written as they stand in the list.</summary>
    private sealed class Chunk
    {
        private readonly ArrayBufferWriter<byte> _json = new();

        public void Fill((string RuleId, ReadOnlyMemory<Evaluation> Evaluations, Network? Place) piece)
        {
            using var writer = new Utf8JsonWriter(_json, Readable);
            writer.WriteStartArray();
            writer.WriteStartArray();
            writer.Flush();
            // These two are only there for the depth.
            _json.ResetWrittenCount();
            foreach (var (type, id, verdict) in piece.Evaluations.Span)
                Write(writer, piece.RuleId, type, id, verdict.Compliance, verdict.Reason, piece.Place?.AccountId, piece.Place?.Region);
            writer.Flush();
        }

        public void AddTo(Utf8JsonWriter writer)
        {
            writer.WriteRawValue(_json.WrittenSpan, skipInputValidation: true);
            writer.Flush();
        }
    }
}
