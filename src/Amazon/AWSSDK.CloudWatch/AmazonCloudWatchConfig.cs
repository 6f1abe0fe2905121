using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;
using Amazon.Util.Internal;

namespace Amazon.CloudWatch;

public class AmazonCloudWatchConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("CloudWatch", "4.0");

    public AmazonCloudWatchConfig()
        : base(ServicePipeline.Defaults())
    {
        ServiceId = "CloudWatch";
        AuthenticationServiceName = "monitoring";
        EndpointProvider = new ServiceEndpointProvider("monitoring");
    }

    public override string RegionEndpointServiceName => "monitoring";

    public override string ServiceVersion => "2010-08-01";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ConfigEndpointResolver.Determine(this, parameters);
}
