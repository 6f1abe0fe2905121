using Amazon.Route53.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;
using Amazon.Util.Internal;

namespace Amazon.Route53;

public class AmazonRoute53Config : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("Route 53", "4.0");

    public AmazonRoute53Config()
        : base(ServicePipeline.Defaults())
    {
        ServiceId = "Route 53";
        AuthenticationServiceName = "route53";
        EndpointProvider = new Route53EndpointProvider();
    }

    public override string RegionEndpointServiceName => "route53";

    public override string ServiceVersion => "2013-04-01";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ConfigEndpointResolver.Determine(this, parameters);
}
