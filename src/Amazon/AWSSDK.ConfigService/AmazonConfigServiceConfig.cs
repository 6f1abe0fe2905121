using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;
using Amazon.Util.Internal;

namespace Amazon.ConfigService;

public class AmazonConfigServiceConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("Config Service", "4.0");

    public AmazonConfigServiceConfig()
        : base(ServicePipeline.Defaults())
    {
        ServiceId = "Config Service";
        AuthenticationServiceName = "config";
        EndpointProvider = new ServiceEndpointProvider("config");
    }

    public override string RegionEndpointServiceName => "config";

    public override string ServiceVersion => "2014-11-12";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ConfigEndpointResolver.Determine(this, parameters);
}
