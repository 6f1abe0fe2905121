using System.Collections.Immutable;
using ConfigRules.Engine;

namespace ConfigRules.Rules;

/// <summary>Rules that answer one question together, to be deployed or checked as a set.</summary>
/// <param name="Id">"private-path".</param>
/// <param name="Purpose">What somebody who chooses it is after.</param>
/// <param name="RuleIds">In no order of weight.</param>
public sealed record RulePack(string Id, string Purpose, ImmutableArray<string> RuleIds)
{
    /// <summary>Parameters that the set is meant to be run with, as RULE:NAME=VALUE; what somebody sets goes before them.</summary>
    public ImmutableArray<string> Presets { get; init; } = [];

    public static ImmutableArray<RulePack> All { get; } =
    [
        new("seed", "the first rules to turn on: endpoints that work, and that only the own organization uses",
        [
            "vpc-endpoint-bundles-complete", "route-table-has-gateway-endpoints", "nat-gateway-free-of-endpoint-traffic",
            "vpc-endpoint-private-dns-enabled", "vpc-dns-supports-private-endpoints", "vpc-endpoint-admits-workloads",
            "vpc-endpoint-security-group-narrow", "vpc-endpoint-policy-trusts-own-org", "vpc-endpoint-connection-settled",
            "endpoint-service-acceptance-required", "endpoint-service-principals-trusted",
        ])
        {
            Presets = ["vpc-endpoint-policy-trusts-own-org:requireOrgId=true"],
        },
        new("fsbp-replacement", "what Security Hub's controls on VPC endpoints ask, decided by where packets go",
        [
            "vpc-required-endpoints-present", "privatelink-resource-tagged",
        ])
        {
            Presets = ["vpc-required-endpoints-present:requiredServices=ec2,ecr.api,ecr.dkr,ssm,ssm-contacts,ssm-incidents"],
        },
        new("private-path", "whether connections work and stay private",
        [
            "vpc-required-endpoints-present", "vpc-endpoint-bundles-complete", "vpc-gateway-endpoints-preferred",
            "route-table-has-gateway-endpoints", "gateway-endpoint-routes-effective", "nat-gateway-free-of-endpoint-traffic",
            "vpc-endpoint-private-dns-enabled", "vpc-dns-supports-private-endpoints", "vpc-endpoint-dns-not-shadowed",
            "s3-endpoint-inbound-dns-consistent", "vpc-endpoint-ip-types-consistent", "vpc-endpoint-admits-workloads",
            "vpc-endpoint-passes-network-acls", "security-group-reaches-endpoints", "vpc-endpoint-spans-workload-zones",
            "vpc-endpoint-in-private-subnets", "central-endpoint-zones-correct", "vpc-endpoint-policy-serves-bundles",
            "vpc-endpoint-policy-effective", "subnet-reaches-services-privately",
        ]),
        new("data-perimeter", "whether only trusted identities, resources and providers are on either end",
        [
            "vpc-endpoint-policy-not-open", "vpc-endpoint-policy-trusts-own-org", "vpc-endpoint-policy-scopes-resources",
            "vpc-endpoint-policy-serves-bundles", "vpc-endpoint-policy-effective", "vpc-endpoint-provider-trusted",
        ]),
        new("provider", "endpoint services that the account offers to others",
        [
            "endpoint-service-acceptance-required", "endpoint-service-principals-trusted", "endpoint-service-connections-trusted",
            "endpoint-service-private-dns-verified", "endpoint-service-resilient", "endpoint-service-notifies",
        ]),
        new("cost", "what is paid for and not needed",
        [
            "vpc-gateway-endpoints-preferred", "nat-gateway-free-of-endpoint-traffic", "s3-endpoint-inbound-dns-consistent",
            "vpc-endpoint-not-duplicated", "vpc-endpoint-in-use",
        ]),
    ];

    /// <summary>A preset, taken apart.</summary>
    public static (string Rule, string Name, string Value) Split(string preset) =>
        preset.Split([':', '='], 3) is [var rule, var name, var value] ? (rule, name, value) : throw new FormatException($"'{preset}' is no RULE:NAME=VALUE.");

    /// <summary>Null where no pack has the id.</summary>
    public static RulePack? Find(string id) => All.FirstOrDefault(pack => pack.Id == id);

    public static IEnumerable<RulePack> With(Rule rule) => All.Where(pack => pack.RuleIds.Contains(rule.Info.Id));
}
