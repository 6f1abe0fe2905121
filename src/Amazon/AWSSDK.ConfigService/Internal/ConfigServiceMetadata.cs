using Amazon.Runtime.Internal;

namespace Amazon.ConfigService.Internal;

internal sealed class ConfigServiceMetadata : IServiceMetadata
{
    public string ServiceId => "Config Service";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
