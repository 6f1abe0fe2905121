using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ConfigRules.Rules;

/// <summary>
/// Checks of other tools that a rule makes needless: it finds what they find, and is right where they are not. Some ask for a
/// part only of what the rule asks.
/// </summary>
public static class Predecessors
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> ByRule = new Dictionary<string, ImmutableArray<string>>
    {
        ["vpc-required-endpoints-present"] =
        [
            "Security Hub EC2.10, EC2.55, EC2.56, EC2.57, EC2.58, EC2.60", "AWS Config service-vpc-endpoint-enabled, vpc-endpoint-enabled",
            "aws-config-rules S3_VPC_ENDPOINT_ENABLED", "Prowler vpc_endpoint_for_ec2_enabled, bedrock_vpc_endpoints_configured, bedrock_access_private_connectivity_enforced",
            "Powerpipe vpc_configured_to_use_vpc_endpoints, vpc_configured_to_use_interface_endpoint_for_...", "CloudQuery ec2.10",
            "Sentinel ec2-service-vpc-endpoint-enabled, ec2-vpc-should-be-configured-for-interface-endpoint", "Cloud Custodian vpc-endpoint filter",
            "Trend Vision One VPC-016",
        ],
        ["vpc-endpoint-bundles-complete"] = ["Security Hub EC2.55, EC2.56 and EC2.57 taken together"],
        ["vpc-gateway-endpoints-preferred"] = ["aws-config-rules S3_VPC_ENDPOINT_ENABLED, which takes an endpoint of either type"],
        ["vpc-endpoint-not-duplicated"] = ["cfn-lint E3064"],
        ["vpc-endpoint-in-use"] = ["Trusted Advisor c2vlfg0jp6, c2vlfg0k35", "Cloud Custodian metrics filter"],
        ["route-table-has-gateway-endpoints"] = ["KICS 0bc534c5-13d1-4353-a7fe-b8665d5c1d7d", "Powerpipe dynamodb_vpc_endpoint_routetable_association"],
        ["vpc-endpoint-private-dns-enabled"] = ["Powerpipe sqs_vpc_endpoint_without_dns_resolution"],
        ["vpc-dns-supports-private-endpoints"] = ["KICS e9b7acf9-9ba0-4837-a744-31e7df1e434d", "Cloud Custodian vpc-attributes filter"],
        ["vpc-endpoint-security-group-narrow"] = ["Mondoo mondoo-aws-security-vpc-endpoint-security-groups"],
        ["vpc-endpoint-spans-workload-zones"] = ["Prowler vpc_endpoint_multi_az_enabled", "Trusted Advisor 528d6f5ee7"],
        ["vpc-endpoint-in-private-subnets"] = ["CloudSploit vpcEndpointExposed", "Trend Vision One VPC Endpoint Exposed"],
        ["vpc-endpoint-policy-not-open"] =
        [
            "aws-config-rules VPC_ENDPOINT_DEFAULT_POLICY", "Mondoo mondoo-aws-security-vpc-endpoint-no-wildcard-policy",
            "Powerpipe vpc_gateway_endpoint_restrict_public_access", "CloudSploit vpcEndpointExposed", "Cloud Custodian has-statement filter",
        ],
        ["vpc-endpoint-policy-trusts-own-org"] =
        [
            "Prowler vpc_endpoint_connections_trust_boundaries", "CloudSploit vpcEndpointCrossAccount", "Trend Vision One VPC-006",
            "Cloud Custodian cross-account filter",
        ],
        ["endpoint-service-acceptance-required"] =
        [
            "Checkov CKV_AWS_123", "aws-config-rules VPC_ENDPOINT_MANUAL_ACCEPTANCE", "CloudSploit vpcEndpointAcceptance",
            "Powerpipe vpc_endpoint_service_acceptance_required_enabled, vpc_endpoint_service_acceptance_enabled",
            "Mondoo mondoo-aws-security-vpc-endpoint-service-acceptance-required",
        ],
        ["endpoint-service-principals-trusted"] =
        [
            "Prowler vpc_endpoint_services_allowed_principals_trust_boundaries", "Mondoo mondoo-aws-security-vpc-endpoint-service-restrict-principals",
            "CloudSploit vpcEndpointAcceptance with allow_blank_whitelisted_principals",
        ],
        ["privatelink-resource-tagged"] = ["Security Hub EC2.47"],
        ["subnet-reaches-services-privately"] = ["VPC Reachability Analyzer, which sees neither names nor policies"],
    }.ToFrozenDictionary();

    /// <summary>The rules that have any.</summary>
    public static IEnumerable<string> RuleIds => ByRule.Keys;

    /// <summary>Empty where no other tool asks anything like it.</summary>
    public static ImmutableArray<string> Of(string ruleId) => ByRule.GetValueOrDefault(ruleId, []);
}
