using System.Collections.Concurrent;
using System.Collections.Immutable;
using Amazon.EC2;
using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>
/// What can be connected to. AWS's own services are the same for every account of a region and seldom change, so what EC2 said
/// of them is kept for later events; what it said of other providers' services is not.
/// </summary>
internal sealed class ServiceCatalogue(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<Seen, (DateTimeOffset ReadAt, ImmutableArray<ServiceDetail> Parts)> _details = new();
    private readonly ConcurrentDictionary<string, Region> _regions = new();

    /// <summary>The names of all services of AWS in the region.</summary>
    public async Task<ImmutableArray<string>> NamesAsync(IAmazonEC2 ec2, AccountKey key, CancellationToken cancellationToken) =>
        (await RegionAsync(ec2, key, cancellationToken)).Names;

    /// <summary>What EC2 says of all services of AWS in the region.</summary>
    public async Task<ImmutableArray<ServiceDetail>> AllDetailsAsync(IAmazonEC2 ec2, AccountKey key, CancellationToken cancellationToken) =>
        (await RegionAsync(ec2, key, cancellationToken)).Details;

    private async Task<Region> RegionAsync(IAmazonEC2 ec2, AccountKey key, CancellationToken cancellationToken)
    {
        if (_regions.TryGetValue(key.Region, out var known) && IsFresh(known.ReadAt))
            return known;
        var names = new List<string>();
        var details = new List<ServiceDetail>();
        string? token = null;
        do
        {
            var answer = await ec2.DescribeVpcEndpointServicesAsync(new() { MaxResults = 1000, NextToken = token }, cancellationToken);
            names.AddRange(answer.ServiceNames.OrEmpty());
            details.AddRange(answer.ServiceDetails.OrEmpty().Select(service => service.ToModel()));
            token = answer.NextToken;
        }
        while (token is { Length: > 0 });
        var whole = new Region(
            time.GetUtcNow(),
            [.. names.Where(name => !ServiceName.Parse(name).IsProvided)],
            [.. details.Where(service => service.Provider is "amazon")]);
        foreach (var service in whole.Details.GroupBy(service => service.Id))
            _details[new(key.Region, key.Region, service.Key)] = (whole.ReadAt, [.. service]);
        return _regions[key.Region] = whole;
    }

    /// <summary>What EC2 says of the services that the endpoints lead to; of one that this account cannot see, nothing.</summary>
    public async Task<IReadOnlyList<ServiceDetail>> DetailsAsync(
        IAmazonEC2 ec2, AccountKey key, IEnumerable<VpcEndpoint> endpoints, CancellationToken cancellationToken)
    {
        var details = new List<ServiceDetail>();
        var unknown = new List<Seen>();
        foreach (var service in endpoints.Where(endpoint => endpoint.Service.Full is not "")
            .Select(endpoint => new Seen(key.Region, endpoint.ServiceRegion ?? key.Region, endpoint.Service.Full)).Distinct())
        {
            if (_details.TryGetValue(service, out var known) && IsFresh(known.ReadAt))
                details.AddRange(known.Parts);
            else
                unknown.Add(service);
        }
        foreach (var region in unknown.GroupBy(service => service.ServiceRegion))
        {
            List<string>? elsewhere = region.Key == key.Region ? null : [region.Key];
            foreach (var chunk in region.Select(service => service.Name).Chunk(100))
            {
                foreach (var service in (await AskAsync(ec2, elsewhere, chunk, cancellationToken)).GroupBy(service => service.Id))
                {
                    ImmutableArray<ServiceDetail> parts = [.. service];
                    details.AddRange(parts);
                    if (parts.All(part => part.Provider is "amazon"))
                        _details[new(key.Region, region.Key, service.Key)] = (time.GetUtcNow(), parts);
                }
            }
        }
        return details;
    }

    /// <summary>
    /// One name that the account cannot see makes EC2 refuse all; then halves are asked, down to that one. A service of another
    /// region is only seen by who names that region.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html</remarks>
    private static async Task<IReadOnlyList<ServiceDetail>> AskAsync(
        IAmazonEC2 ec2, List<string>? regions, ArraySegment<string> names, CancellationToken cancellationToken)
    {
        try
        {
            var details = new List<ServiceDetail>();
            string? token = null;
            do
            {
                var answer = await ec2.DescribeVpcEndpointServicesAsync(
                    new() { ServiceNames = [.. names], ServiceRegions = regions, NextToken = token }, cancellationToken);
                details.AddRange(answer.ServiceDetails.OrEmpty().Select(service => service.ToModel()));
                token = answer.NextToken;
            }
            while (token is { Length: > 0 });
            return details;
        }
        catch (AwsCallException refusal) when (refusal.Code is "InvalidServiceName")
        {
            if (names.Count is 1)
                return [];
            var half = names.Count / 2;
            return
            [
                .. await AskAsync(ec2, regions, names[..half], cancellationToken),
                .. await AskAsync(ec2, regions, names[half..], cancellationToken),
            ];
        }
    }

    private bool IsFresh(DateTimeOffset readAt) => time.GetUtcNow() - readAt < Kept;

    /// <summary>All of AWS's own services in a region, as EC2 lists them.</summary>
    private sealed record Region(DateTimeOffset ReadAt, ImmutableArray<string> Names, ImmutableArray<ServiceDetail> Details);

    /// <summary>A service as it is seen from a region.</summary>
    private readonly record struct Seen(string Region, string ServiceRegion, string Name);
}
