using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Connections;

/// <summary>An endpoint costs by the hour and by the zone, whether or not anything goes through it.</summary>
public sealed class VpcEndpointInUse() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-in-use",
    Title = "Something goes through every endpoint that is billed by the hour",
    Severity = Severity.Low,
    Reads = [FactKind.VpcEndpoints, FactKind.Vpcs, FactKind.MetricDataResults],
    Triggers = [ResourceType.VpcEndpoint],
    EndpointTypes = [EndpointType.Interface, EndpointType.GatewayLoadBalancer],
    Why = """
        Endpoints are made for a service that was tried once, or stay behind after what used them has gone. Each is billed for every
        hour in every one of its zones, and is a way out of the VPC that nobody looks after.
        """,
    Fix = "Delete the endpoint; where it is kept for a case that seldom comes, exempt it by a tag.",
    Repair = new Repair.ByHand("""
        aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ENDPOINT
        # It is there for a case that seldom comes:
        aws ec2 create-tags --resources ENDPOINT --tags Key=privatelink:exempt,Value=vpc-endpoint-in-use
        # In CloudFormation, remove the AWS::EC2::VPCEndpoint.
        """,
        "Only its owner knows whether the endpoint waits for a case that seldom comes, and one that is deleted never comes back with the same names."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[VpcEndpointType,ServiceName,VpcId,CreationTimestamp]'
        aws cloudwatch list-metrics --namespace AWS/PrivateLinkEndpoints --metric-name BytesProcessed --dimensions Name='VPC Endpoint Id',Value=ENDPOINT
        """,
    Parameters = [Days, .. AskedServices.Parameters, .. ActiveBundles.Parameters],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html",
        "https://docs.aws.amazon.com/awssupport/latest/user/cost-optimization-checks.html",
        "https://aws.amazon.com/privatelink/pricing/",
    ],
})
{
    private static readonly IntegerParameter Days = new(
        "days", "For how many days nothing may go through an endpoint.", Fallback: 30, Min: 1, Max: Traffic.Days);

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(ActiveBundles.DetectWorkloads) ? base.Needs(parameters).Append(FactKind.NetworkInterfaces) : base.Needs(parameters);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        var days = parameters.Get(Days);
        if (endpoint.RegionOfService is { } region && network.Region is { } own && region != own)
            return NotApplicable($"CloudWatch has no metrics of endpoints to services of another region ({region}).");
        if (endpoint.CreatedAt is not { } created)
            return Undetermined("When the endpoint was made has not been recorded.");
        if (network.RecordedAt is not { } now)
            return Undetermined("When this network was recorded is not known, nor how old the endpoint is.");
        if (now - created <= TimeSpan.FromDays(days))
            return NotApplicable($"The endpoint is no older than {Period(days)}.");

        var since = now - TimeSpan.FromDays(days);
        var traffic = network.Find<Traffic>(endpoint.Id);
        if (traffic is null)
            return Undetermined($"The traffic of {endpoint.Id} has not been recorded.");
        if (traffic.Since(since) > 0)
            return Compliant();

        // A bundle that nothing shows but endpoints through which nothing goes either needs none of them.
        var used = OthersInUse(endpoint, since, network);
        return ActiveBundles.Needing(endpoint, other => network.Find<Traffic>(other.Id)?.Since(since) is null or > 0, used, network, parameters) switch
        {
            ({ } bundle, null) => NotApplicable($"Nothing goes through the endpoint, and {bundle}, which is used in {endpoint.VpcId}, needs it."),
            _ when AskedServices.MetBy(endpoint, used, network, parameters) is { } required =>
                NotApplicable($"Nothing goes through the endpoint, and {endpoint.VpcId} is asked to have one to {required}."),
            ({ } perhaps, var doubt) => Undetermined($"Nothing goes through the endpoint, and {perhaps} needs it, unless {doubt}."),
            // A page that is missing may hold the day on which something went through it.
            _ when !traffic.IsWhole => Undetermined($"CloudWatch has told only a part of the traffic of {endpoint.Id}."),
            _ when network.Region is null && endpoint.ServiceRegion is not null => Undetermined(NotKnown.Region),
            _ => NonCompliant($"Nothing has gone through the endpoint for {Period(days)}."),
        };
    }

    /// <summary>Those of the VPC that may do what it does. Each endpoint of a firewall serves a zone of its own, and CloudWatch knows nothing of gateway endpoints.</summary>
    private static VpcEndpoint[] OthersInUse(VpcEndpoint endpoint, DateTimeOffset since, Network network) => endpoint.Type is EndpointType.GatewayLoadBalancer ? [] :
    [
        .. network.In<VpcEndpoint>(endpoint.VpcId).Where(other => other.CarriesTraffic && other.Id != endpoint.Id
            && (other.Type is EndpointType.Gateway ? other.RouteTableIds is [_, ..] : network.Find<Traffic>(other.Id)?.Since(since) > 0)),
    ];

    private static string Period(int days) => days is 1 ? "a day" : $"{days} days";
}
