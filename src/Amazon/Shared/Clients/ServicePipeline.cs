using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Shared.Clients;

/// <summary>What a client of one service adds to the pipeline of all.</summary>
internal static class ServicePipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ConfigEndpointResolver());
        pipeline.AddHandlerAfter<ConfigEndpointResolver>(new SignatureResolver());
    }

    /// <summary>https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html</summary>
    public static DefaultConfigurationProvider Defaults() => new(
    [
        Mode(DefaultConfigurationMode.Standard, 3_100),
        Mode(DefaultConfigurationMode.InRegion, 1_100),
        Mode(DefaultConfigurationMode.CrossRegion, 3_100),
        Mode(DefaultConfigurationMode.Mobile, 30_000),
        Mode(DefaultConfigurationMode.Auto, 1_100),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode mode, int milliseconds) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromMilliseconds(milliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(milliseconds),
    };
}
