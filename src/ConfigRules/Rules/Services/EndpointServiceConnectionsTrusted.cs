using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Services;

/// <summary>Who was let in once stays in: taking somebody off the allowed principals closes no connection.</summary>
public sealed class EndpointServiceConnectionsTrusted() : ParameterizedRule<EndpointService>(new()
{
    Id = "endpoint-service-connections-trusted",
    Title = "Endpoint services are connected to allowed accounts, and answer whoever asks",
    Severity = Severity.High,
    Reads = [FactKind.ServiceConfigurations, FactKind.AllowedPrincipals, FactKind.VpcEndpointConnections],
    Triggers = [ResourceType.EndpointService],
    Why = """
        Removing a principal keeps new requests out and leaves connections alone: a partner of whom one parted years ago still reaches
        the service, and the list of principals no longer shows it. A request that nobody answers, on the other side, leaves a
        consumer's endpoint without traffic and without a reason.
        """,
    Fix = "Reject the connections of accounts that are nobody's, which cuts them off; accept or reject the requests that wait.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoint-connections --filters Name=service-id,Values=SERVICE --query 'VpcEndpointConnections[].[VpcEndpointId,VpcEndpointOwner,VpcEndpointState]'
        # Of a stranger; whatever goes through it stops at once:
        aws ec2 reject-vpc-endpoint-connections --service-id SERVICE --vpc-endpoint-ids ENDPOINT
        # One that waits, and may:
        aws ec2 accept-vpc-endpoint-connections --service-id SERVICE --vpc-endpoint-ids ENDPOINT
        # In CloudFormation, at the AWS::EC2::VPCEndpointServicePermissions, for an account that may stay:
        #   AllowedPrincipals: ["arn:aws:iam::ACCOUNT:root"]
        """,
        "To reject a connection cuts off its consumer at once, and to accept one lets somebody in."),
    Proof = """
        aws ec2 describe-vpc-endpoint-connections --filters Name=service-id,Values=SERVICE --query 'VpcEndpointConnections[].[VpcEndpointId,VpcEndpointOwner,VpcEndpointState,CreationTimestamp]'
        aws ec2 describe-vpc-endpoint-service-permissions --service-id SERVICE --query 'AllowedPrincipals[].Principal'
        """,
    Parameters = [Principals.TrustedAccountIds, MaxPendingHours],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpointConnection.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpointServicePermissions.html",
    ],
})
{
    private static readonly IntegerParameter MaxPendingHours = new(
        "maxPendingHours", "How many hours a request may wait for an answer.", Fallback: 24, Min: 1, Max: 8_760);

    protected override Verdict Judge(EndpointService service, Network network, Parameters parameters)
    {
        if (!service.TakesConnections)
            return NotApplicable("The service takes no connections any more.");
        if (service.AllowedPrincipals is not { } principals)
            return Undetermined($"The AllowedPrincipals of {service.Id} have not been recorded.");

        var connected = network.ConnectionsTo(service).Where(connection => connection.State is EndpointState.Available or EndpointState.Partial)
            .ToLookup(connection => MayStay(connection, principals, network, parameters));
        var hours = parameters.Get(MaxPendingHours);
        var waiting = network.ConnectionsTo(service).Where(connection => connection.State is EndpointState.PendingAcceptance)
            .ToLookup(connection => network.RecordedAt - connection.CreatedAt is { } age ? age > TimeSpan.FromHours(hours) : (bool?)null);

        return (connected, waiting) switch
        {
            _ when connected.Contains(false) => NonCompliant(Wording.Fitting(most =>
                $"{Wording.List(connected[false].Select(Name), most)} {(connected[false].Count() is 1 ? "is" : "are")} connected, and no principal that is allowed now covers that.")),
            _ when waiting.Contains(true) => NonCompliant(Wording.Fitting(most =>
                $"{Wording.List(waiting[true].Select(Name), most)} {(waiting[true].Count() is 1 ? "has" : "have")} waited for an answer for more than {(hours is 1 ? "an hour" : $"{hours} hours")}.")),
            _ when network.ConnectionsTo(service).FirstOrDefault(connection => connection.State is EndpointState.Unknown) is { } unknown =>
                Undetermined($"The state of {Name(unknown)} is none that this version knows."),
            _ when connected.Contains(null) => Undetermined($"Whether {Name(connected[null].First())} is of an account that is allowed cannot be told from what was recorded."),
            _ when waiting.Contains(null) => Undetermined($"How long {Name(waiting[null].First())} has waited for an answer has not been recorded."),
            _ => Compliant(),
        };
    }

    /// <summary>
    /// Null where it hangs on what nothing recorded tells: whose network this is, which accounts an organization has, or from which
    /// account a service of AWS connects.
    /// </summary>
    private static bool? MayStay(ServiceConnection connection, ImmutableArray<AllowedPrincipal> principals, Network network, Parameters parameters) =>
        connection.ConsumerId is not { } account ? null
        : Principals.IsTrusted(account, network, parameters) || principals.Any(Principals.IsEverybody)
            || principals.Any(principal => Principals.AccountOf(principal) == account) ? true
        : network.AccountId is null || principals.Any(principal => Principals.OrganizationOf(principal) is not null || Principals.IsService(principal)) ? null
        : false;

    private static string Name(ServiceConnection connection) =>
        connection.ConsumerId is { } account ? $"{connection.EndpointId} of {account}" : connection.EndpointId;
}
