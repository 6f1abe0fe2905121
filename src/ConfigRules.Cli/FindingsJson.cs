using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Engine;

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

    public static void Write(TextWriter output, IReadOnlyList<CheckedNetwork> networks) => Write(output, writer =>
    {
        foreach (var network in networks)
        {
            // Ids alone do not tell the resources of two accounts apart for a reader.
            var place = networks.Count > 1 ? network.Network : null;
            foreach (var finding in network.Findings)
            {
                Write(writer, finding.Rule.Info.Id, finding.Evaluation.ResourceType, finding.Evaluation.ResourceId,
                    finding.Compliance, finding.Evaluation.Verdict.Reason, place?.AccountId, place?.Region);
            }
        }
    });

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
}
