using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Organizations.Internal;

/// <summary>One endpoint for all regions of a partition: https://docs.aws.amazon.com/general/latest/gr/ao.html</summary>
internal sealed class OrganizationsEndpointProvider : IEndpointProvider
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

        var home = partition.name switch
        {
            "aws" => "us-east-1",
            "aws-cn" => "cn-northwest-1",
            "aws-us-gov" => "us-gov-west-1",
            _ => region,
        };
        // GovCloud's plain endpoint is the FIPS one.
        var host = isFips && (isDualStack || partition.name is not "aws-us-gov") ? "organizations-fips" : "organizations";
        return new(
            $"https://{host}.{home}.{(isDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}",
            $$"""{"authSchemes":[{"name":"sigv4","signingName":"organizations","signingRegion":"{{home}}"}]}""",
            "");
    }
}
