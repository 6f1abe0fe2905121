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

    private readonly ConcurrentDictionary<(string Region, string Name), (DateTimeOffset ReadAt, ImmutableArray<ServiceDetail> Parts)> _details = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset ReadAt, ImmutableArray<string> Names)> _names = new();

    /// <summary>The names of all services of AWS in the region.</summary>
    public async Task<ImmutableArray<string>> NamesAsync(IAmazonEC2 ec2, AccountKey key, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue(key.Region, out var known) && IsFresh(known.ReadAt))
            return known.Names;
        var names = new List<string>();
        string? token = null;
        do
        {
            var answer = await ec2.DescribeVpcEndpointServicesAsync(new() { MaxResults = 1000, NextToken = token }, cancellationToken);
            names.AddRange(answer.ServiceNames.OrEmpty());
            token = answer.NextToken;
        }
        while (token is { Length: > 0 });
        ImmutableArray<string> whole = [.. names.Where(name => !ServiceName.Parse(name).IsProvided)];
        _names[key.Region] = (time.GetUtcNow(), whole);
        return whole;
    }

    /// <summary>What EC2 says of the services; of one that this account cannot see, nothing.</summary>
    public async Task<IReadOnlyList<ServiceDetail>> DetailsAsync(
        IAmazonEC2 ec2, AccountKey key, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var details = new List<ServiceDetail>();
        var unknown = new List<string>();
        foreach (var name in names.Where(name => name is not "").Distinct())
        {
            if (_details.TryGetValue((key.Region, name), out var known) && IsFresh(known.ReadAt))
                details.AddRange(known.Parts);
            else
                unknown.Add(name);
        }
        foreach (var chunk in unknown.Chunk(100))
        {
            foreach (var service in (await AskAsync(ec2, chunk, cancellationToken)).GroupBy(service => service.Id))
            {
                ImmutableArray<ServiceDetail> parts = [.. service];
                details.AddRange(parts);
                if (parts.All(part => part.Provider is "amazon"))
                    _details[(key.Region, service.Key)] = (time.GetUtcNow(), parts);
            }
        }
        return details;
    }

    /// <summary>One name that the account cannot see makes EC2 refuse all; then halves are asked, down to that one.</summary>
    private static async Task<IReadOnlyList<ServiceDetail>> AskAsync(
        IAmazonEC2 ec2, ArraySegment<string> names, CancellationToken cancellationToken)
    {
        try
        {
            var details = new List<ServiceDetail>();
            string? token = null;
            do
            {
                var answer = await ec2.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [.. names], NextToken = token }, cancellationToken);
                details.AddRange(answer.ServiceDetails.OrEmpty().Select(service => service.ToModel()));
                token = answer.NextToken;
            }
            while (token is { Length: > 0 });
            return details;
        }
        catch (AmazonEC2Exception exception) when (exception.ErrorCode is "InvalidServiceName")
        {
            if (names.Count is 1)
                return [];
            var half = names.Count / 2;
            return
            [
                .. await AskAsync(ec2, names[..half], cancellationToken),
                .. await AskAsync(ec2, names[half..], cancellationToken),
            ];
        }
    }

    private bool IsFresh(DateTimeOffset readAt) => time.GetUtcNow() - readAt < Kept;
}
