using ConfigRules.Paths;

namespace ConfigRules.Reports;

/// <summary>Which rule is about a hop that is wrong, and so tells how to repair it.</summary>
internal static class HopRules
{
    /// <summary>Null where no rule is about it.</summary>
    /// <param name="hop">On the way to the service.</param>
    /// <param name="service">"s3", "ecr.api".</param>
    public static string? RuleOf(Hop hop, string? service) => hop.Code switch
    {
        "PRIVATE_DNS_OFF" => "vpc-endpoint-private-dns-enabled",
        "DNS_ATTRS_OFF" => "vpc-dns-supports-private-endpoints",
        "NO_ENDPOINT" => "vpc-endpoint-bundles-complete",
        "SG_INGRESS" => "vpc-endpoint-admits-workloads",
        "VIA_NAT" or "VIA_IGW" or "NO_ROUTE" when service is "s3" or "dynamodb" => "route-table-has-gateway-endpoints",
        ['P', 'O', 'L', 'I', 'C', 'Y', '_', ..] => "vpc-endpoint-policy-serves-bundles",
        _ => null,
    };
}
