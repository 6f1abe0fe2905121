using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace Amazon.Shared.Clients;

/// <summary>Asks the configuration's provider for the endpoint of the configuration's region.</summary>
internal sealed class ConfigEndpointResolver : BaseEndpointResolver
{
    public const string Region = "Region";
    public const string Url = "Endpoint";
    public const string Fips = "UseFIPS";
    public const string DualStack = "UseDualStack";

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new()
        {
            [Region] = requestContext.Request.AlternateEndpoint?.SystemName
                ?? config.RegionEndpoint?.SystemName
                ?? (config.ServiceURL is { Length: > 0 } url ? AWSSDKUtils.DetermineRegion(url) : null),
            [Url] = config.ServiceURL,
            [Fips] = config.UseFIPSEndpoint,
            [DualStack] = config.UseDualstackEndpoint,
        };
    }

    public static Endpoint Determine(ClientConfig config, ServiceOperationEndpointParameters parameters)
    {
        var context = new RequestContext(enableMetrics: false, clientSigner: null)
        {
            ClientConfig = config,
            OriginalRequest = parameters.Request,
            Request = new DefaultRequest(parameters.Request, config.ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint },
        };
        return new ConfigEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, responseContext: null));
    }
}
