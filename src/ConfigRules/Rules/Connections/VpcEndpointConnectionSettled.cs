using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Connections;

/// <summary>An endpoint that nobody accepted, or that failed, stands in every list and carries nothing.</summary>
public sealed class VpcEndpointConnectionSettled() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-connection-settled",
    Title = "Endpoints are connected, and none waits or has failed",
    Severity = Severity.Medium,
    Reads = [FactKind.VpcEndpoints],
    Triggers = [ResourceType.VpcEndpoint],
    JudgesEveryState = true,
    Why = """
        A request that the provider never answers, and one that was refused, leave an endpoint behind that looks like any other in a
        list. What was to go through it fails or takes the NAT gateway, and a partial one fails in some zones only. Nothing says so
        afterwards: EC2 tells the cause in the endpoint's last error alone.
        """,
    Fix = "Have the provider accept the request; delete an endpoint that was rejected or failed, and make it again once the cause is gone.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[ServiceName,State,FailureReason,LastError]'
        # It waits: this is what the provider's account runs, for the endpoint service vpce-svc-... of that name.
        aws ec2 accept-vpc-endpoint-connections --service-id SERVICE --vpc-endpoint-ids ENDPOINT
        # It was rejected, has expired or failed: make another in its place.
        aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ENDPOINT
        # In CloudFormation, replace the AWS::EC2::VPCEndpoint (another logical id), or remove it.
        """,
        "Accepting is the provider's decision, and an endpoint that was rejected or failed has to be deleted and made again."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[State,CreationTimestamp,FailureReason,LastError]'
        """,
    Parameters = [MaxPendingHours],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LastError.html",
    ],
})
{
    private static readonly IntegerParameter MaxPendingHours = new(
        "maxPendingHours", "How many hours the provider may take to accept an endpoint.", Fallback: 24, Min: 1, Max: 8_760);

    /// <summary>Hours; EC2 makes an endpoint within minutes.</summary>
    private const int LongestMaking = 1;

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters) => endpoint.State switch
    {
        EndpointState.Deleting or EndpointState.Deleted => NotApplicable("The endpoint is being deleted, or is gone."),
        EndpointState.PendingAcceptance => Waiting(
            endpoint, network, parameters.Get(MaxPendingHours), "waited for the provider to accept it"),
        EndpointState.Pending => Waiting(endpoint, network, LongestMaking, "been in the making"),
        EndpointState.Available => Compliant(),
        EndpointState.Partial => NonCompliant($"Only some of the endpoint's interfaces carry traffic{Cause(endpoint)}."),
        EndpointState.Rejected => NonCompliant($"The provider has rejected the endpoint{Cause(endpoint)}."),
        EndpointState.Expired => NonCompliant($"The endpoint has expired{Cause(endpoint)}."),
        EndpointState.Failed => NonCompliant($"The endpoint has failed{Cause(endpoint)}."),
        _ => Undetermined("Its state is none that this version knows."),
    };

    private static Verdict Waiting(VpcEndpoint endpoint, Network network, int hours, string waiting) =>
        (network.RecordedAt - endpoint.CreatedAt) switch
        {
            null when endpoint.CreatedAt is null => Undetermined("When the endpoint was made has not been recorded."),
            null => Undetermined("When this network was recorded is not known, nor how long the endpoint has waited."),
            var age when age > TimeSpan.FromHours(hours) => NonCompliant($"The endpoint has {waiting} for more than {Hours(hours)}{Cause(endpoint)}."),
            _ => NotApplicable($"The endpoint has {waiting} for no more than {Hours(hours)}."),
        };

    private static string Hours(int hours) => hours is 1 ? "an hour" : $"{hours} hours";

    /// <summary>What EC2 says of it, in its own words and on one line.</summary>
    private static string Cause(VpcEndpoint endpoint) => endpoint.FailureReason is { Length: > 0 } cause
        ? $": {string.Join(' ', cause.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')}"
        : "";
}
