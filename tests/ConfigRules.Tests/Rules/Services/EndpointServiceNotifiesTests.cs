using ConfigRules.Model;
using ConfigRules.Rules.Services;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Services;

public sealed class EndpointServiceNotifiesTests
    : RuleTests<EndpointServiceNotifies, EndpointServiceNotifiesTests>, IRuleScenarios
{
    private const string Topic = "arn:aws:sns:eu-west-1:111111111111:requests";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a topic that is told of requests", net => net.Service("vpce-svc-1").With(Notification(["Accept", "Connect"])), Compliant),

        new("nobody is told of anything", net => net.Service("vpce-svc-1"),
            NonCompliant, "Nobody is told of requests: the service has no connection notification."),

        new("a topic that is told of answers alone", net => net.Service("vpce-svc-1").With(Notification(["Accept", "Reject", "Delete"])),
            NonCompliant, "Nobody is told of requests: vpce-nfn-1 leaves the event Connect out."),

        new("several topics that are told of answers alone",
            net => net.Service("vpce-svc-1").With(Notification(["Accept"])).With(Notification(["Reject"], id: "vpce-nfn-2")),
            NonCompliant, "Nobody is told of requests: vpce-nfn-1 and vpce-nfn-2 leave the event Connect out."),

        new("a topic for answers and one for requests",
            net => net.Service("vpce-svc-1").With(Notification(["Accept"])).With(Notification(["Connect"], id: "vpce-nfn-2")), Compliant),

        new("a notification of requests that is disabled", net => net.Service("vpce-svc-1").With(Notification(["Connect"], NotificationState.Disabled)),
            NonCompliant, "vpce-nfn-1, which would tell arn:aws:sns:eu-west-1:111111111111:requests of requests, is disabled."),

        new("a notification that is disabled, and nobody tells its topic",
            net => net.Service("vpce-svc-1").With(Notification(["Connect"], NotificationState.Disabled, topic: null)),
            NonCompliant, "vpce-nfn-1, which would tell a topic of requests, is disabled."),

        new("a disabled notification beside one that works",
            net => net.Service("vpce-svc-1").With(Notification(["Connect"], NotificationState.Disabled)).With(Notification(["Connect"], id: "vpce-nfn-2")), Compliant),

        new("a notification in a state from a later day", net => net.Service("vpce-svc-1").With(Notification(["Connect"], NotificationState.Unknown)),
            Undetermined, "The state of vpce-nfn-1 is none that this version knows."),

        new("a notification of another service", net => net.Service("vpce-svc-1").With(Notification(["Connect"], service: "vpce-svc-2")),
            NonCompliant, "Nobody is told of requests: the service has no connection notification."),

        new("a notification of an endpoint, which tells its consumer", net => net.Service("vpce-svc-1").With(Notification(["Connect"], service: null)),
            NonCompliant, "Nobody is told of requests: the service has no connection notification."),

        new("a service that asks nobody", net => net.Service("vpce-svc-1", service => service with { AcceptanceRequired = false }),
            NotApplicable, "Acceptance is off, so no request waits for anybody."),

        new("a service that makes its endpoints itself", net => net.Service("vpce-svc-1", service => service with { ManagesVpcEndpoints = true }),
            NotApplicable, "The service makes its endpoints itself, so nobody asks for a connection."),

        new("a service behind a Gateway Load Balancer",
            net => net.Service("vpce-svc-1", service => service with { LoadBalancerArns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/gwy/inspection/1"] }),
            NotApplicable, "EC2 makes no connection notifications for Gateway Load Balancer endpoints."),

        new("a service that is gone", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleted }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that is being deleted", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Deleting }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that failed", net => net.Service("vpce-svc-1", service => service with { State = EndpointServiceState.Failed }),
            NotApplicable, "The service takes no connections any more."),

        new("notifications not recorded", net => net.Service("vpce-svc-1").Without(FactKind.ConnectionNotificationSet),
            Undetermined, "ConnectionNotificationSet have not been recorded."),
    ];

    private static Action<NetworkFacts> Notification(
        string[] events, NotificationState state = NotificationState.Enabled, string id = "vpce-nfn-1", string? service = "vpce-svc-1", string? topic = Topic) =>
        facts => facts.ServiceNotifications.Add(new ServiceNotification(id) { ServiceId = service, Events = [.. events], State = state, TopicArn = topic });
}
