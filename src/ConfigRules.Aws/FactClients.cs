using Amazon.CloudWatch;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Organizations;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;

namespace ConfigRules.Aws;

/// <summary>The services besides EC2 that know facts; a client is made when a rule first asks for what it tells.</summary>
internal sealed class FactClients(
    Func<AmazonRoute53Client> route53, Func<AmazonRoute53ResolverClient> resolver, Func<AmazonRoute53ProfilesClient> profiles,
    Func<AmazonElasticLoadBalancingV2Client> balancing, Func<AmazonCloudWatchClient> metrics,
    Func<AmazonOrganizationsClient> organizations, TxtLookup texts)
{
    private readonly Lazy<AmazonRoute53Client> _route53 = new(route53);
    private readonly Lazy<AmazonRoute53ResolverClient> _resolver = new(resolver);
    private readonly Lazy<AmazonRoute53ProfilesClient> _profiles = new(profiles);
    private readonly Lazy<AmazonElasticLoadBalancingV2Client> _balancing = new(balancing);
    private readonly Lazy<AmazonCloudWatchClient> _metrics = new(metrics);
    private readonly Lazy<AmazonOrganizationsClient> _organizations = new(organizations);

    public TxtLookup Texts => texts;

    public IAmazonRoute53 Route53 => _route53.Value;

    public IAmazonRoute53Resolver Resolver => _resolver.Value;

    public IAmazonRoute53Profiles Profiles => _profiles.Value;

    public IAmazonElasticLoadBalancingV2 Balancing => _balancing.Value;

    public IAmazonCloudWatch Metrics => _metrics.Value;

    public IAmazonOrganizations Organizations => _organizations.Value;
}
