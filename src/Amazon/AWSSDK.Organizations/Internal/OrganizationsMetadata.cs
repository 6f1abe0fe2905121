using Amazon.Runtime.Internal;

namespace Amazon.Organizations.Internal;

internal sealed class OrganizationsMetadata : IServiceMetadata
{
    public string ServiceId => "Organizations";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
