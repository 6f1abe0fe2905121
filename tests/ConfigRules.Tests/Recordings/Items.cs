using System.Text.Json.Nodes;
using ConfigRules.Model;

namespace ConfigRules.Tests.Recordings;

/// <summary>Turns what the command line prints into the items that AWS Config records of it.</summary>
internal static class Items
{
    public static JsonObject Of(string member, JsonObject resource, bool asText)
    {
        var (type, id) = member switch
        {
            "Vpcs" => (ResourceType.Vpc, "VpcId"),
            "Subnets" => (ResourceType.Subnet, "SubnetId"),
            "RouteTables" => (ResourceType.RouteTable, "RouteTableId"),
            "VpcEndpoints" => (ResourceType.VpcEndpoint, "VpcEndpointId"),
            "SecurityGroups" => (ResourceType.SecurityGroup, "GroupId"),
            "NetworkInterfaces" => (ResourceType.NetworkInterface, "NetworkInterfaceId"),
            "NatGateways" => (ResourceType.NatGateway, "NatGatewayId"),
            "NetworkAcls" => (ResourceType.NetworkAcl, "NetworkAclId"),
            _ => (ResourceType.EndpointService, "ServiceId"),
        };
        var configuration = Small(resource)!.AsObject();
        return new()
        {
            // The configuration stands before the type that says how to read it, as in real snapshots.
            ["configuration"] = asText ? configuration.ToJsonString() : configuration,
            ["configurationItemStatus"] = "OK",
            ["configurationItemCaptureTime"] = "2026-03-02T08:00:00.123Z",
            ["resourceId"] = (string?)resource[id],
            ["awsAccountId"] = "111122223333",
            ["awsRegion"] = "eu-west-1",
            ["resourceType"] = type,
        };
    }

    private static JsonNode? Small(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var small = new JsonObject();
                foreach (var (name, value) in members)
                {
                    var smallName = char.ToLowerInvariant(name[0]) + name[1..];
                    if (smallName is "ipRanges")
                    {
                        small["ipv4Ranges"] = Small(value);
                        small["ipRanges"] = new JsonArray([.. value!.AsArray().Select(range => range!["CidrIp"]!.DeepClone())]);
                    }
                    else
                    {
                        small[smallName] = Small(value);
                    }
                }
                return small;
            case JsonArray list:
                return new JsonArray([.. list.Select(Small)]);
            default:
                return node?.DeepClone();
        }
    }
}
