using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class GetResourceConfigHistoryRequest : AmazonConfigServiceRequest
{
    public ResourceType ResourceType { get; set; }

    public string ResourceId { get; set; }

    public DateTime? LaterTime { get; set; }

    public DateTime? EarlierTime { get; set; }

    public ChronologicalOrder ChronologicalOrder { get; set; }

    public int? Limit { get; set; }

    public string NextToken { get; set; }
}

public class GetResourceConfigHistoryResponse : AmazonWebServiceResponse
{
    public List<ConfigurationItem> ConfigurationItems { get; set; }

    public string NextToken { get; set; }
}
