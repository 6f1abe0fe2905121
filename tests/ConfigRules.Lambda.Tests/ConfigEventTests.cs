using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Engine;

namespace ConfigRules.Lambda.Tests;

public sealed class ConfigEventTests
{
    private const string Scheduled = """{"messageType":"ScheduledNotification"}""";

    public static TheoryData<string, string> NoEvents => new()
    {
        { "", "The event is empty." },
        { "hello", "The event is not JSON: line 1, byte 1 cannot be read." },
        { "{\"resultToken\":\"secret", "The event is not JSON: line 1, byte 23 cannot be read." },
        { "[1,2]", "The event is no JSON object." },
        { "null", "The event is no JSON object." },
        { "{}{}", "The event is not JSON: line 1, byte 3 cannot be read." },
        { "{}", "The event has no invokingEvent, so it is not from AWS Config." },
        { """{"invokingEvent":null,"resultToken":"t"}""", "The event has no invokingEvent, so it is not from AWS Config." },
        { """{"Records":[{"Sns":{}}]}""", "The event has no invokingEvent, so it is not from AWS Config." },
        { """{"invokingEvent":{},"resultToken":"t"}""", "The event's invokingEvent is not a text, as AWS Config sends it." },
        { """{"invokingEvent":"","resultToken":"t"}""", "The event's invokingEvent is empty." },
        { """{"invokingEvent":"[]","resultToken":"t"}""", "The event's invokingEvent is no JSON object." },
        { """{"invokingEvent":"{","resultToken":"t"}""", "The event's invokingEvent is not JSON: line 1, byte 2 cannot be read." },
        { """{"invokingEvent":"{}","resultToken":"t"}""", "The event's invokingEvent has no messageType." },
        { """{"invokingEvent":"{\"messageType\":\"ScheduledNotification\"}"}""", "The event has no resultToken." },
        {
            """{"invokingEvent":"{\"messageType\":\"ConfigurationItemChangeNotification\",\"configurationItem\":7}","resultToken":"t"}""",
            "The event's configuration item is no JSON object."
        },
        {
            """{"invokingEvent":"{\"messageType\":\"ConfigurationItemChangeNotification\",\"configurationItem\":{}}","resultToken":"t"}""",
            "The event's configuration item has no resourceType."
        },
        {
            """{"invokingEvent":"{\"messageType\":\"ScheduledNotification\",\"notificationCreationTime\":\"soon\"}","resultToken":"t"}""",
            "The event's notificationCreationTime is 'soon', which is no time."
        },
        {
            "{\"x\":" + new string('[', 1000) + new string(']', 1000) + "}",
            "The event is not JSON: line 1, byte 69 cannot be read."
        },
    };

    [Theory]
    [MemberData(nameof(NoEvents))]
    public void What_is_no_event_gets_one_sentence(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidEventException>(() => Parse(json)).Message);

    [Theory]
    [InlineData("7", "ruleParameters is no JSON object of names and values.")]
    [InlineData("\"[1]\"", "ruleParameters is no JSON object of names and values.")]
    [InlineData("""  "{\"vpcIds\":[\"vpc-1\"]}"  """, "vpcIds is a list or an object; it takes a text, a number or a boolean.")]
    public void Parameters_of_another_form_get_one_sentence(string parameters, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidParameterException>(() => Parse(Event(Scheduled, parameters))).Message);

    [Fact]
    public void Parameters_longer_than_AWS_Config_takes_get_one_sentence()
    {
        var parameters = $"{{\"rule\":\"{new string('x', 1100)}\"}}";

        var thrown = Assert.Throws<InvalidParameterException>(
            () => Parse(Event(Scheduled, JsonValue.Create(parameters).ToJsonString())));

        Assert.Equal("ruleParameters has 1111 characters; it takes at most 1024.", thrown.Message);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("\"{}\"")]
    [InlineData("\"null\"")]
    [InlineData("{}")]
    public void Parameters_may_be_missing_in_many_ways(string parameters) =>
        Assert.Empty(Parse(Event(Scheduled, parameters)).RuleParameters);

    [Fact]
    public void Parameters_are_read_as_text_whatever_they_are()
    {
        var read = Parse(Event(Scheduled, """ "{\"a\":\"x\",\"b\":true,\"c\":443,\"d\":null,\"e\":false}" """));

        Assert.Equal(
            [new("a", "x"), new("b", "true"), new("c", "443"), new("e", "false")],
            read.RuleParameters.AsEnumerable());
    }

    [Theory]
    [InlineData("\"2026-02-13T06:16:39.904Z\"")]
    [InlineData("\"2026-02-13T07:16:39.904+01:00\"")]
    [InlineData("1770963399.904")]
    [InlineData("\"1770963399.904\"")]
    public void Times_keep_their_milliseconds_in_either_form(string time)
    {
        var read = Parse(Event($$"""{"messageType":"ScheduledNotification","notificationCreationTime":{{time}} }""", "null"));

        Assert.Equal(new DateTimeOffset(2026, 2, 13, 6, 16, 39, 904, TimeSpan.Zero), read.NotifiedAt);
    }

    [Theory]
    [InlineData("""{"vpcId":"vpc-1","state":{"value":"available"}}""", "[]", "vpc-1")]
    [InlineData(""" "{\"vpcId\":\"vpc-1\"}" """, "[]", "vpc-1")]
    [InlineData("""{"VpcId":"vpc-1"}""", "[]", "vpc-1")]
    [InlineData("null", """[{"resourceId":"vpc-2","resourceType":"AWS::EC2::VPC"}]""", "vpc-2")]
    [InlineData("""{"vpcId":"vpc-1"}""", """[{"resourceId":"vpc-1","resourceType":"AWS::EC2::VPC","name":"Is contained in "}]""", "vpc-1")]
    [InlineData("""{"vpcId":"vpc-1"}""", """[{"resourceName":"x","resourceType":"AWS::EC2::VPC"}]""", "vpc-1")]
    [InlineData("""{"vpcId":null}""", """[{"resourceId":"rtb-1","resourceType":"AWS::EC2::RouteTable"}]""", "")]
    [InlineData(""" "not json" """, "null", "")]
    [InlineData(""" "null" """, "[7]", "")]
    public void The_item_says_in_which_VPCs_it_lies(string configuration, string relationships, string vpcs)
    {
        var read = Parse(Event(
            $$"""
            {"messageType":"ConfigurationItemChangeNotification","configurationItem":{"resourceType":"AWS::EC2::Subnet",
            "resourceId":"subnet-1","configurationItemStatus":"OK","configurationStateId":"4","somethingNew":{"a":[{}]},
            "configuration":{{configuration}},"relationships":{{relationships}} } }
            """, "null"));

        var item = Assert.IsType<Trigger.Changed>(read.Trigger).Item;
        Assert.Equal(vpcs, string.Join(' ', item.VpcIds));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Event(Scheduled, "null"))];

        Assert.IsType<Trigger.Schedule>(ConfigEvent.Parse(json).Trigger);
    }

    [Fact]
    public void Half_a_character_gets_one_sentence() =>
        Assert.Equal(
            "The event holds a text that is not valid Unicode.",
            Assert.Throws<InvalidEventException>(() => Parse("""{"configRuleName":"\ud800"}""")).Message);

    private static ConfigEvent Parse(string json) => ConfigEvent.Parse(Encoding.UTF8.GetBytes(json));

    private static string Event(string invokingEvent, string parameters) =>
        $$"""{"invokingEvent":{{JsonValue.Create(invokingEvent).ToJsonString()}},"ruleParameters":{{parameters}},"resultToken":"token-1"}""";
}
