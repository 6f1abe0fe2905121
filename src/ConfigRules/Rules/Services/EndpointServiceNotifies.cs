using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Services;

/// <summary>A request for a connection waits in a list; without a notification nobody knows to look there.</summary>
public sealed class EndpointServiceNotifies() : Rule<EndpointService>(new()
{
    Id = "endpoint-service-notifies",
    Title = "Endpoint services that ask before they connect tell somebody of requests",
    Severity = Severity.Low,
    Reads = [FactKind.ServiceConfigurations, FactKind.ConnectionNotificationSet],
    Triggers = [ResourceType.EndpointService],
    Why = """
        With acceptance on, every new consumer waits until a person answers. EC2 tells of a request only to a topic that somebody
        named: without one the consumer's deployment hangs, and the provider learns of it by telephone, or accepts whatever is
        in the list.
        """,
    Fix = "Make a connection notification for the event Connect, to a topic that somebody reads and whose policy lets VPC endpoints publish.",
    Repair = new Repair.ByDocument("ServiceId", "SERVICE", """
        aws ec2 create-vpc-endpoint-connection-notification --service-id SERVICE --connection-notification-arn TOPIC --connection-events Connect
        # One that is there, and leaves requests out or is disabled for want of a topic that takes it:
        aws ec2 modify-vpc-endpoint-connection-notification --connection-notification-id NOTIFICATION --connection-notification-arn TOPIC --connection-events Accept Connect Delete Reject
        # In CloudFormation:
        #   Requests:
        #     Type: AWS::EC2::VPCEndpointConnectionNotification
        #     Properties:
        #       ServiceId: SERVICE
        #       ConnectionNotificationArn: TOPIC
        #       ConnectionEvents: [Connect]
        """) { Given = "TopicArn=TOPIC" },
    Proof = """
        aws ec2 describe-vpc-endpoint-service-configurations --service-ids SERVICE --query 'ServiceConfigurations[].[ServiceState,AcceptanceRequired]'
        aws ec2 describe-vpc-endpoint-connection-notifications --filters Name=service-id,Values=SERVICE --query 'ConnectionNotificationSet[].[ConnectionNotificationId,ConnectionEvents,ConnectionNotificationState,ConnectionNotificationArn]'
        """,
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-notification-endpoint-service.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ConnectionNotification.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpointConnectionNotification.html",
    ],
})
{
    private const string Request = "Connect";

    /// <summary>Whether the topic is there EC2 does not tell but by the state.</summary>
    protected override Verdict Judge(EndpointService service, Network network)
    {
        if (!service.TakesConnections)
            return NotApplicable("The service takes no connections any more.");
        if (service.ManagesVpcEndpoints)
            return NotApplicable("The service makes its endpoints itself, so nobody asks for a connection.");
        if (!service.AcceptanceRequired)
            return NotApplicable("Acceptance is off, so no request waits for anybody.");
        // "You can create a connection notification for interface endpoints only" (CreateVpcEndpointConnectionNotification).
        if (service.IsBehindGatewayLoadBalancer)
            return NotApplicable("EC2 makes no connection notifications for Gateway Load Balancer endpoints.");

        var ofRequests = network.NotificationsOf(service).Where(notification => notification.Events.Contains(Request)).ToLookup(notification => notification.State);
        return network.NotificationsOf(service).ToArray() switch
        {
            _ when ofRequests.Contains(NotificationState.Enabled) => Compliant(),
            _ when ofRequests[NotificationState.Unknown].FirstOrDefault() is { } unknown => Undetermined($"The state of {unknown.Id} is none that this version knows."),
            _ when ofRequests[NotificationState.Disabled].FirstOrDefault() is { } disabled =>
                NonCompliant($"{disabled.Id}, which would tell {disabled.TopicArn ?? "a topic"} of requests, is disabled."),
            [] => NonCompliant("Nobody is told of requests: the service has no connection notification."),
            var others => NonCompliant(Wording.Fitting(most =>
                $"Nobody is told of requests: {Wording.List(others.Select(other => other.Id), most)} {(others.Length is 1 ? "leaves" : "leave")} the event {Request} out.")),
        };
    }
}
