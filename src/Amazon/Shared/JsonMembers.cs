using System.Text.Json;

namespace Amazon.Shared;

/// <summary>Members of an answer; those that are missing or null are null.</summary>
internal static class JsonMembers
{
    public static string Text(this JsonElement parent, string name) => parent.Member(name).Text();

    public static int? Number(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: not JsonValueKind.Undefined } value ? value.GetInt32() : null;

    public static bool? Flag(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: not JsonValueKind.Undefined } value ? value.GetBoolean() : null;

    /// <summary>Seconds since 1970 with a fraction; a decimal keeps each of its digits.</summary>
    public static DateTime? Time(this JsonElement parent, string name) => parent.Member(name) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetDateTimeOffset().UtcDateTime,
        var number => DateTime.UnixEpoch.AddTicks((long)(number.GetDecimal() * TimeSpan.TicksPerSecond)),
    };

    public static T Object<T>(this JsonElement parent, string name, Func<JsonElement, T> read)
        where T : class =>
        parent.Member(name) is { ValueKind: not JsonValueKind.Undefined } value ? read(value) : null;

    public static List<string> Texts(this JsonElement parent, string name) => parent.List(name, Text);

    public static List<T> List<T>(this JsonElement parent, string name, Func<JsonElement, T> read)
    {
        var array = parent.Member(name);
        if (array.ValueKind is JsonValueKind.Undefined)
            return null;
        var list = new List<T>(array.GetArrayLength());
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind is not JsonValueKind.Null)
                list.Add(read(element));
        }
        return list;
    }

    public static Dictionary<string, string> Map(this JsonElement parent, string name)
    {
        var pairs = parent.Member(name);
        if (pairs.ValueKind is JsonValueKind.Undefined)
            return null;
        var map = new Dictionary<string, string>();
        foreach (var pair in pairs.EnumerateObject())
            map[pair.Name] = pair.Value.Text();
        return map;
    }

    private static JsonElement Member(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : default;

    /// <summary>A number or an object where a string belongs comes as its JSON.</summary>
    private static string Text(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };
}
