using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Cli;

/// <summary>Traces for other programs; members are never renamed, new ones may come.</summary>
internal static class TraceJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, IEnumerable<TracedWay> ways, IEnumerable<FactKind> assumed) => Write(output, assumed, writer => Write(writer, "traces", ways));

    public static void WriteChange(TextWriter output, IEnumerable<TracedWay> before, IEnumerable<TracedWay> after, IEnumerable<FactKind> assumed) => Write(output, assumed, writer =>
    {
        Write(writer, "before", before);
        Write(writer, "after", after);
    });

    public static void WriteMatrix(TextWriter output, IEnumerable<PathCell> cells, IEnumerable<FactKind> assumed) => Write(output, assumed, writer =>
    {
        Each(writer, "cells", cells, cell =>
        {
            writer.WriteString("subnet", cell.Subnet.Id);
            writer.WriteString("vpc", cell.Subnet.VpcId);
            writer.WriteString("service", cell.Service);
            writer.WriteString("verdict", cell.Verdict.Word());
            writer.WriteString("reason", cell.Reason);
        });
    });

    /// <summary>Null stands for a way that was not there, or is not any more.</summary>
    public static void WriteChanges(TextWriter output, IEnumerable<PathChange> changes, IEnumerable<FactKind> assumed) => Write(output, assumed, writer =>
    {
        Each(writer, "changes", changes, change =>
        {
            writer.WriteString("subnet", change.Cell.Subnet.Id);
            writer.WriteString("vpc", change.Cell.Subnet.VpcId);
            writer.WriteString("service", change.Cell.Service);
            writer.WriteString("before", change.Before?.Verdict.Word());
            writer.WriteString("after", change.After?.Verdict.Word());
            writer.WriteString("reasonBefore", change.Before?.Reason);
            writer.WriteString("reasonAfter", change.After?.Reason);
        });
    });

    private static void Write(TextWriter output, IEnumerable<FactKind> assumed, Action<Utf8JsonWriter> write)
    {
        using var stream = new TextWriterStream(output);
        using var writer = new Utf8JsonWriter(stream, Readable);
        writer.WriteStartObject();
        write(writer);
        Texts(writer, "assumedNone", assumed.Select(kind => kind.ToString()));
        Texts(writer, "notSeen", Trace.NotSeen);
        writer.WriteEndObject();
        writer.Flush();
        output.WriteLine();
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<TracedWay> ways) => Each(writer, name, ways, way =>
    {
        writer.WriteString("from", way.Trace.From.ToString());
        if (!way.Trace.From.IsWholeSubnet)
            Texts(writer, "interfaces", way.Trace.From.Interfaces.Select(networkInterface => networkInterface.Id));
        writer.WriteString("subnet", way.Trace.From.Subnet.Id);
        writer.WriteString("vpc", way.Trace.From.Subnet.VpcId);
        Write(writer, way.Trace);
        Each(writer, "dependencies", way.Trace.Dependencies, dependency =>
        {
            writer.WriteString("bundle", dependency.Bundle);
            writer.WriteBoolean("optional", dependency.IsOptional);
            Write(writer, dependency.Trace);
        });
        Texts(writer, "missing", way.Trace.Missing.Select(kind => kind.ToString()));
        if (way.Live is { } live)
            Write(writer, live);
    });

    private static void Write(Utf8JsonWriter writer, Trace trace)
    {
        writer.WriteStartObject("to");
        writer.WriteString("service", trace.To.Service);
        writer.WriteString("name", trace.To.Name);
        writer.WriteNumber("port", trace.To.Port);
        writer.WriteEndObject();
        writer.WriteString("verdict", trace.Verdict.Word());
        writer.WriteString("ownVerdict", trace.OwnVerdict.Word());
        Hops(writer, "hops", trace.Shared);
        Each(writer, "legs", trace.Legs, leg =>
        {
            writer.WriteString("to", leg.To);
            writer.WriteString("verdict", leg.Verdict.Word());
            Hops(writer, "hops", leg.Hops);
        });
        Hops(writer, "blockers", trace.Blockers);
    }

    private static void Write(Utf8JsonWriter writer, LiveAnswer live)
    {
        writer.WriteStartObject("liveDns");
        writer.WriteString("name", live.Name);
        Each(writer, "answers", live.Answers, answer =>
        {
            writer.WriteString("address", answer.Address.ToString());
            writer.WriteString("endpoint", answer.EndpointId);
        });
        Texts(writer, "expected", live.Expected.Select(address => address.ToString()));
        writer.WriteString("problem", live.Problem);
        writer.WriteString("provesInside", live.VpcId);
        writer.WriteEndObject();
    }

    private static void Hops(Utf8JsonWriter writer, string name, IEnumerable<Hop> hops) => Each(writer, name, hops, hop =>
    {
        writer.WriteString("stage", TraceWords.Constant(hop.Stage));
        writer.WriteString("effect", TraceWords.Constant(hop.Effect));
        writer.WriteString("code", hop.Code);
        writer.WriteString("resource", hop.ResourceId);
        writer.WriteString("text", hop.Text);
    });

    private static void Each<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
            if (writer.BytesPending > 1 << 16)
                writer.Flush();
        }
        writer.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
