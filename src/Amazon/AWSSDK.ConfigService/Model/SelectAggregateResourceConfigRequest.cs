using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class SelectAggregateResourceConfigRequest : AmazonConfigServiceRequest
{
    public string Expression { get; set; }

    public string ConfigurationAggregatorName { get; set; }

    public int? Limit { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class SelectAggregateResourceConfigResponse : AmazonWebServiceResponse
{
    public List<string> Results { get; set; }

    public QueryInfo QueryInfo { get; set; }

    public string NextToken { get; set; }
}
