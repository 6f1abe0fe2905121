using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>Reads and writes what `aws cloudwatch get-metric-data` prints, where the label of a result is the id of an endpoint or a NAT gateway.</summary>
internal sealed class TrafficReader(ResourceReader resources)
{
    private const string Complete = "Complete";

    /// <summary>Null for the data of something else.</summary>
    public Traffic? Result(ref Utf8JsonReader reader)
    {
        string? label = null, status = null;
        ImmutableArray<string> times = [], values = [];
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "label": label = resources.Text(ref reader); break;
                case "statusCode": status = resources.Text(ref reader); break;
                case "timestamps": times = resources.Texts(ref reader, null); break;
                case "values": values = resources.Texts(ref reader, null); break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        if (label?.StartsWith("vpce-", StringComparison.Ordinal) is not true && label?.StartsWith("nat-", StringComparison.Ordinal) is not true)
            return null;
        if (times.Length != values.Length)
            throw new RecordingException($"{label} has {times.Length} Timestamps and {values.Length} Values");
        return new(label) { ByDay = [.. times.Zip(values, Day)], IsWhole = status is Complete };
    }

    private static DayOfTraffic Day(string time, string value) => new(
        ResourceReader.Time(time) ?? throw new RecordingException($"'{time}' is no time"),
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bytes) ? bytes : throw new RecordingException($"'{value}' is no number"));

    public static void Write(Utf8JsonWriter writer, Traffic traffic)
    {
        // Any id does that begins with a small letter.
        RecordingWriter.Text(writer, "Id", traffic.Id.Replace('-', '_'));
        RecordingWriter.Text(writer, "Label", traffic.Id);
        RecordingWriter.Texts(writer, "Timestamps", traffic.ByDay.Select(day => day.Start.ToString("O", CultureInfo.InvariantCulture)));
        writer.WriteStartArray("Values");
        foreach (var day in traffic.ByDay)
            writer.WriteNumberValue(day.Bytes);
        writer.WriteEndArray();
        RecordingWriter.Text(writer, "StatusCode", traffic.IsWhole ? Complete : "PartialData");
    }
}
