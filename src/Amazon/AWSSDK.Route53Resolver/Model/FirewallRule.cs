namespace Amazon.Route53Resolver.Model;

public class FirewallRule
{
    public string FirewallRuleGroupId { get; set; }

    public string FirewallDomainListId { get; set; }

    public string FirewallThreatProtectionId { get; set; }

    public string Name { get; set; }

    public int? Priority { get; set; }

    public Action Action { get; set; }

    public FirewallDomainRedirectionAction FirewallDomainRedirectionAction { get; set; }

    public string Qtype { get; set; }

    public DnsThreatProtection DnsThreatProtection { get; set; }
}
