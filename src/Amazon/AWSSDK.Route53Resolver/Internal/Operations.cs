using System.Text.Json;
using Amazon.Route53Resolver.Model;
using Amazon.Shared;

namespace Amazon.Route53Resolver.Internal;

/// <summary>https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html</summary>
internal static class Operations
{
    public static readonly Operation<ListFirewallDomainListsRequest, ListFirewallDomainListsResponse> ListFirewallDomainLists = new(
        nameof(ListFirewallDomainLists),
        static (writer, request) =>
        {
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            FirewallDomainLists = json.List("FirewallDomainLists", ReadDomainList),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListFirewallDomainsRequest, ListFirewallDomainsResponse> ListFirewallDomains = new(
        nameof(ListFirewallDomains),
        static (writer, request) =>
        {
            writer.Text("FirewallDomainListId", request.FirewallDomainListId);
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            Domains = json.Texts("Domains"),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListFirewallRuleGroupAssociationsRequest, ListFirewallRuleGroupAssociationsResponse> ListFirewallRuleGroupAssociations = new(
        nameof(ListFirewallRuleGroupAssociations),
        static (writer, request) =>
        {
            writer.Text("VpcId", request.VpcId);
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            FirewallRuleGroupAssociations = json.List("FirewallRuleGroupAssociations", ReadGroupAssociation),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListFirewallRulesRequest, ListFirewallRulesResponse> ListFirewallRules = new(
        nameof(ListFirewallRules),
        static (writer, request) =>
        {
            writer.Text("FirewallRuleGroupId", request.FirewallRuleGroupId);
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            FirewallRules = json.List("FirewallRules", ReadFirewallRule),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListResolverEndpointIpAddressesRequest, ListResolverEndpointIpAddressesResponse> ListResolverEndpointIpAddresses = new(
        nameof(ListResolverEndpointIpAddresses),
        static (writer, request) =>
        {
            writer.Text("ResolverEndpointId", request.ResolverEndpointId);
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            IpAddresses = json.List("IpAddresses", ReadAddress),
            MaxResults = json.Number("MaxResults"),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListResolverEndpointsRequest, ListResolverEndpointsResponse> ListResolverEndpoints = new(
        nameof(ListResolverEndpoints),
        static (writer, request) =>
        {
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            ResolverEndpoints = json.List("ResolverEndpoints", ReadEndpoint),
            MaxResults = json.Number("MaxResults"),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListResolverRuleAssociationsRequest, ListResolverRuleAssociationsResponse> ListResolverRuleAssociations = new(
        nameof(ListResolverRuleAssociations),
        static (writer, request) =>
        {
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            ResolverRuleAssociations = json.List("ResolverRuleAssociations", ReadRuleAssociation),
            MaxResults = json.Number("MaxResults"),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListResolverRulesRequest, ListResolverRulesResponse> ListResolverRules = new(
        nameof(ListResolverRules),
        static (writer, request) =>
        {
            writer.Number("MaxResults", request.MaxResults);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            ResolverRules = json.List("ResolverRules", ReadRule),
            MaxResults = json.Number("MaxResults"),
            NextToken = json.Text("NextToken"),
        });

    private static ResolverRule ReadRule(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Arn = json.Text("Arn"),
        DomainName = json.Text("DomainName"),
        Name = json.Text("Name"),
        OwnerId = json.Text("OwnerId"),
        RuleType = json.Text("RuleType"),
        TargetIps = json.List("TargetIps", static target => new TargetAddress
        {
            Ip = target.Text("Ip"),
            Ipv6 = target.Text("Ipv6"),
            Port = target.Number("Port"),
        }),
    };

    private static ResolverRuleAssociation ReadRuleAssociation(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Name = json.Text("Name"),
        ResolverRuleId = json.Text("ResolverRuleId"),
        Status = json.Text("Status"),
        VPCId = json.Text("VPCId"),
    };

    private static ResolverEndpoint ReadEndpoint(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Arn = json.Text("Arn"),
        Name = json.Text("Name"),
        Direction = json.Text("Direction"),
        HostVPCId = json.Text("HostVPCId"),
        IpAddressCount = json.Number("IpAddressCount"),
    };

    private static IpAddressResponse ReadAddress(JsonElement json) => new()
    {
        IpId = json.Text("IpId"),
        SubnetId = json.Text("SubnetId"),
        Ip = json.Text("Ip"),
        Ipv6 = json.Text("Ipv6"),
    };

    private static FirewallRuleGroupAssociation ReadGroupAssociation(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        FirewallRuleGroupId = json.Text("FirewallRuleGroupId"),
        VpcId = json.Text("VpcId"),
        Name = json.Text("Name"),
        Priority = json.Number("Priority"),
        Status = json.Text("Status"),
    };

    private static FirewallRule ReadFirewallRule(JsonElement json) => new()
    {
        FirewallRuleGroupId = json.Text("FirewallRuleGroupId"),
        FirewallDomainListId = json.Text("FirewallDomainListId"),
        FirewallThreatProtectionId = json.Text("FirewallThreatProtectionId"),
        Name = json.Text("Name"),
        Priority = json.Number("Priority"),
        Action = json.Text("Action"),
        FirewallDomainRedirectionAction = json.Text("FirewallDomainRedirectionAction"),
        Qtype = json.Text("Qtype"),
        DnsThreatProtection = json.Text("DnsThreatProtection"),
    };

    private static FirewallDomainListMetadata ReadDomainList(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Arn = json.Text("Arn"),
        Name = json.Text("Name"),
        ManagedOwnerName = json.Text("ManagedOwnerName"),
    };
}
