using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>What records a kind of facts where `configrules record` may not be used.</summary>
internal static class RecordingCommands
{
    public static string For(FactKind kind) => kind switch
    {
        FactKind.Vpcs => "aws ec2 describe-vpcs",
        FactKind.VpcAttributes => "aws ec2 describe-vpc-attribute --vpc-id VPC --attribute enableDnsSupport (and enableDnsHostnames)",
        FactKind.Subnets => "aws ec2 describe-subnets",
        FactKind.RouteTables => "aws ec2 describe-route-tables",
        FactKind.VpcEndpoints => "aws ec2 describe-vpc-endpoints",
        FactKind.SecurityGroups => "aws ec2 describe-security-groups",
        FactKind.NetworkInterfaces => "aws ec2 describe-network-interfaces",
        FactKind.NatGateways => "aws ec2 describe-nat-gateways",
        FactKind.PrefixLists => "aws ec2 describe-prefix-lists",
        FactKind.ServiceDetails or FactKind.ServiceNames => "aws ec2 describe-vpc-endpoint-services",
        FactKind.ServiceConfigurations => "aws ec2 describe-vpc-endpoint-service-configurations",
        FactKind.AllowedPrincipals => "aws ec2 describe-vpc-endpoint-service-permissions --service-id SERVICE",
        FactKind.VpcEndpointConnections => "aws ec2 describe-vpc-endpoint-connections",
        FactKind.ConnectionNotificationSet => "aws ec2 describe-vpc-endpoint-connection-notifications",
        FactKind.LoadBalancers => "aws elbv2 describe-load-balancers",
        FactKind.LoadBalancerAttributes => "aws elbv2 describe-load-balancer-attributes --load-balancer-arn BALANCER",
        FactKind.Listeners => "aws elbv2 describe-listeners --load-balancer-arn BALANCER",
        FactKind.TargetGroupAttributes => "aws elbv2 describe-target-group-attributes --target-group-arn TARGETS",
        FactKind.TargetHealthDescriptions => "aws elbv2 describe-target-health --target-group-arn TARGETS",
        FactKind.Reservations => "aws ec2 describe-instances",
        FactKind.MetricDataResults => "aws cloudwatch get-metric-data (events/networks/README.md has it whole)",
        FactKind.NetworkAcls => "aws ec2 describe-network-acls",
        FactKind.DhcpOptions => "aws ec2 describe-dhcp-options",
        FactKind.VpcPeeringConnections => "aws ec2 describe-vpc-peering-connections",
        FactKind.VpcBlockPublicAccessOptions => "aws ec2 describe-vpc-block-public-access-options",
        FactKind.VpcBlockPublicAccessExclusions => "aws ec2 describe-vpc-block-public-access-exclusions",
        FactKind.Organization => "aws organizations describe-organization",
        FactKind.HostedZones => "aws route53 list-hosted-zones-by-vpc --vpc-id VPC --vpc-region REGION",
        FactKind.ResolverRules => "aws route53resolver list-resolver-rules",
        FactKind.ResolverRuleAssociations => "aws route53resolver list-resolver-rule-associations",
        FactKind.ResolverEndpoints => "aws route53resolver list-resolver-endpoints",
        FactKind.FirewallRuleGroupAssociations => "aws route53resolver list-firewall-rule-group-associations",
        FactKind.FirewallRules => "aws route53resolver list-firewall-rules --firewall-rule-group-id GROUP",
        FactKind.FirewallDomainLists => "aws route53resolver list-firewall-domain-lists",
        FactKind.ProfileAssociations => "aws route53profiles list-profile-associations",
        FactKind.TxtRecords => "configrules record (events/networks/README.md has the form)",
        _ => "aws route53profiles list-profile-resource-associations --profile-id PROFILE",
    };
}
