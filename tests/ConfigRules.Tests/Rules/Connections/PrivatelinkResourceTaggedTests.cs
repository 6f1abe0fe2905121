using ConfigRules.Model;
using ConfigRules.Rules.Connections;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Connections;

public sealed class PrivatelinkResourceTaggedTests : RuleTests<PrivatelinkResourceTagged, PrivatelinkResourceTaggedTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("an endpoint with an owner", net => net.Endpoint("sts", Tagged("Owner")), Compliant),

        new("an owner without a name, as values do not count", net => net.Endpoint("sts", endpoint => endpoint with { Tags = new Dictionary<string, string> { ["Owner"] = "" } }), Compliant),

        new("an endpoint without an owner", net => net.Endpoint("sts", Tagged("Name")), NonCompliant, "The tag Owner is missing."),

        new("an endpoint without any tag", net => net.Endpoint("sts"), NonCompliant, "The tag Owner is missing."),

        new("an endpoint whose tag is written small", net => net.Endpoint("sts", Tagged("owner")), NonCompliant, "The tag Owner is missing; owner is another."),

        new("a gateway endpoint", net => net.Gateway("s3"), NonCompliant, "The tag Owner is missing."),

        new("a service with an owner", net => net.Service("vpce-svc-1", service => service with { Tags = Tags("Owner") }), Compliant),

        new("a service without an owner", net => net.Service("vpce-svc-1"), NonCompliant, "The tag Owner is missing."),

        new("an endpoint beside a service, each judged by itself", net => net.Endpoint("sts", Tagged("Owner")).Service("vpce-svc-1"),
            NonCompliant, "The tag Owner is missing.") { Of = "vpce-svc-1" },

        new("two of three tags", net => net.Endpoint("sts", Tagged("Owner", "CostCenter")), NonCompliant, "The tag Stage is missing.")
        {
            With = [("requiredTagKeys", "Owner, CostCenter, Stage")],
        },

        new("one of three tags", net => net.Endpoint("sts", Tagged("Owner")), NonCompliant, "The tags CostCenter and Stage are missing.")
        {
            With = [("requiredTagKeys", "Owner,CostCenter,Stage")],
        },

        new("all of three tags", net => net.Endpoint("sts", Tagged("Owner", "CostCenter", "Stage")), Compliant) { With = [("requiredTagKeys", "Owner,CostCenter,Stage")] },

        new("no tag asked for", net => net.Endpoint("sts"), NotApplicable, "No tag is asked for.") { With = [("requiredTagKeys", "")] },

        new("an endpoint, where services have not been recorded", net => net.Endpoint("sts").Without(FactKind.ServiceConfigurations), NonCompliant, "The tag Owner is missing."),

        new("a service, where endpoints have not been recorded", net => net.Service("vpce-svc-1").Without(FactKind.VpcEndpoints), NonCompliant, "The tag Owner is missing."),

        new("an endpoint that is being deleted", net => net.Endpoint("sts", endpoint => endpoint with { State = EndpointState.Deleting }),
            NotApplicable, "The endpoint is deleting and carries no traffic."),

        new("an endpoint that a service of AWS made", net => net.Endpoint("sts", endpoint => endpoint with { RequesterManaged = true }),
            NotApplicable, "An AWS service made the endpoint and manages it."),

        new("a service that is being deleted", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleting }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that is gone", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleted }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that failed", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Failed }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that the exemption tag excuses", net => net.Service("vpce-svc-1", service => service with { Tags = new Dictionary<string, string> { ["privatelink:exempt"] = "privatelink-resource-tagged" } }),
            NotApplicable, "Exempt by the tag privatelink:exempt."),
    ];

    [Fact]
    public void Reports_endpoints_and_services_each_under_its_own_type()
    {
        var network = new NetworkBuilder().Endpoint("sts").Service("vpce-svc-1").Build();
        Assert.Equal(
            [(ResourceType.VpcEndpoint, "vpce-sts"), (ResourceType.EndpointService, "vpce-svc-1")],
            new PrivatelinkResourceTagged().Evaluate(network, ConfigRules.Engine.Parameters.None).Select(evaluation => (evaluation.ResourceType, evaluation.ResourceId)));
    }

    private static Func<VpcEndpoint, VpcEndpoint> Tagged(params string[] keys) => endpoint => endpoint with { Tags = Tags(keys) };

    private static Dictionary<string, string> Tags(params string[] keys) => keys.ToDictionary(key => key, _ => "network team");
}
