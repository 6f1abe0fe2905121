namespace Amazon.Route53Resolver.Model;

public class ResolverRule
{
    public string Id { get; set; }

    public string Arn { get; set; }

    public string DomainName { get; set; }

    public string Name { get; set; }

    public string OwnerId { get; set; }

    public RuleTypeOption RuleType { get; set; }

    public List<TargetAddress> TargetIps { get; set; }
}
