using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace Amazon.ConfigService.Internal;

internal sealed class ConfigEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = (AmazonConfigServiceConfig)requestContext.ClientConfig;
        var region = requestContext.Request.AlternateEndpoint?.SystemName
            ?? config.RegionEndpoint?.SystemName
            ?? (config.ServiceURL is { Length: > 0 } url ? AWSSDKUtils.DetermineRegion(url) : null);
        return new()
        {
            [ConfigEndpointProvider.Region] = region,
            [ConfigEndpointProvider.Url] = config.ServiceURL,
            [ConfigEndpointProvider.Fips] = config.UseFIPSEndpoint,
            [ConfigEndpointProvider.DualStack] = config.UseDualstackEndpoint,
        };
    }
}
