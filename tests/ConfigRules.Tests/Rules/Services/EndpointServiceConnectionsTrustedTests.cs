using System.Collections.Immutable;
using ConfigRules.Model;
using ConfigRules.Rules.Services;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Services;

public sealed class EndpointServiceConnectionsTrustedTests
    : RuleTests<EndpointServiceConnectionsTrusted, EndpointServiceConnectionsTrustedTests>, IRuleScenarios
{
    private const string Partner = "222222222222";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a service to which nothing is connected", net => Allowing(net), Compliant),

        new("an endpoint of the own account", net => Allowing(net).With(Connection(NetworkBuilder.Account)), Compliant),

        new("an endpoint of an allowed account", net => Allowing(net, $"arn:aws:iam::{Partner}:root").With(Connection(Partner)), Compliant),

        new("an endpoint of an account of which a role is allowed", net => Allowing(net, $"arn:aws:iam::{Partner}:role/Client").With(Connection(Partner)), Compliant),

        new("an endpoint of a trusted account that is not allowed any more", net => Allowing(net).With(Connection(Partner)), Compliant)
        {
            With = [("trustedAccountIds", Partner)],
        },

        new("an endpoint where everybody is allowed", net => Allowing(net, "*").With(Connection(Partner)), Compliant),

        new("a principal that was removed while it was connected", net => Allowing(net).With(Connection(Partner)),
            NonCompliant, "vpce-1 of 222222222222 is connected, and no principal that is allowed now covers that."),

        new("an endpoint of another account than the allowed one", net => Allowing(net, "333333333333").With(Connection(Partner)),
            NonCompliant, "vpce-1 of 222222222222 is connected, and no principal that is allowed now covers that."),

        new("an endpoint of an account whose id only begins like the allowed one", net => Allowing(net, "22222222222").With(Connection(Partner)),
            NonCompliant, "vpce-1 of 222222222222 is connected, and no principal that is allowed now covers that."),

        new("a service of AWS is allowed, which is no account", net => Allowing(net, "quicksight.amazonaws.com").With(Connection(Partner)),
            Undetermined, "Whether vpce-1 of 222222222222 is of an account that is allowed cannot be told from what was recorded."),

        new("a service of AWS in China is allowed", net => Allowing(net, "quicksight.amazonaws.com.cn").With(Connection(Partner)),
            Undetermined, "Whether vpce-1 of 222222222222 is of an account that is allowed cannot be told from what was recorded."),

        new("a service of AWS is allowed, by the type alone", net => net.With(facts => facts.RecordedAt = Now)
                .Service("vpce-svc-1", service => service with { AllowedPrincipals = [new AllowedPrincipal("quicksight", "Service")] }).With(Connection(Partner)),
            Undetermined, "Whether vpce-1 of 222222222222 is of an account that is allowed cannot be told from what was recorded."),

        new("an endpoint some of whose interfaces are connected", net => Allowing(net).With(Connection(Partner, EndpointState.Partial)),
            NonCompliant, "vpce-1 of 222222222222 is connected, and no principal that is allowed now covers that."),

        new("more strangers than a reason names",
            net => Enumerable.Range(1, 5).Aggregate(Allowing(net), (all, number) => all.With(Connection(Partner, id: $"vpce-{number}"))),
            NonCompliant, "vpce-1 of 222222222222, vpce-2 of 222222222222 and 3 more are connected, and no principal that is allowed now covers that."),

        new("a connection to another service", net => Allowing(net).With(Connection(Partner, service: "vpce-svc-2")), Compliant),

        new("a connection that was rejected and lingers", net => Allowing(net).With(Connection(Partner, EndpointState.Rejected)), Compliant),

        new("a connection that is gone and lingers", net => Allowing(net).With(Connection(Partner, EndpointState.Deleted)), Compliant),

        new("a request of a day", net => Allowing(net).With(Connection(Partner, EndpointState.PendingAcceptance, hours: 24)), Compliant),

        new("a request of a day and a second", net => Allowing(net).With(Connection(Partner, EndpointState.PendingAcceptance, hours: 24, seconds: 1)),
            NonCompliant, "vpce-1 of 222222222222 has waited for an answer for more than 24 hours."),

        new("requests older than a parameter bears",
            net => Allowing(net).With(Connection(Partner, EndpointState.PendingAcceptance, hours: 2)).With(Connection(Partner, EndpointState.PendingAcceptance, hours: 3, id: "vpce-2")),
            NonCompliant, "vpce-1 of 222222222222 and vpce-2 of 222222222222 have waited for an answer for more than an hour.") { With = [("maxPendingHours", "1")] },

        new("a stranger and an old request",
            net => Allowing(net).With(Connection(Partner, EndpointState.PendingAcceptance, hours: 48)).With(Connection("333333333333", id: "vpce-2")),
            NonCompliant, "vpce-2 of 333333333333 is connected, and no principal that is allowed now covers that."),

        new("a request, and made nobody knows when", net => Allowing(net).With(Connection(Partner, EndpointState.PendingAcceptance, isDated: false)),
            Undetermined, "How long vpce-1 of 222222222222 has waited for an answer has not been recorded."),

        new("a request, and recorded nobody knows when",
            net => Allowing(net).With(Connection(Partner, EndpointState.PendingAcceptance)).With(facts => facts.RecordedAt = null),
            Undetermined, "How long vpce-1 of 222222222222 has waited for an answer has not been recorded."),

        new("an endpoint that a unit of an organization may cover",
            net => Allowing(net, "arn:aws:organizations::333333333333:ou/o-abcdefghij/ou-1234-abcdefgh").With(Connection(Partner)),
            Undetermined, "Whether vpce-1 of 222222222222 is of an account that is allowed cannot be told from what was recorded."),

        new("an endpoint of which nobody tells the account", net => Allowing(net).With(Connection(null)),
            Undetermined, "Whether vpce-1 is of an account that is allowed cannot be told from what was recorded."),

        new("an endpoint, and nobody knows whose network it is", net => Allowing(net.OfNobodyKnown()).With(Connection(Partner)),
            Undetermined, "Whether vpce-1 of 222222222222 is of an account that is allowed cannot be told from what was recorded."),

        new("a connection in a state from a later day", net => Allowing(net).With(Connection(Partner, EndpointState.Unknown)),
            Undetermined, "The state of vpce-1 of 222222222222 is none that this version knows."),

        new("principals not recorded", net => net.Service("vpce-svc-1").With(Connection(Partner)),
            Undetermined, "The AllowedPrincipals of vpce-svc-1 have not been recorded."),

        new("a service that is being deleted", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleting }).With(Connection(Partner)),
            NotApplicable, "The service takes no connections any more."),

        new("a service that is gone", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleted }).With(Connection(Partner)),
            NotApplicable, "The service takes no connections any more."),

        new("a service that failed", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Failed }).With(Connection(Partner)),
            NotApplicable, "The service takes no connections any more."),
    ];

    private static NetworkBuilder Allowing(NetworkBuilder net, params string[] principals) => net.With(facts => facts.RecordedAt = Now).Service(
        "vpce-svc-1",
        service => service with { AllowedPrincipals = principals.Select(principal => new AllowedPrincipal(principal)).ToImmutableArray() });

    private static Action<NetworkFacts> Connection(
        string? account, EndpointState state = EndpointState.Available, string id = "vpce-1", string service = "vpce-svc-1", int hours = 1, int seconds = 0, bool isDated = true) =>
        facts => facts.ServiceConnections.Add(new ServiceConnection(service, id)
        {
            ConsumerId = account,
            State = state,
            CreatedAt = isDated ? Now.AddHours(-hours).AddSeconds(-seconds) : null,
        });
}
