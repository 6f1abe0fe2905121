using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Reports;

/// <summary>A rule's verdict on a resource; account and region are empty where nothing says.</summary>
public sealed record ReportRow(
    Rule Rule, string AccountId, string Region, string ResourceType, string ResourceId, Compliance Compliance, string Reason)
{
    /// <summary>The tag Name; null where the resource has none or nothing tells its tags.</summary>
    public string? Name { get; init; }

    /// <summary>Null where it lies in none, or nothing says.</summary>
    public string? VpcId { get; init; }

    /// <summary>What the rule is called where it judged, which may have more before and after its id; null where nothing says.</summary>
    public string? ConfigRuleName { get; init; }

    /// <summary>The time of the earliest report since which each has had the finding; null for no finding, or with nothing to compare.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Its rule's, unless the verdict has one of its own; AWS Config keeps none, so that what comes from there has its rule's.</summary>
    public Severity Severity { get; init; } = Rule.Info.Severity;

    public FindingKey Key => new(Rule.Info.Id, AccountId, Region, ResourceType, ResourceId);

    /// <summary>Null where the account or region is unknown, or the type has no ARN of this form.</summary>
    /// <remarks>https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html</remarks>
    public string? Arn => (AccountId, Region, Kind(ResourceType)) is ({ Length: > 0 }, { Length: > 0 }, { } kind)
        ? $"arn:{new Network(new() { Region = Region }).Partition}:ec2:{Region}:{AccountId}:{kind}/{ResourceId}"
        : null;

    private static string? Kind(string resourceType) => resourceType switch
    {
        Model.ResourceType.Vpc => "vpc",
        Model.ResourceType.Subnet => "subnet",
        Model.ResourceType.RouteTable => "route-table",
        Model.ResourceType.VpcEndpoint => "vpc-endpoint",
        Model.ResourceType.SecurityGroup => "security-group",
        Model.ResourceType.NetworkInterface => "network-interface",
        Model.ResourceType.NatGateway => "natgateway",
        Model.ResourceType.EndpointService => "vpc-endpoint-service",
        _ => null,
    };
}

/// <summary>What stays the same of a verdict from one report to the next.</summary>
public readonly record struct FindingKey(string Rule, string AccountId, string Region, string ResourceType, string ResourceId);
