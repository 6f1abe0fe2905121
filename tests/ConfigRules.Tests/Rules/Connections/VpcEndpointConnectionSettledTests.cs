using ConfigRules.Model;
using ConfigRules.Rules.Connections;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Connections;

public sealed class VpcEndpointConnectionSettledTests
    : RuleTests<VpcEndpointConnectionSettled, VpcEndpointConnectionSettledTests>, IRuleScenarios
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("an endpoint that is there", net => In(net, EndpointState.Available), Compliant),

        new("a gateway endpoint that is there", net => In(net, EndpointState.Available, type: EndpointType.Gateway), Compliant),

        new("an endpoint that is there, of a network recorded nobody knows when",
            net => net.Endpoint("sts"), Compliant),

        new("not accepted for a day", net => In(net, EndpointState.PendingAcceptance, hours: 24),
            NotApplicable, "The endpoint has waited for the provider to accept it for no more than 24 hours."),

        new("not accepted for a day and a second", net => In(net, EndpointState.PendingAcceptance, hours: 24, seconds: 1),
            NonCompliant, "The endpoint has waited for the provider to accept it for more than 24 hours."),

        new("not accepted within the hours that a parameter gives", net => In(net, EndpointState.PendingAcceptance, hours: 2, seconds: 1),
            NonCompliant, "The endpoint has waited for the provider to accept it for more than 2 hours.") { With = [("maxPendingHours", "2")] },

        new("not accepted for the only hour that a parameter gives", net => In(net, EndpointState.PendingAcceptance, hours: 1),
            NotApplicable, "The endpoint has waited for the provider to accept it for no more than an hour.") { With = [("maxPendingHours", "1")] },

        new("in the making for an hour", net => In(net, EndpointState.Pending, hours: 1),
            NotApplicable, "The endpoint has been in the making for no more than an hour."),

        new("in the making for an hour and a second", net => In(net, EndpointState.Pending, hours: 1, seconds: 1),
            NonCompliant, "The endpoint has been in the making for more than an hour."),

        new("made after the recording, by a clock that runs ahead", net => In(net, EndpointState.Pending, hours: 0, seconds: -5),
            NotApplicable, "The endpoint has been in the making for no more than an hour."),

        new("not accepted, and made nobody knows when", net => In(net, EndpointState.PendingAcceptance, change: endpoint => endpoint with { CreatedAt = null }),
            Undetermined, "When the endpoint was made has not been recorded."),

        new("not accepted, and recorded nobody knows when",
            net => net.Endpoint("sts", endpoint => endpoint with { State = EndpointState.PendingAcceptance, CreatedAt = Now }),
            Undetermined, "When this network was recorded is not known, nor how long the endpoint has waited."),

        new("rejected", net => In(net, EndpointState.Rejected), NonCompliant, "The provider has rejected the endpoint."),

        new("expired", net => In(net, EndpointState.Expired), NonCompliant, "The endpoint has expired."),

        new("failed, and EC2 says why", net => In(net, EndpointState.Failed, change: endpoint => endpoint with { FailureReason = "The subnet has no\n free addresses." }),
            NonCompliant, "The endpoint has failed: The subnet has no free addresses."),

        new("failed, and nobody says why", net => In(net, EndpointState.Failed), NonCompliant, "The endpoint has failed."),

        new("there in some zones only", net => In(net, EndpointState.Partial), NonCompliant, "Only some of the endpoint's interfaces carry traffic."),

        new("a firewall's endpoint that was rejected", net => In(net, EndpointState.Rejected, type: EndpointType.GatewayLoadBalancer),
            NonCompliant, "The provider has rejected the endpoint."),

        new("a service network's endpoint that failed", net => In(net, EndpointState.Failed, type: EndpointType.ServiceNetwork),
            NonCompliant, "The endpoint has failed."),

        new("being deleted", net => In(net, EndpointState.Deleting), NotApplicable, "The endpoint is being deleted, or is gone."),

        new("deleted", net => In(net, EndpointState.Deleted), NotApplicable, "The endpoint is being deleted, or is gone."),

        new("a state from a later day", net => In(net, EndpointState.Unknown), Undetermined, "Its state is none that this version knows."),

        new("a type from a later day", net => In(net, EndpointState.Failed, type: EndpointType.Unknown), Undetermined, "Its type is none that this version knows."),

        new("a failed one that an AWS service made", net => In(net, EndpointState.Failed, change: endpoint => endpoint with { RequesterManaged = true }),
            NotApplicable, "An AWS service made the endpoint and manages it."),

        new("a failed one that an AWS service made, which is to be judged",
            net => In(net, EndpointState.Failed, change: endpoint => endpoint with { RequesterManaged = true }),
            NonCompliant, "The endpoint has failed.") { With = [("includeRequesterManaged", "true")] },
    ];

    /// <summary>An endpoint of that age in a network that was recorded now.</summary>
    private static NetworkBuilder In(
        NetworkBuilder net, EndpointState state, int hours = 100, int seconds = 0, EndpointType type = EndpointType.Interface, Func<VpcEndpoint, VpcEndpoint>? change = null) =>
        net.With(facts => facts.RecordedAt = Now).Endpoint("sts", endpoint =>
        {
            endpoint = endpoint with { Type = type, State = state, CreatedAt = Now.AddHours(-hours).AddSeconds(-seconds) };
            return change is null ? endpoint : change(endpoint);
        });
}
