using System.Text;
using System.Text.Json;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>Reads items of AWS Config: of its snapshots and histories, and as its API gives them.</summary>
internal sealed class ItemReader(ResourceReader resources)
{
    /// <summary>Null for an item of a type of which no rule asks.</summary>
    public ConfigurationItem? Item(ref Utf8JsonReader reader)
    {
        string? type = null, id = null, account = null, region = null, status = null, text = null;
        DateTimeOffset? capturedAt = null;
        Utf8JsonReader configuration = default;
        var hasConfiguration = false;
        while (resources.NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "resourceType": type = resources.Text(ref reader); break;
                case "resourceId": id = resources.Text(ref reader); break;
                case "awsAccountId" or "accountId": account = resources.Text(ref reader); break;
                case "awsRegion": region = resources.Text(ref reader); break;
                case "configurationItemStatus": status = resources.Text(ref reader); break;
                case "configurationItemCaptureTime": capturedAt = resources.Time(ref reader); break;
                case "configuration":
                    // It often stands before the type that says how to read it.
                    configuration = reader;
                    hasConfiguration = reader.TokenType is JsonTokenType.StartObject;
                    if (reader.TokenType is JsonTokenType.String)
                        text = reader.GetString();
                    ResourceReader.Skip(ref reader);
                    break;
                default: ResourceReader.Skip(ref reader); break;
            }
        }
        if (type is null || KindOf(type) is not { } kind)
            return null;
        var isGone = status is "ResourceDeleted" or "ResourceDeletedNotRecorded";
        var resource = isGone ? null
            : hasConfiguration ? Resource(kind, ref configuration)
            : text is { Length: > 0 } ? Resource(kind, text)
            : null;
        return new(type, id ?? resource?.Id ?? "", account, region, capturedAt ?? default, kind, resource, isGone);
    }

    private static FactKind? KindOf(string resourceType) => resourceType switch
    {
        ResourceType.Vpc => FactKind.Vpcs,
        ResourceType.Subnet => FactKind.Subnets,
        ResourceType.RouteTable => FactKind.RouteTables,
        ResourceType.VpcEndpoint => FactKind.VpcEndpoints,
        ResourceType.SecurityGroup => FactKind.SecurityGroups,
        ResourceType.NetworkInterface => FactKind.NetworkInterfaces,
        ResourceType.NatGateway => FactKind.NatGateways,
        ResourceType.NetworkAcl => FactKind.NetworkAcls,
        ResourceType.EndpointService => FactKind.ServiceConfigurations,
        _ => null,
    };

    /// <summary>AWS Config's API gives configurations as texts of JSON.</summary>
    private Resource? Resource(FactKind kind, string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType is JsonTokenType.StartObject ? Resource(kind, ref reader) : null;
        }
        catch (Exception exception) when (exception is JsonException or IncompleteException)
        {
            throw new RecordingException("the text of an item's configuration is no JSON");
        }
    }

    private Resource Resource(FactKind kind, ref Utf8JsonReader reader) => kind switch
    {
        FactKind.Vpcs => resources.Vpc(ref reader),
        FactKind.Subnets => resources.Subnet(ref reader),
        FactKind.RouteTables => resources.RouteTable(ref reader),
        FactKind.VpcEndpoints => resources.VpcEndpoint(ref reader),
        FactKind.SecurityGroups => resources.SecurityGroup(ref reader),
        FactKind.NetworkInterfaces => resources.NetworkInterface(ref reader),
        FactKind.NatGateways => resources.NatGateway(ref reader),
        FactKind.NetworkAcls => resources.NetworkAcl(ref reader),
        _ => resources.EndpointService(ref reader),
    };
}
