using System.Text.Json;

namespace Amazon.Shared;

/// <summary>Members of a request; those that are null are left out.</summary>
internal static class JsonWriting
{
    public static void Text(this Utf8JsonWriter writer, string name, string value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is not null)
            writer.WriteNumber(name, value.Value);
    }

    public static void Flag(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is not null)
            writer.WriteBoolean(name, value.Value);
    }

    /// <summary>As the SDK does it: seconds since 1970 with milliseconds; a time of unspecified kind is a local one.</summary>
    public static void Time(this Utf8JsonWriter writer, string name, DateTime? value)
    {
        if (value is not null)
            writer.WriteNumber(name, new DateTimeOffset(value.Value).ToUnixTimeMilliseconds() / 1000m);
    }

    public static void Texts(this Utf8JsonWriter writer, string name, List<string> values) =>
        writer.List(name, values, static (writer, value) => writer.WriteStringValue(value));

    public static void List<T>(this Utf8JsonWriter writer, string name, List<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            write(writer, value);
        writer.WriteEndArray();
    }
}
