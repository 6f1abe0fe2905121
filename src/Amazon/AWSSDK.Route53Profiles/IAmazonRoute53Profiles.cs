using Amazon.Route53Profiles.Model;
using Amazon.Runtime;

namespace Amazon.Route53Profiles;

public interface IAmazonRoute53Profiles : IAmazonService, IDisposable
{
    Task<ListProfileAssociationsResponse> ListProfileAssociationsAsync(ListProfileAssociationsRequest request, CancellationToken cancellationToken = default);

    Task<ListProfileResourceAssociationsResponse> ListProfileResourceAssociationsAsync(ListProfileResourceAssociationsRequest request, CancellationToken cancellationToken = default);
}
