namespace Amazon.Route53Resolver.Model;

public class FirewallDomainListMetadata
{
    public string Id { get; set; }

    public string Arn { get; set; }

    public string Name { get; set; }

    public string ManagedOwnerName { get; set; }
}
