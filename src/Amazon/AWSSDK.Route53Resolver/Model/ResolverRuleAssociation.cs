namespace Amazon.Route53Resolver.Model;

public class ResolverRuleAssociation
{
    public string Id { get; set; }

    public string Name { get; set; }

    public string ResolverRuleId { get; set; }

    public ResolverRuleAssociationStatus Status { get; set; }

    public string VPCId { get; set; }
}
