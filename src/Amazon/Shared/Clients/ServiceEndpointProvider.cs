using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Shared.Clients;

/// <summary>An endpoint in every region, of the form that nearly all services have: https://docs.aws.amazon.com/general/latest/gr/rande.html</summary>
/// <param name="prefix">The first part of the host's name.</param>
internal sealed class ServiceEndpointProvider(string prefix) : IEndpointProvider
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
        return new($"https://{host}.{region}.{(isDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }

    public static Partition PartitionOf(EndpointParameters parameters, out string region)
    {
        region = parameters[ConfigEndpointResolver.Region] as string;
        if (string.IsNullOrEmpty(region))
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        return Fn.Partition(region) ?? throw new AmazonClientException($"Invalid Configuration: no partition has the region {region}");
    }
}
