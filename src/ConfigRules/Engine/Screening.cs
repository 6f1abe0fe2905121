using System.Collections.Immutable;
using System.Diagnostics;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Engine;

/// <summary>What takes a resource out of a rule's sight before the rule looks at it; the same for every rule.</summary>
internal sealed class Screening(RuleInfo rule, Network network, Parameters parameters)
{
    private readonly string _exemptionTag = parameters.Get(CommonParameters.ExemptionTag);
    private readonly ImmutableArray<string> _vpcIds = parameters.Get(CommonParameters.VpcIds);
    private readonly ImmutableArray<string> _excludedVpcIds = parameters.Get(CommonParameters.ExcludeVpcIds);
    private readonly bool _excludesDefaultVpc = parameters.Get(CommonParameters.ExcludeDefaultVpc);
    private readonly string _vpcTag = parameters.Get(CommonParameters.VpcTag);
    private readonly bool _includesRequesterManaged = parameters.Get(CommonParameters.IncludeRequesterManaged);

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
    public Verdict? Screen(Resource resource) =>
        Screen(resource, resource is VpcResource { VpcId: var vpcId } ? OfVpc(vpcId) : null);

    /// <param name="resource">What is to be judged.</param>
    /// <param name="ofVpc">What is said of all that is in its VPC.</param>
    public Verdict? Screen(Resource resource, Verdict? ofVpc)
    {
        if (network.AccountId is { } account && resource.OwnerId is { } owner && owner != account)
            return NotApplicable($"It belongs to account {owner} and is only shared with this one.");

        if (resource.ListedIn(_exemptionTag).Contains(rule.Id))
            return NotApplicable($"Exempt by the tag {_exemptionTag}.");

        return ofVpc ?? (resource is VpcEndpoint endpoint ? Screen(endpoint) : null);
    }

    /// <summary>What takes all that is in the VPC out of the rule's sight; null where nothing does.</summary>
    public Verdict? OfVpc(string vpcId)
    {
        var vpc = network.Find<Vpc>(vpcId);

        if (network.AccountId is { } account && vpc?.OwnerId is { } owner && owner != account)
            return NotApplicable($"{vpc.Id} belongs to account {owner} and is only shared with this one.");

        if (_vpcIds is [_, ..] && !_vpcIds.Contains(vpcId))
            return NotApplicable($"{vpcId} is not among the VPCs that the rule is to judge.");

        if (_excludedVpcIds.Contains(vpcId))
            return NotApplicable($"{vpcId} is excluded by a parameter.");

        if (vpc is null)
        {
            return AsksAboutVpcs<VpcResource>(parameters) && network.Has(FactKind.Vpcs)
                ? Undetermined(NotKnown.Resource(vpcId))
                : null;
        }

        if (_excludesDefaultVpc && vpc.IsDefault)
            return NotApplicable($"{vpc.Id} is the region's default VPC, which a parameter excludes.");

        return _vpcTag is not "" && !CommonParameters.HasTag(vpc, _vpcTag)
            ? NotApplicable($"{vpc.Id} does not have the tag {_vpcTag}.")
            : null;
    }

    /// <summary>States: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html</summary>
    private Verdict? Screen(VpcEndpoint endpoint) => endpoint switch
    {
        { Type: EndpointType.Unknown } => Undetermined("Its type is none that this version knows."),
        _ when rule.EndpointTypes is [_, ..] types && !types.Contains(endpoint.Type) =>
            NotApplicable($"The rule does not concern endpoints of type {endpoint.Type}."),
        { State: EndpointState.Unknown } => Undetermined("Its state is none that this version knows."),
        { State: EndpointState.Pending } when !rule.JudgesEveryState => NotApplicable("The endpoint is still being made."),
        { State: EndpointState.PendingAcceptance } when !rule.JudgesEveryState => NotApplicable("The provider has not accepted the endpoint yet."),
        { State: not (EndpointState.Available or EndpointState.Partial) } when !rule.JudgesEveryState =>
            NotApplicable($"The endpoint is {endpoint.State.ToString().ToLowerInvariant()} and carries no traffic."),
        { RequesterManaged: true } when !_includesRequesterManaged =>
            NotApplicable("An AWS service made the endpoint and manages it."),
        _ => null,
    };
}
