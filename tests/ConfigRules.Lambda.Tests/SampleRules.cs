using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// Rules with the simplest opinions, under the names that the files in events/ use, so that no change of a real rule's mind
/// is felt here: what is tested is the way from the event to the report.
/// </summary>
internal static class SampleRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new HasName<Vpc>("vpc-dns-supports-private-endpoints", FactKind.Vpcs, ResourceType.VpcEndpoint),
        new HasName<VpcEndpoint>("vpc-endpoint-private-dns-enabled", FactKind.VpcEndpoints),
        new HasName<VpcEndpoint>("vpc-endpoint-policy-serves-bundles", FactKind.VpcEndpoints),
        new HasName<VpcEndpoint>("vpc-endpoint-admits-workloads", FactKind.VpcEndpoints,
            ResourceType.SecurityGroup, ResourceType.Subnet),
        new HasName<Vpc>("vpc-endpoint-spans-workload-zones", FactKind.Vpcs, ResourceType.NetworkInterface),
        new HasName<RouteTable>("route-table-has-gateway-endpoints", FactKind.RouteTables, ResourceType.VpcEndpoint),
        new HasName<EndpointService>("endpoint-service-acceptance-required", FactKind.ServiceConfigurations),
    ];

    public static Network Network { get; } = new(Facts());

    private static NetworkFacts Facts()
    {
        var named = new Dictionary<string, string> { ["Name"] = "shop" };
        return new()
        {
            AccountId = "111122223333",
            Region = "eu-west-1",
            Kinds = { FactKind.Vpcs, FactKind.VpcEndpoints, FactKind.RouteTables, FactKind.ServiceConfigurations },
            Vpcs = { new("vpc-0a1b2c3d4e5f60001") { Tags = named }, new("vpc-0a1b2c3d4e5f60002"), new("vpc-0a1b2c3d4e5f60003") },
            VpcEndpoints =
            {
                Endpoint("vpce-0a1b2c3d4e5f60001", "vpc-0a1b2c3d4e5f60001") with { Type = EndpointType.Gateway },
                Endpoint("vpce-0a1b2c3d4e5f60002", "vpc-0a1b2c3d4e5f60001") with { Tags = named },
                Endpoint("vpce-0a1b2c3d4e5f60006", "vpc-0a1b2c3d4e5f60002"),
            },
            RouteTables =
            {
                new("rtb-0a1b2c3d4e5f60001", "vpc-0a1b2c3d4e5f60001") { Tags = named },
                new("rtb-0a1b2c3d4e5f60002", "vpc-0a1b2c3d4e5f60001"),
                new("rtb-0a1b2c3d4e5f60004", "vpc-0a1b2c3d4e5f60002"),
            },
            EndpointServices = { new("vpce-svc-0a1b2c3d4e5f60001"), new("vpce-svc-0a1b2c3d4e5f60002") { Tags = named } },
        };

        static VpcEndpoint Endpoint(string id, string vpc) => new(id, vpc) { Type = EndpointType.Interface };
    }

    /// <summary>Resources have names; one called "?" cannot be judged.</summary>
    private sealed class HasName<T>(string id, FactKind kind, params string[] others) : Rule<T>(new()
    {
        Id = id,
        Title = "Resources have names",
        Severity = Severity.Low,
        Reads = [kind],
        Triggers = [TypeOf(kind), .. others],
        Why = "",
        Fix = "",
        Proof = "",
    })
        where T : Resource
    {
        protected override Verdict Judge(T resource, Network network) => resource.Tags.GetValueOrDefault("Name") switch
        {
            null => Verdict.NonCompliant($"{resource.Id} has no name."),
            "?" => Verdict.Undetermined($"The name of {resource.Id} cannot be read."),
            _ => Verdict.Compliant(),
        };

        private static string TypeOf(FactKind kind) => kind switch
        {
            FactKind.Vpcs => ResourceType.Vpc,
            FactKind.VpcEndpoints => ResourceType.VpcEndpoint,
            FactKind.RouteTables => ResourceType.RouteTable,
            _ => ResourceType.EndpointService,
        };
    }
}
