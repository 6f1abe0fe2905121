using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;
using Amazon.Util.Internal;

namespace Amazon.Route53Resolver;

public class AmazonRoute53ResolverConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("Route53Resolver", "4.0");

    public AmazonRoute53ResolverConfig()
        : base(ServicePipeline.Defaults())
    {
        ServiceId = "Route53Resolver";
        AuthenticationServiceName = "route53resolver";
        EndpointProvider = new ServiceEndpointProvider("route53resolver");
    }

    public override string RegionEndpointServiceName => "route53resolver";

    public override string ServiceVersion => "2018-04-01";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ConfigEndpointResolver.Determine(this, parameters);
}
