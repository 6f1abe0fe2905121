using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>The IAM actions that the calls of this project take; templates give roles these and no other.</summary>
public static class Permissions
{
    /// <summary>To report, to withdraw, and to find where a deleted resource was. AWS Config knows no resources for them.</summary>
    /// <remarks>https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html</remarks>
    public static ImmutableArray<string> Reporting { get; } =
        ["config:GetComplianceDetailsByConfigRule", "config:GetResourceConfigHistory", "config:PutEvaluations"];

    /// <summary>To read the facts that the rules may ask for, with every parameter set that asks for more.</summary>
    public static ImmutableArray<string> Reading(IEnumerable<Rule> rules) =>
        [.. rules.SelectMany(rule => Reading(Facts(rule))).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>To read facts of these kinds together.</summary>
    public static IEnumerable<string> Reading(IReadOnlySet<FactKind> kinds) => kinds.SelectMany(kind => kind switch
    {
        FactKind.Vpcs => (string[])["ec2:DescribeVpcs"],
        FactKind.VpcAttributes => ["ec2:DescribeVpcAttribute", "ec2:DescribeVpcs"],
        FactKind.Subnets => ["ec2:DescribeSubnets"],
        FactKind.RouteTables => ["ec2:DescribeRouteTables"],
        FactKind.VpcEndpoints => ["ec2:DescribeVpcEndpoints"],
        FactKind.SecurityGroups => ["ec2:DescribeSecurityGroups"],
        FactKind.NetworkInterfaces => ["ec2:DescribeNetworkInterfaces"],
        FactKind.NatGateways => ["ec2:DescribeNatGateways"],
        // What groups and routes refer to is read list by list, and AWS's own lists, which are few, at once where groups do not suffice.
        FactKind.PrefixLists when kinds.Contains(FactKind.RouteTables) => ["ec2:DescribePrefixLists", "ec2:GetManagedPrefixListEntries"],
        FactKind.PrefixLists when kinds.Contains(FactKind.SecurityGroups) => ["ec2:GetManagedPrefixListEntries"],
        FactKind.PrefixLists => ["ec2:DescribePrefixLists"],
        FactKind.ServiceDetails or FactKind.ServiceNames => ["ec2:DescribeVpcEndpointServices"],
        FactKind.ServiceConfigurations => ["ec2:DescribeVpcEndpointServiceConfigurations"],
        FactKind.AllowedPrincipals =>
            ["ec2:DescribeVpcEndpointServiceConfigurations", "ec2:DescribeVpcEndpointServicePermissions"],
        FactKind.VpcEndpointConnections => ["ec2:DescribeVpcEndpointConnections"],
        FactKind.ConnectionNotificationSet => ["ec2:DescribeVpcEndpointConnectionNotifications"],
        FactKind.LoadBalancers => ["elasticloadbalancing:DescribeLoadBalancers"],
        FactKind.LoadBalancerAttributes => ["elasticloadbalancing:DescribeLoadBalancerAttributes"],
        FactKind.Listeners => ["elasticloadbalancing:DescribeListeners"],
        FactKind.TargetGroupAttributes => ["elasticloadbalancing:DescribeTargetGroupAttributes"],
        FactKind.TargetHealthDescriptions => ["elasticloadbalancing:DescribeTargetHealth"],
        FactKind.Reservations => ["ec2:DescribeInstances"],
        FactKind.MetricDataResults => ["cloudwatch:GetMetricData"],
        FactKind.NetworkAcls => ["ec2:DescribeNetworkAcls"],
        FactKind.DhcpOptions => ["ec2:DescribeDhcpOptions", "ec2:DescribeVpcs"],
        FactKind.VpcPeeringConnections => ["ec2:DescribeVpcPeeringConnections"],
        FactKind.VpcBlockPublicAccessOptions => ["ec2:DescribeVpcBlockPublicAccessOptions"],
        FactKind.VpcBlockPublicAccessExclusions => ["ec2:DescribeVpcBlockPublicAccessExclusions"],
        FactKind.Organization => ["organizations:DescribeOrganization"],
        // Which zone a profile brings is known by its ARN alone.
        FactKind.HostedZones when kinds.Contains(FactKind.ProfileResourceAssociations) =>
            ["ec2:DescribeVpcs", "route53:GetHostedZone", "route53:ListHostedZonesByVPC", "route53:ListResourceRecordSets"],
        FactKind.HostedZones => ["ec2:DescribeVpcs", "route53:ListHostedZonesByVPC", "route53:ListResourceRecordSets"],
        FactKind.ResolverRules => ["route53resolver:ListResolverRules"],
        FactKind.ResolverRuleAssociations => ["route53resolver:ListResolverRuleAssociations"],
        FactKind.ResolverEndpoints => ["route53resolver:ListResolverEndpointIpAddresses", "route53resolver:ListResolverEndpoints"],
        FactKind.FirewallRuleGroupAssociations => ["route53resolver:ListFirewallRuleGroupAssociations"],
        FactKind.FirewallRules => ["route53resolver:ListFirewallRules"],
        FactKind.FirewallDomainLists => ["route53resolver:ListFirewallDomainLists", "route53resolver:ListFirewallDomains"],
        FactKind.ProfileAssociations => ["route53profiles:ListProfileAssociations"],
        FactKind.ProfileResourceAssociations => ["route53profiles:ListProfileResourceAssociations"],
        // DNS asks nobody for a permission.
        FactKind.TxtRecords => [],
        _ => throw new ArgumentOutOfRangeException(nameof(kinds), kind, "No action reads it."),
    });

    private static HashSet<FactKind> Facts(Rule rule) => [.. rule.Info.ReadsWhereRecorded, .. rule.Needs(Parameters.For(
        rule,
        rule.Parameters.Where(parameter => parameter is BooleanParameter).Select(on => KeyValuePair.Create(on.Name, "true"))))];
}
