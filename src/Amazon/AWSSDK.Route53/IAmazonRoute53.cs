using Amazon.Route53.Model;
using Amazon.Runtime;

namespace Amazon.Route53;

public interface IAmazonRoute53 : IAmazonService, IDisposable
{
    Task<GetHostedZoneResponse> GetHostedZoneAsync(GetHostedZoneRequest request, CancellationToken cancellationToken = default);

    Task<ListHostedZonesByVPCResponse> ListHostedZonesByVPCAsync(ListHostedZonesByVPCRequest request, CancellationToken cancellationToken = default);

    Task<ListResourceRecordSetsResponse> ListResourceRecordSetsAsync(ListResourceRecordSetsRequest request, CancellationToken cancellationToken = default);
}
