using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;
using Amazon.Util.Internal;

namespace Amazon.ElasticLoadBalancingV2;

public class AmazonElasticLoadBalancingV2Config : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("ElasticLoadBalancingV2", "4.0");

    public AmazonElasticLoadBalancingV2Config()
        : base(ServicePipeline.Defaults())
    {
        ServiceId = "Elastic Load Balancing v2";
        AuthenticationServiceName = "elasticloadbalancing";
        EndpointProvider = new ServiceEndpointProvider("elasticloadbalancing");
    }

    public override string RegionEndpointServiceName => "elasticloadbalancing";

    public override string ServiceVersion => "2015-12-01";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ConfigEndpointResolver.Determine(this, parameters);
}
