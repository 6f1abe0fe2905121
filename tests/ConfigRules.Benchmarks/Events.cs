using System.Text.Json.Nodes;

namespace ConfigRules.Benchmarks;

/// <summary>Events as AWS Config sends them.</summary>
internal static class Events
{
    private const string Time = "2026-02-13T06:16:39.904Z";

    public static string Scheduled(string rule) => Event(rule, new()
    {
        ["awsAccountId"] = "111122223333",
        ["notificationCreationTime"] = Time,
        ["messageType"] = "ScheduledNotification",
        ["recordVersion"] = "1.0",
    });

    public static string Changed(string rule, string vpcId) => Event(rule, new()
    {
        ["configurationItemDiff"] = null,
        ["configurationItem"] = new JsonObject
        {
            ["relatedEvents"] = new JsonArray(),
            ["relationships"] = new JsonArray(),
            ["configuration"] = new JsonObject
            {
                ["vpcEndpointId"] = "vpce-00000000000000002",
                ["vpcEndpointType"] = "Interface",
                ["vpcId"] = vpcId,
                ["serviceName"] = "com.amazonaws.eu-west-1.ecr.api",
                ["state"] = "available",
                ["privateDnsEnabled"] = true,
            },
            ["supplementaryConfiguration"] = new JsonObject(),
            ["tags"] = new JsonObject(),
            ["configurationItemVersion"] = "1.3",
            ["configurationItemCaptureTime"] = Time,
            ["configurationStateId"] = 1770963399904,
            ["awsAccountId"] = "111122223333",
            ["configurationItemStatus"] = "OK",
            ["resourceType"] = "AWS::EC2::VPCEndpoint",
            ["resourceId"] = "vpce-00000000000000002",
            ["awsRegion"] = "eu-west-1",
        },
        ["notificationCreationTime"] = Time,
        ["messageType"] = "ConfigurationItemChangeNotification",
        ["recordVersion"] = "1.3",
    });

    private static string Event(string rule, JsonObject invokingEvent) => new JsonObject
    {
        ["version"] = "1.0",
        ["invokingEvent"] = invokingEvent.ToJsonString(),
        ["ruleParameters"] = new JsonObject { ["rule"] = rule }.ToJsonString(),
        ["resultToken"] = new string('t', 2000),
        ["eventLeftScope"] = false,
        ["configRuleArn"] = "arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123",
        ["configRuleName"] = rule,
        ["configRuleId"] = "config-rule-abc123",
        ["accountId"] = "111122223333",
        ["evaluationMode"] = "DETECTIVE",
    }.ToJsonString();
}
