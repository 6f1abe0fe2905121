using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace Amazon.Organizations.Internal;

internal sealed class OrganizationsEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = (AmazonOrganizationsConfig)requestContext.ClientConfig;
        var region = requestContext.Request.AlternateEndpoint?.SystemName
            ?? config.RegionEndpoint?.SystemName
            ?? (config.ServiceURL is { Length: > 0 } url ? AWSSDKUtils.DetermineRegion(url) : null);
        return new()
        {
            [OrganizationsEndpointProvider.Region] = region,
            [OrganizationsEndpointProvider.Url] = config.ServiceURL,
            [OrganizationsEndpointProvider.Fips] = config.UseFIPSEndpoint,
            [OrganizationsEndpointProvider.DualStack] = config.UseDualstackEndpoint,
        };
    }
}
