using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class ListRootsRequest : AmazonOrganizationsRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListRootsResponse : AmazonWebServiceResponse
{
    public List<Root> Roots { get; set; }

    public string NextToken { get; set; }
}
