using System.Diagnostics;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Engine;

/// <summary>What takes a resource out of a rule's sight before the rule looks at it; the same for every rule.</summary>
internal static class Screening
{
    public static string TypeOf<TResource>()
        where TResource : Resource =>
        typeof(TResource) == typeof(Vpc) ? ResourceType.Vpc
        : typeof(TResource) == typeof(RouteTable) ? ResourceType.RouteTable
        : typeof(TResource) == typeof(VpcEndpoint) ? ResourceType.VpcEndpoint
        : typeof(TResource) == typeof(EndpointService) ? ResourceType.EndpointService
        : typeof(TResource) == typeof(Subnet) ? ResourceType.Subnet
        : typeof(TResource) == typeof(SecurityGroup) ? ResourceType.SecurityGroup
        : typeof(TResource) == typeof(NatGateway) ? ResourceType.NatGateway
        : throw new UnreachableException($"{typeof(TResource).Name} has no type in AWS Config.");

    /// <summary>Whether the parameters choose VPCs by what only the list of VPCs tells.</summary>
    public static bool AsksAboutVpcs<TResource>(Parameters parameters)
        where TResource : Resource =>
        typeof(TResource).IsAssignableTo(typeof(VpcResource))
        && (parameters.Get(CommonParameters.ExcludeDefaultVpc) || parameters.Get(CommonParameters.VpcTag) is not "");

    /// <summary>Null where the rule has to judge the resource itself.</summary>
    public static Verdict? Screen(RuleInfo rule, Resource resource, Network network, Parameters parameters)
    {
        if (network.AccountId is { } account && resource.OwnerId is { } owner && owner != account)
            return NotApplicable($"It belongs to account {owner} and is only shared with this one.");

        if (IsExempt(rule, resource, parameters))
            return NotApplicable($"Exempt by the tag {parameters.Get(CommonParameters.ExemptionTag)}.");

        return resource switch
        {
            VpcEndpoint endpoint => ScreenVpc(endpoint, network, parameters) ?? ScreenEndpoint(rule, endpoint, parameters),
            VpcResource bound => ScreenVpc(bound, network, parameters),
            _ => null,
        };
    }

    private static bool IsExempt(RuleInfo rule, Resource resource, Parameters parameters) =>
        resource.ListedIn(parameters.Get(CommonParameters.ExemptionTag)).Contains(rule.Id);

    private static Verdict? ScreenVpc(VpcResource resource, Network network, Parameters parameters)
    {
        var vpc = network.Find<Vpc>(resource.VpcId);

        if (network.AccountId is { } account && vpc?.OwnerId is { } owner && owner != account)
            return NotApplicable($"{vpc.Id} belongs to account {owner} and is only shared with this one.");

        if (parameters.Get(CommonParameters.VpcIds) is [_, ..] chosen && !chosen.Contains(resource.VpcId))
            return NotApplicable($"{resource.VpcId} is not among the VPCs that the rule is to judge.");

        if (parameters.Get(CommonParameters.ExcludeVpcIds).Contains(resource.VpcId))
            return NotApplicable($"{resource.VpcId} is excluded by a parameter.");

        if (vpc is null)
        {
            return AsksAboutVpcs<VpcResource>(parameters) && network.Has(FactKind.Vpcs)
                ? Undetermined($"{resource.VpcId} has not been recorded.")
                : null;
        }

        if (parameters.Get(CommonParameters.ExcludeDefaultVpc) && vpc.IsDefault)
            return NotApplicable($"{vpc.Id} is the region's default VPC, which a parameter excludes.");

        return parameters.Get(CommonParameters.VpcTag) is { Length: > 0 } tag && !CommonParameters.HasTag(vpc, tag)
            ? NotApplicable($"{vpc.Id} does not have the tag {tag}.")
            : null;
    }

    /// <summary>States: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html</summary>
    private static Verdict? ScreenEndpoint(RuleInfo rule, VpcEndpoint endpoint, Parameters parameters) => endpoint switch
    {
        { Type: EndpointType.Unknown } => Undetermined("Its type is none that this version knows."),
        _ when rule.EndpointTypes is [_, ..] types && !types.Contains(endpoint.Type) =>
            NotApplicable($"The rule does not concern endpoints of type {endpoint.Type}."),
        { State: EndpointState.Unknown } => Undetermined("Its state is none that this version knows."),
        { State: EndpointState.Pending } when !rule.JudgesEveryState => NotApplicable("The endpoint is still being made."),
        { State: EndpointState.PendingAcceptance } when !rule.JudgesEveryState => NotApplicable("The provider has not accepted the endpoint yet."),
        { State: not (EndpointState.Available or EndpointState.Partial) } when !rule.JudgesEveryState =>
            NotApplicable($"The endpoint is {endpoint.State.ToString().ToLowerInvariant()} and carries no traffic."),
        { RequesterManaged: true } when !parameters.Get(CommonParameters.IncludeRequesterManaged) =>
            NotApplicable("An AWS service made the endpoint and manages it."),
        _ => null,
    };
}
