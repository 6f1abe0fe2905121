using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;
using Amazon.Util.Internal;

namespace Amazon.Organizations;

public class AmazonOrganizationsConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("Organizations", "4.0");

    public AmazonOrganizationsConfig()
        : base(ServicePipeline.Defaults())
    {
        ServiceId = "Organizations";
        AuthenticationServiceName = "organizations";
        EndpointProvider = new ServiceEndpointProvider("organizations", Home);
    }

    public override string RegionEndpointServiceName => "organizations";

    public override string ServiceVersion => "2016-11-28";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ConfigEndpointResolver.Determine(this, parameters);

    /// <summary>https://docs.aws.amazon.com/general/latest/gr/ao.html</summary>
    private static string Home(string partition) => partition switch
    {
        "aws" => "us-east-1",
        "aws-cn" => "cn-northwest-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => null,
    };
}
