using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.ConfigService.Internal;

/// <summary>https://docs.aws.amazon.com/general/latest/gr/awsconfig.html</summary>
internal sealed class ConfigEndpointProvider : IEndpointProvider
{
    public const string Region = "Region";
    public const string Url = "Endpoint";
    public const string Fips = "UseFIPS";
    public const string DualStack = "UseDualStack";

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[Url] is string { Length: > 0 } url)
            return new(url);
        if (parameters[Region] is not string { Length: > 0 } region)
            throw new AmazonClientException("Invalid Configuration: Missing Region");

        var partition = Fn.Partition(region)
            ?? throw new AmazonClientException($"Invalid Configuration: no partition has the region {region}");
        var isFips = parameters[Fips] is true;
        var isDualStack = parameters[DualStack] is true;
        if (isFips && !partition.supportsFIPS)
            throw new AmazonClientException("FIPS is enabled but this partition does not support FIPS");
        if (isDualStack && !partition.supportsDualStack)
            throw new AmazonClientException("DualStack is enabled but this partition does not support DualStack");

        // GovCloud's plain endpoints are the FIPS ones.
        var host = isFips && (isDualStack || partition.name is not "aws-us-gov") ? "config-fips" : "config";
        return new($"https://{host}.{region}.{(isDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }
}
