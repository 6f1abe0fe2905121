using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Connections;

/// <summary>Whoever finds an endpoint, or a service, has to learn from itself whose it is.</summary>
public sealed class PrivatelinkResourceTagged() : PrivateLinkRule(new()
{
    Id = "privatelink-resource-tagged",
    Title = "Endpoints and endpoint services carry the tags that say whose they are",
    Severity = Severity.Low,
    Reads = [FactKind.VpcEndpoints, FactKind.ServiceConfigurations],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.EndpointService],
    Why = """
        Endpoints are shared by all that is in a VPC, and services by other accounts: nobody can tell from the traffic who may change
        or delete one. Without a tag the question is asked when it is too late, and the bill by the hour goes to nobody.
        """,
    Fix = "Tag the endpoint or the service with every key that is asked for.",
    Repair = new Repair.ByHand("""
        # RESOURCE is the id that the verdict is of, vpce-... or vpce-svc-...
        aws ec2 create-tags --resources RESOURCE --tags Key=KEY,Value=VALUE
        # In CloudFormation, at the AWS::EC2::VPCEndpoint, and at the AWS::EC2::VPCEndpointService:
        #   Tags: [{ Key: KEY, Value: VALUE }]
        """,
        "Only a person knows what the tags have to say."),
    Proof = """
        aws ec2 describe-tags --filters Name=resource-id,Values=RESOURCE --query 'Tags[].[Key,Value]'
        """,
    Parameters = [RequiredTagKeys],
    Links =
    [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html",
    ],
})
{
    private static readonly ListParameter RequiredTagKeys = new(
        "requiredTagKeys", "The keys of the tags that are asked for; their case counts, and their values may be any.",
        Forms.IsTagKey, "tag keys of at most 128 characters, separated by commas", "Owner");

    protected override Verdict Judge(Resource resource, Network network, Parameters parameters)
    {
        if (resource is EndpointService { TakesConnections: false })
            return NotApplicable("The service takes no connections any more.");
        return parameters.Get(RequiredTagKeys) switch
        {
            [] => NotApplicable("No tag is asked for."),
            var keys => keys.Where(key => !resource.Tags.ContainsKey(key)).Distinct().ToArray() switch
            {
                [] => Compliant(),
                [var key] => NonCompliant($"The tag {key} is missing{Near(key, resource)}."),
                var several => NonCompliant(Wording.Fitting(most => $"The tags {Wording.List(several, most)} are missing.")),
            },
        };
    }

    /// <summary>A tag that only a person would take for the one that is asked for.</summary>
    private static string Near(string key, Resource resource) =>
        resource.Tags.Keys.Order(StringComparer.Ordinal).FirstOrDefault(other => other.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } near
            ? $"; {near} is another"
            : "";
}
