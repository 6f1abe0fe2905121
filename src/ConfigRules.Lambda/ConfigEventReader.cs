using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Lambda;

/// <summary>
/// Reads the event in one pass, and the JSON texts inside its strings in one more each, without making a tree: of a large
/// item only a few members matter. Unknown members are skipped, since AWS adds some without notice.
/// </summary>
internal ref struct ConfigEventReader
{
    /// <summary>PutConfigRule takes no longer InputParameters.</summary>
    /// <remarks>https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRule.html</remarks>
    private const int LongestParameters = 1024;

    private string? _resultToken;
    private string? _ruleName;
    private string? _ruleArn;
    private string? _accountId;
    private bool _hasLeftScope;
    private bool _isProactive;
    private bool _hasInvokingEvent;
    private ImmutableArray<KeyValuePair<string, string>> _parameters;

    private string? _messageType;
    private DateTimeOffset? _notifiedAt;
    private ConfigItem? _item;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ConfigEvent Read(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];

        var read = new ConfigEventReader { _parameters = [] };
        ReadJson("The event", json, ref read, static (ref reader, ref read) => read.ReadEvent(ref reader));

        if (!read._hasInvokingEvent)
            throw new InvalidEventException("The event has no invokingEvent, so it is not from AWS Config.");

        return new()
        {
            Trigger = read.FindTrigger(),
            ResultToken = read._resultToken ?? throw new InvalidEventException("The event has no resultToken."),
            NotifiedAt = read._notifiedAt,
            ConfigRuleName = read._ruleName,
            ConfigRuleArn = read._ruleArn,
            AccountId = read._accountId,
            RuleParameters = read._parameters,
        };
    }

    private delegate void Reading(ref Utf8JsonReader reader, ref ConfigEventReader read);

    /// <summary>What is wrong with the text is told by its place alone: the text may hold the token.</summary>
    private static void ReadJson(string what, ReadOnlySpan<byte> json, ref ConfigEventReader read, Reading reading)
    {
        if (json.IsEmpty)
            throw new InvalidEventException($"{what} is empty.");
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            reading(ref reader, ref read);
            // Throws where something stands behind the end.
            reader.Read();
        }
        catch (JsonException wrong)
        {
            throw new InvalidEventException(string.Create(CultureInfo.InvariantCulture,
                $"{what} is not JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1} cannot be read."));
        }
        catch (InvalidOperationException)
        {
            throw new InvalidEventException($"{what} holds a text that is not valid Unicode.");
        }
    }

    /// <summary>Reads the JSON that a string of JSON holds.</summary>
    private static void ReadInner(string what, ref Utf8JsonReader outer, ref ConfigEventReader read, Reading reading)
    {
        var length = outer.HasValueSequence ? checked((int)outer.ValueSequence.Length) : outer.ValueSpan.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            ReadJson(what, buffer.AsSpan(0, outer.CopyString(buffer)), ref read, reading);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ReadEvent(ref Utf8JsonReader reader)
    {
        EnterObject("The event", reader.TokenType);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("invokingEvent"u8))
                ReadInvokingEvent(ref reader);
            else if (reader.ValueTextEquals("ruleParameters"u8))
                ReadParameters(ref reader);
            else if (reader.ValueTextEquals("resultToken"u8))
                _resultToken = ReadText(ref reader);
            else if (reader.ValueTextEquals("configRuleName"u8))
                _ruleName = ReadText(ref reader);
            else if (reader.ValueTextEquals("configRuleArn"u8))
                _ruleArn = ReadText(ref reader);
            else if (reader.ValueTextEquals("accountId"u8))
                _accountId = ReadText(ref reader);
            else if (reader.ValueTextEquals("eventLeftScope"u8))
                _hasLeftScope = ReadText(ref reader) is { } left && left.Equals("true", StringComparison.OrdinalIgnoreCase);
            else if (reader.ValueTextEquals("evaluationMode"u8))
                _isProactive = ReadText(ref reader) is { } mode && mode.Equals("PROACTIVE", StringComparison.OrdinalIgnoreCase);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadInvokingEvent(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
            return;
        if (reader.TokenType is not JsonTokenType.String)
            throw new InvalidEventException("The event's invokingEvent is not a text, as AWS Config sends it.");

        _hasInvokingEvent = true;
        ReadInner("The event's invokingEvent", ref reader, ref this,
            static (ref inner, ref read) => read.ReadNotification(ref inner));
    }

    private void ReadNotification(ref Utf8JsonReader reader)
    {
        EnterObject("The event's invokingEvent", reader.TokenType);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("messageType"u8))
                _messageType = ReadText(ref reader);
            else if (reader.ValueTextEquals("notificationCreationTime"u8))
                _notifiedAt = ReadTime(ref reader, "notificationCreationTime");
            else if (reader.ValueTextEquals("configurationItem"u8) || reader.ValueTextEquals("configurationItemSummary"u8))
                ReadItem(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadItem(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
            return;

        EnterObject("The event's configuration item", reader.TokenType);
        string? type = null, id = null, account = null, region = null, status = null;
        DateTimeOffset? capturedAt = null;
        var vpcs = new List<string>(1);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("resourceType"u8))
                type = ReadText(ref reader);
            else if (reader.ValueTextEquals("resourceId"u8))
                id = ReadText(ref reader);
            else if (reader.ValueTextEquals("awsAccountId"u8))
                account = ReadText(ref reader);
            else if (reader.ValueTextEquals("awsRegion"u8))
                region = ReadText(ref reader);
            else if (reader.ValueTextEquals("configurationItemStatus"u8))
                status = ReadText(ref reader);
            else if (reader.ValueTextEquals("configurationItemCaptureTime"u8))
                capturedAt = ReadTime(ref reader, "configurationItemCaptureTime");
            else if (reader.ValueTextEquals("relationships"u8))
                ReadRelationships(ref reader, vpcs);
            else if (reader.ValueTextEquals("configuration"u8))
                ReadConfiguration(ref reader, vpcs);
            else
                SkipValue(ref reader);
        }

        _item = new ConfigItem(
            type ?? throw new InvalidEventException("The event's configuration item has no resourceType."),
            id ?? throw new InvalidEventException("The event's configuration item has no resourceId."))
        {
            Status = StatusOf(status),
            CapturedAt = capturedAt,
            AccountId = account,
            Region = region,
            VpcIds = [.. vpcs.Distinct().Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Entries may lack the id, and name a resource that has none.</summary>
    private static void ReadRelationships(ref Utf8JsonReader reader, List<string> vpcs)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is not JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            string? id = null;
            var isVpc = false;
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
            {
                if (reader.ValueTextEquals("resourceId"u8))
                    id = ReadText(ref reader);
                else if (reader.ValueTextEquals("resourceType"u8))
                    isVpc = ReadText(ref reader) is ResourceType.Vpc;
                else
                    SkipValue(ref reader);
            }
            if (isVpc && id is not (null or ""))
                vpcs.Add(id);
        }
    }

    /// <summary>An object in an event, a text that holds one elsewhere, null where the resource is gone.</summary>
    private static void ReadConfiguration(ref Utf8JsonReader reader, List<string> vpcs)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadVpcId(ref reader, vpcs);
                break;
            case JsonTokenType.String:
                vpcs.AddRange(VpcIdsOf(reader.GetString()!));
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>The VPC that a recorded configuration names; none where it names none, or is no JSON object.</summary>
    public static ImmutableArray<string> VpcIdsOf(string configuration)
    {
        var vpcs = new List<string>(1);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(configuration));
        try
        {
            if (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
                ReadVpcId(ref reader, vpcs);
        }
        catch (JsonException)
        {
            // What names no VPC makes the scope wider, never the verdict wrong.
            return [];
        }
        return [.. vpcs];
    }

    /// <summary>Types that AWS Config takes over from CloudFormation write their members with capitals.</summary>
    private static void ReadVpcId(ref Utf8JsonReader reader, List<string> vpcs)
    {
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            if (!reader.ValueTextEquals("vpcId"u8) && !reader.ValueTextEquals("VpcId"u8))
                SkipValue(ref reader);
            else if (ReadText(ref reader) is { Length: > 0 } id)
                vpcs.Add(id);
        }
    }

    /// <summary>A text of JSON, whose values are texts, numbers or booleans; empty and null stand for none.</summary>
    private void ReadParameters(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.StartObject:
                ReadParameterValues(ref reader);
                return;
            case JsonTokenType.String:
                var text = reader.GetString()!;
                if (text.Length > LongestParameters)
                {
                    throw new InvalidParameterException(string.Create(CultureInfo.InvariantCulture,
                        $"ruleParameters has {text.Length} characters; it takes at most {LongestParameters}."));
                }
                if (!string.IsNullOrWhiteSpace(text))
                {
                    ReadInner("The event's ruleParameters", ref reader, ref this,
                        static (ref inner, ref read) => read.ReadParameterText(ref inner));
                }
                return;
            default:
                throw new InvalidParameterException("ruleParameters is no JSON object of names and values.");
        }
    }

    private void ReadParameterText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
            ReadParameterValues(ref reader);
        else if (reader.TokenType is not JsonTokenType.Null)
            throw new InvalidParameterException("ruleParameters is no JSON object of names and values.");
    }

    private void ReadParameterValues(ref Utf8JsonReader reader)
    {
        var parameters = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    break;
                case JsonTokenType.String:
                    parameters.Add(new(name, reader.GetString()!));
                    break;
                case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number:
                    parameters.Add(new(name, Encoding.UTF8.GetString(reader.ValueSpan)));
                    break;
                default:
                    throw new InvalidParameterException($"{name} is a list or an object; it takes a text, a number or a boolean.");
            }
        }
        _parameters = parameters.DrainToImmutable();
    }

    private readonly Trigger FindTrigger() => _messageType?.ToUpperInvariant() switch
    {
        _ when _isProactive => _item is null ? new Trigger.Empty() : new Trigger.Proposed(_item),
        "CONFIGURATIONITEMCHANGENOTIFICATION" or "OVERSIZEDCONFIGURATIONITEMCHANGENOTIFICATION" => FindChange(),
        "SCHEDULEDNOTIFICATION" or "CONFIGURATIONSNAPSHOTDELIVERYCOMPLETED" => new Trigger.Schedule(),
        null => throw new InvalidEventException("The event's invokingEvent has no messageType."),
        _ => throw new InvalidEventException(
            $"The event's messageType is '{Shorten(_messageType)}'; it takes one of ConfigurationItemChangeNotification, "
            + "OversizedConfigurationItemChangeNotification, ScheduledNotification, ConfigurationSnapshotDeliveryCompleted."),
    };

    private readonly Trigger FindChange() => _item switch
    {
        null => new Trigger.Empty(),
        { Status: ItemStatus.Deleted or ItemStatus.DeletedNotRecorded } => new Trigger.Gone(_item, "The resource is deleted."),
        { Status: ItemStatus.NotRecorded } => new Trigger.Gone(_item, "AWS Config does not record the resource."),
        _ when _hasLeftScope => new Trigger.Gone(_item, "The resource has left the rule's scope."),
        _ => new Trigger.Changed(_item),
    };

    private static ItemStatus StatusOf(string? status) => status?.ToUpperInvariant() switch
    {
        "OK" => ItemStatus.Ok,
        "RESOURCEDISCOVERED" => ItemStatus.Discovered,
        "RESOURCENOTRECORDED" => ItemStatus.NotRecorded,
        "RESOURCEDELETED" => ItemStatus.Deleted,
        "RESOURCEDELETEDNOTRECORDED" => ItemStatus.DeletedNotRecorded,
        _ => ItemStatus.Unknown,
    };

    private static void EnterObject(string what, JsonTokenType token)
    {
        if (token is not JsonTokenType.StartObject)
            throw new InvalidEventException($"{what} is no JSON object.");
    }

    /// <summary>A text, or the text of a number or boolean; null for null. Where an enumeration is {"value": x}, it is x.</summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.StartObject:
                string? value = null;
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
                {
                    if (reader.ValueTextEquals("value"u8))
                        value = ReadText(ref reader);
                    else
                        SkipValue(ref reader);
                }
                return value;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>ISO 8601, or seconds since 1970 with a fraction: the one in events, the other in answers of the API.</summary>
    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader, string name) => ReadText(ref reader) switch
    {
        null or "" => null,
        var text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > -62_135_596_800m and < 253_402_300_800m
            => DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)),
        var text when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            => time,
        var text => throw new InvalidEventException($"The event's {name} is '{Shorten(text)}', which is no time."),
    };

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static string Shorten(string text) => text.Length <= 64 ? text : $"{text[..64]}...";
}
