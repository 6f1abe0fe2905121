using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class SelectResourceConfigRequest : AmazonConfigServiceRequest
{
    public string Expression { get; set; }

    public int? Limit { get; set; }

    public string NextToken { get; set; }
}

public class SelectResourceConfigResponse : AmazonWebServiceResponse
{
    public List<string> Results { get; set; }

    public QueryInfo QueryInfo { get; set; }

    public string NextToken { get; set; }
}
