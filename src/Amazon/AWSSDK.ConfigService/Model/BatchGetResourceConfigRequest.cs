using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class BatchGetResourceConfigRequest : AmazonConfigServiceRequest
{
    public List<ResourceKey> ResourceKeys { get; set; }
}

public class BatchGetResourceConfigResponse : AmazonWebServiceResponse
{
    public List<BaseConfigurationItem> BaseConfigurationItems { get; set; }

    public List<ResourceKey> UnprocessedResourceKeys { get; set; }
}
