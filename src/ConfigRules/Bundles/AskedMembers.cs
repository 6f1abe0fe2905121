using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Bundles;

/// <summary>
/// Which endpoints of a bundle have to be there: its members, and of those that only some uses need what somebody asks for; but
/// neither what the region does not offer nor what somebody says that a hub serves.
/// </summary>
public static class AskedMembers
{
    public static readonly ListParameter OptionalMembers = new(
        "optionalMembers", "What only some uses of a bundle need, and is asked for too, as bundle/service: ecs-fargate/logs,ssm/kms.",
        IsOptionalMember, "optional members of bundles as bundle/service, separated by commas");

    public static readonly BooleanParameter RequireEc2Messages = new(
        "requireEc2Messages", "Whether Systems Manager needs ec2messages too, as agents before 3.3.40.0 do.", false);

    public static readonly ListParameter RegionsNeedingEcsTrio = new(
        "regionsNeedingEcsTrio", "Regions in which tasks on Fargate need the endpoints of the ECS agent too.",
        text => text.Contains('-', StringComparison.Ordinal), "regions separated by commas",
        "ca-west-1,ap-southeast-5,ap-southeast-7,mx-central-1,ap-east-2,ap-southeast-6,eusc-de-east-1");

    public static readonly ListParameter CentralServices = new(
        "centralServices", "Services that a hub VPC serves for certain, whatever was recorded of it: ecr.api,ecr.dkr.",
        text => text.Length > 0, "services separated by commas");

    /// <summary>The ECS agent's come first, then the bundle's own in its order.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html</remarks>
    public static IEnumerable<BundleMember> Of(ServiceBundle bundle, Network network, Parameters parameters)
    {
        var asked = parameters.Get(OptionalMembers);
        var optional = bundle.Optional.Where(member => asked.Contains($"{bundle.Id}/{member.Service}")
            || (bundle.Id is "ssm" && member.Service is "ec2messages" && parameters.Get(RequireEc2Messages)));
        var agent = bundle.Id is "ecs-fargate" or "batch-fargate"
            && network.Region is { } region && parameters.Get(RegionsNeedingEcsTrio).Contains(region) ? ServiceBundles.EcsAgent : [];
        // Who asks for a member says that nothing does without it.
        var members = bundle.Members.Concat(optional).Select(member => asked.Contains($"{bundle.Id}/{member.Service}") ? member with { Unless = null } : member);
        return agent.Concat(members)
            .Where(member => !parameters.Get(CentralServices).Contains(member.Service) && network.Offers(member.Service));
    }

    private static bool IsOptionalMember(string text) =>
        text.Split('/', 2) is [var id, var service]
        && ServiceBundles.Find(id) is { } bundle
        && bundle.Optional.Concat(bundle.Members.Where(member => bundle.OtherUses is not [] || member.Unless is not null)).Any(member => member.Service == service);
}
