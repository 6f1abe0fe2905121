using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Shared.Clients;

/// <summary>Endpoints of the form that nearly all services have: https://docs.aws.amazon.com/general/latest/gr/rande.html</summary>
/// <param name="prefix">The first part of the host's name.</param>
/// <param name="home">The region by whose endpoint a whole partition is served, by the partition's name; null for an endpoint in every region.</param>
internal sealed class ServiceEndpointProvider(string prefix, Func<string, string> home = null) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[ConfigEndpointResolver.Url] is string { Length: > 0 } url)
            return new(url);
        var partition = PartitionOf(parameters, out var region);
        var isFips = parameters[ConfigEndpointResolver.Fips] is true;
        var isDualStack = parameters[ConfigEndpointResolver.DualStack] is true;
        if (isFips && !partition.supportsFIPS)
            throw new AmazonClientException("FIPS is enabled but this partition does not support FIPS");
        if (isDualStack && !partition.supportsDualStack)
            throw new AmazonClientException("DualStack is enabled but this partition does not support DualStack");

        // GovCloud's plain endpoints are the FIPS ones.
        var host = isFips && (isDualStack || partition.name is not "aws-us-gov") ? $"{prefix}-fips" : prefix;
        var place = home?.Invoke(partition.name) ?? region;
        var address = $"https://{host}.{place}.{(isDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}";
        return home is null
            ? new(address)
            : new(address, $$"""{"authSchemes":[{"name":"sigv4","signingName":"{{prefix}}","signingRegion":"{{place}}"}]}""", "");
    }

    public static Partition PartitionOf(EndpointParameters parameters, out string region)
    {
        region = parameters[ConfigEndpointResolver.Region] as string;
        if (string.IsNullOrEmpty(region))
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        return Fn.Partition(region) ?? throw new AmazonClientException($"Invalid Configuration: no partition has the region {region}");
    }
}
