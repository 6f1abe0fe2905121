using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Rules.Connections;
using ConfigRules.Rules.Dns;
using ConfigRules.Rules.Paths;
using ConfigRules.Rules.Policies;
using ConfigRules.Rules.Presence;
using ConfigRules.Rules.Reachability;
using ConfigRules.Rules.Routing;
using ConfigRules.Rules.Services;

namespace ConfigRules.Rules;

/// <summary>Every rule, listed by hand: safe to trim, and plain in a diff. A test keeps it whole.</summary>
public static class RuleCatalog
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new VpcRequiredEndpointsPresent(),
        new VpcEndpointBundlesComplete(),
        new VpcGatewayEndpointsPreferred(),
        new VpcEndpointNotDuplicated(),
        new RouteTableHasGatewayEndpoints(),
        new GatewayEndpointRoutesEffective(),
        new NatGatewayFreeOfEndpointTraffic(),
        new VpcDnsSupportsPrivateEndpoints(),
        new VpcEndpointPrivateDnsEnabled(),
        new VpcEndpointDnsNotShadowed(),
        new S3EndpointInboundDnsConsistent(),
        new VpcEndpointIpTypesConsistent(),
        new CentralEndpointZonesCorrect(),
        new VpcEndpointAdmitsWorkloads(),
        new VpcEndpointPassesNetworkAcls(),
        new VpcEndpointSpansWorkloadZones(),
        new SecurityGroupReachesEndpoints(),
        new VpcEndpointSecurityGroupNarrow(),
        new VpcEndpointInPrivateSubnets(),
        new VpcEndpointPolicyNotOpen(),
        new VpcEndpointPolicyTrustsOwnOrg(),
        new VpcEndpointPolicyServesBundles(),
        new VpcEndpointPolicyScopesResources(),
        new VpcEndpointPolicyEffective(),
        new VpcEndpointConnectionSettled(),
        new VpcEndpointProviderTrusted(),
        new VpcEndpointInUse(),
        new PrivatelinkResourceTagged(),
        new EndpointServiceAcceptanceRequired(),
        new EndpointServicePrincipalsTrusted(),
        new EndpointServiceConnectionsTrusted(),
        new EndpointServicePrivateDnsVerified(),
        new EndpointServiceResilient(),
        new EndpointServiceNotifies(),
        new SubnetReachesServicesPrivately(),
    ];

    /// <summary>Null where no rule has the id.</summary>
    public static Rule? Find(string id) => All.FirstOrDefault(rule => rule.Info.Id == id);

    /// <summary>The subject is the folder that the rule lies in: one function and one role serve it.</summary>
    public static string SubjectOf(Rule rule) => rule.GetType().Namespace!.Split('.')[^1];
}
