using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;
using Amazon.Util.Internal;

namespace Amazon.Route53Profiles;

public class AmazonRoute53ProfilesConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("Route53Profiles", "4.0");

    public AmazonRoute53ProfilesConfig()
        : base(ServicePipeline.Defaults())
    {
        ServiceId = "Route53Profiles";
        AuthenticationServiceName = "route53profiles";
        EndpointProvider = new ServiceEndpointProvider("route53profiles");
    }

    public override string RegionEndpointServiceName => "route53profiles";

    public override string ServiceVersion => "2018-05-10";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ConfigEndpointResolver.Determine(this, parameters);
}
