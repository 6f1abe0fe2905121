namespace Amazon.Route53Resolver.Model;

public class FirewallRuleGroupAssociation
{
    public string Id { get; set; }

    public string FirewallRuleGroupId { get; set; }

    public string VpcId { get; set; }

    public string Name { get; set; }

    public int? Priority { get; set; }

    public FirewallRuleGroupAssociationStatus Status { get; set; }
}
