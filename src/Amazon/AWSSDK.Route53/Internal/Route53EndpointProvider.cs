using Amazon.Runtime.Endpoints;
using Amazon.Shared.Clients;

namespace Amazon.Route53.Internal;

/// <summary>One endpoint for all regions of a partition: https://docs.aws.amazon.com/general/latest/gr/r53.html</summary>
internal sealed class Route53EndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[ConfigEndpointResolver.Url] is string { Length: > 0 } url)
            return new(url);
        var partition = ServiceEndpointProvider.PartitionOf(parameters, out var region);
        var (host, home) = partition.name switch
        {
            "aws" => (parameters[ConfigEndpointResolver.Fips] is true ? "route53-fips" : "route53", "us-east-1"),
            "aws-cn" => ("route53", "cn-northwest-1"),
            "aws-us-gov" => ("route53.us-gov", "us-gov-west-1"),
            "aws-iso" => ("route53", "us-iso-east-1"),
            "aws-iso-b" => ("route53", "us-isob-east-1"),
            _ => ("route53", region),
        };
        return new(
            $"https://{host}.{partition.dnsSuffix}",
            $$"""{"authSchemes":[{"name":"sigv4","signingName":"route53","signingRegion":"{{home}}"}]}""",
            "");
    }
}
